"""What a coalition's clearing must come to, reckoned from the journal by docs/guide/settlement.md.

`Told` is what callers said and agreed on, `Clearing` and `settlements` what follows from it and from the
journal; the last two functions hold what the platform exported to the sums that must be nothing. No code is
shared with the platform: the journal is read by journal.py, sums are DuckDB's.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb
from journal import Transaction, last_of_blocks, transactions

AVAILABLE, PENDING, HELD, ISSUER, ACCEPTOR = 1, 2, 3, 5, 6
ROLES = ["given", "taken", "used", "expired"]
SHARES = ["campaign", "pool", "referral", "agency"]
ALL_ROLES = [*ROLES, *SHARES, "exchange"]
EXCHANGE = 9  # The account between programmes.
OPERATOR, POOL = 0, -1
LIMIT_EXCEEDED = 8
CHANNELS = ["platform", "api", "pos", "merchant_system", "seat", "console", "member", "import", "mall", "sms"]
KINDS = {"top_up": "topup", "card_points": "cards"}
EPOCH = date(1970, 1, 1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

Place = tuple[str, str]  # merchant, programme


@dataclass
class Told:
    """What was said to the platform, and what it says about its days, by public ids."""

    # Versions of a place's terms: version, first day, terms, in their order.
    terms: dict[Place, list[tuple[int, date, dict]]] = field(default_factory=dict)
    # By the caller's reference: the money of a sale; of a return told in money what of it counted.
    sales: dict[str, int] = field(default_factory=dict)
    money_back: dict[str, int] = field(default_factory=dict)
    # Corrections: place, day, amount.
    corrections: list[tuple[Place, date, int]] = field(default_factory=list)
    # Closed days, in order, with the block in which the ledger stood.
    closed: list[tuple[date, int]] = field(default_factory=list)
    merchants: dict[int, str] = field(default_factory=dict)
    # What a rule gives with each purchase, by programme and number.
    rules: dict[tuple[str, int], int] = field(default_factory=dict)
    # Versions of who pays for a rule: version, first day, parts in hundredths of a per cent by party.
    costs: dict[tuple[str, int], list[tuple[int, date, dict[str, int]]]] = field(default_factory=dict)
    # By the caller's reference: the code with which an order came.
    codes: dict[str, str] = field(default_factory=dict)
    # Whose a programme is.
    owners: dict[str, str] = field(default_factory=dict)
    programmes: dict[int, str] = field(default_factory=dict)
    # Points that members bought: programme, day, price, the points' end in microseconds, and whether they
    # were given back, on the same day.
    bought: list[tuple[str, date, int, int, bool]] = field(default_factory=list)
    # What points are paid for with, by place: after which transaction, mode, limit.
    modes: dict[Place, list[tuple[int, str, int]]] = field(default_factory=dict)
    # Blocks that were paid: place, after which transaction, day, points, price; in their order.
    blocks: list[tuple[Place, int, date, int, int]] = field(default_factory=list)
    # References of what was declined since too little was paid for.
    declined: set[str] = field(default_factory=set)


@dataclass
class Line:
    place: Place
    day: date
    number: int
    role: str
    kind: str
    channel: str
    points: int
    sale: int
    price: int = 0
    commission: int = 0
    fee: int = 0
    version: int = 0
    reverses: int = 0
    # Of an original: what of it was undone.
    undone_points: int = 0
    undone_sale: int = 0
    # Of a return, whether it was reversed.
    is_undone: bool = False
    # Of its fee: what a return cost by itself.
    own_fee: int = 0
    # Whether its points were given from a block.
    is_prepaid: bool = False
    # Of a share: whose, and of what.
    party: int = 0
    of: int = 0
    item: int = 0

    @property
    def net(self) -> int:
        return self.price + self.commission + self.fee


def rounded(numerator: int, denominator: int) -> int:
    """A half is rounded away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    whole, rest = divmod(abs(numerator), abs(denominator))
    return sign * (whole + (2 * rest >= abs(denominator)))


def base_of(share: Line) -> str:
    """The role of the line that a share is of."""
    if share.role == "agency":
        return ROLES[share.item - 1]
    return "expired" if share.role == "pool" else "given"


