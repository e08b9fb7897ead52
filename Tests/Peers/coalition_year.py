"""A coalition that trades for some time on the real purchases, through the platform's own interfaces.

Merchants in an alliance programme, two of them with a programme of their own; purchases as the data has them,
and beside them spends, holds, refunds in points and in money, voids, reversals, transfers, exchanges, terms
that change and corrections. What was said is kept in `Told`, for the oracle.
"""

import contextlib
import json
import random
import re
import sqlite3
import time
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import dataset
import oracle_books
import oracle_clearing
import requests
from journal import last_of_blocks
from moved_clock import MovedPlatform, noon
from oracle_clearing import Told

PREPAID, CREDIT = 5, 0  # Who buys points ahead for some time, and who gives on credit.
OWN = {1: "beans", 2: "stars"}  # programmes of the second and third merchant
PIN, PASSWORD = "194807", "a long enough secret"
NAMES = {"zh-Hans": "通宝", "zh-Hant": "通寶", "en": "Tongbao"}


@dataclass
class Scale:
    merchants: int
    households: int
    first: date
    days: int
    seed: int = 7


@dataclass
class Posted:
    """A transaction that was accepted."""

    id: str
    kind: str
    merchant: int
    programme: str
    member: str
    points: int
    sale: int = 0
    back: int = 0
    day: date | None = None


