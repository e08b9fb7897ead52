"""A merchant's console in the browser: every page accessible and quiet; a refund from form to receipt."""

import re
from pathlib import Path

from test_pages import RULES, pytest_generate_tests  # noqa: F401 - the variants of every page
from axe_playwright_python.sync_playwright import Axe
from visits import Watch, open_context


def sign_in_as_owner(page, demo: dict) -> None:
    merchant = demo["merchants"][0]
    page.goto(demo["http"] + "/merchant/sign-in")
    page.fill("#login", merchant["owner_login"])
    page.fill("#password", merchant["owner_password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/merchant")


def faults_of(page, path: str) -> list[str]:
    faults = []
    text = page.locator("body").inner_text()
    faults += [f"{path}: {hole}" for hole in re.findall(r"\b[a-z]+\.[a-z]+_[a-z_]+\b|\{[a-z]+\}", text)]
    if page.locator(".empty.bad").count():
        faults.append(f"{path}: a part of the page failed")
    if page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"):
        faults.append(f"{path}: wider than the window")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    faults += [
        f"{path}: {violation['id']} {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    return faults


def test_every_page_of_the_merchant_console_is_accessible_and_quiet(browser, demo, variant, request):
    pictures = request.config.getoption("--pictures")
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in_as_owner(page, demo)
    home = demo["http"]

    def first(path: str, pattern: str) -> str:
        page.goto(home + path)
        found = re.search(pattern, page.content())
        assert found, f"{path} shows nothing that matches {pattern}"
        return found[0]

    sale = first("/merchant/transactions?kind=earn&state=booked", r"/merchant/transactions/txn_\w+")
    paths = [
        "/merchant", "/merchant/set-up", "/merchant/transactions", sale, sale + "/refund", sale + "/void",
        "/merchant/members", first("/merchant/members", r"/merchant/members/mem_\w+"), "/merchant/feedback",
        "/merchant/staff", first("/merchant/staff", r"/merchant/staff/usr_\w+"), "/merchant/stores",
        "/merchant/terminals", first("/merchant/terminals", r"/merchant/terminals/trm_\w+"),
        "/merchant/days", "/merchant/day-files", "/merchant/keys", "/merchant/webhooks",
        "/merchant/webhook-deliveries", "/merchant/account",
    ]
    faults = []
    for place, path in enumerate(paths):
        watch = Watch(page, home)
        answer = page.goto(home + path)
        assert answer.status == 200, path
        faults += faults_of(page, path) + [f"{path}: {fault}" for fault in watch.faults]
        if pictures:
            Path(pictures).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{pictures}/merchant-{place:02}-{variant}.png", full_page=True)
    context.close()
    assert not faults, "\n".join(faults)


def test_a_refund_goes_from_its_form_to_its_receipt(browser, demo):
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in_as_owner(page, demo)
    page.goto(demo["http"] + "/merchant/transactions?kind=earn&state=booked")
    page.locator("tbody a[href*='txn_']").nth(3).click()
    page.locator("a[href$='/refund']").click()
    page.fill("#amount-points", "1")
    page.locator("form[method=get] button").last.click()
    page.select_option("#reason", "complaint")
    page.locator("form.money button").click()
    page.wait_for_url("**/receipt")
    assert "Complaint" in page.locator("body").inner_text()
    assert page.locator("button[data-print]").is_visible()
    context.close()
