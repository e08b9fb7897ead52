"""The doors of every face before anybody is in, their refusals, and what says that something is not there."""

import base64
import hmac
import re
import struct
import time

from elsewhere import elsewhere
from visits import FULL, Variant, Watch, open_context

DOORS = ["/operator/sign-in", "/merchant/sign-in", "/seat/pair", "/member/enter", "/member/enter/password"]
OPEN = ["/", "/help", "/developers", "/member/help"]
APPLYING = ["/apply", "/apply/status", "/apply/invitation"]
ABSENT = [
    "/operator/members/mem_none", "/merchant/transactions/txn_none", "/seat/slip?key=none", "/nowhere",
    "/member/entries/txn_none", "/member/stop/none",
]


def test_every_page_before_the_door_is_accessible_and_quiet(browser, demo, variant, visited):
    context = open_context(browser, variant)
    page = context.new_page()
    faults = []
    # The page without a line goes away by itself when it finds one, so it comes last.
    for path in [*DOORS, *OPEN, *APPLYING, "/seat/keys", "/seat/offline"]:
        watch = Watch(page, demo["http"])
        assert page.goto(demo["http"] + path).status == 200, path
        faults += visited.judge(page, path, variant, watch)
    # What is not there, or not for whoever is not in: a page that says so or leads to a door.
    page.close()
    page = context.new_page()
    for path in ABSENT:
        watch = Watch(page, demo["http"])
        page.goto(demo["http"] + path)
        watch.faults.clear()
        where = page.url.removeprefix(demo["http"])
        faults += visited.judge(page, where, variant, watch, "absent-" + path.strip("/").replace("/", "-"))
    context.close()
    assert not faults, "\n".join(faults)


def test_every_page_of_the_second_factor_is_accessible_and_quiet(browser, demo, variant, visited):
    """A merchant's owner takes a second factor, and the door asks for it from then on."""
    # Another one for each variant: every wrong code lets its owner wait longer.
    shop = demo["merchants"][5 + FULL.index(variant)]
    context = open_context(browser, variant, **elsewhere())
    page = context.new_page()
    faults = []

    def sign_in():
        page.goto(demo["http"] + "/merchant/sign-in")
        page.fill("#login", shop["owner_login"])
        page.fill("#password", shop["owner_password"])
        page.press("#password", "Enter")

    sign_in()
    page.wait_for_url("**/merchant")
    page.goto(demo["http"] + "/merchant/account")
    with page.expect_navigation(wait_until="load"):
        page.locator("form[action='/merchant/account/factor'] button").click()
    watch = Watch(page, demo["http"])
    faults += visited.judge(page, "/merchant/account", variant, watch, "account-factor")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content().replace(" ", ""))[0]
    page.locator("input[autocomplete=one-time-code]").first.fill(code(secret))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    watch = Watch(page, demo["http"])
    faults += visited.judge(page, "/merchant/account", variant, watch, "account-recovery")
    context.clear_cookies()
    sign_in()
    page.wait_for_url("**/merchant/sign-in/code*")
    watch = Watch(page, demo["http"])
    faults += visited.judge(page, "/merchant/sign-in/code", variant, watch)
    page.locator("input[autocomplete=one-time-code]").fill("000000")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    watch.faults.clear()
    faults += visited.judge(page, "/merchant/sign-in/code", variant, watch, "sign-in-code.wrong")
    context.close()
    assert not faults, "\n".join(faults)


def code(secret: str) -> str:
    """RFC 6238 with this library's clock: six digits of the half minute that runs."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_a_merchant_and_a_seat_live_without_script(browser, demo):
    """Signing in, a list with a filter, an earn and a look at what came of it, with no script at all."""
    context = open_context(browser, Variant("zh-Hans", "light", "phone"), java_script_enabled=False)
    page = context.new_page()
    shop = demo["merchants"][1]
    page.goto(demo["http"] + "/merchant")
    page.fill("#login", shop["owner_login"])
    page.fill("#password", shop["owner_password"])
    page.locator("main button").first.click()
    page.goto(demo["http"] + "/merchant/transactions")
    page.select_option("#f-kind", "earn")
    page.locator("form.filters button").click()
    assert "kind=earn" in page.url
    page.locator("tbody a[href*='txn_']").first.click()
    assert page.locator("h1").count() == 1
    page.goto(demo["http"] + "/seat")
    page.fill("#code", shop["seat_pairing_code"])
    page.locator("main button").click()
    page.fill("#login", shop["seat_number"])
    page.fill("#secret", shop["seat_pin"])
    page.locator("main button").click()
    page.locator("main form button").click()
    page.fill("#member", demo["members"][4]["phone"])
    page.fill("#amount", "45.00")
    page.locator("#go").click()
    assert page.locator("#result").get_attribute("data-state") == "booked"
    page.locator("#reprint button").click()
    assert page.locator(".slip").count() == 2
    page.goto(demo["http"] + "/seat/shift/close")
    page.locator("main form button").click()
    assert "45.00" in page.locator(".slip").inner_text()
    context.close()