@dataclass
class Coalition:
    platform: MovedPlatform
    scale: Scale
    told: Told = field(default_factory=Told)
    posted: list[Posted] = field(default_factory=list)
    # By the public id of a transaction its reference, of all that were accepted.
    references: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """The operator's people, merchants, programmes, members and what was agreed on."""
        self.chance = random.Random(self.scale.seed)
        self.platform.set_clock(noon(*at(self.scale.first - timedelta(days=1))))
        key = self.platform.operator_key("coalition")
        (self.platform.data.parent / "password").write_text(PASSWORD + "\n")
        self.platform.run(
            "user", "add", "reviewer", "--name", "Reviewer", "--roles", "administrator",
            "--password-file", self.platform.data.parent / "password")
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.platform.start()
        self.reviewer, self.signed_in = requests.Session(), date.min
        self.make_programmes_and_merchants()
        self.make_members()
        # Terms that name nobody first: who is named has an account already.
        for merchant in range(self.scale.merchants):
            for programme in self.programmes_of(merchant):
                self.agree(merchant, programme, self.scale.first, changed=False, named=False)
        self.place_agents()
        for merchant in range(self.scale.merchants):
            for programme in self.programmes_of(merchant):
                self.agree(merchant, programme, self.scale.first, changed=False)
        self.publish_rates()
        self.share_campaigns()

    def ask(self, method: str, path: str, body: dict | None = None, expects: int = 201) -> dict:
        answer = self.session.request(
            method, self.platform.http + path, json=body, timeout=120,
            headers={"Idempotency-Key": str(uuid.UUID(int=self.chance.getrandbits(128)))})
        assert answer.status_code == expects, f"{method} {path}: {answer.status_code} {answer.text[:800]}"
        return answer.json() if answer.content else {}

    def pages(self, path: str) -> list[dict]:
        found, after = [], ""
        while True:
            sign = "&" if "?" in path else "?"
            page = self.ask("GET", f"{path}{sign}limit=100{after}", expects=200)
            found += page["data"]
            if not page["has_more"]:
                return found
            after = f"&after={page['next_cursor']}"

    def make_programmes_and_merchants(self) -> None:
        self.merchants, self.programmes = [], {}
        for number in range(self.scale.merchants):
            made = self.ask("POST", "/v1/merchants", {"code": f"M{number:02}", "names": NAMES})
            self.merchants.append(made["id"])
        worths = {"universal": 500, "beans": 10, "stars": 100}
        # By chance of its own, so that everything else is what it would be without.
        self.buyers = random.Random(self.scale.seed + 1)
        self.funders = random.Random(self.scale.seed + 2)
        for code, points in worths.items():
            body = {
                "code": code, "names": NAMES, "proof_free_points": 1_000_000_000,
                "worth": {"points": points, "money": {"value": 100, "currency": "CNY"}},
                "transfer": {"minimum": 1, "fee_basis_points": 1000, "cooling_days": 0,
                             "receivers_per_day": 0, "senders_per_day": 0},
                "validity": {"awarded": {"rule": "months", "months": 12 if code == "universal" else 1}}}
            owner = next((number for number, own in OWN.items() if own == code), None)
            if owner is not None:
                body["merchant"] = self.merchants[owner]
            self.programmes[code] = self.ask("POST", "/v1/programs", body)["id"]
            self.offer_services(code)
        for number, merchant in enumerate(self.merchants):
            for programme in self.programmes_of(number):
                earning = {"points": 1, "per": self.chance.choice([50, 100, 300])}
                asked = self.ask(
                    "POST", f"/v1/merchants/{merchant}/programs/{self.programmes[programme]}/proposals",
                    {"earning": earning, "reason": "contract"})
                self.approve(asked["id"])

    def offer_services(self, code: str) -> None:
        """Two people let a new programme start, and decide on what members may do for a price."""
        services = {
            "reinstating": {"on": True, "fee_basis_points": 1000, "minimum": 2, "days": 60, "life_days": 20},
            "buying": {"on": True, "price": {"points": 7, "money": {"value": 3, "currency": "CNY"}},
                       "return_days": 5, "licensed": code == "universal"}}
        chance, self.chance = self.chance, self.buyers
        asked = self.ask(
            "POST", f"/v1/programs/{self.programmes[code]}/proposals",
            {"services": services, "status": "active", "reason": "services"})
        self.approve(asked["id"])
        self.chance = chance

    def programmes_of(self, merchant: int) -> list[str]:
        return ["universal"] + ([OWN[merchant]] if merchant in OWN else [])

    def make_members(self) -> None:
        rows = dataset.connect().execute(
            f"""
            SELECT CAST(member AS VARCHAR), hash(store) % {self.scale.merchants}, CAST(receipt AS VARCHAR),
              CAST(time AS DATE), hour(time), cents
            FROM receipt WHERE time >= ? AND time < ? AND member IN (
              SELECT member FROM receipt GROUP BY member ORDER BY hash(member) LIMIT {self.scale.households})
            ORDER BY time, receipt
            """, [self.scale.first, self.scale.first + timedelta(days=self.scale.days)]).fetchall()
        self.receipts = defaultdict(list)
        for member, merchant, receipt, day, hour, cents in rows:
            self.receipts[day].append((member, int(merchant), receipt, hour, cents))
        self.members = {}
        for number, member in enumerate(sorted({row[0] for row in rows})):
            made = self.ask("POST", "/v1/members", {"phone": f"138{number:08}"})
            self.members[member] = made["id"]
        bought = Counter(row[0] for row in rows)
        self.proven = sorted(self.members, key=lambda member: (-bought[member], member))[:12]
        for member in self.proven:
            self.ask("PUT", f"/v1/members/{self.members[member]}/pin", {"pin": PIN}, 204)

    # Roles of shares that merchants' accounts have, and those that have lines at all.
    shared_roles = ("campaign", "referral", "agency", "exchange")
    all_shares = ("campaign", "pool", "referral", "agency")

    def share_campaigns(self) -> None:
        """Rules of the alliance, and of one with a programme of its own, that several pay for."""
        merchants = self.merchants
        for programme, points, payers in [
            ("universal", 20, {"giver": 3_334, merchants[0]: 3_333, "operator": 3_333}),
            ("universal", 7, {merchants[3]: 6_000, merchants[4]: 1_500, merchants[1]: 2_500}),
            ("beans", 1, {"giver": 1, "operator": 9_999}),
        ]:
            place = f"/v1/programs/{self.programmes[programme]}/earning-rules"
            self.approve(self.ask("POST", place, {
                "names": NAMES, "draft": {"gives": {"kind": "fixed", "points": points}},
                "reason": "spring"})["id"])
            rule = 2 + sum(1 for of, _ in self.told.rules if of == programme)
            self.told.rules[programme, rule] = points
            self.share(programme, rule, self.scale.first, payers)

    def share(self, programme: str, rule: int, first: date, payers: dict[str, int]) -> None:
        asked = self.ask(
            "POST", f"/v1/programs/{self.programmes[programme]}/earning-rules/{rule}/cost-shares",
            {"from": first.isoformat(), "reason": "campaign",
             "payers": [{"party": party, "basis_points": part} for party, part in payers.items()]})
        self.approve(asked["id"])

    # What two people agree on

    def approve(self, approval: str) -> None:
        """Decided by the other person, in the console; sessions do not outlive a day."""
        home = self.platform.http + "/operator"
        if self.signed_in != self.today:
            self.reviewer = requests.Session()
            self.post_form(home + "/sign-in", login="reviewer", password=PASSWORD, next="")
            self.signed_in = self.today
        page = f"{home}/approvals/{approval}"
        self.post_form(page + "/approve", page, reason="agreed")
        made = self.ask("GET", f"/v1/approvals/{approval}", expects=200)
        assert made["state"] == "succeeded", made

    def post_form(self, address: str, page: str = "", **fields: str) -> None:
        text = self.reviewer.get(page or address, timeout=60).text
        token = re.search(r'name="form_token" value="([^"]+)"', text)
        assert token, text[:2000]
        done = self.reviewer.post(address, data={"form_token": token[1], **fields}, timeout=60)
        assert done.ok, done.text[:800]

    today: date | None = None

    def place_agents(self) -> None:
        """The last merchant is an agent of the first level, and the one before it stands below."""
        *_, near, far = self.merchants
        for body in [{"merchant": far, "region": "East"},
                     {"merchant": near, "parent": far, "region": "Harbour", "legal_note": "two levels"}]:
            self.approve(self.ask("POST", "/v1/agents", body | {"reason": "contract"})["id"])

    def parties(self, merchant: int, programme: str) -> dict:
        """Who brings orders to a merchant and who looks after it, in the alliance's programme, and what it
        pays and gets for points of its own that are exchanged."""
        if programme != "universal":
            return {"exchange_out_price": {"money": 101, "points": 9},
                    "exchange_in_price": {"money": 97, "points": 10}}
        *_, near, far = self.merchants
        found = {}
        if merchant % 2 == 0:
            others = [one for one in ["operator", *self.merchants[:3]] if one != self.merchants[merchant]]
            found["referrals"] = [
                {"code": "SPRING", "referrer": self.chance.choice(others),
                 "commission": {"basis_points": 333, "fixed": 2, "maximum": 90}},
                {"code": "B-2", "referrer": "operator", "commission": {"basis_points": 1_000, "minimum": 7}}]
        if merchant % 3 == 0 and self.merchants[merchant] not in (near, far):
            found["agents"] = [{"agent": near, "basis_points": self.chance.randint(1, 5_000)},
                               {"agent": far, "basis_points": self.chance.randint(1, 5_000)}]
        return found

    def agree(
        self, merchant: int, programme: str, first: date, changed: bool, named: bool = True
    ) -> None:
        terms = self.terms(merchant, changed)
        if named:
            terms |= self.parties(merchant, programme)
        asked = self.ask(
            "POST", f"/v1/merchants/{self.merchants[merchant]}/settlement-terms",
            {"program": programme, "from": first.isoformat(), "reason": "contract", "terms": terms})
        self.approve(asked["id"])

    def terms(self, merchant: int, changed: bool) -> dict:
        pick = self.chance.choice
        cycle = [
            {"kind": "daily"}, {"kind": "weekly", "ends_on": "sunday"}, {"kind": "monthly", "ends_on": 31},
            {"kind": "weekly", "ends_on": "wednesday"}, {"kind": "monthly", "ends_on": 15}][merchant % 5]
        terms = {"cycle": cycle, "due_after_days": pick([0, 1, 3]), "minimum": pick([0, 0, 100, 5_000]),
                 "expired_basis_points": 3_333 if merchant in OWN else pick([0, 10_000])}
        if terms["expired_basis_points"] < 10_000:
            terms["expired_pool_basis_points"] = pick([2_500, 6_667])
        if merchant % 7 != 6:
            terms["issue_price"] = {"money": pick([99, 100, 103]), "points": pick([499, 500, 7])}
            terms["issue_payable"] = "used" if merchant % 3 == 1 else "given"
        terms["accept_price"] = {"money": pick([90, 95, 101]), "points": pick([500, 501, 9])}
        if merchant % 4 != 3:
            terms["commission"] = {"basis_points": pick([0, 125, 333, 700]), "fixed": pick([0, 3])} | pick(
                [{}, {"minimum": 50}, {"minimum": 10, "maximum": 75}])
        terms["giving_fee"] = pick([{"fixed": 5}, {"by_points": {"money": 1, "points": 3}}])
        terms["taking_fee"] = pick([{"fixed": 2, "by_points": {"money": 7, "points": 100}}, {"fixed": 0}])
        if merchant % 2:
            terms["fees"] = self.fees()
        return terms | ({"minimum": 0, "due_after_days": 2} if changed else {})

    def fees(self) -> list[dict]:
        """By kind, on the channel that all of this comes in by, on one that nothing does, and on others."""
        pick = self.chance.choice
        return [
            {"kind": "earn", "channel": "api",
             "fee": {"basis_points": pick([38, 60]), "minimum": 3, "maximum": 45}},
            {"kind": "earn", "channel": "pos", "fee": {"fixed": 9_999}},
            {"kind": "spend", "fee": {"fixed": 1, "basis_points": pick([100, 1_250])}},
            {"kind": "refund",
             "fee": {"by_points": {"money": 1, "points": 7}, "basis_points": 50, "minimum": 2}},
            {"kind": "void", "channel": "api", "fee": {"fixed": pick([0, 4])}}]

    def publish_rates(self) -> None:
        pairs = [("universal", "beans", 50, 1), ("beans", "universal", 1, 40), ("universal", "stars", 5, 1),
                 ("stars", "beans", 12, 1)]
        rates = [{"from": source, "into": target, "gives": gives, "receives": receives,
                  "spread_basis_points": 150} for source, target, gives, receives in pairs]
        self.approve(self.ask("POST", "/v1/exchange-rates", {"rates": rates, "reason": "rates"})["id"])

    def correct(self, merchant: int, amount: int) -> None:
        asked = self.ask(
            "POST", f"/v1/merchants/{self.merchants[merchant]}/settlement-adjustments",
            {"program": "universal", "amount": amount, "reason": "a mistake of ours"})
        self.approve(asked["id"])
        self.told.corrections.append(((self.merchants[merchant], "universal"), self.today, amount))

    # What points are paid for with

    def last_number(self) -> int:
        return max(last_of_blocks(self.platform.data / "ledger.db").values())

    def fund(self, merchant: int, mode: str, limit: int = 0) -> None:
        body = {"mode": mode, "reason": "contract"} | ({"credit_limit": limit} if limit else {})
        place = f"/v1/merchants/{self.merchants[merchant]}/issuing-funding"
        self.approve(self.ask("POST", place, body)["id"])
        self.told.modes.setdefault((self.merchants[merchant], "universal"), []).append(
            (self.last_number(), mode, limit))

    def left(self, merchant: int) -> int:
        """Asked before gifts, so that returns of before are read."""
        place = f"/v1/merchants/{self.merchants[merchant]}/issuing-funding"
        return self.ask("GET", place, expects=200)["fundings"][0].get("left", 0)

    def buy_block(self, points: int) -> None:
        """Ordered, and paid once though it is told twice."""
        merchant = self.merchants[PREPAID]
        order = self.ask("POST", "/v1/points-blocks", {"merchant": merchant, "points": points})
        begun = [terms for _, first, terms in self.agreed(merchant) if first <= self.today]
        price = oracle_clearing.priced(begun[-1]["issue_price"], points)
        assert order["price"]["value"] == price and order["state"] == "waiting", order
        self.told.blocks.append(((merchant, "universal"), self.last_number(), self.today, points, price))
        for _ in range(2):
            paid = {"payment": f"block-{self.today}", "amount": order["price"]}
            assert self.ask("POST", f"/v1/points-blocks/{order['id']}/payment", paid, 200)["state"] == "paid"

    def agreed(self, merchant: str) -> list[tuple[int, date, dict]]:
        found = self.ask("GET", f"/v1/merchants/{merchant}/settlement-terms", expects=200)["agreements"]
        return sorted(((one["version"], date.fromisoformat(one["from"]), one["terms"]) for one in found
                       if one["program"] == self.programmes["universal"]), key=lambda one: one[0])

    def change_funding(self, number: int) -> None:
        """Blocks that run out and are followed by others, at another price; a limit of credit; neither."""
        chance, self.chance = self.chance, self.funders
        if number == 12:
            self.fund(PREPAID, "prepaid")
        if number in (13, 17, 21, 28, 34):
            self.buy_block(450 + 100 * (number % 3))
        if number == 16:
            self.agree(PREPAID, "universal", self.today + timedelta(days=1), changed=True)
        if number == 25:
            self.fund(CREDIT, "credit", 1)
            self.fund(CREDIT, "credit", 601 - self.left(CREDIT))
        if number == 40:
            self.fund(PREPAID, "open")
        if number == 45:
            self.fund(CREDIT, "open")
        self.chance = chance

    # A day

    def trade(self, day: date) -> None:
        self.today = day
        self.platform.set_clock(noon(*at(day)))
        number = (day - self.scale.first).days
        if number % 10 == 9:
            # Killed and started again: jobs run at the start, and not again under a clock that jumps.
            self.platform.kill()
            self.platform.start()
            self.await_expiry()
        self.change_funding(number)
        self.purchases(day)
        self.movements(day)
        if number % 10 in (1, 4):
            self.bring_back(day)
        self.buy(day)
        for _ in range(4):
            self.undo(day)
        if number % 20 == 7:
            merchant = self.chance.randrange(self.scale.merchants)
            self.correct(merchant, self.chance.choice([-1, 1]) * self.chance.randint(1, 900))
            programme = self.chance.choice(self.programmes_of(merchant))
            self.agree(merchant, programme, day + timedelta(days=2), changed=True)
            part = self.chance.randint(1, 9_999)
            self.share("universal", 2, day + timedelta(days=3), {
                "giver": part, self.chance.choice(self.merchants): 10_000 - part})

    def await_expiry(self, limit_seconds: int = 120) -> None:
        """A clock that jumps while points run out takes the lease of it, and what did not run out by then
        could not be brought back."""
        started = round(noon(*at(self.today), hour=0).timestamp()) * 1_000_000
        deadline = time.monotonic() + limit_seconds
        where = f"file:{self.platform.data / 'platform.db'}?mode=ro"
        with contextlib.closing(sqlite3.connect(where, uri=True)) as jobs:
            while time.monotonic() < deadline:
                job = jobs.execute("SELECT is_running, finished_at FROM job WHERE name = 'expire'").fetchone()
                if job and job[0] == 0 and job[1] > started:
                    return
                time.sleep(0.05)
        raise AssertionError(f"points did not run out by {self.today}")

    def batch(self, orders: list[dict]) -> list[dict]:
        results = []
        for start in range(0, len(orders), 500):
            part = {"transactions": orders[start:start + 500]}
            results += self.ask("POST", "/v1/transactions/batch", part, 200)["data"]
        return results

    def note(self, order: dict, answer: dict, merchant: int, sale: int = 0) -> Posted | None:
        made = answer.get("transaction")
        if not made or made["status"] != "accepted":
            return None
        self.references[made["id"]] = order["reference"]
        programme = order.get("program", "universal")
        found = Posted(made["id"], order["type"], merchant, programme, order["member"], made["points"], sale,
                       day=self.today)
        self.posted.append(found)
        return found

    def purchases(self, day: date) -> None:
        orders, merchants = [], []
        chance, self.chance = self.chance, self.funders
        for merchant in self.funded():
            self.left(merchant)
        self.chance = chance
        for member, merchant, receipt, _, cents in self.receipts[day]:
            programme = self.chance.choice(self.programmes_of(merchant))
            self.told.sales[receipt] = max(cents, 0)
            if cents <= 0:
                continue
            orders.append({
                "type": "earn", "member": self.members[member], "program": programme,
                "amount": {"value": cents, "currency": "CNY"}, "merchant": self.merchants[merchant],
                "reference": receipt, "idempotency_key": f"earn-{receipt}"})
            if programme == "universal" and merchant % 2 == 0 and self.chance.random() < 0.4:
                self.told.codes[receipt] = orders[-1]["referral"] = self.chance.choice(["SPRING", "B-2"])
            merchants.append(merchant)
        for order, answer, merchant in zip(orders, self.batch(orders), merchants, strict=True):
            made = self.note(order, answer, merchant, order["amount"]["value"])
            assert made or self.is_declined(order, answer), answer

    def funded(self) -> list[int]:
        return [one for one in (PREPAID, CREDIT)
                if self.told.modes.get((self.merchants[one], "universal"), [(0, "open")])[-1][1] != "open"]

    def is_declined(self, order: dict, answer: dict) -> bool:
        """Since too little is paid for; the oracle has a ceiling of its own."""
        if "issuing_limit_exceeded" not in json.dumps(answer):
            return False
        self.told.declined.add(order["reference"])
        return True

    def movements(self, day: date) -> None:
        """Spends, awards, holds, transfers and exchanges of members who traded lately."""
        lately = [one for one in self.posted[-400:] if one.kind == "earn"]
        if not lately:
            return
        orders, merchants = [], []
        for number in range(max(6, len(self.receipts[day]) // 3)):
            of, merchant = self.chance.choice(lately), self.chance.randrange(self.scale.merchants)
            if of.programme != "universal":
                merchant = of.merchant
            kind = self.chance.choice(["spend"] * 6 + ["award", "hold"])
            orders.append({
                "type": kind, "member": of.member, "program": of.programme,
                "points": self.chance.randint(1, 40), "merchant": self.merchants[merchant],
                "reference": f"{kind}-{day}-{number}", "idempotency_key": f"{day}-{number}"}
                | ({"reason": "birthday"} if kind == "award" else {})
                | ({"partial": True} if kind == "spend" else {}))
            merchants.append(merchant)
        for number in range(3):
            member = self.members[self.chance.choice(self.proven)]
            source, target = self.chance.choice(
                [("universal", "beans"), ("beans", "universal"), ("universal", "stars"), ("stars", "beans")])
            proven = {"id": member, "proof": {"pin": PIN}}
            orders.append({"type": "exchange", "member": proven, "program": source, "into": target,
                           "points": self.chance.randint(12, 150), "reference": f"exchange-{day}-{number}",
                           "idempotency_key": f"exchange-{day}-{number}"})
            other = self.members[self.chance.choice(self.proven)]
            orders.append({"type": "transfer", "member": proven, "to": other, "program": source,
                           "points": self.chance.randint(2, 30), "reference": f"transfer-{day}-{number}",
                           "idempotency_key": f"transfer-{day}-{number}"})
            merchants += [-1, -1]
        for order, answer, merchant in zip(orders, self.batch(orders), merchants, strict=True):
            if not self.note(order, answer, merchant):
                self.is_declined(order, answer)

    def bring_back(self, day: date) -> None:
        """Points of awards that ran out, in part or whole; what ran out is booked as jobs come to it."""
        proven = {self.members[number] for number in self.proven}
        awarded = sorted({one.member for one in self.posted if one.kind in ("award", "earn")
                          and one.programme != "universal" and one.member in proven})
        found = [(member, one) for member in self.chance.sample(awarded, min(20, len(awarded)))
                 for one in self.pages(f"/v1/members/{member}/run-out-points")]
        orders = [
            {"type": "reinstate", "member": {"id": member, "proof": {"pin": PIN}},
             "original": one["original"],
             "points": self.chance.randint(2, one["points"]), "reference": f"reinstate-{day}-{number}",
             "idempotency_key": f"reinstate-{day}-{number}"}
            for number, (member, one) in enumerate(found)]
        for order, answer in zip(orders, self.batch(orders), strict=True):
            assert self.note(order, answer, -1), answer

    def buy(self, day: date) -> None:
        """Points for money, paid once though it is told twice; now and then given back unused."""
        def ask(path: str, body: dict) -> requests.Response:
            return self.session.post(
                f"{self.platform.http}/v1/points-orders{path}", json=body, timeout=60,
                headers={"Idempotency-Key": f"buy-{self.buyers.getrandbits(64)}"})

        for number in range(2):
            programme, points = self.buyers.choice(list(self.programmes)), self.buyers.randint(1, 60)
            member = self.members[self.buyers.choice(self.proven)]
            answer = ask("", {"member": member, "points": points, "program": programme})
            assert answer.status_code == 201, answer.text
            order = answer.json()
            assert order["price"]["value"] == -(-points * 3 // 7), order
            paid = {"payment": f"bought-{day}-{number}", "amount": order["price"]}
            for _ in range(2):
                made = ask(f"/{order['id']}/payment", paid)
                assert made.status_code == 200 and made.json()["state"] == "credited", made.text
            is_back = False
            if self.buyers.random() < 0.3:
                back = ask(f"/{order['id']}/return", {})
                # What repaid a debt at once is used.
                assert back.status_code == 200 or back.json()["code"] == "points_order_used", back.text
                is_back = back.status_code == 200
            ends = oracle_books.NEVER
            if "expires_at" in order:
                ends = round(datetime.fromisoformat(order["expires_at"]).timestamp()) * 1_000_000
            self.told.bought.append((programme, day, order["price"]["value"], ends, is_back))

    def undo(self, day: date) -> None:
        """A return of a spend, a purchase or an award, by points or by money, whole or in part; or a void, or
        the end of a hold, and now and then the reversal of what was just done."""
        lately = self.posted[-600:]
        holds = [one for one in lately if one.kind == "hold" and one.day == day]
        others = [one for one in lately if one.kind in ("earn", "spend", "award")]
        ours = [one for one in others if one.day == day]
        made = self.chance.choice(self.chance.choice([part for part in (holds, ours, others) if part]))
        reference, path = f"back-{len(self.references)}-{day}", f"/v1/transactions/{made.id}/"
        body, word = {"reference": reference}, "refund"
        if made.kind == "hold":
            word = self.chance.choice(["capture", "release"])
            if word == "capture":
                body["merchant"] = self.merchants[made.merchant]
        elif made.day == day and self.chance.random() < 0.5:
            word = "void"
        elif made.kind == "earn" and made.sale > 1 and self.chance.random() < 0.5:
            value = self.chance.randint(1, made.sale)
            body["amount"] = {"value": value, "currency": "CNY"}
        elif made.points > 1 and self.chance.random() < 0.7:
            body["points"] = self.chance.randint(1, made.points)
        key = f"{reference}-{self.chance.getrandbits(40)}"
        answer = self.session.post(
            self.platform.http + path + word, json=body, headers={"Idempotency-Key": key}, timeout=60)
        if answer.status_code != 201:
            assert answer.status_code in (409, 422), answer.text
            return
        done = answer.json()
        self.references[done["id"]] = reference
        if "money_returned" in done:
            self.told.money_back[reference] = done["money_returned"]
        if self.chance.random() < 0.15:
            answer = self.session.post(
                self.platform.http + "/v1/reversals", json={"idempotency_key": key}, timeout=60,
                headers={"Idempotency-Key": key + "-r"})
            assert answer.status_code in (200, 201, 409, 422), answer.text

    # What the platform says

    def ask_for_terms(self) -> None:
        self.told.terms.clear()
        self.told.owners = {code: self.merchants[number] for number, code in OWN.items()}
        codes = {id: code for code, id in self.programmes.items()}
        for merchant in self.merchants:
            found = self.ask("GET", f"/v1/merchants/{merchant}/settlement-terms", expects=200)["agreements"]
            for one in sorted(found, key=lambda one: one["version"]):
                place = (merchant, codes[one["program"]])
                version = (one["version"], date.fromisoformat(one["from"]), one["terms"])
                self.told.terms.setdefault(place, []).append(version)
        self.told.costs.clear()
        for code, program in self.programmes.items():
            found = self.ask("GET", f"/v1/programs/{program}/cost-shares", expects=200)["agreements"]
            for one in sorted(found, key=lambda one: one["version"]):
                version = (one["version"], date.fromisoformat(one["from"]),
                           {payer["party"]: payer["basis_points"] for payer in one["payers"]})
                self.told.costs.setdefault((code, one["rule"]), []).append(version)


def at(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
