"""What merchants make known and how they join, as people do it: in the browser, from one face to the next."""

import re
import secrets

from test_member import enter
from test_merchant_console import sign_in_as_owner
from visits import Variant, Watch, inaccessible, open_context, sign_in

DESKTOP = Variant("en", "light", "desktop")


def first(page, home: str, path: str, pattern: str) -> str:
    page.goto(home + path)
    found = re.search(pattern, page.content())
    assert found, f"{path} shows nothing that matches {pattern}"
    return found[0]


def test_every_page_of_it_is_accessible_and_quiet(browser, demo, variant, visited):
    home = demo["http"]
    faults = []

    def look(page, path: str) -> None:
        watch = Watch(page, home)
        answer = page.goto(home + path)
        assert answer.status == 200, path
        faults.extend(visited.judge(page, path, variant, watch))

    context = open_context(browser, variant)
    page = context.new_page()
    for path in ["/apply", "/apply/status", "/apply/invitation"]:
        look(page, path)
    sign_in(page, demo)
    merchant = first(page, home, "/operator/merchants", r"/operator/merchants/mch_\w+")
    reviewed = "/operator/applications?state=in_review"
    application = first(page, home, reviewed, r"/operator/applications/app_\w+")
    waiting = first(page, home, "/operator/publications?state=submitted", r"/operator/publications/pub_\w+")
    shown = first(page, home, "/operator/publications?state=approved", r"/operator/publications/pub_\w+")
    announcement = first(page, home, "/operator/announcements", r"/operator/announcements/ann_\w+")
    for path in [
        "/operator/merchants?category=food", merchant, "/operator/applications", application,
        "/operator/publications", waiting, shown, "/operator/announcements", announcement,
        "/operator/announcements/new", "/operator/news",
    ]:
        look(page, path)
    context.close()
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in_as_owner(page, demo)
    own = first(page, home, "/merchant/promotions", r"/merchant/promotions/pub_\w+")
    for path in [
        "/merchant/promotions", own, "/merchant/promotions/new", "/merchant/promotions/brief",
        "/merchant/discounts",
        "/merchant/news",
    ]:
        look(page, path)
    context.close()
    assert not faults, "\n".join(faults)


def test_a_merchant_submits_a_promotion_the_operator_approves_it_and_a_member_sees_it(browser, demo):
    home = demo["http"]
    title = "Journey " + secrets.token_hex(4)
    desk = open_context(browser, DESKTOP)
    page = desk.new_page()
    sign_in_as_owner(page, demo)
    page.goto(home + "/merchant/promotions/new")
    page.fill("#title_en", title)
    page.fill("#body_en", "Half price for points,\nand a cup of tea.")
    page.fill("#from", "2020-01-01T08:00")
    page.fill("#until", "2020-01-01T09:00")
    page.locator("main form.decision button").last.click()
    # What is over cannot be submitted; it stays a draft that can be mended.
    page.wait_for_url("**/merchant/promotions/pub_*")
    page.locator("form[action$='/submit'] button").click()
    assert "both times" in page.locator("[role=alert]").inner_text()
    year = page.evaluate("() => new Date().getFullYear()")
    page.fill("#from", f"{year}-01-01T00:00")
    page.fill("#until", f"{year + 1}-01-01T00:00")
    page.locator("main form.decision button").last.click()
    page.wait_for_url("**/merchant/promotions/pub_*")
    page.locator("form[action$='/submit'] button").click()
    page.wait_for_selector("text=Waits for review")
    operator = open_context(browser, DESKTOP)
    staff = operator.new_page()
    sign_in(staff, demo)
    staff.goto(home + "/operator/publications?state=submitted")
    staff.locator("tbody a", has_text=title).click()
    assert "a cup of tea" in staff.locator("main").inner_text()
    staff.locator("form[action$='/approve'] button").click()
    staff.wait_for_selector(".detail-head .badge.good")
    member = open_context(browser, Variant("en", "light", "phone"))
    phone = member.new_page()
    enter(member, phone, demo, "en")
    for path in ("/member", "/member/places?q=", "/member/promotions"):
        phone.goto(home + path)
        assert title in phone.locator("main").inner_text(), path
    assert not inaccessible(phone)
    for context in (desk, operator, member):
        context.close()


def test_somebody_applies_two_people_decide_and_the_owner_signs_in(browser, demo):
    home = demo["http"]
    name = "Journey Tea " + secrets.token_hex(3)
    code = "J" + secrets.token_hex(4).upper()
    outside = open_context(browser, DESKTOP)
    page = outside.new_page()
    page.goto(home + "/")
    page.locator(".front-nav a[href='/apply']").click()
    for field, value in {
        "name": name, "legal_name": name + " Ltd", "registration": "R" + secrets.token_hex(6),
        "contact": "Chen Jing", "phone": "13900139000", "email": "journey@example.com",
        "store_name": "First store",
    }.items():
        page.fill(f"#{field}", value)
    page.locator("main form button").click()
    number = re.search(r"app_\w+", page.content())[0]
    secret = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", page.content())[0]
    page.goto(home + "/apply/status")
    page.fill("#number", number)
    page.fill("#secret", secret)
    page.locator("main form button").click()
    assert "waits to be looked at" in page.locator("main").inner_text()

    operator = open_context(browser, DESKTOP)
    staff = operator.new_page()
    sign_in(staff, demo)
    staff.goto(home + "/operator/applications/" + number)
    staff.locator("form[action$='/take'] button").click()
    for check in staff.locator("form[action$='/checks'] input[type=checkbox]").all():
        check.check()
    staff.locator("form[action$='/checks'] button").click()
    staff.wait_for_url("**/operator/applications/" + number)
    staff.locator("summary", has_text="Propose the merchant").click()
    staff.fill("#code", code)
    staff.fill("#propose-reason", "everything is in order")
    staff.locator("form[action$='/propose'] button").click()
    staff.wait_for_url("**/operator/approvals/apr_*")
    approval = staff.url
    # Who proposed it is offered no decision.
    assert staff.locator("form[action$='/approve']").count() == 0
    operator.close()

    checker = open_context(browser, DESKTOP)
    other = checker.new_page()
    other.goto(home + "/operator/sign-in")
    other.fill("#login", demo["reviewer"]["login"])
    other.fill("#password", demo["reviewer"]["password"])
    other.press("#password", "Enter")
    other.wait_for_url("**/operator")
    other.goto(approval)
    other.locator("form[action$='/approve'] button").click()
    other.wait_for_selector(".badge.good")
    other.goto(home + "/demo/inbox")
    link = None
    for _ in range(40):
        link = re.search(r"/apply/invitation\?code=[0-9A-Z-]+", other.content())
        if link:
            break
        other.wait_for_timeout(500)
        other.reload()
    assert link, "no invitation arrived"
    checker.close()

    login = "owner-" + secrets.token_hex(4)
    page.goto(home + link[0])
    assert name in page.locator("main").inner_text()
    page.fill("#login", login)
    page.fill("#password", "a long enough secret")
    page.locator("main form button").click()
    page.locator("main a.button").click()
    page.fill("#login", login)
    page.fill("#password", "a long enough secret")
    page.press("#password", "Enter")
    page.wait_for_url("**/merchant")
    page.goto(home + "/merchant/set-up")
    assert page.locator(".badge.good").count() == 2
    outside.close()
