"""What a host's replies must carry, and what a slip prints of them."""

import re
from dataclasses import dataclass, field

from pos.messages import BALANCE, EARN, Kind

# Refusals of a sender whose keys the host does not trust carry no MAC.
WITHOUT_MAC = {"A0", "97", "77", "58", "03", "30"}


@dataclass
class Reply:
    """A decoded reply, with what was wrong about it."""

    code: str
    fields: dict
    faults: list[str] = field(default_factory=list)
    amount: int = 0
    points: int = 0
    cash: int = 0
    # The price and what came off, where the host says so.
    discount: tuple[int, int] | None = None
    balance: int | None = None

    @property
    def is_approved(self) -> bool:
        return self.code in ("00", "10")


def read_reply(kind: Kind, request: dict, fields: dict) -> Reply:
    reply = Reply(fields.get("39", ""), fields)
    expect = reply.faults.append
    # A message that could not be admitted is answered with the least.
    repeated = ["11", "41", "42"] + (["3"] if reply.code not in WITHOUT_MAC else [])
    for number in repeated:
        if fields.get(number) != request.get(number):
            expect(f"field {number} is {fields.get(number)}, asked with {request.get(number)}")
    if not re.fullmatch(r"[0-9A-Z]{2}", reply.code):
        expect(f"field 39 is {reply.code!r}")
    reply.amount = int(fields.get("4") or 0)
    if "54" in fields:
        reply.balance = balance(fields["54"], expect)
    if not reply.is_approved:
        if reply.code == "51" and reply.balance is None:
            expect("51 without the balance in field 54")
        return reply
    moments = re.fullmatch(r"\d{6}", fields.get("12", "")), re.fullmatch(r"\d{4}", fields.get("13", ""))
    if not all(moments) or not re.fullmatch(r"[0-9A-Z]{12}", fields.get("37", "")):
        expect("approved without the host's time and reference number")
    if kind is BALANCE or kind is EARN and "62" not in fields:
        if kind is BALANCE and reply.balance is None:
            expect("a balance inquiry without field 54")
        return reply
    result(reply, expect)
    return reply


def result(reply: Reply, expect) -> None:
    """Field 62 of a points trade: points n10, cash n12; price n12 and discount n12 where one was told."""
    text = bytes.fromhex(reply.fields.get("62", "")).decode("ascii", "replace")
    if not re.match(r"\d{22}", text):
        expect(f"field 62 is {text!r}, not points and cash")
        return
    reply.points, reply.cash = int(text[:10]), int(text[10:22])
    if re.fullmatch(r"\d{24}", text[22:]):
        reply.discount = int(text[22:34]), int(text[34:])
    elif text[22:]:
        expect(f"field 62 ends in {text[22:]!r}")


def balance(text: str, expect) -> int | None:
    """Twenty characters: account 65, amount type 02, currency 156, sign, twelve digits."""
    found = re.fullmatch(r"65\d\d156([CD])(\d{12})", text)
    if not found:
        expect(f"field 54 is {text!r}")
        return None
    return int(found[2]) * (1 if found[1] == "C" else -1)
