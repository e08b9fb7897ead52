"""What the operator's books in money must come to, reckoned from the journal by docs/guide/books.md.

Lines and settlements are oracle_clearing's; what of deferred revenue is income is reckoned here from the
points of each issuer that end in a month. No code is shared with the platform.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from journal import Transaction, transactions
from oracle_clearing import EPOCH, OPERATOR, POOL, SHARES, Line, Settlement, Told, in_force, rounded

BANK, OPEN, SETTLED, TRANSIT, POOLS = 1002, 112201, 112202, 190101, 224101
RECEIVED, RECOGNISED, ENDED = 220501, 220502, 220503
BLOCKS = 220521
SOLD_RECEIVED, SOLD_RECOGNISED, TO_REPAY = 220511, 220512, 224104
POINTS_USED, BREAKAGE, SOLD_USED = 600101, 600102, 600111
PURCHASED = 2
# The operator's account on the other side of a figure, by role.
OWN = {
    ("given", "price"): RECEIVED, ("given", "commission"): 605101, ("given", "fee"): 605102,
    ("taken", "price"): 640101, ("taken", "fee"): 605103, ("used", "price"): 600103,
    ("expired", "price"): ENDED, ("campaign", "price"): TRANSIT, ("pool", "price"): TRANSIT,
    ("referral", "price"): TRANSIT, ("agency", "price"): TRANSIT, ("exchange", "price"): 605201}
OPERATORS_PART = {"campaign": 660101, "pool": 660102, "referral": 605104, "agency": 660103}
CORRECTIONS = 671101
SHANGHAI = timezone(timedelta(hours=8))
NEVER = 2**63 - 1


def trial_balance(
    told: Told, lines: list[Line], settled: list[Settlement], ledger: Path
) -> dict[int, int]:
    """By account what is debited less what is credited, when all days that are closed are booked."""
    last = told.closed[-1][0]
    books: dict[int, int] = defaultdict(int)

    def book(own: int, party: int, money: int) -> None:
        """Money of the party's is its credit."""
        books[own] += money
        books[party] -= money

    booked = [line for line in lines if line.day <= last]
    for line in booked:
        for figure in ("price", "commission", "fee"):
            money = getattr(line, figure)
            if not money:
                continue
            party = OPEN
            if line.role in SHARES:
                party = {OPERATOR: OPERATORS_PART[line.role], POOL: POOLS}.get(line.party, OPEN)
            book(OWN[line.role, figure], party, money)
    for _, day, amount in told.corrections:
        if day <= last:
            book(CORRECTIONS, OPEN, amount)
    for one in settled:
        net = one.figures()["net"]
        book(OPEN, SETTLED, net)
    for _, day, price, _, is_back in told.bought:
        if day <= last:
            book(BANK, TO_REPAY if is_back else SOLD_RECEIVED, price)
    for _, _, day, _, price in told.blocks:
        if day <= last:
            book(BANK, BLOCKS, price)
    for money in drawn(told, booked, last).values():
        book(BLOCKS, RECEIVED, money)
    month_end = last_month_end(last)
    if month_end >= told.closed[0][0]:
        for used, unused in recognised(told, booked, ledger, month_end).values():
            book(RECOGNISED, POINTS_USED, used)
            book(RECOGNISED, BREAKAGE, unused)
        for used, unused in sold(told, ledger, month_end).values():
            book(SOLD_RECOGNISED, SOLD_USED, used)
            book(SOLD_RECOGNISED, BREAKAGE, unused)
    return {account: money for account, money in books.items() if money}


def drawn(told: Told, lines: list[Line], through: date) -> dict[tuple[str, str], int]:
    """By issuer and programme, of the money of blocks that of the points given from them, the first first."""
    given: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line.role == "given" and line.is_prepaid and line.day <= through:
            given[line.place] += line.points
    money: dict[tuple[str, str], int] = defaultdict(int)
    for place, _, day, points, price in told.blocks:
        if day <= through:
            used = min(max(given[place], 0), points)
            given[place] -= used
            money[place] += rounded(price * used, points)
    return money


def last_month_end(day: date) -> date:
    following = day + timedelta(days=1)
    return day if following.day == 1 else day.replace(day=1) - timedelta(days=1)


@dataclass
class Cohort:
    """An issuer's points that end in one month."""
    given: int = 0
    taken_back: int = 0
    used: int = 0
    gone: int = 0
    paid: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    # What members paid for it.
    sold: int = 0

    @property
    def kept(self) -> int:
        return max(self.given - self.taken_back, 0)

    @property
    def deferred(self) -> int:
        """Of what was paid for the points given, the share of those that were not taken back."""
        paid = self.sold + sum(
            rounded(points * price[0], price[1]) for price, points in self.paid.items())
        return rounded(paid * self.kept, self.given) if self.given else 0

    def income(self, deferred: int) -> int:
        """All points are expected to be used, since nobody said otherwise."""
        if deferred <= 0 or not self.kept:
            return 0
        if self.kept - self.used - self.gone <= 0:
            return deferred
        return min(deferred, rounded(deferred * self.used, max(self.kept, self.used)))

    def for_use(self, deferred: int) -> int:
        if deferred <= 0 or not self.kept:
            return 0
        return min(rounded(deferred * max(self.used, 0), self.kept), self.income(deferred))


