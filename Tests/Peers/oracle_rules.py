"""What rules of earning would have given in the real year, recomputed with DuckDB from its file alone.

A rule is told twice: as the JSON that the interface takes, and as the SQL of what it gives for a receipt,
its limits as a running sum over the receipts in their order. The base rate is one point for each whole unit
of money.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import dataset


@dataclass(frozen=True)
class Case:
    name: str
    draft: dict
    # Of the columns member, store, time, cents and of `base`, what a receipt would earn before any limit.
    points: str
    # Over what a running sum must not pass, and how far: a list of columns, empty for all receipts.
    limits: tuple[tuple[str, int], ...] = ()


DAY = "CAST(time AS DATE)"
# The day of a leap year that follows from a household's number: every day is somebody's, and of every
# seventh household nobody told it. Month * 100 + day.
BIRTHDAY = (
    "CASE WHEN CAST(member AS BIGINT) % 7 = 0 THEN NULL ELSE"
    " month(DATE '2016-01-01' + CAST(CAST(member AS BIGINT) * 37 % 366 AS INTEGER)) * 100"
    " + day(DATE '2016-01-01' + CAST(CAST(member AS BIGINT) * 37 % 366 AS INTEGER)) END"
)


def birthday(member: int) -> tuple[int, int] | None:
    """The same, for those who tell the platform."""
    if member % 7 == 0:
        return None
    day = date(2016, 1, 1) + timedelta(days=member * 37 % 366)
    return day.month, day.day


CASES = [
    Case("double at the weekend",
         {"conditions": {"weekdays": ["saturday", "sunday"]},
          "gives": {"kind": "multiple", "hundredths": 200}},
         "CASE WHEN isodow(time) >= 6 THEN base ELSE 0 END"),
    Case("half as much again",
         {"gives": {"kind": "multiple", "hundredths": 150}}, "base * 50 // 100"),
    Case("late at night",
         {"conditions": {"hours": {"from_minute": 1320, "until_minute": 90}},
          "gives": {"kind": "rate", "points": 3, "per": 700, "rounding": "half_up"}},
         "CASE WHEN hour(time) * 60 + minute(time) >= 1320 OR hour(time) * 60 + minute(time) < 90"
         " THEN (2 * cents * 3 + 700) // 1400 ELSE 0 END"),
    Case("from 50 to 99.99 on the 8th, 18th and 28th",
         {"conditions": {"money": {"from": 5000, "to": 9999}, "month_days": [8, 18, 28]},
          "gives": {"kind": "fixed", "points": 40}},
         "CASE WHEN cents BETWEEN 5000 AND 9999 AND day(time) IN (8, 18, 28) THEN 40 ELSE 0 END"),
    Case("no more than 25 a member and day",
         {"gives": {"kind": "multiple", "hundredths": 200}, "limits": {"per_member_day": 25}},
         "base", ((f"member, {DAY}", 25),)),
    Case("no more than 300 a member",
         {"gives": {"kind": "fixed", "points": 7}, "limits": {"per_member": 300}}, "7", (("member", 300),)),
    Case("the first purchase of each member",
         {"conditions": {"first_purchase": "program"}, "gives": {"kind": "fixed", "points": 50}},
         "CASE WHEN row_number() OVER (PARTITION BY member ORDER BY time, receipt) = 1 THEN 50 ELSE 0 END"),
    Case("the first purchase with the merchant, of whom there is one",
         {"conditions": {"first_purchase": "merchant"}, "gives": {"kind": "fixed", "points": 20}},
         "CASE WHEN row_number() OVER (PARTITION BY member ORDER BY time, receipt) = 1 THEN 20 ELSE 0 END"),
    Case("on the birthday",
         {"conditions": {"birthday": "day"}, "gives": {"kind": "multiple", "hundredths": 300}},
         f"CASE WHEN {BIRTHDAY} = month(time) * 100 + day(time)"
         f" OR ({BIRTHDAY} = 229 AND month(time) * 100 + day(time) = 228) THEN 2 * base ELSE 0 END"),
    Case("in the month of the birthday, no more than 40 a member",
         {"conditions": {"birthday": "month"}, "gives": {"kind": "fixed", "points": 9},
          "limits": {"per_member": 40}},
         f"CASE WHEN {BIRTHDAY} // 100 = month(time) THEN 9 ELSE 0 END", (("member", 40),)),
    Case("a budget of 100,000",
         {"gives": {"kind": "multiple", "hundredths": 300}, "limits": {"budget": 100_000}},
         "2 * base", (("", 100_000),)),
]


def expected(case: Case) -> dict[str, int]:
    """Points, receipts and members of one rule over the whole year, in the order of the import."""
    # What a rule with one limit gives is what its running sum leaves of the limit: sums that pass it are cut.
    limited = "wanted"
    for columns, limit in case.limits:
        partition = f"PARTITION BY {columns} " if columns else ""
        before = f"coalesce(sum(wanted) OVER ({partition}ORDER BY time, receipt" \
            " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)"
        limited = f"greatest(0, least(wanted, {limit} - {before}))"
    row = dataset.connect().execute(
        f"""
        WITH paid AS (SELECT *, cents // 100 AS base FROM receipt WHERE cents > 0),
        wish AS (SELECT *, CAST({case.points} AS BIGINT) AS wanted FROM paid),
        given AS (SELECT member, {limited} AS points FROM wish)
        SELECT CAST(coalesce(sum(points), 0) AS BIGINT), count(*), count(DISTINCT member)
        FROM given WHERE points > 0
        """
    ).fetchone()
    assert row is not None
    return dict(zip(("points", "purchases", "members"), row, strict=True))
