"""Members of another system, brought in with their points: totals, faults, kills, and coming again."""

import csv
import json
import random
import signal
import sqlite3
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import ROOT, binary, tongbao
from members_csv import HEADER, Written, luhn, rows, today

LATER = today() + timedelta(days=400)


@pytest.fixture
def data(tmp_path) -> Path:
    """A platform with a merchant M that gives points P, to members of whom it has one already."""
    file = tmp_path / "purchases.csv"
    file.write_text("member,store,receipt,time,amount,lines\nOLD,s,1,2020-01-01T00:00:00,100,\n")
    tongbao("import", "purchases", file, "--data", tmp_path / "data", "--merchant", "M", "--programme", "P",
            "--validity-months", "1200", "--zone", "Asia/Shanghai")
    return tmp_path / "data"


def write(file: Path, *lines: str) -> Path:
    file.write_text("\n".join([HEADER, *lines]) + "\n")
    return file


def arguments(file: Path, data: Path, *more: str) -> list[str]:
    return ["import", "members", str(file), "--data", str(data), "--programme", "P", "--merchant", "M",
            "--json", *more]


def run(file: Path, data: Path, *more: str) -> dict:
    return json.loads(tongbao(*arguments(file, data, *more)))


def balances(data: Path) -> dict[str, int]:
    """By member, what the last month of the history says; whoever never had a point has no month."""
    months = csv.DictReader(tongbao("export", "months", "--data", data, "--programme", "P").splitlines())
    return {month["member"]: int(month["balance"]) for month in months}


def people(data: Path) -> list[tuple]:
    with sqlite3.connect(f"file:{data / 'platform.db'}?mode=ro", uri=True) as platform:
        return sorted(platform.execute(
            """
            SELECT own.value, phone.value, email.value, profile.name, profile.language, card.number
            FROM member_identity AS own JOIN member_profile AS profile ON profile.member_id = own.member_id
            LEFT JOIN member_identity AS phone ON phone.member_id = own.member_id AND phone.kind = 'phone'
            LEFT JOIN member_identity AS email ON email.member_id = own.member_id AND email.kind = 'email'
            LEFT JOIN card ON card.member_id = own.member_id WHERE own.kind = 'own'
            """), key=lambda row: row[0])


def test_members_come_with_exactly_what_the_file_says_and_only_once(tmp_path, data):
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    written = Written()
    lines = list(rows(5_000, seed, today(), written))
    file = write(tmp_path / "members.csv", *lines)

    tried = run(file, data, "--dry-run")
    assert (tried["registered"], tried["lots"], tried["points"]) == (5_000, written.lots, written.points)
    assert len(people(data)) == 1 and balances(data) == {"OLD": 1}

    done = run(file, data)
    assert done["faults"] == []
    assert (done["registered"], done["lots"], done["points"]) == (5_000, written.lots, written.points)
    assert balances(data) == {"OLD": 1} | written.by_member
    expected = []
    for number, phone, email, name, language, card, *_ in csv.reader(lines):
        expected.append((number, phone, email or None, name, language or "zh-Hans", card or None))
    came = [person for person in people(data) if person[0] != "OLD"]
    assert came == sorted(expected, key=lambda row: row[0])

    again = run(file, data)
    assert (again["known"], again["repeated_lots"], again["points"]) == (5_000, written.lots, 0)
    assert balances(data) == {"OLD": 1} | written.by_member
    programme, = json.loads(tongbao("ledger", "report", "--data", data, "--json"))["programmes"]
    assert (programme["sum"], programme["outstanding"]) == (0, written.points + 1)


@pytest.mark.parametrize("seed", [1])
def test_an_import_that_is_killed_goes_on_and_ends_the_same(tmp_path, data, seed):
    chance = random.Random(seed)
    written = Written()
    file = write(tmp_path / "members.csv", *rows(20_000, seed, today(), written))
    kills = 0
    for _ in range(6):
        process = subprocess.Popen(
            [binary(), *arguments(file, data)], cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1.5))
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert kills > 0, "no run was slow enough to be killed"
    report = run(file, data)
    assert report["faults"] == []
    assert report["registered"] + report["known"] == 20_000
    assert balances(data) == {"OLD": 1} | written.by_member
    assert len(people(data)) == 20_001
    assert json.loads(tongbao("ledger", "verify", "--data", data, "--json"))["ok"] is True


