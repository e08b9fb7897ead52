"""Quotes and rates against a second reckoning, in another language and with fractions: what a member gets,
what the operator keeps, and whether any way round through the rates gains."""

import random
import uuid
from fractions import Fraction

import pytest
import requests

WHOLE = 10_000


@pytest.fixture
def call(demo):
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + demo.access["operator"]["api_key"]

    def ask(method: str, path: str, body: dict | None = None, key: str | None = None):
        headers = {"Idempotency-Key": key} if key else {}
        return session.request(method, demo.http + path, json=body, headers=headers, timeout=30)

    return ask


def quoted(rate: dict, points: int) -> tuple[int, int]:
    """What is received and what the operator keeps; rounded down, never for the member."""
    gross = Fraction(points * rate["receives"], rate["gives"])
    net = gross * Fraction(WHOLE - rate["spread_basis_points"], WHOLE)
    return int(net), int(gross) - int(net)


def test_the_board_is_open_and_quotes_are_what_it_says(demo, call):
    board = requests.get(demo.http + "/v1/exchange-rates", timeout=30).json()["rates"]
    assert {(rate["from_code"], rate["into_code"]) for rate in board} >= {
        ("universal", "cloud-beans"), ("cloud-beans", "universal"),
    }
    chance = random.Random(7)
    member = {"phone": demo.access["members"][3]["phone"]}
    for rate in board[:2]:
        # Each needs a quote that is worth a point at least.
        amounts = [rate["minimum"], 100, 101, 149, 150, 999, 12_345]
        for points in amounts + [chance.randint(100, 900_000) for _ in range(20)]:
            pair = {"program": rate["from_code"], "into": rate["into_code"]}
            body = {"member": member, "points": points} | pair
            answer = call("POST", "/v1/exchange-quotes", body)
            received, kept = quoted(rate, points)
            if points < rate["minimum"] or received < 1:
                assert answer.json()["code"] == "amount_too_small"
                continue
            assert answer.status_code == 201, answer.text
            assert (answer.json()["receives"], answer.json()["spread"]) == (received, kept), points


def test_an_exchange_is_what_its_quote_said_and_happens_once(demo, call):
    member = {"phone": demo.access["members"][4]["phone"]}
    proof = {"pin": demo.access["members"][4]["pin"]}
    gift = {"type": "award", "member": member, "points": 50_000, "program": "universal"}
    assert call("POST", "/v1/transactions", gift, str(uuid.uuid4())).status_code == 201
    asked = {"member": member, "program": "universal", "into": "cloud-beans", "points": 12_345}
    quote = call("POST", "/v1/exchange-quotes", asked).json()
    order = {"type": "exchange", **asked, "member": member | {"proof": proof}, "quote": quote["id"]}
    key = str(uuid.uuid4())
    first, again = (call("POST", "/v1/transactions", order, key) for _ in range(2))
    assert first.status_code == 201, first.text
    assert first.json()["id"] == again.json()["id"]
    other = call("POST", "/v1/transactions", order, str(uuid.uuid4()))
    assert other.json()["code"] == "quote_expired"
    received, kept = quoted({"gives": 50, "receives": 1, "spread_basis_points": 200}, 12_345)
    assert (quote["receives"], quote["spread"]) == (received, kept)


def gains(rates: list[dict]) -> bool:
    """Tries every way that meets no programme twice."""
    ways: dict[str, list[tuple[str, Fraction]]] = {}
    for rate in rates:
        share = Fraction(WHOLE - rate.get("spread_basis_points", 0), WHOLE)
        yields = Fraction(rate["receives"], rate["gives"]) * share
        ways.setdefault(rate["from"], []).append((rate["into"], yields))

    def look(start: str, here: str, product: Fraction, met: frozenset[str]) -> bool:
        for into, yields in ways.get(here, []):
            if into == start and product * yields > 1:
                return True
            if into not in met and into != start and look(start, into, product * yields, met | {into}):
                return True
        return False

    return any(look(start, start, Fraction(1), frozenset([start])) for start in ways)


def test_rates_that_gain_by_going_round_are_refused_and_no_others(own_demo):
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + own_demo.access["operator"]["api_key"]
    chance = random.Random(34)
    codes = [f"ring-{number}" for number in range(5)]
    owners = session.get(own_demo.http + "/v1/merchants", timeout=30).json()["data"]
    for code in codes:
        body = {
            "code": code, "names": {"zh-Hans": code, "zh-Hant": code, "en": code},
            "worth": {"points": 100, "money": {"value": 100, "currency": "CNY"}},
            "merchant": owners[0]["id"],
        }
        made = session.post(own_demo.http + "/v1/programs", json=body, timeout=30)
        assert made.status_code == 201, made.text
    prices = dict(zip(codes, [1, 2, 5, 12, 30]))
    answers = []
    for _ in range(120):
        rates = []
        for start in codes:
            for end in codes:
                if start == end or chance.random() < 0.4:
                    continue
                fair = chance.random() < 0.9
                rates.append({
                    "from": start, "into": end,
                    "gives": prices[end] if fair else chance.randint(1, 40),
                    "receives": prices[start] if fair else chance.randint(1, 40),
                    "spread_basis_points": chance.choice([0, 0, 1, 50, 300]),
                })
        body = {"rates": rates, "reason": "a table of chance"}
        answer = session.post(own_demo.http + "/v1/exchange-rates", json=body, timeout=30)
        refused = answer.status_code != 201
        assert not refused or answer.json()["code"] == "rate_arbitrage", answer.text
        assert refused == gains(rates), rates
        answers.append(refused)
    assert 10 < sum(answers) < 110, "both answers come up"
