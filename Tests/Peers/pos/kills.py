"""Five tills of the fleet beside the kill loop's other callers (kill_loop.py), which kills their server.

They trade, hold, reverse, store and settle over TCP until the server is gone. Their journals live on, as a
terminal's does. After each kill
- what was answered before the kill is asked again, and answered the same;
- what had no answer is reversed, or sent again, as the seed draws; the model says what must come of it;
- a settlement that was cut off is asked again, and must balance.
At the end members, merchants, terminals' journals, settlements and the ledger agree to the point.
"""

import random
import threading
from collections import Counter
from pathlib import Path

import requests

from pos.books import compare_journal, compare_merchants, merchant_accounts
from pos.day import Till
from pos.fleet import fleet
from pos.host import Platform
from pos.journal import Entry
from pos.messages import BALANCE, DRAW
from pos.terminal import Silent

TILLS = 5
# Fields that say what was decided; 64 is of the present key.
DECIDED = ("4", "12", "13", "15", "37", "38", "39", "54", "60", "62")


class Worker:
    """A till that goes on after a power cut with what its journal holds."""

    def __init__(self, till: Till, seed: str):
        self.till, self.terminal = till, till.terminal
        self.seen, self.faults = Counter(), []
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
            # Nothing new while an advice has no answer: it stays at the head of the line.
            while not self.untold():
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
        self.seen["settlements"] += 1
        self.is_settling = False

    def sign_in(self) -> None:
        self.needs_keys = True
        self.terminal.sign_in()
        self.needs_keys = False

    def recover(self) -> None:
        """After the power came back: first what is certain, then what is not, then the batch."""
        if self.needs_keys and not self.is_settling:
            self.sign_in()
        # A settlement without an answer may have closed the batch, of which nothing is taken then.
        if not self.is_settling:
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
            self.seen["asked again"] += 1
            for name in DECIDED:
                if before.get(name) != answer[0].get(name):
                    self.fault(f"{entry.kind.name} {entry.trace} field {name} was {before.get(name)}, "
                               f"after the kill {answer[0].get(name)}")

    def make_certain(self) -> None:
        was_told = self.tell_advices_again()
        pending = self.terminal.pending
        # What was pending was drawn before the till knew of its advice: it may make no sense any more.
        may_send = not was_told and self.random.random() < 0.4
        if pending is not None and may_send and self.can_be_judged(pending):
            # The line, not the terminal, repeats it.
            self.terminal.send(pending)
            self.seen["sent again"] += 1
            self.till.heard(pending)
        elif pending is not None:
            self.seen["reversed"] += 1
        self.till.reverse_pending()
        self.till.forward()

    def tell_advices_again(self) -> bool:
        """Refunds and earns that had no answer came before whatever is pending; whether there were any."""
        untold = self.untold()
        for entry in untold:
            self.terminal.send(entry)
            if entry.state == "unknown":
                raise Silent(f"{entry.kind.name} {entry.trace} after the kill")
            self.till.heard(entry)
        return bool(untold)

    def untold(self) -> list[Entry]:
        """Advices without an answer that are not in the queue of stored ones."""
        queued = {id(entry) for entry in self.terminal.stored}
        return [
            entry for entry in self.terminal.journal.entries[-20:]
            if entry.state == "unknown" and not entry.kind.is_reversible and entry.kind is not BALANCE
            and id(entry) not in queued]

    @staticmethod
    def can_be_judged(entry: Entry) -> bool:
        """Its answer can be reckoned as if it had been asked now."""
        is_partial = entry.request["60"][13] == "1"
        is_mistyped = entry.shown is not None and entry.shown.card is not None and entry.shown.pin not in (
            "", entry.shown.card.pin)
        return entry.state == "unknown" and not is_partial and not is_mistyped and bool(entry.member)

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.terminal.profile.terminal}: {text}")


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


class Tills:
    """The fleet and its workers, from the first sign-in to the last comparison.

    Their members and merchants are theirs alone, so that the model knows every point that moves there.
    """

    def __init__(self, access: dict, folder: Path, seed: int):
        self.folder, self.platform = folder, Platform(access)
        rates = self.platform.rates()
        profiles = self.platform.profiles()[:TILLS]
        self.merchants = {profile.merchant for profile in profiles}
        own = {number: rates[number] for number in self.merchants}
        self.day = fleet(
            self.platform, profiles, own, seed, None, shared_line=[0, 1], timeout_seconds=20)
        self.day.open()
        self.before = merchant_accounts(folder)
        self.workers = [Worker(till, f"{seed} {place}") for place, till in enumerate(self.day.tills)]

    def begin(self, number: int) -> list[threading.Thread]:
        self.day.assign(number)
        return everyone(self.workers, Worker.work_until_killed)

    def recover(self, http_port: int, pos: tuple[str, int]) -> None:
        """The host is there again, at other ports."""
        for worker in self.workers:
            worker.seen["answers"] += len(worker.told)
        self.platform.http = f"http://127.0.0.1:{http_port}"
        self.day.network.host = pos
        for till in self.day.tills:
            till.terminal.line.hang_up()
        for thread in everyone(self.workers, recovered):
            thread.join()

    def close(self) -> None:
        """Every batch is settled, and everything is compared with the model."""
        for thread in everyone(self.workers, Worker.settle):
            thread.join()
        self.day.compare_balances()
        for till in self.day.tills:
            self.day.faults += compare_journal(self.platform, till.terminal)
        self.day.faults += compare_merchants(self.day, self.before, merchant_accounts(self.folder))

    @property
    def faults(self) -> list[str]:
        return self.day.judged() + [fault for worker in self.workers for fault in worker.faults]

    @property
    def seen(self) -> dict[str, int]:
        told = sum((worker.seen for worker in self.workers), Counter())
        return dict(told | Counter(trades=self.day.trades()))
