"""What a bank's lines come to, reckoned from docs/guide/settlement.md, "What the bank says".

No code is shared with the platform. `Matcher` is given the settlements as they stood and then file after
file, in the order in which they were compared.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass
class Line:
    account: str
    day: date
    amount: int  # in the smallest unit; above zero came in
    currency: str = "CNY"
    reference: str = ""
    bank_reference: str = ""
    counterparty: str = ""
    purpose: str = ""
    returned: bool = False

    def said(self) -> tuple:
        return (self.day, self.amount, self.currency, self.returned)


@dataclass
class Owed:
    """A settlement: what the operator's account should see is its net, turned round."""

    id: str
    net: int
    currency: str
    last_day: date
    due: date
    state: str
    reference: str = ""
    paid_on: date | None = None
    # The reference and account of the line that stands for it.
    line: tuple[str, str] | None = None


@dataclass
class Matcher:
    owed: dict[str, Owed]
    seen: dict[tuple[str, str], tuple[int, tuple]] = field(default_factory=dict)
    periods: list[tuple[str, str, date, date]] = field(default_factory=list)
    missing_there: set[tuple[str, str]] = field(default_factory=set)
    files: int = 0

    def compare(self, lines: list[Line], periods: list[tuple[str, str, date, date]]) -> list[tuple[str, str]]:
        """The result of each line and the settlement it is about."""
        self.files += 1
        self.periods += periods
        said: Counter = Counter()
        results = []
        for line in lines:
            name = line.bank_reference
            if not name:
                whole = (line.account, *line.said(), line.reference, line.counterparty, line.purpose)
                said[whole] += 1
                name = f"{whole} {said[whole]}"
            elif line.returned:
                # What undoes a payment has another name than the payment, though the bank calls them alike.
                name = name[:63] + "R"
            results.append(self.one(line, name))
        for currency in {period[1] for period in periods}:
            self.look_for_missing(currency)
        return results

    def one(self, line: Line, name: str) -> tuple[str, str]:
        place = (line.account, name)
        if place in self.seen:
            file, said = self.seen[place]
            return ("known" if file != self.files and said == line.said() else "duplicated"), ""
        self.seen[place] = (self.files, line.said())
        meant = self.meant(line)
        if len(meant) == 1:
            return self.judged(line, meant[0], name), meant[0].id
        if not meant and not line.returned:
            fitting = [
                one for one in self.owed.values()
                if one.net == -line.amount and one.currency == line.currency and one.line is None
                and one.state in ("approved", "paid")
                and one.last_day < line.day <= one.due + timedelta(days=60)]
            if len(fitting) == 1:
                return "suggested", fitting[0].id
        return "missing_here", ""

    def meant(self, line: Line) -> list[Owed]:
        found = []
        for text in (line.reference, line.purpose):
            letters = re.sub("[^A-Z0-9]", "", text.upper())
            for match in re.finditer("(?=STL(.{16}))", letters):
                one = self.owed.get("stl_" + match[1])
                if one and one not in found:
                    found.append(one)
        if not found:
            names = {line.reference, line.bank_reference} - {""}
            found = [one for one in self.owed.values() if one.reference in names]
        if not found and line.reference:
            found = [one for one in self.owed.values() if one.line == (line.reference, line.account)]
        return found

    def judged(self, line: Line, one: Owed, name: str) -> str:
        wanted = -one.net
        if line.currency != one.currency:
            return "currency_differs"
        if line.returned:
            if one.state != "paid":
                return "missing_here"
            wanted = -wanted
        if (line.amount > 0) != (wanted > 0):
            return "wrong_direction"
        if line.amount != wanted:
            return "amount_differs"
        if line.returned:
            if line.day < one.paid_on:
                return "date_differs"
            one.state, one.reference, one.paid_on, one.line = "on_hold", "", None, None
            return "returned"
        if one.state not in ("approved", "paid"):
            return "not_approved"
        if one.state == "paid":
            if one.line is not None:
                return "duplicated"
            if abs((line.day - one.paid_on).days) > 10:
                return "date_differs"
            one.line = (line.reference, line.account)
            return "confirmed"
        if not one.last_day < line.day <= one.due + timedelta(days=60):
            return "date_differs"
        if any(other.reference == name for other in self.owed.values()):
            return "duplicated"
        one.state, one.reference, one.paid_on = "paid", name, line.day
        one.line = (line.reference, line.account)
        return "paid"

    def look_for_missing(self, currency: str) -> None:
        accounts = {}
        for account, unit, first, last in self.periods:
            if unit == currency:
                old = accounts.get(account, (first, last))
                accounts[account] = (min(old[0], first), max(old[1], last))
        newest = max(last for _, last in accounts.values())
        first = min(first for first, _ in accounts.values())
        covered = min(last for _, last in accounts.values() if last >= newest - timedelta(days=31))
        for one in self.owed.values():
            if one.state == "paid" and one.currency == currency and one.line is None \
                    and first <= one.paid_on <= covered - timedelta(days=10):
                self.missing_there.add((one.id, one.reference))