def back(root: Line, role: str, whole: int, points: int, sale: int) -> int:
    """What of a share's whole should have gone back where so much of its line has."""
    def of(money: int, part: int, everything: int) -> int:
        return rounded(money * part, everything) if everything else 0

    def by_sale(money: int) -> int:
        return of(money, sale, root.sale) if root.sale > 0 else of(money, points, root.points)

    if role == "referral":
        return by_sale(whole)
    if role == "agency":
        fees = of(root.fee, points, root.points) if root.points else of(root.fee, sale, root.sale)
        return of(whole, by_sale(root.commission) + fees, root.commission + root.fee)
    return of(whole, points, root.points)


def split(whole: int, weights: dict[int, int]) -> dict[int, int]:
    """By largest remainders; of equal ones the party with the lowest number is first."""
    everything, sign = sum(weights.values()), -1 if whole < 0 else 1
    if not everything:
        return dict.fromkeys(weights, 0)
    parts = {party: divmod(abs(whole) * weight, everything) for party, weight in weights.items()}
    left = abs(whole) - sum(part for part, _ in parts.values())
    first = sorted(parts, key=lambda party: (-parts[party][1], party))[:left]
    return {party: sign * (part + (party in first)) for party, (part, _) in parts.items()}


def priced(price: dict | None, points: int) -> int:
    return rounded(points * price["money"], price["points"]) if price else 0


def commission(terms: dict, sale: int) -> int:
    agreed = terms.get("commission")
    if not agreed or sale <= 0:
        return 0
    whole = rounded(sale * agreed["basis_points"], 10_000) + agreed.get("fixed", 0)
    whole = max(whole, agreed.get("minimum", 0))
    return min(whole, agreed["maximum"]) if "maximum" in agreed else whole


def fee(terms: dict, line: Line, points: int, sale: int, back: bool = False) -> int:
    """What is charged for points given or taken: the fee of the kind on the channel, of the kind on others,
    or of the role; what takes back has those of refunds and voids alone. A share is of the sale, and where
    there is none of what the points come to."""
    if points < 0:
        return 0
    role, is_return = line.role, line.kind in ("refund", "void")
    named = {one.get("channel"): one["fee"] for one in terms.get("fees", [])
             if one["kind"] == line.kind and is_return == back}
    agreed = named.get(line.channel, named.get(None))
    if agreed is None and not back:
        agreed = terms.get("giving_fee" if role == "given" else "taking_fee")
    if agreed is None:
        return 0
    price = terms.get("issue_price" if role == "given" else "accept_price")
    worth = sale if sale > 0 else priced(price, points)
    whole = agreed.get("fixed", 0) + priced(agreed.get("by_points"), points)
    whole = max(whole + rounded(worth * agreed.get("basis_points", 0), 10_000), agreed.get("minimum", 0))
    return min(whole, agreed["maximum"]) if "maximum" in agreed else whole


def money(terms: dict, line: Line) -> tuple[int, int, int]:
    """Price, commission and fee from the merchant's side."""
    role, points, sale = line.role, line.points, line.sale
    issue, payable = priced(terms.get("issue_price"), points), terms.get("issue_payable", "given")
    charged = fee(terms, line, points, sale)
    if role == "given":
        return -issue if payable == "given" else 0, -commission(terms, sale), -charged
    if role == "taken":
        return priced(terms.get("accept_price"), points), 0, -charged
    if role == "used":
        return -issue, 0, 0
    if role == "exchange":
        return priced(terms.get("exchange_out_price" if points < 0 else "exchange_in_price"), points), 0, 0
    back = expired_parts(terms, points)["issuer"]
    # Paid for as given, the part comes back; else the rest of the price is owed now.
    return (back if payable == "given" else back - issue), 0, 0


def expired_parts(terms: dict, points: int) -> dict[str, int]:
    """Of the price of points that ran out; the issuer is first where remainders are equal, then the pool."""
    own, pool = terms.get("expired_basis_points", 0), terms.get("expired_pool_basis_points", 0)
    parts = split(priced(terms.get("issue_price"), points), {0: own, 1: pool, 2: 10_000 - own - pool})
    return {"issuer": parts[0], "pool": parts[1], "operator": parts[2]}


def makes_a_line(terms: dict, role: str) -> bool:
    """Points given and taken always do; used and expired where the terms put a price on it."""
    price, share = terms.get("issue_price"), terms.get("expired_basis_points", 0)
    if role in ("given", "taken"):
        return True
    if role == "exchange":
        return "exchange_out_price" in terms or "exchange_in_price" in terms
    if not price:
        return False
    if role == "used":
        return terms.get("issue_payable", "given") == "used"
    if terms.get("expired_pool_basis_points", 0) > 0 and price["money"] > 0:
        return True
    is_free = share == 0 if terms.get("issue_payable", "given") == "given" else share == 10_000
    return price["money"] > 0 and not is_free


