"""The end of a batch (批结算, 批上送): totals, differences, and the next batch."""

from pos.messages import HOLD, REFUND, SPEND, TOP_UP, VOID, detail48, totals48
from pos.shop import earned, refused, spent, with_pin, without_pin


def traded(till, member) -> None:
    spent(till, member, 300)
    entry = spent(till, member, 200)
    assert till.trade(VOID, 200, without_pin(member), original=entry).code == "00"
    entry = spent(till, member, 500)
    assert till.trade(REFUND, 100, without_pin(member), original=entry).code == "00"
    earned(till, member, 10_000)
    assert till.trade(TOP_UP, 100, without_pin(member)).code == "00"
    assert till.trade(HOLD, 100, with_pin(member)).code == "00"
    assert till.reverse(till.trade(SPEND, 900, with_pin(member))) == "00"


def test_a_batch_balances_and_the_next_one_begins(shop):
    till, member = shop.fresh_batch(4), shop.rich(5)
    traded(till, member)
    totals = till.journal.totals(till.batch)
    assert totals == {"debit": (1_000, 3), "credit": (10_400, 4)}
    settled = till.batch
    assert till.settle() == "1"
    answer = till.settlement["48"]
    assert answer[:30] == totals48(totals["debit"], totals["credit"])[:30]
    # The terminal may not trade in the old batch any more, and finds the new one by signing in.
    assert refused(till, SPEND, 100, with_pin(member)) == "77"
    till.sign_in()
    assert int(till.batch) == int(settled) + 1
    spent(till, member, 100)


def test_a_batch_with_nothing_balances(shop):
    till = shop.fresh_batch(4)
    assert till.settle() == "1"
    till.upload([], network="207")


def test_the_same_settlement_again_is_answered_alike(shop):
    till, member = shop.fresh_batch(4), shop.rich(5)
    spent(till, member, 300)
    totals = till.journal.totals(till.batch)
    assert till.settle() == "1"
    first = till.settlement["48"]
    assert till.settle(totals) == "1"
    assert till.settlement["48"] == first
    # Another claim for the closed batch does not open it again.
    assert till.settle({"debit": (1, 1), "credit": (0, 0)}) == "1"
    till.sign_in()
    spent(till, member, 1)


def test_a_batch_that_does_not_balance_is_uploaded_and_each_difference_becomes_a_case(shop):
    till, member = shop.fresh_batch(4), shop.rich(5)
    first, second, third = (spent(till, member, fen) for fen in (300, 200, 100))
    code = shop.by_code(till, member, 50)
    earned(till, member, 10_000)
    assert till.settle({"debit": (999, 4), "credit": (10_000, 1)}) == "2"
    told = till.settlement["48"]
    assert told[:30] == totals48((650, 4), (10_000, 1))[:30]
    before = {case["id"] for case in shop.cases()}
    rows = [(entry.trace, entry.card_number, entry.amount) for entry in till.journal.counted(till.batch)]
    rows = [row for row in rows if row[0] != first.trace]
    rows = [(trace, card, 201 if trace == second.trace else fen) for trace, card, fen in rows]
    till.upload([*rows, ("888888", member.card.number, 77)])
    found = {(case["kind"], (case.get("theirs") or case["ours"])["reference"][-6:])
             for case in shop.cases() if case["id"] not in before}
    assert found == {
        ("missing_there", first.trace), ("amount_differs", second.trace), ("missing_here", "888888")}
    assert (third.code, code.code) == ("00", "00")
    # The end again changes nothing.
    till.told("0320", {"48": f"{len(rows) + 1:04d}", "60": f"00{till.batch}202"})
    assert len({case["id"] for case in shop.cases()} - before) == 3


def test_a_long_batch_is_uploaded_in_eights(shop):
    till, member = shop.fresh_batch(4), shop.rich(5)
    for _ in range(17):
        spent(till, member, 3)
    assert till.settle({"debit": (0, 0), "credit": (0, 0)}) == "2"
    before = len(shop.cases())
    till.upload()
    assert len(shop.cases()) == before


def test_an_upload_of_a_batch_that_is_not_settled_is_refused(shop):
    till = shop.fresh_batch(4)
    rows = detail48([("000001", "8800", 1)])
    reply, _ = till.insist(till.message("0320", till.next_trace(), {"48": rows, "60": f"00{till.batch}201"}))
    assert reply["39"] != "00"


def test_totals_that_are_no_totals_are_refused(shop):
    till = shop.fresh_batch(4)
    for fields in ({"48": "1" * 61}, {}):
        reply, _ = till.insist(till.message(
            "0500", till.next_trace(), {"49": "156", "60": f"00{till.batch}201", "63": "303120"} | fields))
        assert reply["39"] == "30"
    assert till.settle() == "1"
