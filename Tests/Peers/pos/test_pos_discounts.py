"""A member's discount at the till: quoted, told with the earn, repeated, voided and returned."""

import random

import pytest

from pos import discounts
from pos.messages import DISCOUNT, EARN, REFUND_EARN, VOID_EARN, Shown, told_discount
from pos.shop import refused, without_pin

# The demo's merchant that takes something off.
GENEROUS = 4


class Counter:
    """A till of the merchant's, its store, and what it takes off by the rules."""

    def __init__(self, shop, offset: int):
        self.shop = shop
        self.till = shop.till(shop.first_of_merchant(GENEROUS) + offset)
        merchant = shop.platform.merchant_id(shop.platform.access["merchants"][GENEROUS]["code"])
        listed = shop.platform.call("GET", f"/v1/merchants/{merchant}/terminals", limit=100)["data"]
        own = shop.platform.terminal_id(self.till.profile)
        self.store = next(one["store"] for one in listed if one["id"] == own)
        self.rules = discounts.of_merchant(shop.platform, GENEROUS)
        self.rate = shop.rate(self.till)

    def off(self, gross: int) -> int:
        return discounts.best(self.rules, gross, self.store, set())

    def quote(self, member, gross: int):
        return self.till.trade(DISCOUNT, gross, without_pin(member))

    def earn(self, member, paid: int, gross: int, off: int):
        return self.till.trade(EARN, paid, without_pin(member), **{"62": told_discount(gross, off)})


@pytest.fixture(params=[0, 1], ids=["the first store", "the second store"])
def counter(shop, request) -> Counter:
    return Counter(shop, request.param)


def test_quotes_are_what_the_rules_say(counter):
    member = counter.shop.members[3]
    before = counter.shop.points(member)
    chance = random.Random(60)
    assert len(counter.rules) >= 3
    for gross in [1, 13, 14, 49, 50, 51, 26_666, 26_667, 999_999_999_999] + [
            chance.randint(1, 90_000) for _ in range(40)]:
        entry = counter.quote(member, gross)
        off = counter.off(gross)
        assert (entry.code, entry.points, entry.cash, entry.discount) == (
            "00", 0, gross - off, (gross, off)), gross
    assert counter.shop.points(member) == before
    assert not counter.till.faults


def test_what_was_paid_earns_and_is_given_back(counter):
    member = counter.shop.rich(3)
    chance = random.Random(61)
    for _ in range(12):
        gross = chance.randint(5_000, 90_000)
        before = counter.shop.points(member)
        quoted = counter.quote(member, gross)
        paid, (_, off) = quoted.cash, quoted.discount
        entry = counter.earn(member, paid, gross, off)
        points = paid * counter.rate // 100
        assert (entry.code, entry.points, entry.cash, entry.discount) == (
            "00", points, paid, (gross, off))
        assert counter.shop.points(member) == before + points
        # The same message again: the same slip, and nothing more.
        again = counter.till.ask(entry.request, has_mac=True)[0]
        assert bytes.fromhex(again["62"]).decode() == f"{points:010d}{paid:012d}{gross:012d}{off:012d}"
        if chance.random() < 0.5:
            void = counter.till.trade(VOID_EARN, paid, without_pin(member), original=entry)
            assert (void.code, void.points, void.discount) == ("00", points, (gross, off))
        else:
            back = counter.till.trade(REFUND_EARN, paid, without_pin(member), original=entry)
            assert (back.code, back.points) == ("00", points)
        assert counter.shop.points(member) == before
    assert not counter.till.faults


def test_another_discount_is_declined_and_its_trace_may_be_used(counter):
    member, gross = counter.shop.rich(3), 12_345
    before = counter.shop.points(member)
    off = counter.off(gross)
    for wrong in (off - 1, off + 1, 0):
        entry = counter.earn(member, gross - wrong, gross, wrong)
        assert (entry.state, entry.code) == ("declined", "D1"), wrong
    assert counter.shop.points(member) == before
    right = entry.request | {"4": f"{gross - off:012d}", "62": told_discount(gross, off)}
    assert counter.till.ask(right, has_mac=True)[0]["39"] == "00"
    assert counter.shop.points(member) == before + (gross - off) * counter.rate // 100


@pytest.mark.parametrize(("field", "paid", "code"), [
    (told_discount(5_000, 5_000), 1, "13"), (told_discount(0, 0), 1, "13"),
    (told_discount(5_000, 100), 4_901, "13"), (told_discount(5_000, 100)[:-2], 1, "30"),
    ("ff4b023132", 1, "30"),
])
def test_what_is_no_discount_is_refused(counter, field, paid, code):
    member = counter.shop.rich(3)
    before = counter.shop.points(member)
    assert refused(counter.till, EARN, paid, without_pin(member), **{"62": field}) == code
    assert counter.shop.points(member) == before


def test_a_quote_for_nobody_and_for_nothing(counter):
    assert refused(counter.till, DISCOUNT, 100, counter.shop.nobody()) == "14"
    assert refused(counter.till, DISCOUNT, 0, without_pin(counter.shop.members[3])) == "30"
    assert refused(counter.till, DISCOUNT, 100, Shown("code", code="90" + "1" * 16)) in ("14", "54")