def movements(made: Transaction) -> list[tuple[str, int, int, int]]:
    """Role, merchant, asset and points, in that order. The operator's own points are nobody's."""
    sums: dict[tuple[int, int, int], int] = defaultdict(int)
    # What is brought back after its end undoes that end; what the operator keeps of it stays run out.
    ends = 4 if made.kind in ("expire", "reinstate") else 3
    for entry in made.entries:
        if entry.account == ISSUER:
            sums[1, entry.owner, entry.asset] -= entry.amount
            sums[ends, entry.owner, entry.asset] -= entry.amount
        elif entry.account == ACCEPTOR:
            sums[2, entry.owner, entry.asset] += entry.amount
        elif entry.account in (AVAILABLE, PENDING, HELD):
            sums[ends, entry.issuer, entry.asset] -= entry.amount
    if made.kind == "earn" and made.amount == 0:
        return [("given", made.merchant, made.asset, 0)]
    return [(ROLES[role - 1], merchant, asset, points)
            for (role, merchant, asset), points in sorted(sums.items()) if points and merchant]


class Clearing:
    """Goes through the journal in its order."""

    def __init__(self, told: Told, ledger: Path):
        self.told = told
        self.lines: dict[tuple[int, str, int, int], Line] = {}
        ends = last_of_blocks(ledger)
        self.closed = [(day, ends.get(block, 0)) for day, block in told.closed]
        # By place: points given, and those of them that were given from blocks.
        self.given: dict[Place, int] = defaultdict(int)
        self.drawn: dict[Place, int] = defaultdict(int)
        # What too little was paid for, and where the ledger decided otherwise.
        self.declined: set[str] = set()
        self.misjudged: list[str] = []
        for made in transactions(ledger):
            self.judge(made)
            if not made.refusal:
                self.add(made)

    def mode(self, place: Place, number: int) -> tuple[str, int]:
        """What points that a transaction gives are paid for with, and a limit."""
        begun = [one for one in self.told.modes.get(place, []) if one[0] < number]
        return begun[-1][1:] if begun else ("open", 0)

    def left(self, place: Place, number: int) -> int | None:
        """What may be given; nobody pays settlements here, so all of credit stays used."""
        mode, limit = self.mode(place, number)
        if mode == "open":
            return None
        if mode == "credit":
            return limit - (self.given[place] - self.drawn[place])
        paid = sum(points for of, after, _, points, _ in self.told.blocks if of == place and after < number)
        return paid - self.drawn[place]

    def judge(self, made: Transaction) -> None:
        if made.kind not in ("earn", "award"):
            return
        place = self.told.merchants.get(made.merchant, ""), self.told.programmes.get(made.asset, "")
        left = self.left(place, made.number)
        is_declined = left is not None and made.amount > left
        if is_declined:
            self.declined.add(made.reference)
        if is_declined != (made.refusal == LIMIT_EXCEEDED):
            self.misjudged.append(f"transaction {made.number}: {made.amount} of {left} left")

    def add(self, made: Transaction) -> None:
        moved = movements(made)
        if not moved and not made.entries and made.original and made.kind in ("refund", "void", "reversal"):
            # A return of too little to have earned anything gives a sale back all the same.
            moved = [("given", made.merchant, made.asset, 0)]
        for role, merchant, asset, points in moved + self.exchanged(made):
            direct = self.lines.get((made.original, role, merchant, asset))
            root = self.lines[direct.reverses or direct.number, role, merchant, asset] if direct else None
            before = (root.undone_points, root.undone_sale) if root else (0, 0)
            line = self.undoing(made, role, merchant, asset, points)
            line = line or self.standing(made, role, merchant, asset, points)
            if not line:
                continue
            self.lines[made.number, role, merchant, asset] = line
            if role == "given":
                self.given[line.place] += line.points
                self.drawn[line.place] += line.points if line.is_prepaid else 0
            if root:
                if root.role != "exchange":
                    self.take_back_shares(line, root, before, merchant, asset)
            elif role == "expired":
                _, terms = in_force(self.told, line.place, line.day)
                part = expired_parts(terms, points)["pool"]
                self.add_shares(
                    "pool", 0, line, merchant, asset, {POOL: part}, OPERATOR, points, line.version)
            elif role in ("given", "taken"):
                if role == "given":
                    self.share_campaigns(made, line, merchant, asset)
                    self.pay_referral(made, line, merchant, asset)
                self.pay_agents(line, merchant, asset)

    def exchanged(self, made: Transaction) -> list[tuple[str, int, int, int]]:
        """What left a programme that has an owner, below none, or came into it."""
        sums: dict[int, int] = defaultdict(int)
        for entry in made.entries:
            if entry.account == EXCHANGE:
                sums[entry.asset] -= entry.amount
        programmes = self.told.programmes
        owners = [(asset, self.told.owners.get(programmes.get(asset, ""))) for asset in sorted(sums)]
        return [("exchange", self.number_of(owner), asset, sums[asset])
                for asset, owner in owners if owner and sums[asset]]

    def pay_referral(self, made: Transaction, line: Line, merchant: int, asset: int) -> None:
        _, terms = in_force(self.told, line.place, line.day)
        for one in terms.get("referrals", []):
            if made.kind == "earn" and one["code"] == self.told.codes.get(made.reference):
                referrer = self.number_of(one["referrer"])
                self.add_shares(
                    "referral", referrer, line, merchant, asset, {referrer: commission(one, line.sale)},
                    merchant, line.points, line.version)

    def pay_agents(self, line: Line, merchant: int, asset: int) -> None:
        _, terms = in_force(self.told, line.place, line.day)
        shares = {self.number_of(one["agent"]): one["basis_points"] for one in terms.get("agents", [])}
        charge = max(-(line.commission + line.fee), 0)
        parts = split(charge, {OPERATOR: 10_000 - sum(shares.values()), **shares})
        self.add_shares(
            "agency", ROLES.index(line.role) + 1, line, merchant, asset,
            {agent: parts[agent] for agent in shares}, OPERATOR, line.points, line.version)

    def share_campaigns(self, made: Transaction, line: Line, giver: int, asset: int) -> None:
        """The points of each rule are paid by its payers; the giver has paid them all."""
        programme = self.told.programmes[asset]
        _, terms = in_force(self.told, line.place, line.day)
        if made.kind != "earn" or made.amount == 0 or not terms.get("issue_price"):
            return
        # What is imported earns by the base rate alone.
        if line.channel == "import":
            return
        for (of, rule), points in self.told.rules.items():
            begun = [one for one in self.told.costs.get((of, rule), []) if one[1] <= line.day]
            if of != programme or not begun or not self.told.sales.get(made.reference):
                continue
            version, _, payers = begun[-1]
            cost = priced(terms["issue_price"], points)
            weights: dict[int, int] = defaultdict(int)
            for party, part in payers.items():
                weights[giver if party == "giver" else self.number_of(party)] += part
            paid = {party: -part for party, part in split(cost, weights).items() if party != giver}
            self.add_shares("campaign", rule, line, giver, asset, paid, giver, points, version)

    def number_of(self, party: str) -> int:
        if party == "operator":
            return OPERATOR
        return next(number for number, id in self.told.merchants.items() if id == party)

    def add_shares(
        self, role: str, item: int, line: Line, of: int, asset: int, parts: dict[int, int], one: int,
        points: int, version: int
    ) -> None:
        """A line for each party whose part is something, and one for who is on the other side of them all."""
        names = {OPERATOR: "operator", POOL: "pool"}
        for party, money in [*parts.items(), (one, -sum(parts.values()))]:
            if money:
                place = (names.get(party) or self.told.merchants[party], line.place[1])
                self.lines[line.number, role, party, asset, of, item] = Line(
                    place, line.day, line.number, role, line.kind, line.channel, points, 0, price=money,
                    version=version, reverses=line.reverses, party=party, of=of, item=item)

    def take_back_shares(
        self, line: Line, root: Line, before: tuple[int, int], merchant: int, asset: int
    ) -> None:
        groups: dict[tuple[str, int], list[Line]] = defaultdict(list)
        for key, share in self.lines.items():
            if len(key) == 6 and key[0] == root.number and (share.of, key[3]) == (merchant, asset) and (
                    base_of(share) == root.role):
                groups[share.role, share.item].append(share)
        for (role, item), shares in sorted(
                groups.items(), key=lambda one: (SHARES.index(one[0][0]), one[0][1])):
            one = merchant if role in ("campaign", "referral") else OPERATOR
            paid = {share.party: share.price for share in shares if share.party != one}

            def undone(
                points: int, sale: int, paid: dict[int, int] = paid, role: str = role
            ) -> dict[int, int]:
                whole = back(root, role, sum(paid.values()), points, sale)
                return split(whole, {party: abs(part) for party, part in paid.items()})

            had, has = undone(*before), undone(root.undone_points, root.undone_sale)
            of_rule = shares[0].points
            points = rounded(of_rule * before[0], root.points) - rounded(
                of_rule * root.undone_points, root.points) if root.points else 0
            self.add_shares(
                role, item, line, merchant, asset, {party: had[party] - has[party] for party in paid}, one,
                points, shares[0].version)

    def day_of(self, made: Transaction) -> date:
        day = EPOCH + timedelta(days=made.day)
        for closed, last in reversed(self.closed):
            if last < made.number:
                return max(day, closed + timedelta(days=1))
        return day

    def line(self, made: Transaction, role: str, merchant: int, asset: int, points: int, sale: int) -> Line:
        place = (self.told.merchants[merchant], self.told.programmes[asset])
        return Line(
            place, self.day_of(made), made.number, role, KINDS.get(made.kind, made.kind),
            CHANNELS[made.channel - 1], points, sale)

    def standing(self, made: Transaction, role: str, merchant: int, asset: int, points: int) -> Line | None:
        if points == 0 and made.kind != "earn":
            return None
        # Nothing is paid back of an end that was cleared for nothing, whatever was agreed on since.
        if made.kind == "reinstate":
            return None
        sale = self.told.sales.get(made.reference, 0) if role == "given" and made.kind == "earn" else 0
        line = self.line(made, role, merchant, asset, points, sale)
        line.version, terms = in_force(self.told, line.place, line.day)
        if not makes_a_line(terms, role):
            return None
        line.price, line.commission, line.fee = money(terms, line)
        if role == "given" and points > 0 and self.mode(line.place, made.number)[0] == "prepaid":
            line.price, line.is_prepaid = 0, True
        return line

    def undoing(self, made: Transaction, role: str, merchant: int, asset: int, points: int) -> Line | None:
        """Takes back the share of what the original came to: what should have gone back by now, less what
        did."""
        direct = self.lines.get((made.original, role, merchant, asset))
        if not direct:
            return None
        root = self.lines[direct.reverses or direct.number, role, merchant, asset]
        before, sale_before = share(root), root.undone_sale
        root.undone_points -= points
        if direct.reverses:
            # What undoes a return takes back exactly what that gave; a second time nothing.
            taken = 0 if direct.is_undone else direct.sale
            direct.is_undone = True
            root.undone_sale = min(max(root.undone_sale + taken, 0), root.sale)
        elif (told := self.told.money_back.get(made.reference)) is not None:
            root.undone_sale = min(max(root.undone_sale + told, 0), root.sale)
        elif root.points == 0:
            root.undone_sale = root.sale
        else:
            root.undone_sale = rounded(root.sale * root.undone_points, root.points)
        if root.points and root.undone_points == root.points:
            root.undone_sale = root.sale
        line = self.line(made, role, merchant, asset, points, sale_before - root.undone_sale)
        after = share(root)
        line.price, line.commission, line.fee = (old - new for old, new in zip(before, after, strict=True))
        line.version, line.reverses, line.is_prepaid = root.version, root.number, root.is_prepaid
        if not points and not line.sale:
            # Undoing a second time moves nothing, and costs nothing.
            line.own_fee = 0
        elif direct.reverses:
            line.own_fee = -direct.own_fee
        elif role in ("given", "taken"):
            _, terms = in_force(self.told, line.place, line.day)
            line.own_fee = -fee(terms, line, -points, -line.sale, back=True)
        line.fee += line.own_fee
        return line


