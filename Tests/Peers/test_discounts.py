"""Member discounts against a second reckoning, in another language and with fractions: which rule applies,
what it takes off, why the others do not, what a purchase earns on what is left, and what a refund takes back.
"""

import random
import uuid
from fractions import Fraction

import pytest
import requests

WHOLE = 10_000


@pytest.fixture
def call(demo):
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + demo.access["merchants"][4]["api_key"]

    def ask(method: str, path: str, body: dict | None = None, key: str | None = None, **query: str):
        headers = {"Idempotency-Key": key} if key else {}
        return session.request(
            method, demo.http + path, json=body, headers=headers, params=query, timeout=30)

    return ask


@pytest.fixture
def rules(demo, call) -> list[dict]:
    programs = call("GET", "/v1/programs").json()["data"]
    program = next(program for program in programs if program["code"] == "universal")
    return call("GET", f"/v1/programs/{program['id']}/discount-rules").json()["rules"]


def expected(rules: list[dict], gross: int, store: str | None, cards: set[str]) -> tuple[int, dict]:
    """What is taken off, and of each rule what it takes off (a number) or why nothing (a word)."""
    outcomes: dict[int, int | str] = {}
    for rule in rules:
        draft = rule["draft"]
        # The fen below: what the merchant promised is never passed.
        off = int(Fraction(gross) * Fraction(draft["basis_points"], WHOLE))
        off = min(off, draft.get("most", off))
        if draft["stores"] and store not in draft["stores"]:
            outcomes[rule["rule"]] = "other_store"
        elif draft["card_types"] and not cards & set(draft["card_types"]):
            outcomes[rule["rule"]] = "other_card"
        else:
            outcomes[rule["rule"]] = off if off else "too_little"
    best = max((off for off in outcomes.values() if isinstance(off, int)), default=0)
    winner = next((number for number in sorted(outcomes) if best and outcomes[number] == best), None)
    for number, off in outcomes.items():
        if isinstance(off, int) and number != winner:
            outcomes[number] = "another_is_better"
    return best, outcomes


def said(answer: dict) -> dict:
    return {rule["rule"]: rule.get("off", rule.get("reason")) for rule in answer["rules"]}


def quote(call, member: dict, gross: int, store: str | None):
    body = {"member": member, "gross": {"value": gross, "currency": "CNY"}}
    return call("POST", "/v1/discount-quotes", body | ({"store": store} if store else {}))


def with_gold(demo, call, rules: list[dict], member: dict) -> set[str]:
    """Gives the member a gold card, and tells the kinds that they hold then."""
    gold = next(kind for rule in rules for kind in rule["draft"]["card_types"])
    found = call("GET", "/v1/members", **member).json()["data"]
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + demo.access["operator"]["api_key"]
    made = session.post(
        demo.http + "/v1/cards", json={"member": found[0]["id"], "type": gold}, timeout=30)
    assert made.status_code == 201, made.text
    return {gold}


def test_a_quote_is_what_the_rules_say(demo, call, rules):
    assert len(rules) >= 3
    stores = [None] + [store for rule in rules for store in rule["draft"]["stores"]]
    plain, golden = ({"phone": demo.access["members"][place]["phone"]} for place in (6, 7))
    held = [(plain, set()), (golden, with_gold(demo, call, rules, golden))]
    chance = random.Random(41)
    edges = [1, 6, 7, 49, 50, 13, 14, 99, 100, 26_666, 26_667, 26_668, 133_333, 10**12]
    winners = set()
    for gross in edges + [chance.randint(1, 400_000) for _ in range(120)]:
        for member, cards in held:
            store = chance.choice(stores)
            answer = quote(call, member, gross, store)
            assert answer.status_code == 200, answer.text
            off, outcomes = expected(rules, gross, store, cards)
            body = answer.json()
            assert (body["gross"]["value"], body["off"]["value"]) == (gross, off), (gross, store, cards)
            assert body["net"]["value"] == gross - off
            assert said(body) == outcomes, (gross, store, cards)
            winners |= {rule["rule"] for rule in body["rules"] if rule["applied"]}
    assert winners == {rule["rule"] for rule in rules}, "every rule is the best somewhere"


def test_a_purchase_earns_on_what_is_left_and_gives_back_by_it(demo, call, rules):
    member = {"phone": demo.access["members"][8]["phone"]}
    chance = random.Random(42)
    for _ in range(25):
        gross = chance.randint(100, 90_000)
        off, _ = expected(rules, gross, None, set())
        net = gross - off
        order = {
            "type": "earn", "member": member, "amount": {"value": net, "currency": "CNY"},
            "discount": {"gross": gross, "off": off},
        }
        key = str(uuid.uuid4())
        first, again = (call("POST", "/v1/transactions", order, key) for _ in range(2))
        assert first.status_code == 201, first.text
        booked = first.json()
        assert booked == again.json()
        rate = booked["explanation"]["rate"]
        base = next(rule for rule in booked["explanation"]["rules"] if rule["rule"] == "base_rate")
        assert base["points"] == net * rate["points"] // rate["per"]
        assert booked["explanation"]["base"] == net
        if off:
            kept = booked["discount"]
            assert (kept["gross"], kept["off"], kept["net"]) == (gross, off, net)
        # One fen more or less off is not what the rules say.
        for wrong in (off - 1, off + 1):
            if 0 <= wrong < gross:
                other = order | {
                    "amount": {"value": gross - wrong, "currency": "CNY"},
                    "discount": {"gross": gross, "off": wrong},
                }
                refused = call("POST", "/v1/transactions", other, str(uuid.uuid4()))
                assert refused.json()["code"] == "discount_changed", refused.text
        # In two parts; together no more than was paid, and then no point is left of it.
        path = f"/v1/transactions/{booked['id']}/refund"
        part = chance.randint(1, net - 1)
        backs = []
        for money in (part, net - part):
            back = call("POST", path, {"amount": {"value": money, "currency": "CNY"}}, str(uuid.uuid4()))
            assert back.status_code in (200, 201), back.text
            backs.append(back.json()["points"])
        assert sum(map(abs, backs)) == booked["points"]
        more = call("POST", path, {"amount": {"value": 1, "currency": "CNY"}}, str(uuid.uuid4()))
        assert more.status_code == 422, more.text