def flow(made: Transaction, points: int) -> str:
    kinds = {entry.account for entry in made.entries}
    if 9 in kinds or 10 in kinds:
        return "gone"
    if kinds & {5, 12}:
        return "issued"
    return "used" if 6 in kinds else "gone"


def cohorts(told: Told, ledger: Path, through: date) -> dict[tuple[int, int], dict[int, Cohort]]:
    """By programme and issuer, by the month of the points' end; of the operator's those that were bought."""
    found: dict[tuple[int, int], dict[int, Cohort]] = defaultdict(lambda: defaultdict(Cohort))
    for made in transactions(ledger):
        day = EPOCH + timedelta(days=made.day)
        if made.refusal or day > through:
            continue
        moved: dict[tuple[int, int, int], int] = defaultdict(int)
        for entry in made.entries:
            if entry.account in (1, 2, 3) and entry.lot and (entry.issuer or entry.origin == PURCHASED):
                moved[entry.asset, entry.issuer, month_of(entry.ends)] += entry.amount
        for (asset, issuer, end), points in moved.items():
            if not points:
                continue
            cohort = found[asset, issuer][end]
            kind = flow(made, points)
            if kind == "issued" and points < 0:
                cohort.taken_back -= points
            elif kind == "issued":
                cohort.given += points
                if not issuer:
                    continue
                place = (told.merchants[issuer], told.programmes[asset])
                _, terms = in_force(told, place, day)
                price = terms.get("issue_price")
                if price and terms.get("issue_payable", "given") == "given":
                    cohort.paid[price["money"], price["points"]] += points
            elif kind == "used":
                cohort.used -= points
            else:
                cohort.gone -= points
    return found


def month_of(moment: int) -> int:
    if moment == NEVER:
        return NEVER
    end = datetime.fromtimestamp((moment - 1) / 1_000_000, SHANGHAI)
    return end.year * 12 + end.month


def recognised(
    told: Told, lines: list[Line], ledger: Path, through: date
) -> dict[tuple[str, str], tuple[int, int]]:
    """By issuer and programme, income for points that were used and for those that never will be."""
    received: dict[tuple[str, str], int] = defaultdict(int)
    ended: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line.day <= through and line.role in ("given", "expired"):
            (received if line.role == "given" else ended)[line.place] -= line.price
    for place, money in drawn(told, lines, through).items():
        received[place] += money
    schedule: dict[tuple[str, str], list[Cohort]] = defaultdict(list)
    for (asset, issuer), by_end in cohorts(told, ledger, through).items():
        if not issuer:
            continue
        schedule[told.merchants[issuer], told.programmes[asset]] += by_end.values()
    income: dict[tuple[str, str], tuple[int, int]] = {}
    for place in set(received) | set(ended):
        income[place] = share(received[place] + ended[place], schedule[place]) or (
            received[place], ended[place])
    return income


def sold_cohorts(told: Told, ledger: Path, through: date) -> dict[str, dict[int, Cohort]]:
    """Points that members bought, by programme and month of end."""
    schedule: dict[str, dict[int, Cohort]] = defaultdict(lambda: defaultdict(Cohort))
    for (asset, issuer), by_end in cohorts(told, ledger, through).items():
        if not issuer:
            schedule[told.programmes[asset]] |= by_end
    for programme, day, price, ends, _ in told.bought:
        if day <= through:
            schedule[programme][month_of(ends)].sold += price
    return schedule


def sold(told: Told, ledger: Path, through: date) -> dict[str, tuple[int, int]]:
    """Of points that members bought by programme, income for those used and for those that never will be."""
    schedule = sold_cohorts(told, ledger, through)
    kept: dict[str, int] = defaultdict(int)
    for programme, day, price, _, is_back in told.bought:
        if day <= through and not is_back:
            kept[programme] += price
    return {programme: share(whole, list(schedule[programme].values())) or (whole, 0)
            for programme, whole in kept.items()}


def share(whole: int, schedule: list[Cohort]) -> tuple[int, int] | None:
    """Of what was really deferred, the income to date; nothing where nobody was given a point that is left.

    Each month of end weighs what was deferred for it, or where nothing was, its points. Income is never more
    than all of it, and what was given back beyond what was paid is a loss at once.
    """
    weights = [cohort.deferred for cohort in schedule]
    if not any(weights):
        weights = [cohort.kept for cohort in schedule]
    if not any(weights):
        return None
    if whole <= 0:
        return 0, whole
    both = list(zip(schedule, weights, strict=True))
    earned = sum(cohort.income(weight) for cohort, weight in both)
    used = sum(cohort.for_use(weight) for cohort, weight in both)
    to_date = rounded(whole * min(max(earned, 0), sum(weights)), sum(weights))
    for_use = rounded(whole * min(max(used, 0), sum(weights)), sum(weights))
    return for_use, to_date - for_use
