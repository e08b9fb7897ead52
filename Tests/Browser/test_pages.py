"""Every page in every variant: accessible, quiet, ours alone, complete, lean, and of use without script."""

import time

from elsewhere import elsewhere
from furnish import describe_ladder, describe_rule
from visits import Variant, Watch, addresses, inaccessible, open_context, sign_in


def test_every_page_is_accessible_quiet_and_lean(browser, demo, furnished, variant, visited):
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in(page, demo)
    faults, timings = [], []
    more = [
        f"/operator/devices/{furnished.device}", f"/operator/day-files/{furnished.day_file}",
        f"/operator/feedback/{furnished.platform_question}", "/operator/members/export",
        *furnished.webhooks["operator"], "/operator/exports", "/operator/imports",
        furnished.purchases, furnished.rule, furnished.ladder,
    ]
    for path in addresses(page, demo) + more:
        watch = Watch(page, demo["http"])
        began = time.perf_counter()
        answer = page.goto(demo["http"] + path)
        timings.append((time.perf_counter() - began, path))
        if path == "/operator/nowhere":
            assert answer.status == 404
            watch.faults.clear()
        else:
            assert answer.status == 200, path
        faults += visited.judge(page, path, variant, watch)
    watch = Watch(page, demo["http"])
    describe_rule(page, demo)
    page.locator("button[name=do][value=try]").click()
    page.wait_for_selector("#result")
    faults += visited.judge(page, "/operator/earning-rules", variant, watch, "earning-rule.tried")
    watch = Watch(page, demo["http"])
    describe_ladder(page, demo)
    page.locator("button[name=do][value=try]").click()
    page.wait_for_selector("#result")
    faults += visited.judge(page, "/operator/ladders", variant, watch, "ladder.tried")
    context.close()
    for seconds, path in sorted(timings, reverse=True)[:5]:
        print(f"{seconds * 1000:6.0f} ms  {path}")
    assert not faults, "\n".join(faults)


def test_the_sign_in_page_is_accessible_and_says_what_went_wrong(browser, demo, variant):
    context = open_context(browser, variant, **elsewhere())
    page = context.new_page()
    page.goto(demo["http"] + "/operator/members")
    page.fill("#login", "nobody")
    page.fill("#password", "not the secret")
    page.press("#password", "Enter")
    assert page.locator("[role=alert]").inner_text()
    assert page.locator("#login").input_value() == "nobody"
    assert page.locator("#password").input_value() == ""
    assert not inaccessible(page)
    context.close()


def test_signing_in_by_keyboard_alone(browser, demo):
    context = open_context(browser, Variant("en", "light", "desktop"))
    page = context.new_page()
    page.goto(demo["http"] + "/operator/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    for _ in range(40):
        if page.evaluate("() => document.activeElement.id") == "login":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(demo["operator"]["login"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "password"
    page.keyboard.type(demo["operator"]["password"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    page.wait_for_url("**/operator")
    assert page.locator("h1").count() == 1
    context.close()


def test_a_proposal_is_decided_by_keyboard_alone(browser, demo):
    context = open_context(browser, Variant("en", "light", "desktop"))
    page = context.new_page()
    sign_in(page, demo)
    page.goto(demo["http"] + "/operator/approvals?state=requires_review")
    page.locator("tbody a", has_text="Merge").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/operator/approvals/apr_*")
    for _ in range(60):
        if page.evaluate("() => document.activeElement.id") == "reject":
            break
        page.keyboard.press("Tab")
    # Without a reason the browser itself stops the form; with one it is decided.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "reject"
    page.keyboard.type("not the same person")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".badge.bad")
    assert "not the same person" in page.locator("main").inner_text()
    assert page.locator("textarea").count() == 0
    context.close()


def test_everything_works_without_script(browser, demo):
    context = open_context(browser, Variant("en", "light", "desktop"), java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo)
    page.fill("#search", demo["members"][0]["phone"])
    page.press("#search", "Enter")
    page.wait_for_url("**/operator/members?q=*")
    page.locator("tbody a").first.click()
    assert page.locator("#lots").count() == 1
    page.locator("button[name=language][value=zh-Hant]").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    page.goto(demo["http"] + "/operator/transactions")
    page.select_option("#f-kind", "spend")
    page.locator("form.filters button").click()
    assert "kind=spend" in page.url
    page.locator("form.person button").click()
    page.goto(demo["http"] + "/operator")
    assert "/operator/sign-in" in page.url
    context.close()
