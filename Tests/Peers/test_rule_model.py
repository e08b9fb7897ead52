"""Rules with conditions of every kind, and what tills, cards, tags and birthdays make of them, against the
second model: rules that two people set, purchases over the interface, and each receipt's own explanation."""

import random
import uuid
from datetime import datetime, timedelta, timezone

import pytest
import requests
import rule_model
from test_points_cards import API, approve

ZONE = timezone(timedelta(hours=8))
RULES, PURCHASES = 24, 160
PAYMENTS = ["cash", "bank_card", "wallet", "stored_value", "transfer", "other"]


class Shop:
    """A fresh programme at the demo's first shop, with members who have cards, tags and birthdays."""

    def __init__(self, demo, chance: random.Random):
        self.demo, self.chance = demo, chance
        self.operator = API(demo.http, demo.access["operator"]["api_key"])
        self.till = API(demo.http, demo.access["merchants"][0]["api_key"])
        self.merchant = self.till.get("/v1/merchants")["data"][0]["id"]
        names = {"zh-Hans": "规则", "zh-Hant": "規則", "en": "Rules"}
        made = self.operator.post("/v1/programs", {
            "code": "RULES", "names": names, "merchant": self.merchant,
            "worth": {"points": 100, "money": {"value": 100, "currency": "CNY"}}})
        assert made.status_code == 201, made.text
        self.program = made.json()["id"]
        asked = self.operator.post(
            f"/v1/programs/{self.program}/proposals", {"status": "active", "reason": "a model of rules"})
        assert asked.status_code == 201, asked.text
        approve(self.demo, asked.json()["id"])
        self.terms()
        self.tags = [self.tag(self.operator, name) for name in ("VIP", "NEW")] + [self.tag(self.till, "VIP")]
        self.types = [self.card_type(code, prefix) for code, prefix in (("R1", "660071"), ("R2", "660072"))]
        self.members = [self.member(number) for number in range(12)]

    def terms(self) -> None:
        asked = self.operator.post(f"/v1/merchants/{self.merchant}/programs/{self.program}/proposals", {
            "earning": {"points": 1, "per": 100, "rounding": "down"}, "reason": "a model of rules"})
        assert asked.status_code == 201, asked.text
        approve(self.demo, asked.json()["id"])

    def tag(self, owner: API, name: str) -> str:
        made = owner.post("/v1/tags", {"name": name})
        assert made.status_code == 201, made.text
        return made.json()["id"]

    def card_type(self, code: str, prefix: str) -> str:
        names = {"zh-Hans": code, "zh-Hant": code, "en": code}
        asked = self.operator.post("/v1/card-types", {
            "code": code, "names": names, "kind": "member", "prefix": prefix, "validity_months": 0,
            "is_bearer": False, "needs_pin": False, "reason": "a model of rules"})
        assert asked.status_code == 201, asked.text
        approve(self.demo, asked.json()["id"])
        return next(
            kind["id"] for kind in self.operator.get("/v1/card-types")["data"] if kind["code"] == code)

    def member(self, number: int) -> dict:
        made = self.till.post("/v1/members", {"phone": f"1397777{number:04}"})
        assert made.status_code == 201, made.text
        member = {
            "id": made.json()["id"], "phone": f"1397777{number:04}", "tags": set(), "bought": set(),
            "birthday": None, "cards": {None: None}}
        today = datetime.now(ZONE)
        if number % 3:
            day = today if number % 3 == 1 else today + timedelta(days=5 if today.day < 20 else -5)
            member["birthday"] = (day.month, day.day)
            body = {"month": day.month, "day": day.day}
            self.put(self.operator, f"/v1/members/{member['id']}/birthday", body)
        for place, kind in enumerate(self.types):
            if number % 4 > place:
                card = self.operator.post("/v1/cards", {"member": member["id"], "type": kind})
                assert card.status_code == 201, card.text
                member["cards"][kind] = card.json()["number"]
        return member

    def put(self, caller: API, path: str, body: dict | None = None) -> None:
        answer = requests.put(caller.base + path, json=body, headers=caller.headers, timeout=60)
        assert answer.status_code == 204, f"{path}: {answer.text}"

    def retag(self, member: dict) -> None:
        """The operator sets a tag of its own, the shop one of its, and only once the member was there."""
        place = self.chance.randrange(3)
        if place == 2 and not member["bought"]:
            return
        caller, tag = (self.till if place == 2 else self.operator), self.tags[place]
        path = f"/v1/members/{member['id']}/tags/{tag}"
        if tag in member["tags"]:
            answer = requests.delete(caller.base + path, headers=caller.headers, timeout=60)
            assert answer.status_code == 204, answer.text
            member["tags"].discard(tag)
        else:
            self.put(caller, path)
            member["tags"].add(tag)

    def rule(self, number: int) -> dict:
        chance = self.chance
        some = lambda values: chance.sample(values, chance.randint(1, len(values)))  # noqa: E731
        every = {
            "channels": lambda: some(["api", "pos", "seat"]),
            "money": lambda: {"from": chance.randint(0, 6_000), "to": chance.randint(6_000, 20_000)},
            "weekdays": lambda: some(rule_model.DAYS), "month_days": lambda: some(list(range(1, 32))),
            "birthday": lambda: chance.choice(["day", "month"]),
            "first_purchase": lambda: chance.choice(["merchant", "program"]),
            "payments": lambda: some(PAYMENTS), "card_types": lambda: some(self.types),
            "tags": lambda: some(self.tags), "without_tags": lambda: some(self.tags)}
        # Each kind by itself at least once, then two or three together.
        kinds = list(every) if number < len(every) else []
        chosen = [kinds[number]] if kinds else chance.sample(list(every), chance.randint(2, 3))
        effect = chance.choice([
            {"kind": "fixed", "points": chance.randint(1, 90)},
            {"kind": "multiple", "hundredths": chance.randint(101, 500)},
            {"kind": "rate", "points": chance.randint(1, 9), "per": chance.randint(1, 900),
             "rounding": chance.choice(["down", "up", "half_up"])}])
        return {"conditions": {kind: every[kind]() for kind in chosen}, "gives": effect}

    def set(self, draft: dict) -> None:
        names = {"zh-Hans": "则", "zh-Hant": "則", "en": "R"}
        asked = self.operator.post(f"/v1/programs/{self.program}/earning-rules", {
            "names": names, "draft": draft, "reason": "a model of rules"})
        assert asked.status_code == 201, asked.text
        approve(self.demo, asked.json()["id"])

    def buy(self, member: dict) -> tuple[dict, dict]:
        """A purchase as the model sees it, and as the platform booked it."""
        chance = self.chance
        card_type = chance.choice(list(member["cards"]))
        payment = chance.choice([None, *PAYMENTS])
        cents = chance.choice([chance.randint(1, 20_000), chance.randint(1, 300)])
        who = {"card": member["cards"][card_type]} if card_type else {"phone": member["phone"]}
        firsts = {"merchant", "program"} - member["bought"]
        body = {"type": "earn", "member": who, "program": self.program,
                "amount": {"value": cents, "currency": "CNY"}} | ({"payment": payment} if payment else {})
        answer = self.till.post("/v1/transactions", body, str(uuid.uuid4()))
        assert answer.status_code == 201, answer.text
        member["bought"] = {"merchant", "program"}
        booked = answer.json()
        at = datetime.fromisoformat(booked["created"].replace("Z", "+00:00")).astimezone(ZONE)
        assert booked.get("payment") == payment and booked.get("card_type") == card_type
        return {
            "at": at, "channel": "api", "merchant": self.merchant, "cents": cents, "payment": payment,
            "card_type": card_type, "tags": set(member["tags"]), "birthday": member["birthday"],
            "firsts": firsts}, booked


