"""The clearing of a coalition against a second reckoning, and runs that are killed.

A slice of the real year runs every time; TONGBAO_CLEARING=year takes all of it (docs/evidence.md).
"""

import contextlib
import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import coalition_year
import oracle_books
import oracle_clearing
import oracle_outlook
import pytest
from coalition_year import Coalition, Scale, at
from conftest import binary
from journal import transactions
from moved_clock import COMMAND, MovedPlatform, noon
from oracle_clearing import Clearing

IS_YEAR = os.environ.get("TONGBAO_CLEARING") == "year"
SCALE = Scale(50, 2_469, date(2017, 1, 1), 364) if IS_YEAR else Scale(10, 250, date(2017, 1, 1), 68)
KILLS = int(os.environ.get("TONGBAO_CLEARING_KILLS", "8"))
TABLES = ["clearing_day", "clearing_line", "clearing_sum", "settlement", "settlement_step",
          "settlement_adjustment", "money_entry", "money_posting", "money_month",
          "money_month_total", "money_day_total", "money_balance", "money_day", "prepaid_day"]
AGES = ["below_3_months", "below_6_months", "below_12_months", "below_24_months", "older"]
UNITS = {"lines", "given", "taken", "net"}  # Totals that are no part of the net.
SETTINGS = {"TONGBAO_STAFF_SECOND_FACTOR": "false", "TONGBAO_HTTP_RATE_LIMIT": "1000000",
            "TONGBAO_CLEARING_BY_HAND": "true"}


@pytest.fixture(scope="module")
def traded(tmp_path_factory) -> Coalition:
    """All that was done, and only the first third of it cleared."""
    folder = tmp_path_factory.mktemp("coalition")
    coalition = Coalition(MovedPlatform(folder, noon(*at(SCALE.first)), **SETTINGS), SCALE)
    coalition.begin()
    try:
        for number in range(SCALE.days):
            coalition.trade(SCALE.first + timedelta(days=number))
            if number == SCALE.days // 3:
                come_late(coalition)
        coalition.platform.set_clock(noon(*at(last_day())))
        coalition.ask_for_terms()
    finally:
        coalition.platform.kill()
    return coalition


def come_late(coalition: Coalition) -> None:
    """All days that are over are closed; then purchases of a week ago come in."""
    report = json.loads(coalition.platform.run("clearing", "run", "--json"))
    assert report["closed_through"] == (coalition.today - timedelta(days=1)).isoformat(), report
    late = coalition.platform.data.parent / "late.csv"
    day = coalition.today - timedelta(days=7)
    with late.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["member", "store", "receipt", "time", "amount", "lines"])
        for number in range(20):
            coalition.told.sales[f"late-{number}"] = 700 + 13 * number
            writer.writerow([f"late{number % 5}", "7", f"late-{number}", f"{day}T10:00:00",
                             coalition.told.sales[f"late-{number}"], ""])
    done = json.loads(coalition.platform.run(
        "import", "purchases", late, "--programme", "universal", "--merchant", "M03", "--json"))
    assert (done["refused"], done["rows"]) == (0, 20), done


@pytest.fixture(scope="module")
def cleared(traded, tmp_path_factory) -> tuple[Coalition, dict, Path]:
    """A copy of it that was cleared in one go, with what the platform then says.

    It is asked on a copy of its own, since a server goes on with what is due, as points that run out.
    """
    platform = copied(traded.platform, tmp_path_factory.mktemp("cleared"))
    report = json.loads(platform.run("clearing", "run", "--json"))
    again = json.loads(platform.run("clearing", "run", "--json"))
    assert (again["days"], again["settlements"], again["currencies"]) == (0, 0, [])
    assert "Nothing was due" in platform.run("clearing", "run")
    asked = copied(platform, tmp_path_factory.mktemp("asked"))
    traded.platform.http, said = "", {"report": report, "asked": asked.data}
    original, traded.platform = traded.platform, asked
    try:
        with asked.served():
            said["days"] = traded.pages("/v1/business-days")
            said["settlements"] = traded.pages("/v1/settlements")
            said["balance"] = traded.ask("GET", "/v1/money/trial-balance", expects=200)
            months = f"deferred-revenue?from={SCALE.first}&through={last_day()}"
            for call in ("use-outlook", "outstanding-ages", months):
                said[call.partition("?")[0]] = {
                    code: traded.ask("GET", f"/v1/programs/{program}/{call}", expects=200)
                    for code, program in traded.programmes.items()}
            said["statements"] = {
                one["id"]: traded.session.get(
                    f"{asked.http}/v1/settlements/{one['id']}/statement", timeout=60).content
                for one in said["settlements"]}
    finally:
        traded.platform = original
    traded.told.closed = sorted((date.fromisoformat(day["day"]), day["ledger_block"]) for day in said["days"])
    name_numbers(traded, platform.data / "ledger.db")
    return traded, said, platform.data


