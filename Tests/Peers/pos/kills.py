"""Kills a working server at random under ISO 8583, and holds it to what its terminals were told.

    cd Tests/Peers && python -m pos.kills --kills 200 --folder some/empty/folder [--seed 7]

Five tills of the fleet trade, hold, reverse, store and settle over TCP until the server is gone. Their
journals live on, as a terminal's does. After each kill the server starts again, and
- what was answered before the kill is asked again, and answered the same;
- what had no answer is reversed, or sent again, as the seed draws; the model says what must come of it;
- a settlement that was cut off is asked again, and must balance.
At the end members, merchants, terminals' journals, settlements and the ledger agree to the point, and the
journal is read by code that shares nothing with the ledger.
"""

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests

import kill_loop
from conservation import add_up, compare_with_tables
from pos.books import compare_journal, compare_merchants, merchant_accounts
from pos.day import Till
from pos.fleet import Fleet, fleet
from pos.host import Platform
from pos.journal import Entry
from pos.messages import BALANCE, DRAW
from pos.terminal import Silent

TILLS = 5
# Fields that say what was decided; 64 is of the present key.
DECIDED = ("4", "12", "13", "15", "37", "38", "39", "54", "60", "62")


@dataclass
class Outcome:
    kills: int = 0
    trades: int = 0
    acknowledged: int = 0
    asked_again: int = 0
    reversed_after: int = 0
    sent_again: int = 0
    settled: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    transactions: int = 0


class Worker:
    """A till that goes on after a power cut with what its journal holds."""

    def __init__(self, till: Till, seed: str, outcome: Outcome):
        self.till, self.terminal, self.outcome = till, till.terminal, outcome
        self.random = random.Random(seed)
        self.told: dict[str, tuple[Entry, dict]] = {}
        self.is_settling = self.needs_keys = False
        decide = self.terminal.decide

        def noted(entry: Entry, fields: dict, content: bytes) -> None:
            self.told[entry.trace] = (entry, fields)
            decide(entry, fields, content)

        self.terminal.decide = noted

    def work_until_killed(self) -> None:
        try:
            while True:
                self.till.work(1)
                if self.random.random() < 0.02:
                    self.settle()
        except (Silent, requests.RequestException):
            pass

    def settle(self) -> None:
        self.till.come_to_rest()
        self.is_settling = True
        totals = self.terminal.journal.totals(self.terminal.batch)
        verdict = self.terminal.settle()
        if verdict != "1":
            self.fault(f"batch {self.terminal.batch} settled {verdict} with {totals}: "
                       f"{self.terminal.settlement['48']}")
        self.sign_in()
        self.outcome.settled += 1
        self.is_settling = False

    def sign_in(self) -> None:
        self.needs_keys = True
        self.terminal.sign_in()
        self.needs_keys = False

    def recover(self) -> None:
        """After the power came back: first what is certain, then what is not, then the batch."""
        if self.needs_keys and not self.is_settling:
            self.sign_in()
        if not self.needs_keys:
            self.ask_again()
        self.make_certain()
        if self.is_settling:
            self.settle()
        elif self.random.random() < 0.2:
            self.sign_in()
        self.told.clear()

    def ask_again(self) -> None:
        for entry, before in self.random.sample(list(self.told.values()), min(6, len(self.told))):
            if entry.kind in (BALANCE, DRAW) or entry.batch != self.terminal.batch:
                continue
            answer = self.terminal.ask(entry.request, has_mac=True)
            if answer is None:
                raise Silent(f"{entry.kind.name} {entry.trace} asked again")
            self.outcome.asked_again += 1
            for name in DECIDED:
                if before.get(name) != answer[0].get(name):
                    self.fault(f"{entry.kind.name} {entry.trace} field {name} was {before.get(name)}, "
                               f"after the kill {answer[0].get(name)}")

    def make_certain(self) -> None:
        pending = self.terminal.pending
        if pending is not None and self.random.random() < 0.4 and self.can_be_judged(pending):
            # The line, not the terminal, repeats it.
            self.terminal.send(pending)
            self.outcome.sent_again += 1
            self.till.heard(pending)
        elif pending is not None:
            self.outcome.reversed_after += 1
        self.till.reverse_pending()
        for entry in self.terminal.journal.entries[-20:]:
            is_advice = not entry.kind.is_reversible and entry.kind is not BALANCE
            is_queued = any(one is entry for one in self.terminal.stored)
            if entry.state == "unknown" and is_advice and not is_queued:
                self.terminal.stored.insert(0, entry)
        self.till.forward()

    @staticmethod
    def can_be_judged(entry: Entry) -> bool:
        """Its answer can be reckoned as if it had been asked now."""
        is_partial = entry.request["60"][13] == "1"
        is_mistyped = entry.shown is not None and entry.shown.card is not None and entry.shown.pin not in (
            "", entry.shown.card.pin)
        return entry.state == "unknown" and not is_partial and not is_mistyped and bool(entry.member)

    def fault(self, text: str) -> None:
        self.outcome.faults.append(f"{self.terminal.profile.terminal}: {text}")


