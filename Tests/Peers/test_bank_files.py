"""Generated files of a bank, judged by a second writing of the rule: camt.053 and CSV, with everything in
them that banks and people get wrong. TONGBAO_BANK_SEEDS says how many."""

import csv
import io
import os
import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from coalition_year import Coalition, Scale, at
from moved_clock import MovedPlatform, noon
from oracle_bank import Line, Matcher, Owed

SEEDS = int(os.environ.get("TONGBAO_BANK_SEEDS", "3"))
SCALE = Scale(6, 120, date(2017, 1, 1), 20)
SETTINGS = {"TONGBAO_STAFF_SECOND_FACTOR": "false", "TONGBAO_HTTP_RATE_LIMIT": "1000000",
            "TONGBAO_CLEARING_BY_HAND": "true"}
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
COLUMNS = ["account", "day", "direction", "amount", "currency", "reference", "bank_reference", "counterparty",
           "purpose", "returned"]


@pytest.fixture(scope="module")
def traded(tmp_path_factory) -> Coalition:
    """A coalition whose days are cleared."""
    platform = MovedPlatform(tmp_path_factory.mktemp("bank"), noon(*at(SCALE.first)), **SETTINGS)
    coalition = Coalition(platform, SCALE)
    coalition.begin()
    try:
        for number in range(SCALE.days):
            coalition.trade(SCALE.first + timedelta(days=number))
        platform.set_clock(noon(*at(SCALE.first + timedelta(days=SCALE.days))))
    finally:
        platform.kill()
    platform.run("clearing", "run")
    platform.set_clock(noon(*at(SCALE.first + timedelta(days=100))))
    return coalition


def scene(coalition: Coalition, chance: random.Random) -> Matcher:
    """Settlements in states of all kinds, as people leave them."""
    with coalition.platform.served():
        made = coalition.pages("/v1/settlements")
    tables = coalition.platform.data / "platform.db"
    owed: dict[str, Owed] = {}
    with sqlite3.connect(tables) as database:
        for table in ("bank_line", "bank_statement", "bank_file_content", "bank_file", "acquiring_case"):
            database.execute(f"DELETE FROM {table}")
        numbers = [row[0] for row in database.execute("SELECT id FROM settlement ORDER BY id DESC")]
        assert len(numbers) == len(made) > 15
        for number, one in zip(numbers, made, strict=True):
            state = chance.choice(["approved"] * 6 + ["paid"] * 2 + ["calculated", "on_hold", "disputed"])
            last, due = date.fromisoformat(one["last_day"]), date.fromisoformat(one["due"])
            found = Owed(one["id"], one["net"], one["currency"], last, due, state)
            if state == "paid":
                found.reference = f"HAND{number % 100_000}"
                found.paid_on = due + timedelta(days=chance.randrange(5))
            owed[one["id"]] = found
            day = (found.paid_on - date(1970, 1, 1)).days if found.paid_on else 0
            database.execute(
                "UPDATE settlement SET state = ?, reviewer_id = 1, approver_id = 2, bank_reference = ?, "
                "paid_on = ? WHERE id = ?", (state, found.reference, day, number))
    return Matcher({id: one for id, one in owed.items() if one.net})


def written(id: str, chance: random.Random) -> str:
    """A settlement's name as banks and people write it."""
    return chance.choice([id, id.lower(), id.replace("_", ""), id.replace("_", "-") + " thanks",
                          f"ref:{id[:9]} {id[9:]}", f"pays {id.lower()}."])


