"""Reversals (冲正): before, after and instead of what they are about, repeated, and across the batch's end."""

import threading

import pytest

from pos.messages import (
    CANCEL, COMPLETE, EARN, HOLD, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN, VOID_TOP_UP, reversal,
)
from pos.shop import earned, refused, spent, with_pin, without_pin


def test_a_reversal_undoes_what_was_posted_and_may_be_repeated(shop):
    till, member = shop.till(), shop.rich(4)
    before = shop.points(member)
    entry = spent(till, member, 200)
    for _ in range(3):
        assert till.reverse(entry) == "00"
    assert shop.points(member) == before
    # Its number is used up: the request again is no second chance.
    fields, _ = till.ask(entry.request, has_mac=True)
    assert fields["39"] != "00" or shop.points(member) == before
    assert shop.points(member) == before


def test_a_reversal_before_its_original_stops_it(shop):
    till, member = shop.till(), shop.rich(4)
    before = shop.points(member)
    entry = till.entry(SPEND, 200, with_pin(member))
    assert till.reverse(entry) == "00"
    fields, _ = till.ask(entry.request, has_mac=True)
    assert fields["39"] in ("12", "94")
    assert till.reverse(entry) == "00"
    assert till.ask(entry.request, has_mac=True)[0]["39"] in ("12", "94")
    assert shop.points(member) == before


def test_a_reversal_instead_of_its_original_is_answered_00(shop):
    till = shop.till()
    entry = till.entry(SPEND, 200, with_pin(shop.members[4]))
    assert till.reverse(entry) == "00"
    assert till.reverse(entry) == "00"


