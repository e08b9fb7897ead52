"""The second model against cases worked out by hand, so that two wrongs cannot agree unseen."""

from datetime import datetime

import pytest
from point_rules import Ledger, Refused, Rules

JANUARY = datetime(2017, 1, 10, 9)
FEBRUARY = datetime(2017, 2, 10, 9)
MAY = datetime(2017, 5, 10, 9)


def ledger(extend_days: int | None = None) -> Ledger:
    return Ledger(Rules(validity_months=3, extend_days=extend_days))


def lots(points: Ledger) -> list[tuple[str, str, int]]:
    wallet = points.wallet("a")
    return [(lot.merchant, f"{lot.expires_at:%m-%d}", lot.available) for lot in wallet.lots if lot.available]


def test_points_of_january_end_with_april():
    points = ledger()
    points.earn("e1", JANUARY, "a", "m", 10)
    wallet = points.wallet("a")
    assert wallet.spendable(datetime(2017, 4, 30, 23, 59, 59)) == 10
    assert wallet.spendable(datetime(2017, 5, 1)) == 0
    points.advance(datetime(2017, 5, 1))
    assert points.totals["expired"] == 10


def test_what_ends_first_is_used_first_and_comes_back_last():
    points = ledger()
    points.earn("e1", FEBRUARY, "a", "m", 10)
    points.earn("e2", FEBRUARY, "a", "n", 4)
    points.spend("s1", FEBRUARY, "a", 12)
    assert lots(points) == [("n", "06-01", 2)]
    points.refund("s1", FEBRUARY, 3)
    assert lots(points) == [("m", "06-01", 1), ("n", "06-01", 4)]


def test_a_return_takes_its_own_credit_then_others_then_debt():
    points = ledger()
    points.earn("e1", JANUARY, "a", "m", 5)
    points.earn("e2", FEBRUARY, "a", "m", 10)
    points.spend("s1", FEBRUARY, "a", 6)
    points.return_purchase("e2", FEBRUARY, 4)
    assert lots(points) == [("m", "06-01", 5)]
    points.return_purchase("e1", FEBRUARY, 5)
    assert lots(points) == []
    points.return_purchase("e2", FEBRUARY, 6)
    assert points.wallet("a").debt == -6
    points.earn("e3", FEBRUARY, "a", "m", 8)
    assert points.wallet("a").debt == 0
    assert lots(points) == [("m", "06-01", 2)]


def test_a_return_takes_from_its_lot_no_more_than_its_own_credit():
    points = ledger()
    points.earn("e1", JANUARY, "a", "m", 5)
    points.earn("e2", FEBRUARY, "a", "m", 10)
    points.earn("e3", FEBRUARY, "a", "m", 10)
    points.return_purchase("e2", FEBRUARY, 10)
    assert lots(points) == [("m", "05-01", 5), ("m", "06-01", 10)]


def test_a_credit_that_repaid_debt_claims_only_what_its_lot_got():
    points = ledger()
    points.earn("e1", JANUARY, "a", "m", 4)
    points.spend("s1", JANUARY, "a", 4)
    points.return_purchase("e1", JANUARY, 4)
    points.earn("e2", JANUARY, "a", "n", 3)
    assert points.wallet("a").debt == -1
    points.earn("e3", FEBRUARY, "a", "m", 5)
    points.earn("e4", FEBRUARY, "a", "m", 2)
    points.earn("e5", FEBRUARY, "a", "n", 3)
    points.return_purchase("e3", FEBRUARY, 5)
    assert lots(points) == [("m", "06-01", 1), ("n", "06-01", 3)]


def test_a_refund_after_the_end_is_forfeited_or_extended():
    for extend_days, left in ((None, []), (30, [("m", "06-10", 4)])):
        points = ledger(extend_days)
        points.earn("e1", JANUARY, "a", "m", 10)
        points.spend("s1", JANUARY, "a", 4)
        points.advance(MAY)
        points.refund("s1", MAY, 4)
        assert lots(points) == left


def test_a_refusal_changes_nothing():
    points = ledger()
    points.earn("e1", JANUARY, "a", "m", 10)
    points.spend("s1", JANUARY, "a", 4)
    before = lots(points)
    with pytest.raises(Refused, match="insufficient_points"):
        points.spend("s2", JANUARY, "a", 7)
    with pytest.raises(Refused, match="refund_exceeds_original"):
        points.refund("s1", JANUARY, 5)
    with pytest.raises(Refused, match="refund_exceeds_original"):
        points.return_purchase("e1", JANUARY, 11)
    assert lots(points) == before
