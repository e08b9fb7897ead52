"""The real year of purchases through the import, against what DuckDB makes of the data alone."""

import contextlib
import csv
import json
import socket
import subprocess
import time
from pathlib import Path

import dataset
import oracle_rules
import oracle_tiers
import oracle_year
import pytest
import real_year
import requests
from conftest import binary, free_port, tongbao


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


@contextlib.contextmanager
def served_year(data: Path):
    """The platform of the year, a key of the operator's and one of the shop's."""
    made = json.loads(tongbao("key", "create", "rules", "--data", data, "--json"))
    shop = json.loads(tongbao("key", "create", "shop", "--data", data, "--merchant", "GROCER", "--json"))
    address = f"127.0.0.1:{free_port()}"
    with (data.parent / "log").open("w") as log:
        command = [binary(), "serve", "--data", data, "--http", address]
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log)
        try:
            wait_for(address, process)
            yield f"http://{address}", *(
                {"Authorization": f"Bearer {key['secret']}"} for key in (made, shop))
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(address: str, process: subprocess.Popen) -> None:
    host, port = address.split(":")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection((host, int(port)), timeout=1).close()
            return
        time.sleep(0.05)
    pytest.fail("the platform of the year did not come up")


def tell_birthdays(http: str, operator: dict, shop: dict) -> None:
    """The shop's own system sees its members by their numbers; the operator says their birthdays."""
    sessions = {"shop": requests.Session(), "people": requests.Session()}
    sessions["shop"].headers.update(shop)
    sessions["people"].headers.update(operator)
    for row in dataset.connect().execute("SELECT DISTINCT member FROM receipt").fetchall():
        told = oracle_rules.birthday(int(row[0]))
        if told is None:
            continue
        found = sessions["shop"].get(f"{http}/v1/members", params={"own_id": row[0]}, timeout=30)
        member = found.json()["data"][0]["id"]
        answer = sessions["people"].put(
            f"{http}/v1/members/{member}/birthday", json={"month": told[0], "day": told[1]}, timeout=30)
        assert answer.status_code == 204, answer.text


def test_rules_tried_on_the_year_would_give_what_the_data_says(imported):
    data, _ = imported
    with served_year(data) as (http, headers, shop):
        programs = requests.get(f"{http}/v1/programs", headers=headers, params={"code": "YEAR"}, timeout=30)
        program = programs.json()["data"][0]["id"]
        tell_birthdays(http, headers, shop)
        for case in oracle_rules.CASES:
            answer = requests.post(
                f"{http}/v1/programs/{program}/earning-rules/simulations", headers=headers, timeout=300,
                json={"from": "2017-01-01T00:00:00+08:00", "until": "2018-01-02T00:00:00+08:00",
                      "draft": case.draft})
            assert answer.status_code == 200, answer.text
            found = answer.json()
            assert found["base"] == 4_493_664 and found["members"] == dataset.HOUSEHOLDS
            assert found["rules"] == [oracle_rules.expected(case)], case.name
        for case in oracle_tiers.CASES:
            answer = requests.post(
                f"{http}/v1/programs/{program}/ladders/previews", headers=headers, timeout=300,
                json={"draft": case.draft, "on": case.on})
            assert answer.status_code == 200, answer.text
            counted = {entry["level"]: entry["members"] for entry in answer.json()["levels"]}
            wanted = oracle_tiers.expected(case)
            assert {level: counted[level] for level in counted if level > 0} == {
                level: wanted.get(level, 0) for level in counted if level > 0}, case.name
