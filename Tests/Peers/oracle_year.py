"""What every household of the real year must hold, recomputed with DuckDB from the parquet file alone.

The programme: one point for each whole unit of money of a receipt, floored once per receipt; a receipt of
zero or less earns nothing; points live to the end of the 12th month after the month they were earned in; the
clock then runs on to 2019-02-01, when the last of them (of 2018-01) have ended.

    python Tests/Peers/oracle_year.py LEDGER-EXPORT.csv

compares an export made by `tongbao export months` (docs/guide/import.md) and exits 1 with the differences, if
any. Points are booked as expired in the month that begins when their last day has ended: those of 2017-01
live through 2018-01 and expire in 2018-02.
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import dataset

COLUMNS = ["member", "month", "earned", "spent", "refunded", "clawed_back", "expired", "balance", "debt"]
FIRST_MONTH = "2017-01"
LAST_MONTH = "2019-02"


@dataclass(frozen=True)
class Month:
    """One household in one month; the balance is that of the month's end."""

    earned: int = 0
    expired: int = 0
    balance: int = 0


def months(first: str = FIRST_MONTH, last: str = LAST_MONTH) -> list[str]:
    year, month = map(int, first.split("-"))
    result = [first]
    while result[-1] != last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        result.append(f"{year:04}-{month:02}")
    return result


def expected() -> dict[tuple[str, str], Month]:
    """Every household in every month from the first purchase's to the one in which the last points end."""
    rows = dataset.connect().execute(
        """
        WITH calendar AS (
          SELECT CAST(unnest(
            generate_series(DATE '2017-01-01', DATE '2019-02-01', INTERVAL 1 MONTH)) AS DATE) AS month
        ), earning AS (
          SELECT member, CAST(date_trunc('month', time) AS DATE) AS month, sum(cents // 100) AS points
          FROM receipt WHERE cents > 0 GROUP BY ALL
        ), ending AS (
          SELECT member, CAST(month + INTERVAL 13 MONTH AS DATE) AS month, points FROM earning
        ), movement AS (
          SELECT household.member, calendar.month,
                 coalesce(earning.points, 0) AS earned, coalesce(ending.points, 0) AS expired
          FROM (SELECT DISTINCT member FROM receipt) AS household CROSS JOIN calendar
          LEFT JOIN earning ON earning.member = household.member AND earning.month = calendar.month
          LEFT JOIN ending ON ending.member = household.member AND ending.month = calendar.month
        )
        SELECT CAST(member AS VARCHAR), strftime(month, '%Y-%m'),
               CAST(earned AS BIGINT), CAST(expired AS BIGINT),
               CAST(sum(earned - expired) OVER (PARTITION BY member ORDER BY month) AS BIGINT)
        FROM movement
        """
    ).fetchall()
    return {(member, month): Month(*amounts) for member, month, *amounts in rows}


def receipts_that_earn_nothing() -> int:
    """Receipts of zero or less: the import counts them and gives no points for them."""
    row = dataset.connect().execute("SELECT count(*) FROM receipt WHERE cents <= 0").fetchone()
    assert row is not None
    return row[0]


def read_export(path: Path) -> tuple[dict[tuple[str, str], dict[str, int]], list[str]]:
    """The export's rows by member and month, and what is wrong with its form."""
    faults: list[str] = []
    rows: dict[tuple[str, str], dict[str, int]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            return {}, [f"header is {reader.fieldnames}, expected {COLUMNS}"]
        for row in reader:
            key = (row["member"], row["month"])
            if key in rows:
                faults.append(f"line {reader.line_num}: member {key[0]} has month {key[1]} twice")
            try:
                rows[key] = {column: int(row[column]) for column in COLUMNS[2:]}
            except (TypeError, ValueError):
                faults.append(f"line {reader.line_num}: not all columns are integers: {row}")
    return rows, faults


def differences(path: Path, wanted: dict[tuple[str, str], Month] | None = None) -> list[str]:
    """Every difference between the ledger's export and the recomputation, as sentences; empty when none.

    A month without movement may be absent from the export: its balance is then that of the month before.
    """
    wanted = expected() if wanted is None else wanted
    rows, faults = read_export(path)
    for member, month in sorted(rows.keys() - wanted.keys()):
        faults.append(f"member {member}, {month}: in the ledger, not in the data")
    still = {column: 0 for column in COLUMNS[2:]}
    for member in sorted({member for member, _ in wanted}, key=int):
        balance = 0
        for month in months():
            want = wanted[member, month]
            have = rows.get((member, month), {**still, "balance": balance})
            balance = have["balance"]
            demanded = {**still, "earned": want.earned, "expired": want.expired, "balance": want.balance}
            for column, amount in demanded.items():
                if have[column] != amount:
                    faults.append(f"member {member}, {month}: {column} is {have[column]}, must be {amount}")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: oracle_year.py LEDGER-EXPORT.csv")
    found = differences(Path(sys.argv[1]))
    for fault in found[:50]:
        print(fault)
    print(f"{len(found)} differences, {dataset.HOUSEHOLDS} households, {len(months())} months")
    sys.exit(1 if found else 0)
