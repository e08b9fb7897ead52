"""A terminal's own memory of what it did (终端流水): the basis of reversals, settlement and upload."""

from dataclasses import dataclass, field

from pos.messages import Kind, Original, Shown
from pos.replies import Reply


@dataclass
class Entry:
    kind: Kind
    request: dict
    batch: str
    trace: str
    amount: int
    shown: Shown | None
    # For whom, as the test names members; the terminal itself only knows the card.
    member: str = ""
    # sent, approved, declined, reversed, unknown (no reply, to be reversed), stored (not sent yet), failed
    state: str = "sent"
    code: str = ""
    points: int = 0
    cash: int = 0
    discount: tuple[int, int] | None = None
    balance: int | None = None
    rrn: str = ""
    date: str = ""
    original: "Entry | None" = None
    # What the reply to its reversal said.
    reversal: Reply | None = None
    sends: int = 0

    @property
    def is_counted(self) -> bool:
        return self.state == "approved" and bool(self.kind.side)

    @property
    def asked(self) -> int:
        return int(self.request.get("4", "0"))

    @property
    def shown_again(self) -> Shown | None:
        """The card once more when something is given back; a live code is gone by then."""
        if self.shown is None or self.shown.card is None:
            return None
        return Shown(self.shown.how, self.shown.card)

    @property
    def name(self) -> Original:
        return Original(self.batch, self.trace, self.date, self.rrn)

    @property
    def card_number(self) -> str:
        return self.shown.card.number if self.shown and self.shown.card else ""

    def take(self, reply: Reply) -> None:
        self.code, self.balance = reply.code, reply.balance
        if not reply.is_approved:
            self.state = "declined"
            return
        self.state = "approved"
        self.points, self.cash, self.discount = reply.points, reply.cash, reply.discount
        self.rrn, self.date = reply.fields.get("37", ""), reply.fields.get("13", "")
        if reply.code == "10":
            self.amount = reply.amount


@dataclass
class Journal:
    entries: list[Entry] = field(default_factory=list)

    def counted(self, batch: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.batch == batch and entry.is_counted]

    def totals(self, batch: str) -> dict[str, tuple[int, int]]:
        """Sum and count of each side, in fen."""
        totals = {}
        for side in ("debit", "credit"):
            amounts = [entry.amount for entry in self.counted(batch) if entry.kind.side == side]
            totals[side] = (sum(amounts), len(amounts))
        return totals