def test_a_reversal_of_what_was_declined_is_answered_00(shop):
    till, member = shop.till(), shop.members[4]
    shop.rich(4)
    before = shop.points(member)
    entry = till.trade(SPEND, before // 5 + 1, with_pin(member))
    assert entry.code == "51"
    assert till.reverse(entry) == "00"
    wrong = till.trade(SPEND, 100, without_pin(member))
    assert wrong.code == "55"
    assert till.reverse(wrong) == "00"
    assert shop.points(member) == before


def test_a_reversal_with_another_amount_is_answered_64_and_somebody_looks_at_it(shop):
    till, member = shop.till(), shop.rich(4)
    entry = spent(till, member, 200)
    before, cases = shop.points(member), len(shop.cases(kind="reversal_amount_differs"))
    message = reversal(entry.request, "98") | {"4": f"{201:012d}"}
    for _ in range(2):
        assert till.insist(message, has_mac=True)[0]["39"] == "64"
    assert shop.points(member) == before
    assert len(shop.cases(kind="reversal_amount_differs")) == cases + 1
    assert till.reverse(entry) == "00"
    assert shop.points(member) == before + 1_000


def test_reversals_of_every_kind_leave_the_balance_as_it_was(shop):
    till, member = shop.till(), shop.rich(4)
    originals = {
        VOID: spent(till, member, 100), VOID_EARN: earned(till, member, 10_000),
        REFUND_EARN: earned(till, member, 20_000), VOID_TOP_UP: till.trade(TOP_UP, 100, without_pin(member)),
    }
    for kind in (SPEND, HOLD, TOP_UP):
        before = shop.points(member)
        entry = till.trade(kind, 100, with_pin(member))
        assert (entry.code, till.reverse(entry), shop.points(member)) == ("00", "00", before), kind
    for kind, original in originals.items():
        before = shop.points(member)
        entry = till.trade(kind, original.amount, without_pin(member), original=original)
        assert (entry.code, till.reverse(entry), shop.points(member)) == ("00", "00", before), kind
        # Undone, it can be done again.
        again = till.trade(kind, original.amount, without_pin(member), original=original)
        assert again.code == "00", (kind, again)


@pytest.mark.parametrize(("kind", "fen"), [(COMPLETE, 100), (COMPLETE, 40), (CANCEL, 100)])
def test_a_reversed_end_of_a_hold_leaves_the_hold_as_it_was(shop, kind, fen):
    till, member = shop.till(), shop.rich(4)
    owned, points = shop.owned(member), shop.points(member)
    hold = till.trade(HOLD, 100, with_pin(member))
    entry = till.trade(kind, fen, without_pin(member), original=hold)
    assert entry.code == "00"
    for _ in range(2):
        assert till.reverse(entry) == "00"
        assert (shop.owned(member), shop.points(member)) == (owned, points - 500)
    again = till.trade(COMPLETE, 100, without_pin(member), original=hold)
    assert again.code == "00"
    assert (shop.owned(member), shop.points(member)) == (owned - 500, points - 500)


def test_a_cancellation_whose_points_are_spent_cannot_be_reversed(shop):
    till, member = shop.till(), shop.rich(4)
    shop.platform.give(member, 5 - shop.points(member) % 5)
    rest = shop.points(member) // 5
    hold = till.trade(HOLD, rest, with_pin(member))
    entry = till.trade(CANCEL, rest, without_pin(member), original=hold)
    assert (hold.code, entry.code) == ("00", "00")
    spent(till, member, rest)
    left = shop.owned(member)
    for _ in range(2):
        assert till.reverse(entry) == "25"
    assert refused(till, COMPLETE, rest, without_pin(member), original=hold) == "25"
    assert shop.owned(member) == left


def test_a_reversal_after_a_void_changes_nothing_more(shop):
    till, member = shop.till(), shop.rich(4)
    before = shop.points(member)
    entry = spent(till, member, 200)
    assert till.trade(VOID, 200, without_pin(member), original=entry).code == "00"
    till.reverse(entry)
    assert shop.points(member) == before


def test_a_reversed_spend_can_neither_be_voided_nor_refunded(shop):
    till, member = shop.till(), shop.rich(4)
    entry = spent(till, member, 200)
    assert till.reverse(entry) == "00"
    assert refused(till, VOID, 200, without_pin(member), original=entry) == "25"


@pytest.mark.parametrize("first", ["original", "reversal"])
def test_an_original_and_its_reversal_at_the_same_moment_leave_nothing(shop, first):
    till, member = shop.till(), shop.rich(4)
    before = shop.points(member)
    for _ in range(10):
        entry = till.entry(SPEND, 100, with_pin(member))
        reverse = till.packed(reversal(entry.request, "98"), has_mac=True)
        request = till.packed(entry.request, has_mac=True)
        acts = [
            threading.Thread(target=till.ask_bytes, args=(request, entry.request)),
            threading.Thread(target=till.ask_bytes, args=(reverse, {"t": "0400", "11": entry.trace}))]
        for act in acts if first == "original" else reversed(acts):
            act.start()
        for act in acts:
            act.join()
        till.reverse(entry)
    assert shop.points(member) == before


def test_a_reversal_after_the_batchs_end_undoes_and_makes_a_case(shop):
    till, member = shop.fresh_batch(3), shop.rich(4)
    before, cases = shop.points(member), len(shop.cases(kind="late_after_close"))
    entry = spent(till, member, 200)
    assert till.settle() == "1"
    till.sign_in()
    for _ in range(2):
        assert till.reverse(entry) == "00"
    assert shop.points(member) == before
    shop.eventually(lambda: len(shop.cases(kind="late_after_close")) == cases + 1)


def test_a_reversal_before_its_original_holds_after_the_batchs_end(shop):
    till, member = shop.fresh_batch(3), shop.rich(4)
    before = shop.points(member)
    entry = till.entry(SPEND, 200, with_pin(member))
    assert till.settle() == "1"
    till.sign_in()
    assert till.reverse(entry) == "00"
    assert till.ask(entry.request, has_mac=True)[0]["39"] != "00"
    assert shop.points(member) == before


# Earns that were decided at the till (脱机上送)

def test_a_stored_earn_posts_once_however_often_it_is_sent(shop):
    till, member = shop.till(), shop.rich(4)
    before = shop.points(member)
    entry = till.store_earn(10_000, without_pin(member))
    spent(till, member, 1)
    till.forward()
    assert (entry.code, entry.points) == ("00", 100)
    for _ in range(3):
        assert till.ask(entry.request, has_mac=True)[0]["39"] in ("00", "94")
    assert shop.points(member) == before - 5 + 100


@pytest.mark.parametrize("why", ["above the limit", "too old"])
def test_an_earn_that_may_not_post_is_received_and_becomes_a_case(shop, why):
    till, member = shop.till(), shop.rich(4)
    before, cases = shop.points(member), len(shop.cases(kind="advice_not_posted"))
    fen = 100_000_000 if why == "above the limit" else 10_000
    request = till.prepared(EARN, fen, without_pin(member))
    if why == "too old":
        request["13"] = shop.days_ago(20)
    for _ in range(2):
        fields, _ = till.ask(request, has_mac=True)
        assert fields["39"] == "00"
    assert shop.points(member) == before
    assert len(shop.cases(kind="advice_not_posted")) == cases + 1


def test_an_earn_of_nobodys_card_is_received_and_becomes_a_case(shop):
    till, cases = shop.till(), len(shop.cases(kind="advice_not_posted"))
    entry = till.trade(EARN, 10_000, shop.nobody())
    assert entry.code == "00"
    assert len(shop.cases(kind="advice_not_posted")) == cases + 1
