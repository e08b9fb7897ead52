"""The real year of purchases through the import, against what DuckDB makes of the data alone."""

import csv
import json
from pathlib import Path

import dataset
import oracle_year
import pytest
import real_year
from conftest import tongbao


@pytest.fixture(scope="module")
def purchases(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("year") / "real-year.csv"
    assert real_year.write(file) == dataset.RECEIPTS
    return file


@pytest.fixture(scope="module")
def wanted():
    return oracle_year.expected()


def import_year(purchases: Path, data: Path) -> dict:
    return json.loads(tongbao(
        "import", "purchases", purchases, "--data", data, "--programme", "YEAR", "--validity-months", 12,
        "--merchant", "GROCER", "--zone", "Asia/Shanghai", "--until", "2019-02-01", "--json",
    ))


@pytest.fixture(scope="module")
def imported(purchases, tmp_path_factory) -> tuple[Path, dict]:
    data = tmp_path_factory.mktemp("ledger") / "data"
    return data, import_year(purchases, data)


def export_months(data: Path, output: Path) -> Path:
    output.write_text(tongbao("export", "months", "--data", data, "--programme", "YEAR"))
    return output


def test_every_receipt_is_taken_in_and_none_refused(imported):
    _, report = imported
    assert report["rows"] == dataset.RECEIPTS
    assert report["refused"] == 0
    assert report["members"] == dataset.HOUSEHOLDS
    assert report["stores"] == dataset.STORES
    assert report["earned_nothing"] == oracle_year.receipts_that_earn_nothing()


def test_every_household_holds_in_every_month_what_the_data_says(imported, wanted, tmp_path):
    data, _ = imported
    faults = oracle_year.differences(export_months(data, tmp_path / "months.csv"), wanted)
    assert not faults, f"{len(faults)} differences, the first: {faults[:10]}"


def test_a_second_import_changes_nothing(imported, purchases, wanted, tmp_path):
    data, first = imported
    again = import_year(purchases, data)
    assert again["earned_points"] == 0
    assert again["repeated"] == first["rows"] - first["earned_nothing"]
    faults = oracle_year.differences(export_months(data, tmp_path / "months.csv"), wanted)
    assert not faults, f"{len(faults)} differences, the first: {faults[:10]}"


def test_the_ledger_of_the_year_proves_itself(imported):
    data, _ = imported
    verdict = json.loads(tongbao("ledger", "verify", "--data", data, "--json"))
    assert verdict["ok"] is True


def perfect_export(wanted, file: Path) -> list[dict]:
    rows = [
        {"member": member, "month": month, "earned": want.earned, "spent": 0, "refunded": 0, "clawed_back": 0,
         "expired": want.expired, "balance": want.balance, "debt": 0}
        for (member, month), want in wanted.items() if want.earned or want.expired
    ]
    write_export(rows, file)
    return rows


def write_export(rows: list[dict], file: Path) -> None:
    with file.open("w", newline="") as output:
        writer = csv.DictWriter(output, oracle_year.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("column", ["earned", "expired", "balance", "debt", "spent"])
def test_the_comparison_sees_a_single_point(wanted, tmp_path, column):
    file = tmp_path / "months.csv"
    rows = perfect_export(wanted, file)
    assert oracle_year.differences(file, wanted) == []
    rows[len(rows) // 2][column] += 1
    write_export(rows, file)
    assert oracle_year.differences(file, wanted)


def test_the_comparison_sees_a_missing_month_and_a_stranger(wanted, tmp_path):
    file = tmp_path / "months.csv"
    rows = perfect_export(wanted, file)
    write_export(rows[:-1], file)
    assert oracle_year.differences(file, wanted)
    write_export([*rows, {**rows[0], "member": "999999"}], file)
    assert oracle_year.differences(file, wanted)
