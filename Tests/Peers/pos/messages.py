"""What a terminal may ask, as messages: the rows of the dialect's table and the fields of each."""

from dataclasses import dataclass

from pos.spec import tlv

GOODS_SIZE = 60


@dataclass(frozen=True)
class Kind:
    name: str
    message: str
    processing: str
    # Field 60.1.
    code: str
    # Whether a lost reply is answered with a reversal; what is not is sent again as it was.
    is_reversible: bool
    # Where it counts in a settlement: debit, credit, or nowhere.
    side: str = ""
    takes_points: bool = False


BALANCE = Kind("balance", "0200", "310000", "03", False)
DISCOUNT = Kind("discount", "0200", "310000", "39", False)
SPEND = Kind("spend", "0200", "000000", "22", True, "debit", takes_points=True)
VOID = Kind("void", "0200", "200000", "23", True, "credit")
REFUND = Kind("refund", "0220", "200000", "25", False, "credit")
EARN = Kind("earn", "0220", "210000", "36", False, "credit")
VOID_EARN = Kind("void of earn", "0200", "200000", "37", True, "debit")
REFUND_EARN = Kind("refund of earn", "0220", "200000", "38", True, "debit")
TOP_UP = Kind("top-up", "0200", "210000", "46", True, "credit")
VOID_TOP_UP = Kind("void of top-up", "0200", "200000", "47", True, "debit")
DRAW = Kind("draw", "0200", "000000", "48", True, "debit", takes_points=True)
HOLD = Kind("hold", "0100", "030000", "10", True, takes_points=True)
CANCEL = Kind("cancel of hold", "0100", "200000", "11", True)
COMPLETE = Kind("completion", "0200", "000000", "20", True, "debit")


@dataclass(frozen=True)
class Card:
    number: str
    pin: str = ""

    @property
    def track2(self) -> str:
        return f"{self.number}D49121010000000000000"[:37]


@dataclass(frozen=True)
class Shown:
    """How a member is identified: `how` is keyed, stripe, chip or code; with a PIN where one is entered."""

    how: str
    card: Card | None = None
    code: str = ""
    pin: str = ""

    def fields(self) -> dict:
        entry = {"keyed": "01", "stripe": "02", "chip": "05", "code": "03"}[self.how]
        fields = {"22": entry + ("1" if self.pin else "2")}
        if self.how == "code":
            return fields | {"62": tlv("5F01", self.code.encode()).hex()}
        if self.how == "keyed":
            return fields | {"2": self.card.number}
        return fields | {"35": self.card.track2}


@dataclass(frozen=True)
class Original:
    """An earlier transaction as fields 37 and 61 name it."""

    batch: str
    trace: str
    date: str = ""
    rrn: str = ""

    def fields(self) -> dict:
        named = {"61": self.batch + self.trace + self.date}
        return named | ({"37": self.rrn} if self.rrn else {})


def field60(kind: Kind, batch: str, is_partial_allowed: bool = False, account: str = "065") -> str:
    """Type, batch, no network code, reads stripe and chip, no fallback, partial approval, account type."""
    return f"{kind.code}{batch}00050{int(is_partial_allowed)}{account}"


def told_discount(gross: int, off: int) -> str:
    """Field 62 of an earn whose price was lowered: tag FF4B with price n12 and what came off n12."""
    return tlv("FF4B", f"{gross:012d}{off:012d}".encode()).hex()


def goods(code: str) -> str:
    return code.encode().ljust(GOODS_SIZE).hex()


def reversal(request: dict, reason: str) -> dict:
    """The 0400 of a request: no track, PIN, security data or reference number; field 61 only of voids."""
    kept = {name: value for name, value in request.items()
            if name in ("2", "3", "4", "11", "22", "23", "25", "38", "41", "42", "49", "60", "61")}
    return kept | {"t": "0400", "39": reason}


def totals48(debit: tuple[int, int], credit: tuple[int, int]) -> str:
    """62 digits: sums and counts of own cards with no result yet, then of foreign cards, which are none."""
    (debits, debit_count), (credits, credit_count) = debit, credit
    return f"{debits:012d}{debit_count:03d}{credits:012d}{credit_count:03d}0" + "0" * 31


def detail48(entries: list[tuple[str, str, int]]) -> str:
    """At most eight of (trace, card, amount): class, trace, card right-justified, amount."""
    assert 1 <= len(entries) <= 8
    rows = [f"00{trace}{card.rjust(20, '0')}{amount:012d}" for trace, card, amount in entries]
    return f"{len(rows):02d}" + "".join(rows)
