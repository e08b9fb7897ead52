"""What a day at the tills must come to, reckoned a second time from the dialect's rules alone.

A member who is at one till at a time is followed transaction by transaction: every answer must carry the
points, the cash and the balance that are reckoned here. A member whose card is used at several tills at
once (`shared`) is judged by the sum at the end. What a terminal reversed has no effect, whatever the host
saw when.
"""

from dataclasses import dataclass, field

from pos.journal import Entry
from pos.messages import (
    BALANCE, CANCEL, COMPLETE, DRAW, EARN, HOLD, REFUND, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN,
    VOID_TOP_UP,
)


@dataclass(frozen=True)
class Rules:
    """What points are worth (so many for so much fen) and what a merchant's purchases earn for each yuan."""

    worth_points: int = 500
    worth_fen: int = 100
    rates: dict[str, int] = field(default_factory=dict)

    def price(self, fen: int) -> int:
        """Points for an amount, rounded up."""
        return -(-fen * self.worth_points // self.worth_fen)

    def worth(self, points: int) -> int:
        """Fen for points, rounded down."""
        return points * self.worth_fen // self.worth_points

    def earned(self, merchant: str, fen: int) -> int:
        return fen * self.rates[merchant] // 100


@dataclass
class Holder:
    available: int
    held: int = 0
    is_shared: bool = False


@dataclass
class Taken:
    """What is left of a transaction that can be given back."""

    points: int
    fen: int
    is_closed: bool = False


@dataclass(frozen=True)
class Expected:
    code: str
    points: int = 0
    cash: int = 0
    balance: int = 0
    # Field 4 of a partial approval.
    fen: int = 0


@dataclass
class Merchant:
    """Points given out and taken in by one merchant, the returns taken off."""

    issued: int = 0
    accepted: int = 0


class Model:
    def __init__(self, rules: Rules, balances: dict[str, int], shared: set[str]):
        self.rules = rules
        self.members = {
            name: Holder(balance, is_shared=name in shared) for name, balance in balances.items()}
        self.left: dict[int, Taken] = {}
        self.merchants: dict[str, Merchant] = {name: Merchant() for name in rules.rates}
        self.faults: list[str] = []

    # Before a transaction

    def expect(self, entry: Entry, is_partial_allowed: bool = False, is_pin_right: bool = True) -> Expected:
        holder = self.members[entry.member]
        if entry.kind is DRAW:
            return Expected("40")
        if not is_pin_right:
            return Expected("55")
        if entry.kind is SPEND:
            return self.expected_spend(holder, entry.asked, is_partial_allowed)
        change, points = self.effect(entry)
        # What the customer paid, or gets back, beside the points.
        cash = entry.asked if entry.kind in (EARN, VOID_EARN, REFUND_EARN, TOP_UP, VOID_TOP_UP) else 0
        balance = holder.available + change
        if entry.kind is HOLD and balance < 0:
            return Expected("51", balance=holder.available)
        return Expected("00", points, cash, balance)

    def expected_spend(self, holder: Holder, fen: int, is_partial_allowed: bool) -> Expected:
        points = self.rules.price(fen)
        if points <= holder.available:
            return Expected("00", points, 0, holder.available - points)
        # A part that pays not even a fen is not taken.
        worth = self.rules.worth(holder.available)
        if is_partial_allowed and worth > 0:
            return Expected("10", holder.available, fen - worth, 0, worth)
        return Expected("51", balance=holder.available)

    def effect(self, entry: Entry) -> tuple[int, int]:
        """How the balance changes when it is approved, and the points that the slip shows."""
        merchant = entry.request["42"].strip()
        if entry.kind is EARN:
            points = self.rules.earned(merchant, entry.asked)
            return points, points
        if entry.kind is TOP_UP:
            points = self.rules.price(entry.asked)
            return points, points
        if entry.kind in (SPEND, HOLD):
            points = self.rules.price(entry.asked)
            return -points, points
        if entry.kind is BALANCE:
            return 0, 0
        return self.effect_on(self.left[id(entry.original)], entry, merchant)

    def effect_on(self, taken: Taken, entry: Entry, merchant: str) -> tuple[int, int]:
        if entry.kind in (VOID, CANCEL):
            return taken.points, taken.points
        if entry.kind in (VOID_EARN, VOID_TOP_UP):
            return -taken.points, taken.points
        if entry.kind is REFUND:
            points = taken.points if entry.asked == taken.fen else self.rules.price(entry.asked)
            return points, points
        if entry.kind is REFUND_EARN:
            # What the rest of the purchase would have earned stays.
            kept = self.rules.earned(merchant, taken.fen - entry.asked)
            return kept - taken.points, taken.points - kept
        assert entry.kind is COMPLETE
        points = self.rules.price(entry.asked)
        return taken.points - points, points

    # After it

    def compare(self, entry: Entry, expected: Expected) -> None:
        """An answer against what was expected; a shared member's only where it must be so at any balance."""
        if self.members[entry.member].is_shared:
            return
        shown = entry.points if entry.kind is not BALANCE else 0
        if entry.state == "approved":
            fen = entry.amount if entry.code == "10" else 0
            told = Expected(entry.code, shown, entry.cash, entry.balance, fen)
        else:
            told = Expected(entry.code, balance=entry.balance or 0)
        if told != expected:
            where = f"{entry.request['41']} {entry.batch} {entry.trace} {entry.kind.name} {entry.member}"
            self.faults.append(f"{where}: {told}, expected {expected}")

    def apply(self, entry: Entry) -> None:
        """What an approved transaction did, by its own slip."""
        assert entry.state == "approved"
        holder, merchant = self.members[entry.member], self.merchants[entry.request["42"].strip()]
        kind, points = entry.kind, entry.points
        if kind in (EARN, TOP_UP):
            holder.available += points
            merchant.issued += points
        elif kind is SPEND:
            holder.available -= points
            merchant.accepted += points
        elif kind is HOLD:
            holder.available -= points
            holder.held += points
        if kind in (EARN, TOP_UP, SPEND, HOLD):
            self.left[id(entry)] = Taken(points, entry.amount)
        if entry.original is not None:
            self.apply_return(entry, holder, merchant, self.left[id(entry.original)])

    def apply_return(self, entry: Entry, holder: Holder, merchant: Merchant, taken: Taken) -> None:
        kind, points = entry.kind, entry.points
        if kind in (VOID, REFUND):
            holder.available += points
            merchant.accepted -= points
        elif kind in (VOID_EARN, VOID_TOP_UP, REFUND_EARN):
            holder.available -= points
            merchant.issued -= points
        elif kind is CANCEL:
            holder.available += taken.points
            holder.held -= taken.points
        elif kind is COMPLETE:
            holder.held -= taken.points
            holder.available += taken.points - points
            merchant.accepted += points
            self.left[id(entry)] = Taken(points, entry.amount)
        taken.points -= min(points, taken.points)
        taken.fen -= min(entry.amount, taken.fen)
        taken.is_closed = kind is not REFUND or taken.fen == 0