def share(root: Line) -> tuple[int, int, int]:
    """What of an original's money should have gone back by now."""
    def of(whole: int, part: int, all_of_it: int) -> int:
        return rounded(whole * part, all_of_it) if all_of_it else 0

    points, sale = (root.undone_points, root.points), (root.undone_sale, root.sale)
    return (
        of(root.price, *points), of(root.commission, *(sale if root.sale > 0 else points)),
        of(root.fee, *(points if root.points else sale)))


def in_force(told: Told, place: Place, day: date) -> tuple[int, dict]:
    """The latest version that has begun."""
    begun = [(version, terms) for version, first, terms in told.terms.get(place, []) if first <= day]
    return begun[-1] if begun else (0, {})


def ends(cycle: dict, day: date) -> bool:
    if cycle["kind"] == "weekly":
        return WEEKDAYS[day.weekday()] == cycle["ends_on"]
    if cycle["kind"] == "monthly":
        last = ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
        return day.day == min(cycle["ends_on"], last)
    return True


@dataclass
class Settlement:
    place: Place
    first_day: date
    last_day: date
    due: date
    lines: list[Line]
    adjustments: int
    carried: int

    def figures(self) -> dict[str, int]:
        """As the API names them."""
        def total(part: str, *roles: str) -> int:
            return sum(getattr(line, part) for line in self.lines if line.role in roles)

        found = {
            "lines": len(self.lines), "given": total("points", "given"), "taken": total("points", "taken"),
            "issue_cost": total("price", "given", "used"), "accept_proceeds": total("price", "taken"),
            "expired_share": total("price", "expired"), "commission": total("commission", *ROLES),
            "fees": total("fee", *ROLES), "campaign_share": total("price", "campaign"),
            "referral": total("price", "referral"), "agency": total("price", "agency"),
            "exchange": total("price", "exchange"), "adjustments": self.adjustments}
        money_names = ("issue_cost", "accept_proceeds", "expired_share", "commission", "fees",
                       "campaign_share", "referral", "agency", "exchange", "adjustments")
        found["net"] = sum(found[name] for name in money_names)
        blocks = sum(line.points for line in self.lines if line.role == "given" and line.is_prepaid)
        return found | {"carried": self.carried, "given_from_blocks": blocks}


