"""The import of purchases at its edges: bad rows, a dry run, a second content, and being killed half way."""

import csv
import json
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from conftest import ROOT, binary, tongbao

HEADER = "member,store,receipt,time,amount,lines"


def write(file: Path, *rows: str, header: str = HEADER) -> Path:
    file.write_bytes(("\n".join([header, *rows]) + "\n").encode())
    return file


def arguments(file: Path, data: Path, *more: str) -> list[str]:
    return ["import", "purchases", str(file), "--data", str(data), "--programme", "P", "--validity-months", "3",
            "--merchant", "M", "--zone", "Asia/Shanghai", "--json", *more]


def run(file: Path, data: Path, *more: str) -> dict:
    return json.loads(tongbao(*arguments(file, data, *more)))


def export(data: Path) -> str:
    return tongbao("export", "months", "--data", data, "--programme", "P")


def goods(data: Path) -> list[tuple]:
    """The lines of all purchases, under names that do not depend on when they came in."""
    with sqlite3.connect(f"file:{data / 'platform.db'}?mode=ro", uri=True) as platform:
        return sorted(platform.execute(
            "SELECT value, line, category, quantity, amount, currency FROM purchase_item AS item"
            " JOIN member_identity AS identity ON identity.member_id = item.member_id"))


BAD = [
    ("7,s,1,2017-13-01T00:00:00,100,", "time", "not a time: 2017-13-01T00:00:00"),
    ("7,s,1,2017-01-01T00:00:00Z,100,", "time", "not a time: 2017-01-01T00:00:00Z"),
    ("7,s,1,2017-02-29T00:00:00,100,", "time", "not a time: 2017-02-29T00:00:00"),
    ("7,s,1,2017-01-01T24:00:00,100,", "time", "not a time: 2017-01-01T24:00:00"),
    ("7,s,1,2017-01-01T00:00:00,1.50,", "amount", "not a whole number in the smallest unit: 1.50"),
    ("7,s,1,2017-01-01T00:00:00,9223372036854775808,", "amount", "not a whole number"),
    ("7,s,1,2017-01-01T00:00:00,,", "amount", "not a whole number"),
    (",s,1,2017-01-01T00:00:00,100,", "member", "must be 1 to 64 bytes, is 0"),
    ("7," + "s" * 33 + ",1,2017-01-01T00:00:00,100,", "store", "must be 1 to 32 bytes, is 33"),
    ("7,s,1,2017-01-01T00:00:00,100,a:60;b:41", "lines", "they sum to 101, the amount is 100"),
    ("7,s,1,2017-01-01T00:00:00,100,a60", "lines", "must be category:amount"),
    ("7,s,1,2017-01-01T00:00:00,100", "", "5 fields, must be 6"),
    ("7,s,1,2099-01-01T00:00:00,100,", "time", "the time is in the future"),
]


@pytest.mark.parametrize(("row", "column", "reason"), BAD)
def test_a_bad_row_is_refused_alone_with_its_line_and_column(tmp_path, row, column, reason):
    good = '"7",s,2,2017-01-01T00:00:00,12850,"dairy:12550;bakery:300"'
    refused = tmp_path / "refused.csv"
    report = run(write(tmp_path / "in.csv", good, row), tmp_path / "data", "--refused", str(refused))
    assert (report["rows"], report["earned"], report["earned_points"]) == (2, 1, 128)
    assert report["refused"] == 1
    fault, = report["faults"]
    assert (fault["line"], fault["column"]) == (3, column)
    assert fault["reason"].startswith(reason)
    with refused.open(newline="") as file:
        kept = list(csv.reader(file))
    assert kept[1][:3] == ["3", column, fault["reason"]]
    assert kept[1][3:] == next(csv.reader([row]))


