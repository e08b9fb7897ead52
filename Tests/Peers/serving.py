"""A server of a platform that begins empty, with settings of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import binary, ended, free_port


@dataclass
class Server:
    data: Path
    port: int
    log: Path

    def lines(self) -> list[str]:
        return self.log.read_text().splitlines()


@contextlib.contextmanager
def serving(folder: Path, *flags: str, host: str = "127.0.0.1", **settings: str):
    """`tongbao serve` in a folder, without terminals; must end cleanly when it is told to stop."""
    port, log = free_port(), folder / "serve.log"
    data = folder / "data"
    command = [binary(), "serve", "--data", str(data), "--http", f"{host}:{port}", "--pos", "", *flags]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=os.environ | settings)
        try:
            wait(process, port, log)
            yield Server(data, port, log)
        finally:
            status = ended(process, signal.SIGTERM)
    assert status == 0, f"the server ended with {status}\n{log.read_text()[-4000:]}"


def wait(process: subprocess.Popen, port: int, log: Path, limit_seconds: int = 60):
    deadline = time.monotonic() + limit_seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not come up\n{log.read_text()[-4000:]}")
