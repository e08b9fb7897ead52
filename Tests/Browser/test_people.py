"""Members served in the console: a correction, a merge and its taking back, each decided by another one."""

import re

from test_systems import ask
from visits import Variant, Watch, open_context

# The demo's own members enter, change their number and leave in other tests.
numbers = iter(range(13700000001, 13700000100))


def newcomer(demo: dict) -> str:
    """The phone number of a member of one's own, who has bought something."""
    phone = str(next(numbers))
    ask(demo, "/v1/members", {"phone": phone})
    ask(demo, "/v1/transactions", {
        "type": "earn", "member": {"phone": phone}, "amount": {"value": 128_00, "currency": "CNY"}})
    return phone


PLAIN = Variant("en", "light", "desktop")


def open_as(browser, demo: dict, login: dict, variant: Variant = PLAIN):
    """A page on which somebody is signed in, in a context of their own."""
    context = open_context(browser, variant, has_touch=variant.width == "phone")
    page = context.new_page()
    page.goto(demo["http"] + "/operator/sign-in")
    page.fill("#login", login["login"])
    page.fill("#password", login["password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/operator")
    return page


def find(page, demo: dict, phone: str) -> str:
    """The address of a member's page, found by their phone through the search at the top."""
    page.goto(demo["http"] + "/operator")
    page.fill("#search", phone)
    page.press("#search", "Enter")
    page.wait_for_url("**/operator/members?q=*")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/operator/members/mem_*")
    return page.url


def points(page) -> int:
    return int(page.locator(".tile.lead strong").first.inner_text().replace(",", ""))


def approve(page, address: str) -> None:
    page.goto(address)
    page.fill("#approve", "checked with the shop")
    page.locator("form[action$='/approve'] button").click()
    page.wait_for_selector(".detail-head .badge.good")


def test_a_correction_is_proposed_by_one_approved_by_another_and_seen_by_both(browser, demo):
    clerk = open_as(browser, demo, demo["operator"])
    reviewer = open_as(browser, demo, demo["reviewer"])
    member = find(clerk, demo, newcomer(demo))
    before = points(clerk)
    clerk.locator("a[href$='/adjust']").click()
    clerk.fill("#points", "12000")
    clerk.locator("form[method=get].decision button").click()
    clerk.wait_for_selector("#effect")
    assert f"{before:,} → {before + 12_000:,}" in clerk.locator("#effect").inner_text()
    clerk.select_option("#reason", "goodwill")
    # As much as this is typed twice, and the browser itself asks for it.
    clerk.locator("form.money button").click()
    assert clerk.evaluate("() => document.activeElement.id") == "again"
    clerk.fill("#again", "1200")
    clerk.locator("form.money button").click()
    clerk.wait_for_selector("#fault")
    assert "not the same" in clerk.locator("#fault").inner_text()
    clerk.fill("#again", "12000")
    clerk.locator("form.money button").click()
    clerk.wait_for_url("**/operator/approvals/apr_*")
    assert "Another person decides" in clerk.locator("main").inner_text()
    proposal = clerk.url.split("?")[0]
    assert clerk.locator("form[action$='/approve']").count() == 0
    clerk.goto(member)
    assert points(clerk) == before
    approve(reviewer, proposal)
    clerk.goto(member)
    assert points(clerk) == before + 12_000
    assert "+12,000" in clerk.locator("#detail").inner_text()


def test_two_members_become_one_and_two_again_by_two_people(browser, demo, visited):
    clerk = open_as(browser, demo, demo["operator"])
    reviewer = open_as(browser, demo, demo["reviewer"])
    phone = newcomer(demo)
    stays = find(clerk, demo, phone)
    kept = points(clerk)
    closes = find(clerk, demo, newcomer(demo))
    moved = points(clerk)
    clerk.locator("a[href$='/merge']").click()
    clerk.fill("#q", phone)
    clerk.locator("form[method=get].decision button").click()
    clerk.wait_for_selector("#sides")
    # As it is found the other one goes; turned round, the one whose page it is.
    clerk.locator("#sides a[href*='keep=other']").click()
    clerk.wait_for_selector("#moves")
    assert f"{kept:,} → {kept + moved:,}" in clerk.locator("#moves").inner_text()
    clerk.fill("#reason", "registered twice")
    clerk.locator("form.money button").click()
    clerk.wait_for_url("**/operator/approvals/apr_*")
    approve(reviewer, clerk.url.split("?")[0])
    clerk.goto(stays)
    assert points(clerk) == kept + moved
    clerk.goto(closes)
    assert clerk.locator(f"a[href='{re.sub('^https?://[^/]+', '', stays)}']").count() == 1
    assert clerk.locator("a[href$='/adjust']").count() == 0
    # And it is taken back, as far as what it moved is still there.
    faults, path = [], closes.removeprefix(demo["http"])
    small = Variant("zh-Hans", "dark", "phone")
    for page, variant in [(clerk, PLAIN), (open_as(browser, demo, demo["operator"], small), small)]:
        watch = Watch(page, demo["http"])
        page.goto(closes)
        faults += visited.judge(page, path, variant, watch, "members-one-merged")
    assert not faults, "\n".join(faults)
    assert f"{moved:,} of {moved:,} go back" in clerk.locator("#separation").inner_text()
    clerk.fill("#separation-reason", "two people after all")
    clerk.locator("#separation form button").click()
    clerk.wait_for_url("**/operator/approvals/apr_*")
    approve(reviewer, clerk.url.split("?")[0])
    clerk.goto(closes)
    assert clerk.locator("#separation").count() == 0
    record = re.search(r'href="(/operator/members/mem_\w+)"', clerk.locator("main").inner_html())[1]
    assert record not in (path, stays.removeprefix(demo["http"]))
    clerk.goto(demo["http"] + record)
    assert points(clerk) == moved
    clerk.goto(stays)
    assert points(clerk) == kept


def test_a_note_stays_on_the_members_page(browser, demo):
    page = open_as(browser, demo, demo["operator"])
    find(page, demo, newcomer(demo))
    page.fill("#note", "prefers letters <b>")
    page.locator("#notes button").click()
    page.wait_for_selector("#notes .timeline")
    assert "prefers letters <b>" in page.locator("#notes").inner_text()
    assert page.locator("#notes .timeline b").count() == 0
