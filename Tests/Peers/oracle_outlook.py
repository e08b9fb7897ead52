"""How much of points is open and expected to be used, by docs/guide/books.md, from the journal."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from journal import transactions
from oracle_books import EPOCH, NEVER, flow, month_of

HISTORY = 36

Moves = dict[int, dict[int, list[int]]]


def moves(ledger: Path, asset: int) -> Moves:
    """By month of the points' end, by month: what was issued and what was used."""
    found: Moves = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for made in transactions(ledger):
        if made.refusal:
            continue
        day = EPOCH + timedelta(days=made.day)
        moved: dict[tuple[int, int], int] = defaultdict(int)
        for entry in made.entries:
            if entry.account in (1, 2, 3) and entry.lot and entry.asset == asset:
                moved[entry.issuer, month_of(entry.ends)] += entry.amount
        for (_, end), points in moved.items():
            kind = flow(made, points) if points else "gone"
            if end != NEVER and kind in ("issued", "used"):
                sums = found[end][day.year * 12 + day.month]
                sums[kind == "used"] += points if kind == "issued" else -points
    return found


def expected(moved: Moves, today: date) -> list[dict]:
    """As the platform shows it, of the months of end that are to come."""
    through = today.year * 12 + today.month - 1

    def sums(end: int, month: int) -> tuple[int, int]:
        parts = [part for at, part in moved[end].items() if at <= month]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)

    def share(all_sums: list[tuple[int, int]]) -> Fraction | None:
        issued, used = (sum(one[place] for one in all_sums) for place in (0, 1))
        return Fraction(max(used, 0), issued) if issued > 0 else None

    over = [end for end in moved if through - HISTORY < end <= through]
    finally_ = share([sums(end, end) for end in over])
    lines = []
    for end in sorted(end for end in moved if end > through):
        issued, used = sums(end, through)
        if issued <= 0:
            continue
        line = {"end_month": f"{(end - 1) // 12}-{(end - 1) % 12 + 1:02}", "issued": issued, "used": used}
        if finally_ is not None:
            then = share([sums(one, one - (end - through)) for one in over]) or Fraction(0)
            so_far = share([(issued, used)]) or Fraction(0)
            line["earlier_then"], line["earlier_finally"] = basis_points(then), basis_points(finally_)
            line["expected"] = basis_points(max(so_far + finally_ - then, so_far))
        lines.append(line)
    return lines


def basis_points(share: Fraction) -> int:
    return min(int(share * 10_000 + Fraction(1, 2)), 10_000)


def outstanding(ledger: Path, asset: int) -> dict[int, int]:
    """Open points by issuer."""
    found: dict[int, int] = defaultdict(int)
    for made in transactions(ledger):
        for entry in () if made.refusal else made.entries:
            if entry.account in (1, 2, 3) and entry.lot and entry.asset == asset:
                found[entry.issuer] += entry.amount
    return {issuer: points for issuer, points in found.items() if points}
