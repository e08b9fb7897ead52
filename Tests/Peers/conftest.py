"""What the peers share: the binary under test, a folder of its own, a demo platform that is served."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tongbao(*arguments: object, timeout_seconds: int = 900) -> str:
    """Runs the binary and returns its standard output; a failure shows what it said on standard error."""
    done = subprocess.run(
        [binary(), *map(str, arguments)], capture_output=True, text=True, timeout=timeout_seconds, cwd=ROOT
    )
    command = " ".join(map(str, arguments))
    assert done.returncode == 0, f"tongbao {command}: {done.returncode}\n{done.stderr[-4000:]}"
    return done.stdout


def binary() -> str:
    path = os.environ.get("TONGBAO_BIN", str(ROOT / ".build" / "debug" / "tongbao"))
    assert Path(path).exists(), f"{path} is not built: bin/test peers builds it"
    return path


def free_port() -> int:
    """Below those that outgoing connections take, so that no client sits on it before its server."""
    while True:
        port = random.SystemRandom().randint(20_000, 32_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@dataclass
class Demo:
    """A demo platform that is being served from `folder`/demo."""

    folder: Path
    access: dict

    @property
    def http(self) -> str:
        return self.access["http"]


@contextlib.contextmanager
def served(folder: Path, days_later: int = 0, **settings: str):
    """`tongbao demo` in a folder, on free ports; must end cleanly when it is told to stop.

    The server's clock, and only that, can be put ahead by whole days. `settings` are TONGBAO_… variables.
    """
    log = (folder / "log").open("a")
    terminals = f"127.0.0.1:{free_port()}"
    command = [binary(), "demo", "--http", f"127.0.0.1:{free_port()}", "--pos", terminals]
    environment = os.environ | settings
    if days_later:
        command = ["faketime", "-f", f"+{days_later}d", *command]
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
    try:
        yield Demo(folder, wait_until_ready(process, folder, terminals))
    finally:
        status = ended(process, signal.SIGKILL if days_later else signal.SIGTERM)
    # Under faketime a SIGTERM is not always heard; whatever was acknowledged must survive a kill anyway.
    if not days_later:
        assert status == 0, f"the demo ended with {status}\n{(folder / 'log').read_text()[-4000:]}"


def ended(process: subprocess.Popen, by: signal.Signals) -> int:
    """Ends the server, which `faketime` runs as its child."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    server = int(((children.exists() and children.read_text().split()) or [process.pid])[0])
    with contextlib.suppress(ProcessLookupError):
        os.kill(server, by)
    try:
        return process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory):
    """One demo for all tests that only look, or do what any caller may do."""
    with served(tmp_path_factory.mktemp("platform")) as running:
        yield running


@pytest.fixture
def own_demo(tmp_path: Path):
    """A demo that nothing else has touched."""
    with served(tmp_path) as running:
        yield running


def wait_until_ready(
    process: subprocess.Popen, folder: Path, terminals: str, limit_seconds: int = 120
) -> dict:
    access = folder / "demo" / "access.json"
    deadline = time.monotonic() + limit_seconds
    while time.monotonic() < deadline and process.poll() is None:
        # The file may be there before its last byte and before the listener.
        try:
            content = json.loads(access.read_text())
            host, port = content["http"].split("://")[1].rsplit(":", 1)
            socket.create_connection((host, int(port)), timeout=1).close()
            if content["pos"] == terminals:
                return content
            time.sleep(0.1)
        except (OSError, ValueError):
            time.sleep(0.1)
    pytest.fail(f"the demo did not come up\n{(folder / 'log').read_text()[-4000:]}")