def settlements(told: Told, lines: list[Line]) -> Iterator[Settlement]:
    """In the order of their last days."""
    waiting: dict[Place, dict[date, tuple[list[Line], int]]] = defaultdict(dict)
    by_day: dict[date, dict[Place, tuple[list[Line], int]]] = defaultdict(dict)
    for line in lines:
        if line.role in SHARES and line.party in (OPERATOR, POOL):
            continue  # Own accounts, which nobody settles.
        by_day[line.day].setdefault(line.place, ([], 0))[0].append(line)
    for place, day, amount in told.corrections:
        of_day, sum_before = by_day[day].get(place, ([], 0))
        by_day[day][place] = (of_day, sum_before + amount)
    for day, _ in told.closed:
        for place, content in by_day.get(day, {}).items():
            waiting[place][day] = content
        for place in sorted(place for place in waiting if waiting[place]):
            _, terms = in_force(told, place, day)
            cycle = terms.get("cycle", {"kind": "daily"})
            if not terms_exist(told, place, day) or not ends(cycle, day):
                continue
            days = waiting[place]
            nets = {of: sum(line.net for line in found) + amount for of, (found, amount) in days.items()}
            if abs(sum(nets.values())) < terms.get("minimum", 0):
                continue
            start = day
            while not ends(cycle, start - timedelta(days=1)):
                start -= timedelta(days=1)
            yield Settlement(
                place, min(days), day, day + timedelta(days=terms.get("due_after_days", 1)),
                sorted((line for found, _ in days.values() for line in found),
                       key=lambda line: (line.day, line.number, ALL_ROLES.index(line.role), line.of,
                                         line.item)),
                sum(amount for _, amount in days.values()),
                sum(net for of, net in nets.items() if of < start))
            waiting[place] = {}