def last_day() -> date:
    return SCALE.first + timedelta(days=SCALE.days)


def copied(platform: MovedPlatform, folder: Path) -> MovedPlatform:
    other = MovedPlatform(folder, noon(*at(last_day())), **SETTINGS)
    shutil.copytree(platform.data, other.data, ignore=lambda _, names: {"control.sock"} & set(names))
    return other


def name_numbers(coalition: Coalition, ledger: Path) -> None:
    """Which number in the journal stands for which merchant and programme, from what was posted."""
    posted = {coalition.references[one.id]: one for one in coalition.posted if one.kind in ("earn", "spend")}
    for made in transactions(ledger):
        if one := posted.get(made.reference):
            coalition.told.merchants[made.merchant] = coalition.merchants[one.merchant]
            coalition.told.programmes[made.asset] = one.programme
    assert len(coalition.told.merchants) == SCALE.merchants and len(coalition.told.programmes) == 3


def units(text: str) -> int:
    """Money with two places, points with none."""
    return int(text.replace(".", ""))


def rows_of(statement: bytes) -> tuple[list[dict], dict[str, int]]:
    rows = list(csv.reader(io.StringIO(statement.decode("utf-8-sig"))))
    head = next(row for row in rows if row[0] == "day")
    lines = [dict(zip(head, row, strict=True)) for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row[0])]
    return lines, {row[1]: units(row[2]) for row in rows if row[0] == "total"}


def test_what_is_expected_of_open_points_is_what_the_journal_says(cleared):
    coalition, said, _ = cleared
    asked, told, expectations = said["asked"], coalition.told, 0
    numbers = {merchant: number for number, merchant in told.merchants.items()}
    for asset, code in told.programmes.items():
        outlook = said["use-outlook"][code]
        today = last_day()
        lines = oracle_outlook.expected(oracle_outlook.moves(asked / "ledger.db", asset), today)
        assert outlook["complete"] and outlook["lines"] == lines, code
        expectations += sum("expected" in line for line in lines)
        ages = {
            numbers[one["issuer"]] if "issuer" in one else 0:
                [one[name] for name in AGES] for one in said["outstanding-ages"][code]}
        open_points = oracle_outlook.outstanding(asked / "ledger.db", asset)
        assert {issuer: sum(points) for issuer, points in ages.items()} == open_points, code
        # Nothing of it is older than the coalition.
        assert IS_YEAR or all(sum(points[1:]) == 0 for points in ages.values())
    # Of programmes whose points live for a month some have ended.
    assert expectations > 0


