"""A merchant's console in the browser: every page accessible and quiet; a refund from form to receipt."""

import re

from visits import Watch, open_context


def sign_in_as_owner(page, demo: dict) -> None:
    merchant = demo["merchants"][0]
    page.goto(demo["http"] + "/merchant/sign-in")
    page.fill("#login", merchant["owner_login"])
    page.fill("#password", merchant["owner_password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/merchant")


def test_every_page_of_a_merchant_is_accessible_and_quiet(browser, demo, furnished, variant, visited):
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
        "/merchant/webhook-deliveries", "/merchant/account", "/merchant/tags",
    ]
    refund = first("/merchant/transactions?kind=refund&state=booked", r"/merchant/transactions/txn_\w+")
    paths += [
        f"/merchant/day-files/{furnished.day_file}", f"/merchant/feedback/{furnished.merchant_question}",
        "/merchant/transactions?kind=lottery", "/merchant/members?q=nobody",
        "/merchant/exports", refund + "/receipt", *furnished.webhooks["merchant"],
    ]
    faults = []
    for path in paths:
        watch = Watch(page, home)
        answer = page.goto(home + path)
        assert answer.status == 200, path
        faults += visited.judge(page, path, variant, watch)
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
