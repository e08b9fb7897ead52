"""Writes the real year of purchases as the CSV that `tongbao import purchases` reads.

    python Tests/Peers/real_year.py OUTPUT.csv

The format is described in docs/guide/import.md. Receipts come in the order of their time, as tills made them.
The file appears under its name only when it is complete.
"""

import csv
import os
import sys
from pathlib import Path

import dataset

HEADER = ["member", "store", "receipt", "time", "amount", "lines"]


def write(output: Path) -> int:
    """Writes the file and returns how many receipts it holds."""
    rows = dataset.connect().execute(
        "SELECT member, store, receipt, strftime(time, '%Y-%m-%dT%H:%M:%S'), cents, '' FROM receipt"
        " ORDER BY time, receipt"
    )
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_name(output.name + ".part")
    count = 0
    with unfinished.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        while batch := rows.fetchmany(10_000):
            writer.writerows(batch)
            count += len(batch)
    os.replace(unfinished, output)
    return count


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: real_year.py OUTPUT.csv")
    destination = Path(sys.argv[1])
    print(f"Preparing the real year of purchases in {destination}", file=sys.stderr)
    print(f"{write(destination)} receipts written", file=sys.stderr)
