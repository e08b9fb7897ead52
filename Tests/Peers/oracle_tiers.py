"""Where the members of the real year would stand on ladders, recomputed with DuckDB from its file alone.

The rule is told another way than the platform tells it: for each day on which a window may end, the sum of
the receipts that lie between its first and its last day, and of these the highest level.
"""

from dataclasses import dataclass

import dataset


@dataclass(frozen=True)
class Case:
    name: str
    draft: dict
    on: str
    # Of the columns cents and time, what a receipt counts for.
    counts: str
    # First and last day of each window that may give the level, as SQL of the column `back`, a number of
    # days.
    first: str
    last: str
    # How many days back a window may end.
    grace: int = 0


def draft(kind: dict, window: dict, thresholds: list[int], grace: int = 0) -> dict:
    names = {"zh-Hans": "级", "zh-Hant": "級", "en": "level"}
    return {"measure": kind, "window": window, "grace_days": grace,
            "levels": [{"names": names, "from": threshold} for threshold in thresholds]}


POINTS = "greatest(cents, 0) // 100"
CASES = [
    Case("points of the year", draft({"kind": "points"}, {"kind": "calendar_year"}, [500, 2_000, 5_000]),
         "2017-10-15", POINTS, "DATE '2017-01-01'", "DATE '2017-10-15'"),
    Case("the year after", draft({"kind": "spend"}, {"kind": "calendar_year"}, [100_000, 300_000]),
         "2018-12-31", "greatest(cents, 0)", "DATE '2017-01-01'", "DATE '2017-12-31'"),
    Case("in the grace of the year after that",
         draft({"kind": "spend"}, {"kind": "calendar_year"}, [100_000, 300_000], 30),
         "2019-01-30", "greatest(cents, 0)", "DATE '2017-01-01'", "DATE '2017-12-31'"),
    Case("visits in 90 days", draft({"kind": "visits"}, {"kind": "days", "count": 90}, [10, 30, 60]),
         "2017-08-01", "CASE WHEN cents > 0 THEN 1 ELSE 0 END",
         "DATE '2017-08-01' - INTERVAL (89 + back) DAY", "DATE '2017-08-01' - INTERVAL (back) DAY"),
    Case("visits in 30 days with 20 of grace",
         draft({"kind": "visits"}, {"kind": "days", "count": 30}, [5, 15], 20),
         "2017-08-01", "CASE WHEN cents > 0 THEN 1 ELSE 0 END",
         "DATE '2017-08-01' - INTERVAL (29 + back) DAY", "DATE '2017-08-01' - INTERVAL (back) DAY", 20),
    Case("growth in three months over a short one",
         draft({"kind": "growth", "per_hundred": 3, "per_visit": 10}, {"kind": "months", "count": 3},
               [500, 3_000]),
         # Three months before 31 May is 28 February; the window begins the day after.
         "2017-05-31", "0.03 * greatest(cents, 0) + CASE WHEN cents > 0 THEN 10 ELSE 0 END",
         "DATE '2017-03-01'", "DATE '2017-05-31'"),
]


def expected(case: Case) -> dict[int, int]:
    """How many members stand on each level from 1 up."""
    thresholds = [level["from"] for level in case.draft["levels"]]
    level = " + ".join(f"CASE WHEN value >= {threshold} THEN 1 ELSE 0 END" for threshold in thresholds)
    rows = dataset.connect().execute(
        f"""
        WITH counted AS (SELECT member, CAST(time AS DATE) AS day, {case.counts} AS value FROM receipt),
        ends AS (SELECT range AS back FROM range({case.grace + 1})),
        windows AS (
          SELECT member, back, sum(value) AS value FROM counted, ends
          WHERE day >= {case.first} AND day <= {case.last} GROUP BY member, back),
        standing AS (SELECT member, max({level}) AS level FROM windows GROUP BY member)
        SELECT CAST(level AS BIGINT), count(*) FROM standing WHERE level > 0 GROUP BY level
        """
    ).fetchall()
    return dict(rows)