@pytest.mark.parametrize(("content", "said"), [
    (HEADER + '\n"7,s,1,2017-01-01T00:00:00,100,\n', "line 2: a quoted field without its closing mark"),
    (HEADER + '\n7,s"x,1,2017-01-01T00:00:00,100,\n', "line 2: a quotation mark inside an unquoted field"),
    (HEADER + '\n"7"x,s,1,2017-01-01T00:00:00,100,\n', "line 2: text behind a closing quotation mark"),
    ("member,store\n", "line 1: the header must be"),
    ("", "line 1: the header must be"),
])
def test_what_is_no_csv_of_ours_is_refused_with_its_line(tmp_path, content, said):
    file = tmp_path / "in.csv"
    file.write_text(content)
    done = subprocess.run([binary(), *arguments(file, tmp_path / "data")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_dry_run_counts_and_changes_nothing(tmp_path):
    file = write(tmp_path / "in.csv", "7,s,1,2017-01-01T00:00:00,250,", "7,s,2,2017-01-02T00:00:00,-5,")
    report = run(file, tmp_path / "data", "--dry-run")
    assert (report["earned"], report["earned_nothing"]) == (1, 1)
    again = run(file, tmp_path / "data")
    assert (again["earned"], again["repeated"], again["earned_points"]) == (1, 0, 2)


def test_a_receipt_that_comes_again_with_other_content_is_refused(tmp_path):
    first = write(tmp_path / "first.csv", "7,s,1,2017-01-01T00:00:00,250,", "7,t,1,2017-01-01T00:00:00,250,")
    assert run(first, tmp_path / "data")["earned"] == 2
    changed = write(tmp_path / "changed.csv", "7,s,1,2017-01-01T00:00:00,350,")
    report = run(changed, tmp_path / "data")
    assert (report["earned"], report["refused"]) == (0, 1)
    assert "in already, with other content" in report["faults"][0]["reason"]


def test_the_lines_of_a_receipt_are_kept_by_category_and_only_once(tmp_path):
    rows = ["7,s,1,2017-01-01T00:00:00,250,dairy:300;bakery:-50", "8,s,2,2017-01-01T00:00:00,100,",
            "8,s,3,2017-01-02T00:00:00,70,tea:70"]
    file = write(tmp_path / "in.csv", *rows)
    assert run(file, tmp_path / "data")["earned"] == 3
    kept = [
        ("7", 1, "dairy", 1, 300, "CNY"), ("7", 2, "bakery", 1, -50, "CNY"), ("8", 1, "tea", 1, 70, "CNY")]
    assert goods(tmp_path / "data") == kept
    assert run(file, tmp_path / "data")["repeated"] == 3
    # The same receipt with other lines is another receipt, and leaves what was said first.
    changed = write(tmp_path / "changed.csv", "8,s,3,2017-01-02T00:00:00,70,tea:60;milk:10")
    assert run(changed, tmp_path / "data")["refused"] == 1
    assert goods(tmp_path / "data") == kept


def test_points_expire_in_the_month_that_begins_when_they_end(tmp_path):
    file = write(tmp_path / "in.csv", "7,s,1,2017-01-15T10:00:00,500,", "7,s,2,2017-05-02T10:00:00,300,")
    run(file, tmp_path / "data", "--until", "2017-09-01")
    assert export(tmp_path / "data").splitlines()[1:] == [
        "7,2017-01,5,0,0,0,0,5,0", "7,2017-05,3,0,0,0,5,3,0", "7,2017-09,0,0,0,0,3,0,0"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_import_that_is_killed_goes_on_and_ends_the_same(tmp_path, seed):
    chance = random.Random(seed)
    minutes = sorted(chance.sample(range(300 * 1440), 12_000))
    rows = []
    for number, minute in enumerate(minutes):
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1_483_228_800 + minute * 60))
        tea, milk = chance.randint(-200, 50_000), chance.randint(0, 40_000)
        lines = f"tea:{tea};milk:{milk}" if chance.random() < 0.5 else ""
        place = f"{chance.randint(1, 400)},s{chance.randint(1, 9)}"
        rows.append(f"{place},{number},{at},{tea + milk},{lines}")
    file = write(tmp_path / "in.csv", *rows)
    whole = run(file, tmp_path / "whole", "--until", "2018-06-01")
    assert whole["refused"] == 0

    kills = 0
    for _ in range(6):
        process = subprocess.Popen(
            [binary(), *arguments(file, tmp_path / "killed", "--until", "2018-06-01")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(chance.uniform(0.05, 0.9))
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    report = run(file, tmp_path / "killed", "--until", "2018-06-01")
    assert kills > 0, "no run was slow enough to be killed"
    assert report["refused"] == 0
    assert report["earned"] + report["repeated"] == whole["earned"]
    assert sorted(export(tmp_path / "killed").splitlines()) == sorted(export(tmp_path / "whole").splitlines())
    assert len(goods(tmp_path / "whole")) > 10_000 and goods(tmp_path / "killed") == goods(tmp_path / "whole")
    verdict = json.loads(tongbao("ledger", "verify", "--data", tmp_path / "killed", "--json"))
    assert verdict["ok"] is True
