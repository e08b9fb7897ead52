"""A POS terminal: signs in, trades, keeps its journal, reverses what it is not sure of, settles and uploads.

It judges the host while it works: whatever a reply lacks or gets wrong goes to `faults`.
"""

import time
from dataclasses import dataclass

from pos import security
from pos.journal import Entry, Journal
from pos.line import Line
from pos.messages import (
    EARN, Kind, Original, Shown, detail48, field60, goods, reversal, totals48,
)
from pos.replies import WITHOUT_MAC, Reply, balance, read_reply
from pos.security import MACS, WorkingKeys
from pos.spec import HEADER, TPDU, decode, encode, envelope_size, specification


class Refused(Exception):
    """The host refused what a terminal cannot do without; the text is the code."""


class Silent(Exception):
    """No reply in spite of every try."""


@dataclass(frozen=True)
class Profile:
    """How a terminal was set up, here and at the host."""

    terminal: str
    merchant: str
    master_key: bytes
    mac: str = "unionpay_ecb"
    # Field 60.3 of a sign-in: 001 DES, 003 3DES, 005 SM4.
    sign_in: str = "003"
    tpdu: str = TPDU
    header: str = HEADER
    timeout_seconds: float = 3
    tries: int = 6

    @property
    def uses_sm4(self) -> bool:
        return self.sign_in in ("005", "006")

    @property
    def spec(self) -> dict:
        return specification(len(self.header) // 2, 16 if self.uses_sm4 else 8)


class Terminal:
    def __init__(self, profile: Profile, line: Line, trace: int = 0):
        self.profile, self.line, self.spec = profile, line, profile.spec
        self.batch, self.last_trace = "000001", trace
        self.keys: WorkingKeys | None = None
        self.journal = Journal()
        self.pending: Entry | None = None
        self.reason = "98"
        self.stored: list[Entry] = []
        self.faults: list[str] = []
        self.seconds: list[float] = []

    # Sending

    def next_trace(self) -> str:
        self.last_trace = self.last_trace % 999_999 + 1
        return f"{self.last_trace:06d}"

    def message(self, kind: str, trace: str, fields: dict) -> dict:
        own = {"t": kind, "11": trace, "41": self.profile.terminal, "42": self.profile.merchant}
        return {name: value for name, value in (own | fields).items() if value != ""}

    def packed(self, message: dict, has_mac: bool) -> bytes:
        message = message | {"h": self.profile.tpdu + self.profile.header}
        if not has_mac:
            return encode(message, self.spec)
        content = encode(message | {"64": "00" * 8}, self.spec)[:-8]
        return content + self.mac(content)

    def mac(self, content: bytes) -> bytes:
        key = self.keys.mac if self.keys else bytes(16)
        return MACS[self.profile.mac](content[envelope_size(self.spec):], key)

    def ask(self, message: dict, has_mac: bool) -> tuple[dict, bytes] | None:
        """One try; the reply's fields and bytes, None when none came."""
        return self.ask_bytes(self.packed(message, has_mac), message)

    def ask_bytes(self, content: bytes, message: dict) -> tuple[dict, bytes] | None:
        # A repetition (0221) is answered like the first (0230).
        reply_type = f"{int(message['t']) // 10 * 10 + 10:04d}"
        began = time.monotonic()
        reply = self.line.exchange(
            content, (reply_type, self.profile.terminal, message["11"]), self.profile.timeout_seconds)
        if reply is None:
            return None
        self.seconds.append(time.monotonic() - began)
        return decode(reply, self.spec), reply

    def insist(self, message: dict, has_mac: bool = False) -> tuple[dict, bytes]:
        """The same message until there is a reply: for what is safe to repeat."""
        for _ in range(self.profile.tries):
            if (answer := self.ask(message, has_mac)) is not None:
                return answer
        raise Silent(f"{message['t']} {message['11']} of {self.profile.terminal} has no reply")

    # Management

    def manage(self, network: str, kind: str = "0800", **fields) -> dict:
        message = self.message(kind, self.next_trace(), {"60": f"00{self.batch}{network}"} | fields)
        return self.insist(message)[0]

    def sign_in(self) -> None:
        serial = b"Sequence No16PEER000000000001"
        reply = self.manage(self.profile.sign_in, **{"62": serial.hex(), "63": b"01 ".hex()})
        if reply["39"] != "00":
            raise Refused(reply["39"])
        self.batch = reply["60"][2:8]
        self.keys = security.working_keys(
            self.profile.master_key, bytes.fromhex(reply["62"]), self.profile.uses_sm4)

    def sign_out(self) -> str:
        return self.manage("002", "0820")["39"]

    def echo(self) -> str:
        return self.manage("301", "0820")["39"]

    # Trading

    def prepared(
        self, kind: Kind, amount: int = 0, shown: Shown | None = None, original: Original | None = None,
        is_partial_allowed: bool = False, account: str = "065", **fields
    ) -> dict:
        """The fields of a financial request without its MAC."""
        made = {"3": kind.processing, "22": "012", "25": "65", "49": "156",
                "60": field60(kind, self.batch, is_partial_allowed, account)}
        if amount:
            made["4"] = f"{amount:012d}"
        if shown:
            made |= shown.fields()
        if shown and shown.pin:
            made |= self.pin_fields(shown)
        if original:
            made |= original.fields()
        if kind.takes_points and "62" not in made:
            made["62"] = goods("G1")
        if kind is EARN:
            made |= {"12": time.strftime("%H%M%S"), "13": time.strftime("%m%d")}
        return self.message(kind.message, self.next_trace(), made | fields)

    def pin_fields(self, shown: Shown) -> dict:
        algorithm = "4" if self.profile.uses_sm4 else "0" if self.profile.sign_in == "001" else "6"
        block = self.keys.pin_block(shown.pin, shown.card.number)
        return {"26": "12", "52": block.hex(), "53": f"2{algorithm}" + "0" * 14}

    def entry(self, kind: Kind, amount: int, shown: Shown | None, **how) -> Entry:
        original = how.pop("original", None)
        member = how.pop("member", "")
        request = self.prepared(kind, amount, shown, original.name if original else None, **how)
        made = Entry(kind, request, self.batch, request["11"], amount, shown, member, original=original)
        self.journal.entries.append(made)
        return made

    def trade(self, kind: Kind, amount: int = 0, shown: Shown | None = None, **how) -> Entry:
        """One transaction; whatever was left uncertain before is reversed first."""
        self.reverse_pending()
        entry = self.entry(kind, amount, shown, **how)
        self.send(entry)
        return entry

    def send(self, entry: Entry) -> None:
        if entry.kind.is_reversible:
            # Written down before it is sent: a terminal that loses its power here reverses afterwards.
            self.pending, self.reason = entry, "98"
        tries = 1 if entry.kind.is_reversible else self.profile.tries
        for _ in range(tries):
            entry.sends += 1
            if (answer := self.ask(entry.request, has_mac=True)) is not None:
                return self.decide(entry, *answer)
        entry.state = "unknown"

    def decide(self, entry: Entry, fields: dict, content: bytes) -> None:
        reply = read_reply(entry.kind, entry.request, fields)
        if not self.is_authentic(reply, content):
            if reply.is_approved and entry.kind.is_reversible:
                entry.state, self.reason = "unknown", "A0"
                return
        self.note(entry, reply.faults)
        entry.take(reply)
        if self.pending is entry:
            self.pending = None

    def is_authentic(self, reply: Reply, content: bytes) -> bool:
        if "64" not in reply.fields:
            if reply.code not in WITHOUT_MAC:
                self.faults.append(f"{reply.fields['t']} {reply.fields.get('11')} {reply.code} has no MAC")
            return reply.code in WITHOUT_MAC
        if content[-8:] == self.mac(content[:-8]):
            return True
        self.faults.append(f"{reply.fields['t']} {reply.fields.get('11')} {reply.code} has a wrong MAC")
        return False

    def note(self, entry: Entry, faults: list[str]) -> None:
        self.faults += [f"{entry.kind.name} {entry.trace}: {fault}" for fault in faults]

    # What is not certain

    def reverse_pending(self) -> None:
        if self.pending is None:
            return
        entry, self.pending = self.pending, None
        try:
            self.reverse(entry, self.reason)
        except Silent:
            self.pending = entry
            raise

    def reverse(self, entry: Entry, reason: str = "98") -> str:
        """Sends the reversal until it is answered; 00, 12 and 25 end it."""
        message = reversal(entry.request, reason)
        fields, content = self.insist(message, has_mac=True)
        reply = Reply(fields["39"], fields)
        self.is_authentic(reply, content)
        if "54" in fields:
            reply.balance = balance(fields["54"], self.faults.append)
        entry.reversal = reply
        if reply.code in ("00", "12", "25"):
            entry.state = "reversed"
        else:
            self.faults.append(f"reversal of {entry.kind.name} {entry.trace}: {reply.code}")
        return reply.code

    # Store and forward (离线上送)

    def store_earn(self, amount: int, shown: Shown, member: str = "") -> Entry:
        """An earn while the host is out of reach: sent later, exactly as it was noted."""
        entry = self.entry(EARN, amount, shown, member=member)
        entry.state = "stored"
        self.stored.append(entry)
        return entry

    def forward(self, told=lambda entry: None) -> None:
        """Head of line first; 00 and 94 are delivered. `told` hears of every one that is."""
        while self.stored:
            entry = self.stored[0]
            self.send(entry)
            if entry.state == "unknown":
                raise Silent(f"stored earn {entry.trace} cannot be delivered")
            if entry.state == "declined":
                entry.state = "approved" if entry.code == "94" else "failed"
            told(self.stored.pop(0))

    # The end of the day

    def settle(self, totals: dict | None = None) -> str:
        """Settles the batch; gives the host's verdict, 1 balanced or 2 not. Uploads when it is 2."""
        self.reverse_pending()
        self.forward()
        totals = totals or self.journal.totals(self.batch)
        fields = {"48": totals48(totals["debit"], totals["credit"]), "49": "156",
                  "60": f"00{self.batch}201", "63": b"01 ".hex()}
        reply, _ = self.insist(self.message("0500", self.next_trace(), fields))
        self.settlement = reply
        if reply["39"] != "00" or len(reply.get("48", "")) != 62:
            raise Refused(f"settlement: {reply['39']} {reply.get('48')}")
        return reply["48"][30]

    def upload(self, rows: list[tuple[str, str, int]] | None = None, network: str = "202") -> None:
        """Every counted entry in eights, then the end with their number."""
        if rows is None:
            rows = [(entry.trace, entry.card_number, entry.amount)
                    for entry in self.journal.counted(self.batch)]
        for at in range(0, len(rows), 8):
            self.told("0320", {"48": detail48(rows[at:at + 8]), "60": f"00{self.batch}201"})
        self.told("0320", {"48": f"{len(rows):04d}", "60": f"00{self.batch}{network}"})

    def told(self, kind: str, fields: dict) -> None:
        reply, _ = self.insist(self.message(kind, self.next_trace(), fields))
        if reply["39"] != "00":
            raise Refused(f"{kind}: {reply['39']}")