def lines_of(matcher: Matcher, chance: random.Random, file: int, before: list[Line]) -> list[Line]:
    lines: list[Line] = []
    for one in chance.sample(list(matcher.owed.values()), len(matcher.owed) // 2):
        line = Line(
            chance.choice(["ACC-A", "ACC-B"]), one.due + timedelta(days=chance.randrange(4)), -one.net,
            counterparty=f"Shop {chance.randrange(9)}", bank_reference=f"B{file}-{len(lines)}")
        match chance.randrange(14):
            case 0: line.amount += chance.choice([1, -1]) if abs(line.amount) > 1 else 2
            case 1: line.amount = -line.amount
            case 2: line.currency = "USD"
            case 3: line.day += timedelta(days=chance.choice([-40, 11, 12, 61, 75]))
            case 4: line.returned, line.amount = True, -line.amount
            case 5: line.bank_reference = ""
        match chance.randrange(6):
            # A line without a reference has a name of the platform's own, which no bank knows.
            case 0: line.reference = "other" if one.reference[:1] in ("", "(") else one.reference
            case 1: pass
            case 2: line.purpose = written(one.id, chance) + (
                " " + chance.choice(list(matcher.owed)) if chance.random() < 0.2 else "")
            case _: line.reference = written(one.id, chance)
        lines.append(line)
        if chance.random() < 0.2:
            # The same again; or its money back, by its reference.
            twin = Line(**vars(line))
            if chance.random() < 0.5:
                # Under a name of its own, or under the payment's.
                twin.bank_reference += chance.choice(["-", ""]) if twin.bank_reference else ""
                twin.returned, twin.amount = True, -twin.amount
            lines.insert(chance.randrange(len(lines) + 1), twin)
    for old in chance.sample(before, min(len(before), 8)):
        lines.append(Line(**(vars(old) | ({"amount": old.amount * 2} if chance.random() < 0.3 else {}))))
    lines += [Line("ACC-A", SCALE.first + timedelta(days=20 + 9 * file), -100, purpose="fee")] * 2
    return lines


def as_csv(lines: list[Line]) -> tuple[bytes, list[Line], list]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([
            line.account, line.day, "in" if line.amount > 0 else "out",
            f"{abs(line.amount) // 100}.{abs(line.amount) % 100:02}", line.currency, line.reference,
            line.bank_reference, line.counterparty, line.purpose, "yes" if line.returned else ""])
    periods = {}
    for line in lines:
        old = periods.get((line.account, line.currency), (line.day, line.day))
        periods[line.account, line.currency] = (min(old[0], line.day), max(old[1], line.day))
    return text.getvalue().encode(), lines, [(*place, *days) for place, days in periods.items()]


def as_camt(lines: list[Line]) -> tuple[bytes, list[Line], list]:
    """A statement for each account, with balances; only in its own currency are they borne out."""
    root = Tree.Element("Document", xmlns=NAMESPACE)
    body = Tree.SubElement(root, "BkToCstmrStmt")
    ordered, periods = [], []

    def add(parent, path: str, text: str = "", **attributes: str):
        for name in path.split("/"):
            parent = Tree.SubElement(parent, name)
        parent.text, parent.attrib = text, attributes
        return parent

    def money(parent, units: int, currency: str) -> None:
        add(parent, "Amt", f"{abs(units) // 100}.{abs(units) % 100:02}", Ccy=currency)
        add(parent, "CdtDbtInd", "CRDT" if units >= 0 else "DBIT")

    for account, currency in sorted({(line.account, line.currency) for line in lines}):
        mine = [line for line in lines if (line.account, line.currency) == (account, currency)]
        first, last = min(line.day for line in mine), max(line.day for line in mine)
        statement = add(body, "Stmt")
        add(statement, "Id", f"{account}-{currency}")
        add(statement, "Acct/Id/Othr/Id", account)
        for code, units in (("OPBD", 50_000), ("CLBD", 50_000 + sum(line.amount for line in mine))):
            balance = add(statement, "Bal")
            add(balance, "Tp/CdOrPrtry/Cd", code)
            money(balance, units, currency)
            add(balance, "Dt/Dt", str(first if code == "OPBD" else last))
        for line in mine:
            entry = add(statement, "Ntry")
            money(entry, line.amount, currency)
            if line.returned:
                add(entry, "RvslInd", "true")
            add(entry, "Sts/Cd", "BOOK")
            add(entry, "BookgDt/Dt", str(line.day))
            if line.bank_reference:
                add(entry, "AcctSvcrRef", line.bank_reference)
            detail = add(entry, "NtryDtls/TxDtls")
            add(detail, "Refs/EndToEndId", line.reference or "NOTPROVIDED")
            add(detail, "RltdPties/Dbtr/Pty/Nm", line.counterparty)
            add(detail, "RltdPties/Cdtr/Pty/Nm", line.counterparty)
            if line.purpose:
                add(detail, "RmtInf/Ustrd", line.purpose)
        ordered += mine
        periods.append((account, currency, first, last))
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True), ordered, periods


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_line_comes_to_what_the_rule_says(traded: Coalition, seed: int):
    chance = random.Random(seed)
    matcher = scene(traded, chance)
    before: list[Line] = []
    kinds: set[str] = set()
    with traded.platform.served():
        home = traded.platform.http + "/v1/bank-files"
        for file in range(10):
            lines = lines_of(matcher, chance, file, before)
            content, lines, periods = (as_camt if file % 2 else as_csv)(lines)
            form = "application/xml" if file % 2 else "text/csv"
            sent = traded.session.post(
                home, data=content, headers={"Content-Type": form}, params={"name": f"{seed}-{file}"},
                timeout=60)
            assert sent.status_code == 201, sent.text
            id = sent.json()["file"]["id"]
            wanted = matcher.compare(lines, periods)
            for _ in range(2):
                done = traded.session.post(f"{home}/{id}/compare", timeout=120)
                assert done.status_code == 200 and done.json()["file"]["state"] == "done", done.text
            found = traded.pages(f"/v1/bank-files/{id}/lines")
            assert len(found) == len(lines)
            for number, (line, said, one) in enumerate(zip(lines, wanted, found, strict=True)):
                assert (one["result"], one.get("settlement", "")) == said, (file, number, line, said, one)
                assert (one["amount"], one["day"]) == (line.amount, str(line.day))
                assert ("case" in one) == (said[0] not in ("paid", "confirmed", "known")), one
            kinds |= {result for result, _ in wanted}
            before += lines
        for one in traded.pages("/v1/settlements"):
            if owed := matcher.owed.get(one["id"]):
                assert one["state"] == owed.state, (one, owed)
                assert one.get("paid_on") == (str(owed.paid_on) if owed.paid_on else None), (one, owed)
        missing = traded.pages("/v1/cases?kind=missing_there")
        assert {(case["ours"]["reference"], case["theirs"]["reference"]) for case in missing} == \
            matcher.missing_there
        assert {"paid", "confirmed", "known", "duplicated", "missing_here", "returned", "amount_differs",
                "wrong_direction", "suggested", "date_differs", "currency_differs",
                "not_approved"} <= kinds, kinds


def test_what_is_no_file_is_refused_and_leaves_nothing(traded: Coalition, tmp_path: Path):
    with traded.platform.served():
        home = traded.platform.http + "/v1/bank-files"
        before = len(traded.pages("/v1/bank-files"))
        more = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        bomb = f'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{more}]><Document>&j;</Document>'
        for content, form, code in [
                (bomb.encode(), "application/xml", "bank_file_malformed"),
                (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "text/xml", "bank_file_malformed"),
                (b"", "text/csv", "bank_file_malformed"), (b"a,b\n", "text/csv", "bank_file_malformed"),
                (b"x" * (8 << 20) + b"x", "text/csv", "payload_too_large"),
                (b"{}", "application/json", "unsupported_media_type")]:
            answer = traded.session.post(home, data=content, headers={"Content-Type": form}, timeout=60)
            assert answer.json()["code"] == code, answer.text
        assert len(traded.pages("/v1/bank-files")) == before