def test_every_line_and_every_total_is_what_the_journal_and_the_terms_say(cleared):
    coalition, said, data = cleared
    codes = {id: code for code, id in coalition.programmes.items()}
    reckoned = Clearing(coalition.told, data / "ledger.db")
    wanted = list(oracle_clearing.settlements(coalition.told, list(reckoned.lines.values())))
    made = {(one["merchant"], codes[one["program"]], one["last_day"]): one for one in said["settlements"]}
    assert {(*one.place, one.last_day.isoformat()) for one in wanted} == set(made)
    assert said["report"]["days"] > 0 and len(made) > SCALE.merchants
    numbers: dict[int, str] = {}
    kinds = Counter()
    for one in wanted:
        given = made[*one.place, one.last_day.isoformat()]
        assert {name: given[name] for name in one.figures()} == one.figures(), one.place
        dates = {"first_day": one.first_day.isoformat(), "due": one.due.isoformat()}
        assert {name: given[name] for name in dates} == dates and given["currency"] == "CNY"
        rows, totals = rows_of(said["statements"][given["id"]])
        shared = any(line.role in oracle_clearing.SHARES for line in one.lines)
        left_out = {"carried", "given_from_blocks"} | (set() if shared else {"campaign_share"})
        left_out |= {name for name in ("referral", "agency", "exchange") if one.figures()[name] == 0}
        assert totals == {name: value for name, value in one.figures().items() if name not in left_out}
        assert totals["net"] == sum(totals[name] for name in totals if name not in UNITS), totals
        assert len(rows) == len(one.lines)
        for row, line in zip(rows, one.lines, strict=True):
            parts = ("points", "sale", "price", "commission", "fee", "net", "terms_version")
            assert tuple(units(row[part]) for part in parts) == (
                line.points, line.sale, line.price, line.commission, line.fee, line.net, line.version), (
                row, line)
            assert (row["day"], row["role"], row["kind"], row["channel"]) == (
                line.day.isoformat(), line.role, line.kind, line.channel)
            assert numbers.setdefault(line.number, row["transaction"]) == row["transaction"]
            kinds[line.kind, line.role] += 1
    for one in wanted:
        rows, _ = rows_of(said["statements"][made[*one.place, one.last_day.isoformat()]["id"]])
        for row, line in zip(rows, one.lines, strict=True):
            assert row["reverses"] == (numbers.get(line.reverses) or row["reverses"] if line.reverses else "")
    assert len(set(numbers.values())) == len(numbers)
    for number, id in numbers.items():
        assert id not in coalition.references or number in reckoned_references(coalition, data)[id], number
    by_day = Counter(line.day.isoformat() for line in reckoned.lines.values())
    assert {day["day"]: day["lines"] for day in said["days"]} == {
        day["day"]: by_day[day["day"]] for day in said["days"]}
    assert {
        "earn", "spend", "refund", "void", "capture", "reversal", "award", "exchange", "transfer",
        "reinstate",
    } <= {kind for kind, _ in kinds}, kinds
    assert {role for _, role in kinds} == {*oracle_clearing.ROLES, *coalition.shared_roles}, kinds


def reckoned_references(coalition: Coalition, data: Path) -> dict[str, set[int]]:
    """By public id the numbers in the journal that bear its reference."""
    if not hasattr(coalition, "numbers_of"):
        by_reference: dict[str, set[int]] = {}
        for made in transactions(data / "ledger.db"):
            by_reference.setdefault(made.reference, set()).add(made.number)
        coalition.numbers_of = {id: by_reference[reference] for id, reference in coalition.references.items()}
    return coalition.numbers_of


def test_nobody_gives_more_than_is_paid_for_and_points_of_blocks_have_no_price(cleared):
    coalition, _, data = cleared
    reckoned = Clearing(coalition.told, data / "ledger.db")
    assert reckoned.misjudged == [] and reckoned.declined == coalition.told.declined
    declined = Counter(merchant for merchant in refused_at(coalition, data, reckoned.declined))
    both = {coalition.merchants[coalition_year.PREPAID], coalition.merchants[coalition_year.CREDIT]}
    assert set(declined) == both and min(declined.values()) > 3, declined
    wanted = {(line.number, line.points) for line in reckoned.lines.values() if line.is_prepaid}
    assert any(points < 0 for _, points in wanted) and len(wanted) > 20
    with sqlite3.connect(data / "platform.db") as database:
        found = database.execute(
            "SELECT transaction_id, points FROM clearing_line WHERE is_prepaid = 1").fetchall()
    assert sorted(found) == sorted(wanted)
    # Of blocks of several prices more than the first was used.
    assert len({round(price * 100 / points) for _, _, _, points, price in coalition.told.blocks}) > 1
    drawn = oracle_books.drawn(coalition.told, list(reckoned.lines.values()), last_day())
    assert sum(drawn.values()) > coalition.told.blocks[0][4]