@pytest.mark.parametrize("seed", [46])
def test_every_receipt_says_of_every_rule_what_the_second_model_says(own_demo, seed):
    chance = random.Random(seed)
    shop = Shop(own_demo, chance)
    drafts = [shop.rule(number) for number in range(RULES)]
    for draft in drafts:
        shop.set(draft)
    listed = shop.operator.get(f"/v1/programs/{shop.program}/earning-rules")["rules"]
    rules = {rule["rule"]: draft for rule, draft in zip(listed, drafts, strict=True)}
    met, applied = set(), 0
    for _ in range(PURCHASES):
        member = chance.choice(shop.members)
        if chance.random() < 0.5:
            shop.retag(member)
        purchase, booked = shop.buy(member)
        wanted = rule_model.read(rules, purchase)
        explained = booked["explanation"]
        whole = purchase["cents"] // 100 + sum(points for points, _ in wanted.values())
        assert booked["points"] == whole, (seed, purchase, booked)
        told = {part["rule"]: part for part in explained["rules"] if part["rule"] != "base_rate"}
        assert explained["rules_omitted"] == 0 and len(told) == RULES
        for number, (points, reasons) in wanted.items():
            part = told[f"rule_{number}"]
            assert part["applied"] == (points > 0), (seed, number, purchase, part)
            if points:
                assert part["points"] == points, (seed, number, purchase, part)
                applied += 1
            else:
                assert part["reason"] in reasons, (seed, number, purchase, part)
                met.add(part["reason"])
    # The run has met what it is for.
    assert applied > 100
    assert {"other_payment", "other_card", "other_tags", "other_birthday", "not_the_first"} <= met
