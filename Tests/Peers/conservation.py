"""Adds up the whole journal and looks for what must never be: the outside oracle of the ledger."""

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from journal import BUCKETS, Damaged, Entry, Transaction, transactions, wallet_buckets


@dataclass
class Books:
    """What the journal's entries add up to."""

    faults: list[str] = field(default_factory=list)
    count: int = 0
    entries: int = 0
    buckets: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    lots: Counter = field(default_factory=Counter)
    accounts: Counter = field(default_factory=Counter)
    last: Counter = field(default_factory=Counter)
    returned: Counter = field(default_factory=Counter)
    amounts: dict[int, int] = field(default_factory=dict)
    # What merges put into lots of their survivor, of those that were not taken back.
    merges: dict[int, list[Entry]] = field(default_factory=dict)
    by_key: dict[tuple[int, int], Transaction] = field(default_factory=dict)
    by_reference: dict[str, list[Transaction]] = field(default_factory=lambda: defaultdict(list))

    def expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def add_up(ledger: Path) -> Books:
    """Every invariant of the journal by itself; damage is a fault of the result."""
    books = Books()
    try:
        for transaction in transactions(ledger):
            add(books, transaction)
    except Damaged as damage:
        books.faults.append(str(damage))
    total = Counter()
    for (_, _, asset), balance in books.accounts.items():
        total[asset] += balance
    books.expect(not any(total.values()), f"the journal does not sum to zero: {dict(total)}")
    return books


def add(books: Books, transaction: Transaction) -> None:
    name = f"transaction {transaction.number}"
    books.count += 1
    books.expect(transaction.key not in books.by_key, f"{name} has a key that was decided before")
    books.by_key[transaction.key] = transaction
    if transaction.reference:
        books.by_reference[transaction.reference].append(transaction)
    if transaction.refusal:
        books.expect(not transaction.entries, f"{name} was refused and moves points")
        return
    sums = Counter()
    for entry in transaction.entries:
        books.entries += 1
        sums[entry.asset] += entry.amount
        books.accounts[entry.account, entry.owner, entry.asset] += entry.amount
        if entry.account in BUCKETS:
            books.buckets[entry.owner][BUCKETS[entry.account]] += entry.amount
            if entry.lot:
                books.lots[entry.owner, entry.lot, entry.account] += entry.amount
                rest = books.lots[entry.owner, entry.lot, entry.account]
                books.expect(rest >= 0, f"{name} takes a lot below nothing")
    books.expect(not any(sums.values()), f"{name} does not sum to zero")
    for touch in transaction.touches:
        buckets = books.buckets[touch.wallet]
        books.expect(
            all(buckets[bucket] == amount for bucket, amount in touch.after.items()),
            f"{name} says that wallet {touch.wallet} has {touch.after}, its entries say {dict(buckets)}")
        follows = touch.previous == books.last[touch.wallet]
        books.expect(follows, f"{name} breaks the chain of wallet {touch.wallet}")
        books.last[touch.wallet] = transaction.number
        books.expect(buckets["debt"] <= 0, f"{name} leaves a debt above nothing")
    note_return(books, transaction, name)
    note_merge(books, transaction, name)


def note_return(books: Books, transaction: Transaction, name: str) -> None:
    books.amounts[transaction.number] = transaction.amount
    if transaction.kind in ("refund", "void", "cancel", "reversal", "reinstate") and transaction.original:
        books.returned[transaction.original] += transaction.amount
        # The reversal of a refund: what that had given back can be given back again. A hold that is open
        # again had been voided, or it was captured or released, which gave nothing back.
        if transaction.root:
            books.returned[transaction.root] -= min(transaction.amount, books.returned[transaction.root])
        books.expect(
            books.returned[transaction.original] <= books.amounts.get(transaction.original, 0),
            f"{name} returns more than its original")


def note_merge(books: Books, transaction: Transaction, name: str) -> None:
    if transaction.kind == "merge":
        survivor = transaction.touches[-1].wallet
        books.merges[transaction.number] = [
            entry for entry in transaction.entries
            if entry.lot and entry.amount > 0 and entry.owner == survivor]
    if transaction.kind != "separate":
        return
    came = books.merges.pop(transaction.original, None)
    books.expect(came is not None, f"{name} takes back what is no merge, or for the second time")
    giver, target = transaction.touches[0].wallet, transaction.touches[-1].wallet
    most, back = Counter(), Counter()
    for entry in came or []:
        most[entry.issuer, entry.origin, entry.ends] += entry.amount
    for entry in transaction.entries:
        kept = entry.account in BUCKETS and entry.owner != giver
        books.expect(kept, f"{name} moves what is no survivor's")
        if entry.amount > 0:
            books.expect(entry.owner == target, f"{name} gives to another than it names")
            if entry.lot:
                back[entry.issuer, entry.origin, entry.ends] += entry.amount
        else:
            books.expect(entry.ends > transaction.at, f"{name} moves what ran out")
    books.expect(back <= most, f"{name} takes more back than came: {back}, {most}")


def compare_with_tables(books: Books, ledger: Path) -> None:
    """After an orderly stop the rows are what the entries add up to."""
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as database:
        wallets = [
            (number, *wallet_buckets(body))
            for number, body in database.execute("SELECT number, body FROM wallet")]
        accounts = database.execute("SELECT kind, owner, asset, balance FROM account").fetchall()
    numbers = {row[0] for row in wallets}
    books.expect(numbers == set(books.last), "the wallet table has other wallets than the journal")
    for number, *amounts in wallets:
        summed = [books.buckets[number][bucket] for bucket in BUCKETS.values()]
        books.expect(amounts == summed, f"wallet {number} has {amounts}, its entries say {summed}")
    summed = {key: value for key, value in books.accounts.items() if key[0] not in BUCKETS}
    books.expect(
        {(kind, owner, asset): balance for kind, owner, asset, balance in accounts} == summed,
        "the account table is not what the entries add up to")
