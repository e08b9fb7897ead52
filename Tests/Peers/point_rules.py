"""The point rules, written a second time: from docs/guide/import.md, in another language, sharing no code.

One `Wallet` per member. All times are wall times of the operator's zone, without a zone of their own. Amounts
are whole points. Nothing here is fast or clever; it is meant to be compared with, and read.

- A lot gathers the credits of one wallet with equal issuing merchant and equal expiry; its number is 1, 2, 3
  … in the order of first credits, its earned-at is its first credit's. An emptied lot takes later equal
  credits again.
- A lot is live until its `expires_at`, exclusively. From that moment it cannot be used, whether the daily run
  has booked it or not.
- Order of use: live lots by expires_at, then earned_at, then number.
- Whatever becomes available repays debt first.
- Refund of a spend: the lots it used, in reverse order, each with its own expiry. What belongs to a lot whose
  expiry has passed is forfeited, or (`extend_days`) becomes a new credit of the same merchant, earned now,
  that lives to the end of the day which lies so many days after today.
- Return of a purchase: claws back first from the lot its credit went into, if that is live, at most that
  credit's amount less what has been returned of the purchase before; then from the live lots in order of use;
  what is left becomes debt.
- Nothing can be given back of an original that was given back in full (`already_refunded`), nor more than is
  left of it (`refund_exceeds_original`).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


class Refused(Exception):
    """A command that changes nothing; the text is the error code of the API."""


@dataclass
class Lot:
    number: int
    merchant: str
    expires_at: datetime
    earned_at: datetime
    available: int = 0


@dataclass
class Credit:
    """An earn: what it gave, how much of that went into which lot, and what was returned."""

    member: str
    points: int
    lot: Lot | None
    credited: int
    returned: int = 0


@dataclass
class Spend:
    member: str
    # (lot, points not yet refunded) in order of use.
    parts: list[list] = field(default_factory=list)

    @property
    def left(self) -> int:
        return sum(amount for _, amount in self.parts)


@dataclass
class Wallet:
    lots: list[Lot] = field(default_factory=list)
    debt: int = 0  # zero or less

    def live(self, at: datetime) -> list[Lot]:
        lots = [lot for lot in self.lots if lot.expires_at > at and lot.available > 0]
        return sorted(lots, key=lambda lot: (lot.expires_at, lot.earned_at, lot.number))

    def spendable(self, at: datetime) -> int:
        return sum(lot.available for lot in self.live(at))

    def lot(self, merchant: str, expires_at: datetime, at: datetime) -> Lot:
        for lot in self.lots:
            if lot.merchant == merchant and lot.expires_at == expires_at:
                return lot
        lot = Lot(len(self.lots) + 1, merchant, expires_at, at)
        self.lots.append(lot)
        return lot

    def repay(self, points: int) -> int:
        """Repays debt with these points and returns what is left of them."""
        repaid = min(points, -self.debt)
        self.debt += repaid
        return points - repaid


@dataclass
class Rules:
    validity_months: int
    extend_days: int | None  # None: forfeit

    def end_of_validity(self, at: datetime) -> datetime:
        month = at.year * 12 + at.month - 1 + self.validity_months + 1
        return datetime(month // 12, month % 12 + 1, 1)

    def end_of_extension(self, at: datetime) -> datetime:
        assert self.extend_days is not None
        return datetime(at.year, at.month, at.day) + timedelta(days=self.extend_days + 1)


TOTALS = (
    "earned", "spent", "refunded", "forfeited", "extended", "clawed_back", "clawed_into_debt", "expired",
)


class Ledger:
    """All wallets of one programme."""

    def __init__(self, rules: Rules):
        self.rules = rules
        self.wallets: dict[str, Wallet] = {}
        self.credits: dict[str, Credit] = {}
        self.spends: dict[str, Spend] = {}
        self.totals = dict.fromkeys(TOTALS, 0)
        self.totals["refused"] = 0

    def wallet(self, member: str) -> Wallet:
        return self.wallets.setdefault(member, Wallet())

    def earn(self, id: str, at: datetime, member: str, merchant: str, points: int) -> None:
        wallet = self.wallet(member)
        rest = wallet.repay(points)
        # A credit that debt swallows whole opens no lot.
        lot = wallet.lot(merchant, self.rules.end_of_validity(at), at) if rest > 0 else None
        if lot is not None:
            lot.available += rest
        self.credits[id] = Credit(member, points, lot, rest)
        self.totals["earned"] += points

    def spend(self, id: str, at: datetime, member: str, points: int) -> None:
        wallet = self.wallet(member)
        if wallet.spendable(at) < points:
            self.refuse("insufficient_points")
        spend = Spend(member)
        for lot in wallet.live(at):
            part = min(lot.available, points)
            if part > 0:
                lot.available -= part
                points -= part
                spend.parts.append([lot, part])
        self.spends[id] = spend
        self.totals["spent"] += sum(part for _, part in spend.parts)

    def refund(self, original: str, at: datetime, points: int) -> None:
        spend = self.spends[original]
        if spend.left == 0:
            self.refuse("already_refunded")
        if points > spend.left:
            self.refuse("refund_exceeds_original")
        self.totals["refunded"] += points
        wallet = self.wallet(spend.member)
        for used in reversed(spend.parts):
            part = min(used[1], points)
            used[1] -= part
            points -= part
            if part > 0:
                self.give_back(wallet, used[0], part, at)

    def give_back(self, wallet: Wallet, lot: Lot, points: int, at: datetime) -> None:
        if lot.expires_at > at:
            lot.available += wallet.repay(points)
        elif self.rules.extend_days is None:
            self.totals["forfeited"] += points
        else:
            self.totals["extended"] += points
            rest = wallet.repay(points)
            if rest > 0:
                wallet.lot(lot.merchant, self.rules.end_of_extension(at), at).available += rest

    def return_purchase(self, original: str, at: datetime, points: int) -> None:
        credit = self.credits[original]
        if credit.returned == credit.points:
            self.refuse("already_refunded")
        if points > credit.points - credit.returned:
            self.refuse("refund_exceeds_original")
        own = credit.lot
        own_most = max(0, credit.credited - credit.returned)
        credit.returned += points
        self.totals["clawed_back"] += points
        wallet = self.wallet(credit.member)
        if own is not None and own.expires_at > at:
            part = min(own.available, own_most, points)
            own.available -= part
            points -= part
        for lot in wallet.live(at):
            part = min(lot.available, points)
            lot.available -= part
            points -= part
        wallet.debt -= points
        self.totals["clawed_into_debt"] += points

    def advance(self, at: datetime) -> None:
        """The daily run: books every lot that has ended."""
        for wallet in self.wallets.values():
            for lot in wallet.lots:
                if lot.expires_at <= at:
                    self.totals["expired"] += lot.available
                    lot.available = 0

    def refuse(self, code: str) -> None:
        self.totals["refused"] += 1
        raise Refused(code)