def terms_exist(told: Told, place: Place, day: date) -> bool:
    return any(first <= day for _, first, _ in told.terms.get(place, []))


def unbalanced_days(ledger: Path) -> list[str]:
    """Σ issued − used − expired … = Σ balances, for each programme at the end of each business day."""
    database = duckdb.connect()
    database.execute("CREATE TABLE entry (day INTEGER, asset BIGINT, account INTEGER, amount BIGINT)")
    rows = [(made.day, entry.asset, entry.account, entry.amount)
            for made in transactions(ledger) if not made.refusal for entry in made.entries]
    fill(database, "entry", rows)
    found = database.execute("""
        WITH moved AS (
          SELECT day, asset,
            sum(amount) FILTER (account BETWEEN 1 AND 4) AS held,
            -sum(amount) FILTER (account = 5) AS issued,
            sum(amount) FILTER (account > 5) AS gone
          FROM entry GROUP BY day, asset
        ), balance AS (
          SELECT day, asset, sum(coalesce(held, 0)) OVER running AS held,
            sum(coalesce(issued, 0)) OVER running AS issued, sum(coalesce(gone, 0)) OVER running AS gone
          FROM moved WINDOW running AS (PARTITION BY asset ORDER BY day)
        ) SELECT day, asset, issued - gone - held FROM balance WHERE issued - gone <> held ORDER BY ALL
        """).fetchall()
    return [f"day {day}, asset {asset}: {difference} points too many" for day, asset, difference in found]