def everyone(workers: list[Worker], act) -> list[threading.Thread]:
    threads = [threading.Thread(target=act, args=[worker], daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    return threads


def recovered(worker: Worker) -> None:
    try:
        worker.recover()
    except Exception as failure:  # noqa: BLE001 - whatever it is, the run must say so
        worker.fault(f"after the kill: {failure!r}")


def opened(server: kill_loop.Server, seed: int) -> tuple[Platform, Fleet]:
    server.start(["demo"])
    server.access = json.loads((server.folder / "demo" / "access.json").read_text())
    platform = Platform(server.access)
    rates = platform.rates()
    profiles = platform.profiles()[:TILLS]
    own = {profile.merchant: rates[profile.merchant] for profile in profiles}
    day = fleet(platform, profiles, own, seed, None, shared_line=[0, 1], timeout_seconds=20)
    day.open()
    return platform, day


def came_back(server: kill_loop.Server, platform: Platform, day: Fleet) -> None:
    server.start(["serve", "--data", "demo"])
    platform.http = f"http://127.0.0.1:{server.port}"
    day.network.host = server.pos
    for till in day.tills:
        till.terminal.line.hang_up()


def run(binary: str, folder: Path, kills: int, seed: int, minutes: float = 1e9) -> Outcome:
    outcome, chance, began = Outcome(), random.Random(seed), time.monotonic()
    server = kill_loop.Server(binary, folder)
    platform, day = opened(server, seed)
    before = merchant_accounts(folder)
    workers = [Worker(till, f"{seed} {place}", outcome) for place, till in enumerate(day.tills)]
    while outcome.kills < kills and time.monotonic() - began < minutes * 60 and not outcome.faults:
        day.assign(outcome.kills)
        threads = everyone(workers, Worker.work_until_killed)
        time.sleep(chance.uniform(0.02, 0.6))
        server.end(signal.SIGKILL)
        for thread in threads:
            thread.join()
        outcome.kills += 1
        outcome.acknowledged += sum(len(worker.told) for worker in workers)
        came_back(server, platform, day)
        for thread in everyone(workers, recovered):
            thread.join()
        outcome.faults += day.judged()
    close(day, platform, workers, before, merchant_accounts, folder, outcome)
    if server.end(signal.SIGTERM) != 0:
        outcome.faults.append("the server did not stop in order")
    examine(server, outcome)
    outcome.trades, outcome.seconds = day.trades(), time.monotonic() - began
    return outcome


def close(day: Fleet, platform, workers, before, accounts, folder: Path, outcome: Outcome) -> None:
    for thread in everyone(workers, lambda worker: worker.settle()):
        thread.join()
    day.compare_balances()
    for till in day.tills:
        day.faults += compare_journal(platform, till.terminal)
    day.faults += compare_merchants(day, before, accounts(folder))
    outcome.faults += [fault for fault in day.judged() if fault not in outcome.faults]


def examine(server: kill_loop.Server, outcome: Outcome) -> None:
    ledger = server.folder / "demo" / "ledger.db"
    books = add_up(ledger)
    compare_with_tables(books, ledger)
    outcome.faults += books.faults
    outcome.transactions = books.count
    proven = kill_loop.subprocess.run(
        [server.binary, "ledger", "verify", "--data", "demo"],
        cwd=server.folder, capture_output=True, text=True)
    if proven.returncode != 0:
        outcome.faults.append(f"ledger verify: {proven.stdout}{proven.stderr}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--folder", type=Path, required=True)
    binary = os.environ.get("TONGBAO_BIN", str(kill_loop.ROOT / ".build/debug/tongbao"))
    parser.add_argument("--binary", default=binary)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    outcome = run(options.binary, options.folder.resolve(), options.kills, options.seed, options.minutes)
    faults = outcome.faults[:20]
    print(json.dumps(outcome.__dict__ | {"faults": faults, "fault_count": len(outcome.faults)}, indent=2))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
