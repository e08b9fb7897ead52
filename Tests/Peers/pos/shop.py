"""A few tills of one platform for tests of single rules, each with its trace numbers going on."""

import time
from dataclasses import replace

from pos.host import Member, Platform
from pos.journal import Entry
from pos.line import Line
from pos.messages import EARN, SPEND, Kind, Shown
from pos.terminal import Terminal


class Shop:
    def __init__(self, platform: Platform, line=None):
        self.platform = platform
        self.line = line or (lambda spec: Line(self.platform.address, spec))
        self.program = platform.program()
        self.profiles = platform.profiles()
        self.members = platform.members()
        self.tills: dict[int, Terminal] = {}

    def till(self, place: int = 0, **how) -> Terminal:
        """The terminal at this place of the demo's list, signed in, with an empty mind but its numbers."""
        before = self.tills.get(place)
        profile = replace(self.profiles[place], **how)
        made = Terminal(profile, self.line(profile.spec), before.last_trace if before else 0)
        made.sign_in()
        self.tills[place] = made
        return made

    def fresh_batch(self, place: int) -> Terminal:
        """The till in a batch of its own: whatever it had before is settled, as it may be."""
        till = self.till(place)
        till.settle({"debit": (0, 0), "credit": (0, 0)})
        till.sign_in()
        return till

    def points(self, member: Member) -> int:
        return self.platform.wallet(member, self.program)["available"]

    def owned(self, member: Member) -> int:
        """With what is set aside."""
        wallet = self.platform.wallet(member, self.program)
        return wallet["available"] + wallet["held"]

    def rich(self, place: int) -> Member:
        """A member with 100,000 points or more."""
        member = self.members[place]
        if (missing := 100_000 - self.points(member)) > 0:
            self.platform.give(member, missing)
        return member

    def first_of_merchant(self, number: int) -> int:
        """The place of the first till of the demo's merchant with this number."""
        merchants = list(dict.fromkeys(profile.merchant for profile in self.profiles))
        return next(place for place, one in enumerate(self.profiles) if one.merchant == merchants[number])

    def rate(self, till: Terminal) -> int:
        return self.platform.rates().get(till.profile.merchant, 1)

    def nobody(self) -> Shown:
        card = self.members[0].card
        return Shown("keyed", replace(card, number=f"{int(card.number[:-2]) ^ 1}00"))

    def by_code(self, till: Terminal, member: Member, fen: int) -> Entry:
        """A spend by a live code."""
        return till.trade(SPEND, fen, Shown("code", code=self.platform.live_code(member)))

    @staticmethod
    def days_ago(days: int) -> str:
        """MMDD."""
        return time.strftime("%m%d", time.localtime(time.time() - days * 86_400))

    @staticmethod
    def eventually(holds) -> None:
        """For what follows in the background."""
        deadline = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < deadline, "it did not come to pass"
            time.sleep(0.05)

    def cases(self, **query) -> list[dict]:
        return self.platform.call("GET", "/v1/cases", limit=100, **query)["data"]


def with_pin(member: Member, how: str = "stripe") -> Shown:
    return Shown(how, member.card, pin=member.card.pin)


def without_pin(member: Member, how: str = "stripe") -> Shown:
    return Shown(how, member.card)


def spent(till: Terminal, member: Member, fen: int, **how) -> Entry:
    entry = till.trade(SPEND, fen, with_pin(member), **how)
    assert entry.code == "00", entry
    return entry


def earned(till: Terminal, member: Member, fen: int) -> Entry:
    entry = till.trade(EARN, fen, without_pin(member))
    assert entry.code == "00", entry
    return entry


def refused(till: Terminal, kind: Kind, fen: int, shown: Shown | None = None, **how) -> str:
    entry = till.trade(kind, fen, shown, **how)
    assert entry.state == "declined", entry
    return entry.code