def fill(database: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Numbers and dates as literals: many at once are a hundred times as fast as one by one."""
    for start in range(0, len(rows), 10_000):
        values = ",".join(f"({','.join(map(str, row))})" for row in rows[start:start + 10_000])
        database.execute(f"INSERT INTO {table} VALUES {values}")


def money_that_does_not_close(
    positions: list[dict], expected: list[Line], told: Told, known: list[Line]
) -> list[str]:
    """Σ net positions of merchants + the change of the operator's own accounts = 0, day by day.

    Positions are what the platform exported. The operator's accounts are summed by DuckDB, without rounding,
    of what was agreed on; what rounding makes of it stands in an account of its own, at most half a unit a
    price, commission and fee, and as much again for what they were a share of.
    """
    database = duckdb.connect()
    database.execute("CREATE TABLE position (day DATE, net BIGINT)")
    fill(database, "position", [(f"DATE '{row['day']}'", row["net"]) for row in positions])
    database.execute("CREATE TABLE own (day DATE, exact DOUBLE, parts INTEGER)")
    roots = {(line.place, line.number, line.role): line
             for line in known if not line.reverses and line.role not in SHARES}
    rows = []
    for line in expected:
        if line.role in SHARES:
            # Another party's or the operator's with the other sign: `unbalanced_shares` adds those up.
            rows.append((f"DATE '{line.day}'", -line.net, 0))
            continue
        root = roots[line.place, line.reverses or line.number, line.role]
        rows.append((f"DATE '{line.day}'", -exact(told, root, line), 6))
    fill(database, "own", rows)
    found = database.execute("""
        SELECT day, net, exact, parts FROM
          (SELECT day, sum(net) AS net FROM position GROUP BY day)
          FULL JOIN (SELECT day, sum(exact) AS exact, sum(parts) AS parts FROM own GROUP BY day) USING (day)
        WHERE net IS NULL OR exact IS NULL OR abs(net + exact) > parts * 0.5 ORDER BY day
        """).fetchall()
    return [f"{day}: merchants {net}, the operator {own}" for day, net, own, _ in found]


def unbalanced_shares(lines: list[Line]) -> list[str]:
    """What parties make good to each other is nothing in sum, in each transaction, the operator's with it."""
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.role in SHARES:
            sums[line.number] += line.net
    return [f"transaction {number}: {money}" for number, money in sums.items() if money]


def exact(told: Told, root: Line, line: Line) -> float:
    """A line's money without rounding, from the merchant's side."""
    _, terms = in_force(told, root.place, root.day)
    payable, done = terms.get("issue_payable", "given"), root is line

    def price(agreed: dict | None, points: int) -> float:
        return points * agreed["money"] / agreed["points"] if agreed else 0.0

    issue = price(terms.get("issue_price"), line.points)
    back = terms.get("expired_basis_points", 0) / 10_000
    if line.role == "expired":
        return issue * back if payable == "given" else issue * (back - 1)
    if line.role == "used":
        return -issue
    if line.role == "exchange":
        return price(terms.get("exchange_out_price" if root.points < 0 else "exchange_in_price"), line.points)
    is_given = line.role == "given"
    value = -issue if is_given and payable == "given" and not root.is_prepaid else 0.0
    if not is_given:
        value = price(terms.get("accept_price"), line.points)
    # Bounds make commission what it is; what is undone takes its share of it.
    part = 1.0 if done else (line.sale / root.sale if root.sale > 0 else line.points / (root.points or 1))
    value += root.commission * part
    of_points = 1.0 if done else (line.points / root.points if root.points else line.sale / (root.sale or 1))
    # Bounds make fees what they are, too.
    return value + root.fee * of_points + line.own_fee
