"""Each trade by itself: what is answered, and that nothing else happened."""

from dataclasses import replace

import pytest

from pos.line import Line
from pos.messages import (
    BALANCE, CANCEL, COMPLETE, DRAW, EARN, HOLD, REFUND, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN,
    VOID_TOP_UP, Kind, Original, Shown,
)
from pos.shop import earned, refused, spent, with_pin, without_pin
from pos.terminal import Terminal

# Who is the customer where it matters that nobody else has touched them: places in the demo's list.
LOCKED, FROZEN, POOR, MISTYPES = 19, 18, 17, 16


# Voids and refunds

def test_a_void_undoes_and_its_slip_says_so(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    entry = spent(till, member, 300)
    void = till.trade(VOID, 300, without_pin(member), original=entry)
    assert (void.code, void.points, void.balance) == ("00", 1_500, before)
    assert shop.points(member) == before


@pytest.mark.parametrize(("change", "code"), [
    ("amount", "64"), ("card", "14"), ("trace", "25"), ("batch", "25"), ("rrn", "25"), ("kind", "25"),
    ("again", "25"),
])
def test_a_void_that_is_not_of_this_transaction_is_refused(shop, change, code):
    till, member = shop.till(), shop.rich(0)
    entry = spent(till, member, 300)
    name, fen, shown, kind = entry.name, 300, without_pin(member), VOID
    if change == "amount":
        fen = 299
    elif change == "card":
        shown = without_pin(shop.members[1])
    elif change == "trace":
        name = replace(name, trace="999998", rrn="")
    elif change == "batch":
        name = replace(name, batch="000777", rrn="")
    elif change == "rrn":
        name = replace(name, rrn=f"{int(name.rrn) - 1:012d}")
    elif change == "kind":
        kind = VOID_EARN
    else:
        assert till.trade(VOID, 300, shown, original=entry).code == "00"
    before = shop.points(member)
    request = till.prepared(kind, fen, shown, name)
    assert till.ask(request, has_mac=True)[0]["39"] == code
    assert shop.points(member) == before


def test_refunds_never_exceed_the_original(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    entry = spent(till, member, 1_000)
    assert till.trade(REFUND, 400, without_pin(member), original=entry).points == 2_000
    assert refused(till, REFUND, 601, without_pin(member), original=entry) == "61"
    assert till.trade(REFUND, 600, without_pin(member), original=entry).points == 3_000
    assert refused(till, REFUND, 1, without_pin(member), original=entry) == "61"
    assert refused(till, VOID, 1_000, without_pin(member), original=entry) == "25"
    assert shop.points(member) == before


def test_a_refund_finds_a_transaction_of_another_till_by_its_reference_number(shop):
    till, other, member = shop.till(0), shop.till(1), shop.rich(0)
    before = shop.points(member)
    entry = spent(till, member, 500)
    name = Original("000000", "000000", entry.date, entry.rrn)
    request = other.prepared(REFUND, 500, without_pin(member), name)
    assert other.ask(request, has_mac=True)[0]["39"] == "00"
    assert shop.points(member) == before


def test_another_merchants_transaction_is_not_found(shop):
    till, member = shop.till(0), shop.rich(0)
    stranger = shop.till(shop.first_of_merchant(1))
    entry = spent(till, member, 500)
    request = stranger.prepared(
        REFUND, 500, without_pin(member), Original("000000", "000000", entry.date, entry.rrn))
    assert stranger.ask(request, has_mac=True)[0]["39"] == "25"


def test_earns_and_top_ups_are_voided_and_returned(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    first, second = earned(till, member, 5_000), earned(till, member, 10_000)
    bought = till.trade(TOP_UP, 100, without_pin(member))
    assert (first.points, second.points, bought.points) == (50, 100, 500)
    assert till.trade(VOID_EARN, 5_000, without_pin(member), original=first).code == "00"
    back = till.trade(REFUND_EARN, 4_000, without_pin(member), original=second)
    assert (back.code, back.points) == ("00", 40)
    assert till.trade(VOID_TOP_UP, 100, without_pin(member), original=bought).code == "00"
    assert shop.points(member) == before + 60


def test_a_hold_is_completed_in_part_and_another_given_up(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    hold = till.trade(HOLD, 1_000, with_pin(member))
    assert (hold.points, hold.balance) == (5_000, before - 5_000)
    assert refused(till, COMPLETE, 1_001, without_pin(member), original=hold) == "61"
    assert till.trade(COMPLETE, 600, without_pin(member), original=hold).balance == before - 3_000
    assert refused(till, CANCEL, 1_000, without_pin(member), original=hold) == "25"
    other = till.trade(HOLD, 100, with_pin(member))
    assert till.trade(CANCEL, 100, without_pin(member), original=other).balance == before - 3_000
    assert shop.points(member) == before - 3_000


# Members, cards, PINs

def test_too_few_points_are_answered_51_with_the_balance(shop):
    till, member = shop.till(), shop.members[POOR]
    balance = shop.points(member)
    entry = till.trade(SPEND, balance // 5 + 1, with_pin(member))
    assert (entry.code, entry.balance) == ("51", balance)
    assert shop.points(member) == balance


def test_a_terminal_that_can_takes_a_part(shop):
    till, member = shop.till(), shop.members[POOR]
    balance = shop.points(member)
    asked = balance // 5 + 250
    entry = till.trade(SPEND, asked, with_pin(member), is_partial_allowed=True)
    assert (entry.code, entry.points, entry.balance) == ("10", balance, 0)
    assert (entry.amount, entry.cash) == (balance // 5, asked - balance // 5)
    assert refused(till, SPEND, 1, with_pin(member), is_partial_allowed=True) == "51"
    assert till.trade(VOID, entry.amount, without_pin(member), original=entry).code == "00"
    assert shop.points(member) == balance


@pytest.mark.parametrize("how", ["keyed", "stripe", "chip"])
def test_members_are_known_by_their_card(shop, how):
    till, member = shop.till(), shop.rich(0)
    entry = till.trade(BALANCE, 0, with_pin(member, how))
    assert (entry.code, entry.balance) == ("00", shop.points(member))


def test_a_live_code_identifies_and_agrees_once(shop):
    till, member = shop.till(), shop.rich(2)
    shown = Shown("code", code=shop.platform.live_code(member))
    entry = till.trade(SPEND, 100, shown)
    assert (entry.code, entry.points) == ("00", 500)
    assert refused(till, SPEND, 100, shown) == "54"
    assert till.reverse(entry) == "00"


def test_a_card_of_nobody_is_answered_14(shop):
    till = shop.till()
    assert refused(till, SPEND, 100, replace(shop.nobody(), pin="274135")) == "14"
    assert refused(till, TOP_UP, 100, shop.nobody()) == "14"


def test_a_frozen_member_is_answered_62(shop):
    till, member = shop.till(), shop.members[FROZEN]
    shop.platform.call("POST", f"/v1/members/{member.id}/freeze", {"reason": "test"})
    try:
        assert refused(till, SPEND, 1, with_pin(member)) == "62"
    finally:
        shop.platform.call("POST", f"/v1/members/{member.id}/unfreeze", {"reason": "test"})
    assert till.trade(BALANCE, 0, with_pin(member)).code == "00"


def test_points_are_not_taken_without_proof(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    assert refused(till, SPEND, 100, without_pin(member)) == "55"
    assert refused(till, HOLD, 100, without_pin(member)) == "55"
    assert shop.points(member) == before


def test_a_wrong_pin_is_answered_55_and_the_right_one_still_pays(shop):
    till, member = shop.till(), shop.rich(MISTYPES)
    wrong = Shown("stripe", member.card, pin=member.card.pin[::-1])
    for _ in range(3):
        assert refused(till, SPEND, 100, wrong) == "55"
    spent(till, member, 100)
    for _ in range(3):
        assert refused(till, SPEND, 100, wrong) == "55"
    spent(till, member, 100)


def test_too_many_wrong_pins_are_answered_75_also_for_the_right_one(shop):
    till, member = shop.till(), shop.rich(LOCKED)
    before = shop.points(member)
    wrong = Shown("stripe", member.card, pin=member.card.pin[::-1])
    codes = [refused(till, SPEND, 100, wrong) for _ in range(6)]
    assert codes[0] == "55"
    assert codes[-1] == "75"
    assert refused(till, SPEND, 100, with_pin(member)) == "75"
    assert shop.points(member) == before
    # A new PIN ends the lock.
    shop.platform.call("PUT", f"/v1/members/{member.id}/pin", {"pin": member.card.pin})
    spent(till, member, 100)


def test_a_pin_block_that_is_none_is_answered_99(shop):
    till, member = shop.till(), shop.rich(0)
    request = till.prepared(SPEND, 100, with_pin(member))
    request["52"] = till.keys.encrypted(bytes.fromhex("0F" + "12" * 7)).hex()
    assert till.ask(request, has_mac=True)[0]["39"] == "99"
    # Mixed with another card's digits it is no PIN of this one either.
    request = till.prepared(SPEND, 100, with_pin(member))
    request["52"] = till.keys.pin_block(member.card.pin, "6222021234567890123").hex()
    assert till.ask(request, has_mac=True)[0]["39"] in ("99", "55")


# Kinds and fields

def test_a_draw_is_answered_40_while_there_are_no_campaigns(shop):
    till, member = shop.till(), shop.rich(0)
    assert refused(till, DRAW, 100, with_pin(member)) == "40"


@pytest.mark.parametrize("field", ["3", "4", "11", "22", "25", "41", "42", "60"])
def test_a_missing_field_is_answered_30_or_the_line_is_closed(shop, field):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    request = till.prepared(SPEND, 100, with_pin(member))
    del request[field]
    answer = till.ask_bytes(till.packed(request, has_mac=True), {"t": "0200", "11": request.get("11")})
    # Without terminal or trace no answer would reach anybody.
    expected = {"11": None, "41": None, "42": None}.get(field, "30")
    assert (answer and answer[0]["39"]) == expected
    assert shop.points(member) == before


@pytest.mark.parametrize(("change", "codes"), [
    ({"4": "0" * 12}, {"13", "30"}), ({"49": "840"}, {"13", "30"}), ({"3": "990000"}, {"40", "30", "12"}),
    ({"60": "99" + "00000100050065"}, {"40", "30", "12"}),
    ({"35": "1234D4912"}, {"14", "30", "99"}), ({"25": "99"}, {"40", "30", "12"}),
])
def test_contents_that_cannot_be_are_refused(shop, change, codes):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    if "60" in change:
        change = {"60": f"99{till.batch}00050065"}
    request = till.prepared(SPEND, 100, with_pin(member)) | change
    assert till.ask(request, has_mac=True)[0]["39"] in codes
    assert shop.points(member) == before


def test_a_kind_that_the_terminal_may_not_do_is_refused(shop):
    profile = shop.platform.registered("unionpay_ecb", "003", kinds=["spend", "balance"])
    till, member = Terminal(profile, Line(shop.platform.address)), shop.rich(0)
    till.sign_in()
    assert refused(till, TOP_UP, 100, without_pin(member)) in ("57", "58")
    spent(till, member, 100)


def test_points_of_the_merchants_own_programme(shop):
    place = shop.first_of_merchant(1)
    till, member = shop.till(place), shop.rich(3)
    beans = shop.platform.program("cloud-beans")
    before, universal = shop.platform.wallet(member, beans)["available"], shop.points(member)
    entry = till.trade(EARN, 50_000, without_pin(member), account="048")
    assert entry.code == "00"
    assert shop.platform.wallet(member, beans)["available"] == before + 100
    entry = till.trade(SPEND, 500, with_pin(member), account="048")
    assert (entry.code, entry.points) == ("00", 50)
    assert shop.points(member) == universal
    assert refused(shop.till(0), SPEND, 500, with_pin(member), account="048") in ("57", "58")


@pytest.mark.parametrize("kind", [SPEND, HOLD, TOP_UP])
def test_a_trade_of_any_kind_is_reversed(shop, kind: Kind):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    entry = till.trade(kind, 100, with_pin(member))
    assert entry.code == "00"
    assert till.reverse(entry) == "00"
    assert shop.points(member) == before
