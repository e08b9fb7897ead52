"""A platform whose wall clock goes where it is put, while it serves."""

import contextlib
import json
import os
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import requests
from conftest import binary, free_port

# The library shares its state by the environment of whoever came before; a program that is the first to load
# it reads its own arguments in vain.
COMMAND = ["env"]


class MovedPlatform:
    """A data folder, the clock that its commands see, and a server on it when one was started."""

    def __init__(self, folder: Path, start: datetime, **settings: str):
        folder.mkdir(parents=True, exist_ok=True)
        self.data, self.clock, self.log = folder / "data", folder / "clock", folder / "log"
        self.environment = os.environ | faked(self.clock) | settings
        self.process, self.http = None, ""
        self.set_clock(start)

    def set_clock(self, moment: datetime) -> None:
        """The clock goes on from there; commands and a running server see it at once."""
        offset = int(moment.timestamp() - time.time())
        unfinished = self.clock.with_suffix(".part")
        unfinished.write_text(f"{offset:+d}s\n")
        os.replace(unfinished, self.clock)

    def run(self, *arguments: object) -> str:
        done = subprocess.run(
            [*COMMAND, binary(), *map(str, arguments), "--data", str(self.data)], capture_output=True,
            text=True, timeout=900, env=self.environment)
        assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stderr[-4000:]}"
        return done.stdout

    @contextlib.contextmanager
    def served(self):
        """What was acknowledged outlives the kill by which it ends."""
        self.start()
        try:
            yield
        finally:
            self.kill()

    def start(self, limit_seconds: int = 60) -> None:
        port = free_port()
        self.http = f"http://127.0.0.1:{port}"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*COMMAND, binary(), "serve", "--data", str(self.data),
                 "--http", f"127.0.0.1:{port}", "--pos", ""],
                stdout=log, stderr=log, env=self.environment)
        deadline = time.monotonic() + limit_seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                if requests.get(self.http + "/readyz", timeout=5).ok:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the server did not come up\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)

    def operator_key(self, name: str) -> str:
        made = self.run("key", "create", name, "--points-per-day", 1_000_000_000, "--json")
        return json.loads(made)["secret"]


def faked(clock: Path) -> dict[str, str]:
    library = next(
        line.removeprefix("LD_PRELOAD=")
        for line in subprocess.check_output(["faketime", "-f", "+0s", "env"], text=True).splitlines()
        if line.startswith("LD_PRELOAD="))
    return {
        "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "SWIFT_BACKTRACE": "enable=no",
        # A timer that is set under a clock in the past runs out when that moment comes: nothing may rest.
        "TONGBAO_JOBS_SWEEP_PERCENT": "100"}


def noon(year: int, month: int, day: int, hour: int = 12) -> datetime:
    """A wall time of the operator's zone, Asia/Shanghai, which has no summer time."""
    return datetime.fromtimestamp(datetime(year, month, day, hour, tzinfo=UTC).timestamp() - 8 * 3_600, UTC)