BAD = [
    (f"A B,,,,,,,5@{LATER}", "number", "not_a_code"),
    (",,,,,,,", "number", "not_a_code"),
    ("B1,12,,,,,,", "phone", "not_a_contact"),
    ("B1,,nobody,,,,,", "email", "not_a_contact"),
    ("B1,,,,,6699000000000001,,", "card", "not_a_contact"),
    ("B1,,,,fr,,,", "language", "not_a_language"),
    ("B1,,,,,,2019-02-29,", "joined", "not_a_date"),
    ("B1,,,,,,,5@", "", ""),
    (f"B1,,,,,,,5@{LATER}@stolen", "lots", "lots_form"),
    ("B1,,,,,,,0", "lots", "lots_form"),
    ("B1,,,,,,,-5", "lots", "lots_form"),
    ("B1,,,,,,,1.5", "lots", "lots_form"),
    ("B1,,,,,,,9223372036854775808", "lots", "lots_form"),
    ("B1,,,,,,," + ";".join(["1"] * 101), "lots", "lots_form"),
    ("B1,,,,,,,5@2001-01-01", "lots", "lot_ended"),
    ("B1,,,,,,", "", "field_count"),
    ("GOOD,,,,,,,", "number", "taken"),
    ("B1,+85210000000,,,,,,", "phone", "taken"),
    ("B1,,good@example.org,,,,,", "email", "taken"),
    (f"B1,,,,,{luhn('669900000000001')},,", "card", "taken"),
]


@pytest.mark.parametrize(("line", "column", "code"), BAD)
def test_a_bad_row_is_refused_alone_with_its_line_and_column(tmp_path, data, line, column, code):
    good = f"GOOD,+85210000000,good@example.org,王小明,,{luhn('669900000000001')},2020-02-29,7@{LATER};3"
    refused = tmp_path / "refused.csv"
    file = write(tmp_path / "members.csv", good, line)
    report = run(file, data, "--refused", str(refused))
    assert (report["registered"], report["points"]) == ((2, 15) if code == "" else (1, 10))
    if not code:
        return
    fault, = report["faults"]
    assert (fault["line"], fault["column"], fault["code"]) == (3, column, code)
    with refused.open(newline="") as opened:
        kept = list(csv.reader(opened))
    assert kept[1] == ["3", column, fault["reason"], *next(csv.reader([line]))]
    assert balances(data) == {"OLD": 1, "GOOD": 10}
    assert [fault["code"] for fault in run(file, data, "--dry-run")["faults"]] == [code]


def test_whoever_is_known_by_a_phone_number_is_joined_where_that_is_asked_for(tmp_path, data):
    run(write(tmp_path / "first.csv", f"A,+85210000000,,,,,,7@{LATER}"), data)
    tongbao("import", "purchases", purchases(tmp_path), "--data", data, "--merchant", "M2",
            "--programme", "P2", "--validity-months", "12")
    file = write(tmp_path / "second.csv", f"Z,+85210000000,,,,,,5@{LATER}")
    other = ["import", "members", str(file), "--data", str(data), "--programme", "P2", "--merchant", "M2",
             "--json"]
    assert json.loads(tongbao(*other))["faults"][0]["code"] == "taken"
    joined = json.loads(tongbao(*other, "--join-known"))
    assert (joined["joined"], joined["points"]) == (1, 5)
    assert json.loads(tongbao(*other, "--join-known"))["known"] == 1
    with sqlite3.connect(f"file:{data / 'platform.db'}?mode=ro", uri=True) as platform:
        holders = platform.execute(
            "SELECT DISTINCT member_id FROM member_identity WHERE value IN ('A', 'Z') AND kind = 'own'"
        ).fetchall()
    assert len(holders) == 1


def test_lots_that_come_again_as_others_are_refused(tmp_path, data):
    run(write(tmp_path / "first.csv", f"A,,,,,,,7@{LATER}"), data)
    report = run(write(tmp_path / "second.csv", f"A,,,,,,,8@{LATER}"), data)
    assert [fault["code"] for fault in report["faults"]] == ["lots_differ"]
    assert balances(data)["A"] == 7


def purchases(folder: Path) -> Path:
    file = folder / "other.csv"
    file.write_text("member,store,receipt,time,amount,lines\nX,s,1,2020-01-01T00:00:00,100,\n")
    return file
