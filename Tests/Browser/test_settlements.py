"""Settlements in both consoles: pages accessible and quiet, two people to a payment, a dispute."""

import io
import re
import time
import zipfile
from xml.etree import ElementTree

from test_people import open_as
from visits import Variant, Watch, open_context, sign_in

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sign_in_at_shop(page, demo: dict) -> None:
    """As the owner of the shop that the demo has a contract with."""
    merchant = demo["merchants"][1]
    page.goto(demo["http"] + "/merchant/sign-in")
    page.fill("#login", merchant["owner_login"])
    page.fill("#password", merchant["owner_password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/merchant")


def settled(page, home: str, face: str) -> list[str]:
    """The addresses of settlements, once the jobs have closed the demo's days."""
    deadline = time.monotonic() + 90
    while True:
        page.goto(f"{home}/{face}/settlements")
        if found := re.findall(rf"/{face}/settlements/stl_\w+", page.content()):
            return list(dict.fromkeys(found))
        assert time.monotonic() < deadline, "no week was settled"
        time.sleep(0.5)


def test_every_page_of_the_operators_finance_is_accessible_and_quiet(browser, demo, variant, visited):
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in(page, demo)
    home = demo["http"]
    one = settled(page, home, "operator")[0]
    page.goto(home + one)
    terms = re.search(r"/operator/settlement-terms/mch_\w+", page.content())[0]
    faults = []
    for path in [
        "/operator/settlements", "/operator/settlements?state=paid&day=2020-01-01", one, one + "/lines",
        one + "/print", terms, "/operator/business-days", "/operator/business-days?month=2020-01",
        "/operator/liability", "/operator/liability?month=2020-01", "/operator/cost-shares",
        "/operator/liability/outlook", "/operator/liability/outlook?issuer=platform",
        "/operator/agents",
        "/operator/money", "/operator/money?day=2020-01-01", "/operator/money/journal",
        "/operator/money/income", "/operator/money/income?year=2001", "/operator/money/ageing",
    ]:
        watch = Watch(page, home)
        assert page.goto(home + path).status == 200, path
        faults += visited.judge(page, path, variant, watch)
    # A file of the bank, and what is said of its lines.
    head = "account,day,direction,amount,currency,reference,bank_reference,counterparty,purpose,returned\n"
    content = head + "A,2026-03-05,in,7.30,CNY,,B1,Harbour,march,\n"
    watch = Watch(page, home)
    page.goto(home + "/operator/bank-files")
    faults += visited.judge(page, "/operator/bank-files", variant, watch, "bank-files-none")
    name = f"{variant.language}-{variant.theme}-{variant.width}.csv"
    lines = content.replace("B1", name[:20]).encode()
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": lines})
    page.locator("form[action='/operator/bank-files'] button").click()
    page.goto(home + "/operator/bank-files")
    faults += visited.judge(page, "/operator/bank-files", variant, watch)
    page.goto(home + re.search(r"/operator/bank-files/bkf_\w+", page.content())[0])
    faults += visited.judge(page, page.url.removeprefix(home), variant, watch)
    context.close()
    assert not faults, "\n".join(faults)


def test_every_page_of_a_merchants_finance_is_accessible_and_quiet(browser, demo, variant, visited):
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in_at_shop(page, demo)
    home = demo["http"]
    one = settled(page, home, "merchant")[0]
    faults = []
    for path in [
        "/merchant/settlements", one, one + "/lines", one + "/print", "/merchant/settlement-terms",
    ]:
        watch = Watch(page, home)
        assert page.goto(home + path).status == 200, path
        faults += visited.judge(page, path, variant, watch)
    context.close()
    assert not faults, "\n".join(faults)


def test_terms_are_tried_and_a_settlement_is_reviewed_without_script(browser, demo, visited):
    home = demo["http"]
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo)
    one = settled(page, home, "operator")[-1]
    page.goto(home + one)
    terms = re.search(r"/operator/settlement-terms/mch_\w+", page.content())[0]
    page.locator("form[action$='/review'] button").click()
    assert page.locator("body").inner_text().count("Reviewed")
    assert page.locator("form[action$='/approve']").count() == 0, "another person approves"
    page.goto(home + terms)
    page.fill("#issue_money", "2.00")
    page.locator("button[value=preview]").click()
    rows = page.locator("#preview tbody tr, #preview tfoot tr")
    assert rows.count() == 7, page.locator("main").inner_text()
    # Twice the price: what was settled for points given, once more.
    was, would = (rows.first.locator("td").nth(at).inner_text() for at in (0, 1))
    cents = [int(re.sub(r"[^\d-]", "", text.replace("\u2212", "-"))) for text in (was, would)]
    assert cents[0] < 0 and abs(cents[1] - 2 * cents[0]) <= 2_000, (was, would)
    context.close()


def test_a_merchant_gets_its_workbook_and_disputes(browser, demo):
    home = demo["http"]
    context = open_context(browser, Variant("en", "light", "desktop"))
    page = context.new_page()
    sign_in_at_shop(page, demo)
    one = settled(page, home, "merchant")[2]
    page.goto(home + one)
    with page.expect_download() as download:
        page.locator("a[href$='statement.xlsx']").click()
    with zipfile.ZipFile(io.BytesIO(open(download.value.path(), "rb").read())) as book:
        assert book.testzip() is None
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = [["".join(cell.itertext()) for cell in row] for row in sheet.iter(SHEET + "row")]
    net = next(row[2] for row in cells if row[:2] == ["total", "net"])
    shown = page.locator("h1").inner_text()
    assert net.lstrip("-") in shown.replace(",", ""), (net, shown)
    page.fill("#reason-dispute", "one refund is missing")
    page.locator("form[action$='/dispute'] button").click()
    page.wait_for_url("**said=done")
    assert "Disputed: one refund is missing" in page.locator("main").inner_text()
    operator = open_as(browser, demo, demo["operator"])
    operator.goto(home + one.replace("/merchant/", "/operator/"))
    operator.fill("#reason-reopen", "explained")
    operator.locator("form[action$='/reopen'] button").click()
    operator.wait_for_url("**said=done")
    context.close()
