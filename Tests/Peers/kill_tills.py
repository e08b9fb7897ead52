"""Tills that trade with a server while it is killed: terminals that reverse what they are not sure of (G1).

A till shares no code with the host (Tests/Peers/pos). What a kill left without an answer it reverses, or
sends again where it only tells of it, before it trades on; when its batch is full it settles, and what it
counts must be what the host counts, to the fen.
"""

import random
import threading
from collections import Counter

from pos.host import Member, Platform
from pos.journal import Entry
from pos.line import Line
from pos.messages import (
    EARN, REFUND, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN, VOID_TOP_UP,
)
from pos.shop import with_pin, without_pin
from pos.terminal import Refused, Silent, Terminal

# A settlement tells counts in three digits; a batch ends long before.
FULL = 150
# Every so many spends need a PIN's check, which costs the server more than all the rest of a trade.
SPENDS = 0.08
GIVING_BACK = {SPEND: [REFUND, VOID], EARN: [VOID_EARN, REFUND_EARN], TOP_UP: [VOID_TOP_UP]}


class Till:
    """A terminal with its memory, which outlives every kill, as a real one's does."""

    def __init__(self, access: dict, place: int, members: list[Member], address: tuple[str, int]):
        profile = Platform(access).profiles()[place]
        self.members, self.chance = members, random.Random(place)
        self.terminal = Terminal(profile, Line(address, profile.spec))
        self.is_settling, self.told = False, Counter()
        self.terminal.sign_in()

    def moved_to(self, address: tuple[str, int]) -> None:
        """The host is there again, at another port."""
        self.terminal.line.hang_up()
        self.terminal.line = Line(address, self.terminal.spec)

    def step(self) -> None:
        """One trade, or the end of a batch. Raises Silent where the host does not answer."""
        terminal = self.terminal
        self.clear_up()
        if self.is_settling or len(terminal.journal.entries) >= FULL:
            self.settle()
            return
        entry = self.trade()
        self.told["trades"] += 1
        if entry.state == "unknown":
            raise Silent("no answer")
        self.told[entry.code] += 1

    def clear_up(self) -> None:
        """What the host may or may not have done: undone, or told once more where it cannot be undone."""
        terminal, entries = self.terminal, self.terminal.journal.entries
        if terminal.pending is not None:
            terminal.reverse_pending()
            self.told["reversed"] += 1
        if entries and entries[-1].state == "unknown":
            terminal.send(entries[-1])
            if entries[-1].state == "unknown":
                raise Silent("no answer")
            self.told["told again"] += 1

    def trade(self) -> Entry:
        terminal, member = self.terminal, self.chance.choice(self.members)
        fen, chance = self.chance.randint(1, 90) * 100, self.chance.random()
        earlier = [
            entry for entry in terminal.journal.entries[-20:]
            if entry.state == "approved" and entry.kind in GIVING_BACK]
        if chance < SPENDS:
            return terminal.trade(SPEND, fen, with_pin(member))
        if chance < 0.3 and earlier:
            original = self.chance.choice(earlier)
            kind = self.chance.choice(GIVING_BACK[original.kind])
            return terminal.trade(kind, original.amount, original.shown_again, original=original)
        return terminal.trade(TOP_UP if chance < 0.4 else EARN, fen, without_pin(member))

    def settle(self) -> None:
        """From the start again when a kill came between: a settlement told twice is answered alike."""
        self.is_settling = True
        verdict = self.terminal.settle()
        if verdict != "1":
            self.terminal.faults.append(
                f"batch {self.terminal.batch} does not balance: {self.terminal.settlement['48']}")
        self.terminal.sign_in()
        self.terminal.journal.entries.clear()
        self.is_settling = False
        self.told["settlements"] += 1


class TillClient(threading.Thread):
    """A till at work until its host is gone."""

    def __init__(self, till: Till):
        super().__init__(daemon=True)
        self.till = till

    def run(self) -> None:
        try:
            while True:
                self.till.step()
        except Silent:
            return
        except (Refused, KeyError, ValueError) as fault:
            self.till.terminal.faults.append(f"{type(fault).__name__}: {fault}")
