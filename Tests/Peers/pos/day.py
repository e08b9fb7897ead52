"""A merchant's day at one till: what happens is drawn from the seed, what must come of it from the model."""

import random
import threading
from collections import Counter

from pos.host import Member, Platform
from pos.journal import Entry
from pos.messages import (
    BALANCE, CANCEL, COMPLETE, DRAW, EARN, HOLD, REFUND, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN,
    VOID_TOP_UP, Kind, Shown,
)
from pos.model import Model
from pos.terminal import Terminal

# Of a hundred.
MIX = {
    "spend": 30, "earn": 20, "earn_offline": 8, "spend_too_much": 4, "spend_in_part": 4, "spend_by_code": 4,
    "void": 6, "refund": 5, "void_earn": 3, "refund_earn": 3, "top_up": 3, "void_top_up": 1, "hold": 3,
    "end_hold": 3, "ask_balance": 4, "mistype_pin": 1, "draw": 1,
}


class Till:
    def __init__(
        self, terminal: Terminal, platform: Platform, model: Model, seed: str, guard: threading.Lock
    ):
        self.terminal, self.platform, self.model, self.guard = terminal, platform, model, guard
        self.random = random.Random(seed)
        self.members: list[Member] = []
        self.shared: list[Member] = []
        # The only one who buys points here: bought points are good at their merchant alone.
        self.buyer: Member | None = None
        self.done: Counter = Counter()

    @property
    def merchant(self) -> str:
        return self.terminal.profile.merchant.strip()

    def work(self, count: int) -> None:
        for _ in range(count):
            word = self.random.choices(list(MIX), list(MIX.values()))[0]
            getattr(self, word)()
            self.done[word] += 1
            if len(self.terminal.stored) > 3:
                self.forward()

    def come_to_rest(self) -> None:
        """Nothing uncertain and nothing stored is left, so that members may go to another till."""
        self.forward()

    def forward(self) -> None:
        self.reverse_pending()
        self.terminal.forward(self.heard)

    def reverse_pending(self) -> None:
        self.terminal.reverse_pending()

    def heard(self, entry: Entry, is_partial_allowed: bool = False, is_pin_right: bool = True) -> None:
        """An answer came, or none: then nothing is to be expected of it."""
        if entry.state not in ("approved", "declined"):
            return
        with self.guard:
            self.model.compare(entry, self.model.expect(entry, is_partial_allowed, is_pin_right))
            if entry.state == "approved":
                self.model.apply(entry)

    def trade(self, kind: Kind, fen: int, shown: Shown | None, member: str, **how) -> Entry:
        self.reverse_pending()
        entry = self.terminal.trade(kind, fen, shown, member=member, **how)
        self.heard(entry, how.get("is_partial_allowed", False))
        return entry

    # Who and how

    def anybody(self) -> Member:
        return self.random.choice(self.members + self.shared)

    def shown(self, member: Member, with_pin: bool = True) -> Shown:
        how = self.random.choice(["keyed", "stripe", "stripe", "chip"])
        return Shown(how, member.card, pin=member.card.pin if with_pin else "")

    def open(self, *kinds: Kind, untouched: bool = True, same_batch: bool = False) -> Entry | None:
        """An approved transaction of somebody here that can still be given back."""
        here = {member.id for member in self.members}
        found = [
            entry for entry in self.terminal.journal.entries
            if entry.kind in kinds and entry.state == "approved" and entry.member in here
            and not self.model.left[id(entry)].is_closed and self.model.left[id(entry)].points > 0
            and (not untouched or self.model.left[id(entry)].fen == entry.amount)
            and (not same_batch or entry.batch == self.terminal.batch)]
        return self.random.choice(found[-12:]) if found else None

    # What happens

    def spend(self) -> None:
        self.pay(self.anybody(), self.random.randint(1, 400))

    def pay(self, member: Member, fen: int, partial: bool = False) -> Entry:
        return self.trade(SPEND, fen, self.shown(member), member.id, is_partial_allowed=partial)

    def spend_too_much(self) -> None:
        member = self.random.choice(self.members)
        worth = self.model.rules.worth(self.model.members[member.id].available)
        self.pay(member, worth + self.random.randint(1, 500))

    def spend_in_part(self) -> None:
        """Takes all there is; mostly the customer does not want that in the end."""
        member = self.random.choice(self.members)
        worth = self.model.rules.worth(self.model.members[member.id].available)
        entry = self.pay(member, worth + self.random.randint(1, 500), partial=True)
        if entry.state == "approved" and self.random.random() < 0.8:
            self.give_back(VOID, entry, entry.amount)

    def spend_by_code(self) -> None:
        member = self.anybody()
        code = self.platform.live_code(member)
        if not code:
            return self.spend()
        self.trade(SPEND, self.random.randint(1, 200), Shown("code", code=code), member.id)

    def mistype_pin(self) -> None:
        member = self.random.choice(self.members)
        wrong = Shown("stripe", member.card, pin=member.card.pin[::-1])
        self.reverse_pending()
        self.heard(self.terminal.trade(SPEND, 100, wrong, member=member.id), is_pin_right=False)
        self.pay(member, 1)

    def earn(self) -> None:
        member = self.anybody()
        fen = self.random.randint(100, 48_000)
        self.trade(EARN, fen, self.shown(member, with_pin=False), member.id)

    def earn_offline(self) -> None:
        member = self.anybody()
        fen = self.random.randint(100, 20_000)
        self.reverse_pending()
        self.terminal.store_earn(fen, self.shown(member, with_pin=False), member.id)

    def top_up(self) -> None:
        fen = self.random.randint(100, 2_000)
        self.trade(TOP_UP, fen, self.shown(self.buyer, with_pin=False), self.buyer.id)

    def void_top_up(self) -> None:
        fen = self.random.randint(100, 500)
        entry = self.trade(TOP_UP, fen, self.shown(self.buyer, with_pin=False), self.buyer.id)
        if entry.state == "approved":
            self.give_back(VOID_TOP_UP, entry, fen)

    def void(self) -> None:
        if (entry := self.open(SPEND, same_batch=True)) is not None:
            self.give_back(VOID, entry, entry.amount)

    def void_earn(self) -> None:
        entry = self.open(EARN, same_batch=True)
        if entry is not None and self.can_lose(entry):
            self.give_back(VOID_EARN, entry, entry.amount)

    def can_lose(self, entry: Entry) -> bool:
        """Debts are looked at by themselves, not here."""
        is_buyer = self.buyer is not None and entry.member == self.buyer.id
        return not is_buyer and self.model.members[entry.member].available >= entry.points

    def refund(self) -> None:
        entry = self.open(SPEND, untouched=False)
        if entry is None:
            return
        left = self.model.left[id(entry)].fen
        is_whole = entry.code == "10" or self.random.random() < 0.5
        if is_whole and left != entry.amount and entry.code == "10":
            return
        self.give_back(REFUND, entry, left if is_whole else self.random.randint(1, left))

    def refund_earn(self) -> None:
        entry = self.open(EARN)
        if entry is not None and self.can_lose(entry) and entry.amount >= 200:
            yuan = self.random.randint(1, entry.amount // 100 - 1)
            self.give_back(REFUND_EARN, entry, yuan * 100)

    def give_back(self, kind: Kind, original: Entry, fen: int) -> None:
        self.trade(kind, fen, original.shown_again, original.member, original=original)

    def hold(self) -> None:
        member = self.random.choice(self.members)
        self.trade(HOLD, self.random.randint(50, 300), self.shown(member), member.id)

    def end_hold(self) -> None:
        entry = self.open(HOLD)
        if entry is None:
            return
        if self.random.random() < 0.6:
            self.give_back(COMPLETE, entry, self.random.randint(1, entry.amount))
        else:
            self.give_back(CANCEL, entry, entry.amount)

    def ask_balance(self) -> None:
        member = self.anybody()
        self.trade(BALANCE, 0, self.shown(member), member.id)

    def draw(self) -> None:
        member = self.random.choice(self.members)
        self.trade(DRAW, 100, self.shown(member), member.id)