def refused_at(coalition: Coalition, data: Path, references: set[str]) -> list[str]:
    return [coalition.told.merchants[made.merchant] for made in transactions(data / "ledger.db")
            if made.reference in references and made.refusal]


def test_points_and_money_are_nothing_in_sum_on_every_day(cleared):
    coalition, said, data = cleared
    assert oracle_clearing.unbalanced_days(data / "ledger.db") == []
    positions = [
        {"day": row["day"], "net": units(row["net"])}
        for statement in said["statements"].values() for row in rows_of(statement)[0]]
    reckoned = Clearing(coalition.told, data / "ledger.db")
    settled = [line for one in oracle_clearing.settlements(coalition.told, list(reckoned.lines.values()))
               for line in one.lines]
    assert len(positions) == len(settled) > 0
    assert oracle_clearing.money_that_does_not_close(
        positions, settled, coalition.told, list(reckoned.lines.values())) == []
    nets = sum(one["net"] for one in said["settlements"])
    corrections = sum(one["adjustments"] for one in said["settlements"])
    assert nets == sum(row["net"] for row in positions) + corrections


def test_shares_of_the_operators_and_the_pool_are_what_the_oracle_says_and_nothing_in_sum(cleared):
    coalition, _, data = cleared
    reckoned = list(Clearing(coalition.told, data / "ledger.db").lines.values())
    assert oracle_clearing.unbalanced_shares(reckoned) == []
    wanted = sorted(
        (line.number, oracle_clearing.ALL_ROLES.index(line.role) + 1, line.party,
         line.of, line.item, line.points, line.price)
        for line in reckoned if line.role in oracle_clearing.SHARES)
    with sqlite3.connect(data / "platform.db") as database:
        found = database.execute("""
            SELECT transaction_id, role, merchant_id, of_id, item, points, price FROM clearing_line
            WHERE role BETWEEN 5 AND 8 ORDER BY transaction_id, role, merchant_id, of_id, item""").fetchall()
    assert {one[1] for one in found} == {
        5 + oracle_clearing.SHARES.index(role) for role in coalition.all_shares}
    assert sorted(found) == wanted


def test_what_members_paid_for_points_waits_for_their_use_in_the_report(cleared):
    coalition, said, _ = cleared
    end = oracle_books.last_month_end(last_day().replace(day=28) + timedelta(days=7))
    schedule = oracle_books.sold_cohorts(coalition.told, said["asked"] / "ledger.db", end)
    wanted = {
        code: {month: (cohort.kept, cohort.used, cohort.deferred, cohort.income(cohort.deferred))
               for month, cohort in cohorts.items() if cohort.deferred}
        for code, cohorts in schedule.items()}
    found = {code: {} for code in wanted}
    for code, report in said["deferred-revenue"].items():
        for line in report["lines"]:
            if "issuer" in line:
                continue
            year, month = line["end_month"].split("-")
            found[code][int(year) * 12 + int(month)] = (
                line["issued"], line["used"], line["deferred"], line["income_before"] + line["income"])
    assert found == wanted and sum(map(len, wanted.values())) > 3, wanted


