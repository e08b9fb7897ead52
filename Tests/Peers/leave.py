"""G27: a member of a large platform takes all data along and leaves; afterwards nothing tells who it was.

    python Tests/Peers/leave.py DATA [PHONE]

DATA is a folder that `tongbao bench pages --data` filled; the member is its busiest. It is changed.
Prints one line of JSON with what it took, and fails where a word of the member's is found in any file, be it
of a backup that was taken after it. The backup stays beside DATA.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import requests
from conftest import binary, free_port

NAME, WORDS = "Zebedee Quartz-Topaz", "Sapphire is what I wrote"


class Site:
    """A server on the folder that writes SMS to its terminal, and the member's browser."""

    def __init__(self, data: Path, log: Path):
        self.log = log
        port = free_port()
        self.home = f"http://127.0.0.1:{port}"
        environment = os.environ | {"TONGBAO_SMS_PROVIDER": "console", "TONGBAO_LOG_LEVEL": "debug"}
        command = [binary(), "serve", "--data", str(data), "--http", f"127.0.0.1:{port}", "--pos", ""]
        self.process = subprocess.Popen(
            command, stdout=log.open("w"), stderr=subprocess.STDOUT, env=environment)
        self.browser = requests.Session()
        self.browser.headers["Accept-Language"] = "en"
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            try:
                if requests.get(self.home + "/readyz", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                assert self.process.poll() is None, log.read_text()[-2000:]
                time.sleep(0.2)
        raise AssertionError("the server did not come up")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=120) == 0

    def code(self) -> str:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if found := re.findall(r"SMS to \+\d+:.*?(?<!\d)(\d{6})(?!\d)", self.log.read_text()):
                return found[-1]
            time.sleep(0.1)
        raise AssertionError("no code came")

    def post(self, path: str, form: dict, page: str) -> requests.Response:
        token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
        answer = self.browser.post(self.home + path, data=form | {"form_token": token}, timeout=300)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:500]}"
        return answer

    def get(self, path: str) -> str:
        return self.browser.get(self.home + path, timeout=300).text


def enter(site: Site, phone: str) -> None:
    first = site.get("/member/enter")
    site.post("/member/enter", {"phone": phone}, first)
    answer = site.post("/member/enter/code", {"phone": phone, "code": site.code()}, first)
    if ticket := re.search(r'name="ticket" value="([^"]+)"', answer.text):
        form = {"ticket": ticket[1], "agree": "1", "language": "en"}
        site.post("/member/enter/agree", form, first)


def found(words: list[str], folder: Path) -> dict[str, list[str]]:
    """Which of the words stand in which files, read in pieces that overlap."""
    hits: dict[str, list[str]] = {}
    sought = [word.encode() for word in words]
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            tail = b""
            while piece := file.read(1 << 24):
                for word in sought:
                    if word in tail + piece and path.name not in hits.setdefault(word.decode(), []):
                        hits[word.decode()].append(path.name)
                tail = piece[-100:]
    return {word: files for word, files in hits.items() if files}


def back_up(data: Path, copy: Path) -> Path:
    """
    A backup as an operator takes it while the server runs: SQLite's own online copy of each database, and
    every other file as it is.
    """
    shutil.rmtree(copy, ignore_errors=True)
    for path in sorted(data.rglob("*")):
        target = copy / path.relative_to(data)
        if not path.is_file() or path.name.endswith(("-wal", "-shm")):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as file:
            is_database = file.read(16) == b"SQLite format 3\0"
        if not is_database:
            shutil.copy2(path, target)
            continue
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as destination:
            source.backup(destination)
    return copy


def main(data: Path, phone: str) -> dict:
    log = data.parent / "leave.log"
    site = Site(data, log)
    digits = phone.removeprefix("+86")
    words = [digits, NAME, WORDS]
    figures: dict = {}
    try:
        enter(site, phone)
        site.post("/member/me/profile", {"name": NAME, "language": "en"}, site.get("/member/me"))
        site.post("/member/feedback", {"to": "", "text": WORDS}, site.get("/member/feedback"))
        start = time.monotonic()
        answer = site.browser.get(site.home + "/member/me/export.json", timeout=300)
        figures["export_seconds"] = round(time.monotonic() - start, 2)
        taken = json.loads(answer.content)
        figures["export_bytes"] = len(answer.content)
        figures["movements"] = sum(len(wallet["movements"]) for wallet in taken["wallets"])
        for wallet in taken["wallets"]:
            assert sum(move["points"] for move in wallet["movements"]) == wallet["available"], "complete"
        assert WORDS in answer.text and NAME in answer.text and digits in answer.text
        before = found(words, data)
        assert set(before) == set(words), f"the search must find what is there: {before}"
        kept = found(words, back_up(data, data.parent / "backup"))
        assert set(kept) == set(words), f"a backup before it must hold what is there: {kept}"
        time.sleep(61)  # One code a minute.
        asked = site.post("/member/me/leave/code", {}, site.get("/member/me/leave"))
        losses = re.search(r'name="losses" value="([^"]*)"', asked.text)[1]
        form = {"losses": losses, "agree": "1", "code": site.code()}
        start = time.monotonic()
        left = site.post("/member/me/leave", form, asked.text)
        figures["leave_seconds"] = round(time.monotonic() - start, 2)
        assert "You have left" in left.text
        figures["hits_while_it_runs"] = found(words, data)
        start = time.monotonic()
        copy = back_up(data, data.parent / "backup")
        figures["backup_seconds"] = round(time.monotonic() - start, 2)
        figures["hits_in_backup"] = found(words, copy)
    finally:
        site.stop()
    figures["hits"] = found(words, data)
    # What the terminal showed is the provider's, not a log: a code's text is there because we asked for it.
    logged = [line for line in log.read_text().splitlines() if not line.startswith("SMS to ")]
    figures["hits_in_log"] = [line for line in logged if any(word in line for word in words)]
    return figures


if __name__ == "__main__":
    result = main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "+8613810000000")
    print(json.dumps(result), flush=True)
    assert not result["hits"] and not result["hits_in_log"] and not result["hits_while_it_runs"]
    assert not result["hits_in_backup"]
    assert result["export_seconds"] <= 60 and result["leave_seconds"] <= 60
    # The chain holds after the erasure, where it was done and in what was backed up after it.
    for folder in (sys.argv[1], str(Path(sys.argv[1]).parent / "backup")):
        subprocess.run([binary(), "ledger", "verify", "--data", folder], check=True, capture_output=True)
