"""Reads the ledger's journal by docs/journal-format.md, sharing no code with the ledger."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {
    1: "earn", 2: "award", 3: "top_up", 4: "spend", 5: "hold", 6: "capture", 7: "release", 8:
    "refund", 9: "void", 10: "reversal", 11: "transfer", 12: "exchange", 13: "mature", 14:
    "confirm", 15: "cancel", 16: "expire", 17: "adjust", 18: "merge", 19:
    "card_points", 20: "reinstate", 21: "advance", 22: "separate",
}
BUCKETS = {1: "available", 2: "pending", 3: "held", 4: "debt"}
ORIGINAL, ROOT, HOLD, REVERSED_KEY, REFUSED, PLACE, TEXTS, UNUSABLE = (1 << bit for bit in range(8))


class Damaged(Exception):
    """The journal does not say what the format allows."""


@dataclass
class Entry:
    account: int
    owner: int
    asset: int
    amount: int
    lot: int = 0
    # Who put the points into the world, of an entry on a wallet; 0 is the operator.
    issuer: int = 0
    # When its lot ends, in microseconds; 0 without a lot.
    ends: int = 0
    # How its points came into the world: 1 awarded, 2 purchased, 3 converted.
    origin: int = 0


@dataclass
class Touch:
    wallet: int
    member: int
    asset: int
    previous: int
    after: dict[str, int]


@dataclass
class Transaction:
    number: int
    kind: str
    at: int
    day: int
    key: tuple[int, int]
    request_hash: int
    member: int
    asset: int
    amount: int
    merchant: int
    channel: int = 0
    store: int = 0
    reference: str = ""
    refusal: int = 0
    original: int = 0
    root: int = 0
    unusable: int = 0
    touches: list[Touch] = field(default_factory=list)
    openings: list[tuple[int, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


class Bytes:
    """A cursor over packed numbers."""

    def __init__(self, content: bytes, words: list[int] | None = None):
        self.content, self.at, self.words = content, 0, words or []

    def take(self, size: int) -> bytes:
        if self.at + size > len(self.content):
            raise Damaged("bytes end too early")
        self.at += size
        return self.content[self.at - size:self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def count(self) -> int:
        value = shift = 0
        while True:
            part = self.byte()
            value |= (part & 0x7F) << shift
            if part < 0x80:
                return value
            shift += 7

    def signed(self) -> int:
        value = self.count()
        return (value >> 1) ^ -(value & 1)

    def fixed(self) -> int:
        return int.from_bytes(self.take(8), "big")

    def sized(self) -> bytes:
        return self.take(self.count())

    def word(self) -> int:
        place = self.count()
        return self.words[place - 1] if place else 0


def wrapped(value: int) -> int:
    return (value + 2**63) % 2**64 - 2**63


def transactions(ledger: Path) -> Iterator[Transaction]:
    """All transactions in order; raises Damaged where the chain, the numbers or the bytes are wrong."""
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as database:
        previous, number, following = bytes(32), 0, 1
        sources: list[tuple[int, int]] = [(0, 0)]
        rows = database.execute(
            "SELECT first_transaction, number, count, hash, body FROM block ORDER BY first_transaction")
        for first, block, count, digest, body in rows:
            if (first, block) != (following, number + 1):
                raise Damaged(f"block {block} does not follow block {number}")
            head, records, base = parts(body, count, sources)
            leaves = b"".join(hashlib.sha256(record).digest() for record in records)
            numbers = block.to_bytes(8, "big") + first.to_bytes(8, "big")
            if hashlib.sha256(previous + numbers + head + leaves).digest() != digest:
                raise Damaged(f"block {block} has another hash than its content")
            for place, record in enumerate(records):
                yield transaction(first + place, record, sources, *base)
            previous, number, following = digest, block, first + count


def last_of_blocks(ledger: Path) -> dict[int, int]:
    """The number of each block's last transaction."""
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as database:
        rows = database.execute("SELECT number, first_transaction + count - 1 FROM block").fetchall()
    return dict(rows)


def parts(
    body: bytes, expected: int, sources: list[tuple[int, int]]
) -> tuple[bytes, list[bytes], tuple[int, int, list[int]]]:
    reader = Bytes(body)
    count, moment, day = reader.count(), reader.signed(), reader.signed()
    if count != expected:
        raise Damaged("a block's count is not its row's")
    words = [reader.signed() for _ in range(reader.count())]
    for _ in range(reader.count()):  # new sources: issuer, campaign, origin, only at
        issuer, _, origin, _ = reader.signed(), reader.signed(), reader.byte(), reader.signed()
        sources.append((issuer, origin))
    head = body[:reader.at]
    records = [reader.sized() for _ in range(count)]
    if reader.at != len(body):
        raise Damaged("a block has bytes after its records")
    return head, records, (moment, day, words)


def transaction(
    number: int, record: bytes, sources: list[tuple[int, int]], moment: int, day: int, words: list[int]
) -> Transaction:
    reader = Bytes(record, words)
    kind, flags, channel = KINDS[reader.byte()], reader.byte(), reader.byte()
    made = Transaction(
         number, kind, wrapped(moment + reader.signed()), day + reader.signed(), (reader.fixed(),
        reader.fixed()), reader.fixed(), reader.word(), reader.signed(), reader.signed(),
        reader.word(), channel)
    if flags & PLACE:
        made.store = reader.word()
        reader.word(), reader.word()
    if flags & TEXTS:
        made.reference = reader.sized().decode()
        reader.sized(), reader.sized()
    if flags & REFUSED:
        made.refusal = reader.byte()
    if flags & ORIGINAL:
        made.original = wrapped(number - reader.signed())
    if flags & ROOT:
        made.root = wrapped(number - reader.signed())
    if flags & HOLD:
        reader.word()
    if flags & REVERSED_KEY:
        reader.fixed(), reader.fixed()
    if flags & UNUSABLE:
        made.unusable = reader.signed()
    effects(made, reader, sources)
    if reader.at != len(record):
        raise Damaged(f"transaction {number} has bytes left over")
    return made


def effects(made: Transaction, reader: Bytes, sources: list[tuple[int, int]]) -> None:
    for _ in range(reader.count()):
        wallet, member, asset, back = reader.signed(), reader.word(), reader.signed(), reader.count()
        after = {bucket: reader.signed() for bucket in BUCKETS.values()}
        made.touches.append(Touch(wallet, member, asset, made.number - back if back else 0, after))
    for _ in range(reader.count()):
        made.openings.append((reader.signed(), reader.count()))
        reader.count(), reader.word(), reader.word(), reader.signed()
    for _ in range(reader.count()):
        account, lot, issuer, origin, ends = reader.byte(), 0, 0, 0, 0
        if account in BUCKETS:
            owner, lot, (issuer, origin) = reader.signed(), reader.count(), sources[reader.count()]
            if lot:
                ends = reader.word()
        else:
            owner = reader.word()
        asset, amount = reader.signed(), reader.signed()
        made.entries.append(Entry(account, owner, asset, amount, lot, issuer, ends, origin))


def wallet_buckets(body: bytes) -> list[int]:
    """Available, pending, held and debt of a row of the table `wallet`."""
    reader = Bytes(body)
    reader.signed(), reader.signed()  # member, asset
    return [reader.signed() for _ in BUCKETS]