def test_the_trial_balance_is_what_the_journal_and_the_terms_say(cleared):
    coalition, said, data = cleared
    reckoned = list(Clearing(coalition.told, data / "ledger.db").lines.values())
    settled = list(oracle_clearing.settlements(coalition.told, reckoned))
    wanted = oracle_books.trial_balance(coalition.told, reckoned, settled, data / "ledger.db")
    assert said["balance"]["state"] == "proven" and sum(wanted.values()) == 0
    found = {one["account"]: one["closing"] for one in said["balance"]["accounts"] if one["closing"]}
    assert found == wanted
    income = {oracle_books.POINTS_USED, 600103, 605101, 605102, 605103}
    assert income < set(wanted) and all(wanted[account] < 0 for account in income), wanted
    with sqlite3.connect(data / "platform.db") as database:
        # Each entry is in balance by itself, and numbered without a gap.
        numbers = [row[0] for row in database.execute("SELECT id FROM money_entry ORDER BY id")]
        sums = {table: database.execute(f"SELECT sum(debit), sum(credit), sum(sides) FROM {table}").fetchone()
                for table in ("money_month", "money_month_total", "money_day_total", "money_balance")}
        by_day = database.execute("""
            SELECT p.day, debit, credit, amount, currency FROM money_posting p
            JOIN money_entry e ON e.id = p.entry_id AND e.day = p.day""").fetchall()
        days = database.execute(
            "SELECT day, account, currency, debit, credit FROM money_day_total").fetchall()
        postings = database.execute("SELECT sum(amount) FROM money_posting").fetchone()[0]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(sums.values()) == {(postings, postings, 2 * len(by_day))}
    added: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for day, debit, credit, amount, currency in by_day:
        added[day, debit, currency][0] += amount
        added[day, credit, currency][1] += amount
    assert {row[:3]: list(row[3:]) for row in days} == added


def test_runs_that_are_killed_come_to_the_same(cleared, traded, tmp_path):
    _, _, whole = cleared
    platform, chance = copied(traded.platform, tmp_path), random.Random(20170101)
    kept: dict[str, list[tuple]] = {table: [] for table in TABLES}
    killed, until = 0, 0.05
    while killed < KILLS:
        ended = killed_after(platform, chance.uniform(0, until))
        now = dumped(platform.data)
        for table in ("clearing_day", "settlement", "settlement_step", "money_entry"):
            closed = {row[0]: row for row in now[table]}
            # A day is settled in a commit of its own, after it was closed.
            changed = [row for row in kept[table] if closed.get(row[0], ())[:6] != row[:6]]
            assert not changed, (table, changed)
        kept = now
        if ended:
            break
        killed, until = killed + 1, until * 1.6
    assert killed >= 2
    platform.run("clearing", "run")
    finished = dumped(platform.data)
    assert nameless(finished) == nameless(dumped(whole))
    platform.run("clearing", "run")
    assert dumped(platform.data) == finished


def killed_after(platform: MovedPlatform, seconds: float) -> bool:
    """Runs the clearing and kills it when it has had the ledger open for so long; whether it had ended."""
    process = subprocess.Popen(
        [*COMMAND, binary(), "clearing", "run", "--data", str(platform.data)], env=platform.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.15 + seconds)
        return True
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    return False


def dumped(data: Path) -> dict[str, list[tuple]]:
    with sqlite3.connect(data / "platform.db") as database:
        return {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall()) for table in TABLES}


def nameless(tables: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """Without the moments at which something was made, and the numbers of settlements, which follow them."""
    names = {row[0]: f"{row[1]}/{row[2]}/{row[5]}" for row in tables["settlement"]} | {0: ""}
    plain = dict(tables)
    plain["clearing_day"] = [(*row[:5], row[6] > 0) for row in tables["clearing_day"]]
    plain["clearing_sum"] = [(*row[:-2], names[row[-2]], row[-1]) for row in tables["clearing_sum"]]
    # Without created_at and updated_at.
    plain["settlement"] = sorted((names[row[0]], *row[1:23], *row[25:]) for row in tables["settlement"])
    plain["settlement_step"] = sorted((names[row[0]], *row[1:-1]) for row in tables["settlement_step"])
    plain["money_entry"] = [
        (*row[:7], names.get(row[7], row[7]), *row[8:-1]) for row in tables["money_entry"]]
    plain["money_day"] = [row[:-1] for row in tables["money_day"]]
    plain["settlement_adjustment"] = [(*row[:-2], names[row[-2]]) for row in tables["settlement_adjustment"]]
    return plain
