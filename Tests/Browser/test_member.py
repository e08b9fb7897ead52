"""The member site in a browser: entering, every page in every variant, the live code, and leaving."""

import re
import subprocess

from elsewhere import elsewhere
from visits import Variant, Watch, open_context

PAGES = [
    "/member", "/member/code", "/member/redeem",
    "/member/points", "/member/points?show=in", "/member/points?show=expired",
    "/member/places", "/member/places?q=zzz", "/member/me", "/member/me/devices", "/member/me/password",
    "/member/me/pin", "/member/me/email", "/member/me/phone", "/member/me/freeze", "/member/me/leave",
    "/member/me/cards", "/member/me/links", "/member/me/notices", "/member/messages", "/member/feedback",
    "/member/help",
    "/member/promotions", "/member/news", "/member/levels", "/member/transfer", "/member/exchange",
    "/member/partners", "/member/reinstate", "/member/advance",
    "/member/exchange?from=universal&into=cloud-beans&points=5000", "/demo/inbox",
]


# Each test enters as somebody else: a number gets one code a minute.
taken = iter(range(19, 0, -1))


def enter(context, page, demo: dict, language: str, member: int | None = None) -> str:
    """Enters as one of the demo's members, with the code that the demo's inbox shows."""
    phone = demo["members"][next(taken) if member is None else member]["phone"]
    page.goto(demo["http"] + "/member/points")
    page.fill("#phone", phone)
    page.press("#phone", "Enter")
    page.wait_for_selector("#code")
    page.fill("#code", code_for(context, demo, phone))
    page.press("#code", "Enter")
    page.wait_for_selector("input[name=agree]")
    page.select_option("#language", language)
    page.check("input[name=agree]")
    page.locator("main button").click()
    page.wait_for_url("**/member/points")
    # The icon is asked for after the page; leaving before it came would look like a failure.
    page.wait_for_load_state("networkidle")
    return phone


def entered(browser, demo: dict, language: str) -> dict:
    """The cookies of a member who reads this language, the same one for all of its variants."""
    if language not in ENTERED:
        context = open_context(browser, Variant(language, "light", "phone"))
        enter(context, context.new_page(), demo, language)
        ENTERED[language] = context.storage_state()
        context.close()
    return ENTERED[language]


ENTERED: dict[str, dict] = {}


def code_for(context, demo: dict, phone: str) -> str:
    inbox = context.new_page()
    inbox.goto(demo["http"] + "/demo/inbox")
    letter = inbox.locator(".letters li", has_text=phone).first.inner_text()
    inbox.close()
    return re.search(r"(?<!\d)\d{6}(?!\d)", letter.split("\n", 1)[1])[0]


def test_every_page_of_a_member_is_accessible_quiet_lean_and_fit_for_thumbs(browser, demo, variant, visited):
    state = entered(browser, demo, variant.language)
    context = open_context(browser, variant, has_touch=variant.width == "phone", storage_state=state)
    page = context.new_page()
    faults = []
    page.goto(demo["http"] + "/member/feedback")
    page.fill("#text", "Where is my coffee?")
    page.locator("main form button").last.click()
    thread = re.search(r"/member/feedback/[a-z]{3}_\w+", page.content())
    page.goto(demo["http"] + "/member/points")
    entry = re.search(r"txn_\w+", page.content())
    more = [thread[0]] if thread else []
    for path in PAGES + more + [f"/member/entries/{entry[0]}"]:
        watch = Watch(page, demo["http"])
        answer = page.goto(demo["http"] + path)
        assert answer.status == 200, path
        faults += visited.judge(page, path, variant, watch)
        if variant.width == "phone" and path.startswith("/member"):
            faults += [f"{path}: a target of {size}" for size in small_targets(page)]
    context.close()
    assert not faults, "\n".join(faults)


def small_targets(page) -> list[str]:
    """What a thumb has to hit and is lower than 44 px; links within a sentence are text."""
    return page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
        .filter(e => e.offsetParent && !e.closest('.skip, p:not(.more, .actions, .back), .foot'))
        .filter(e => !(e.type === 'checkbox' && e.closest('label')))
        .map(e => [e, (e.closest('label.check') || e).getBoundingClientRect()])
        .filter(([e, box]) => box.height > 0 && box.height < 43.5)
        .map(([e, box]) => `${e.tagName} ${e.textContent.trim().slice(0, 20)} ${box.height}`)"""
    )


def test_the_steps_of_entering_say_what_is_wrong_and_are_accessible(browser, demo, variant, visited):
    context = open_context(browser, variant, **elsewhere())
    page = context.new_page()
    faults = []
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/member")
    page.goto(demo["http"] + "/member/enter")
    faults += visited.judge(page, "/member/enter", variant, watch)
    page.fill("#phone", "12")
    page.press("#phone", "Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("#phone").input_value() == "12"
    assert page.locator("#phone").get_attribute("aria-describedby") == "fault"
    page.goto(demo["http"] + "/member/enter/password")
    watch = Watch(page, demo["http"])
    faults += visited.judge(page, "/member/enter/password", variant, watch)
    page.fill("#login", "li@example.com")
    page.fill("#password", "not the secret")
    page.press("#password", "Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("#password").input_value() == ""
    context.close()
    assert not faults, "\n".join(faults)


def test_every_page_of_sending_and_exchanging_is_accessible_and_quiet(browser, demo, visited):
    """A member sends points to another and exchanges some, proven by their PIN, and sees what came of it."""
    operator = {"Authorization": "Bearer " + demo["operator"]["api_key"]}
    for variant in (Variant("zh-Hans", "light", "phone"), Variant("en", "dark", "desktop")):
        context = open_context(browser, variant, has_touch=variant.width == "phone")
        page = context.new_page()
        phone = enter(context, page, demo, variant.language)
        member = next(one for one in demo["members"] if one["phone"] == phone)
        gift = {"type": "award", "member": {"phone": member["phone"]}, "points": 50_000}
        given = page.request.post(
            demo["http"] + "/v1/transactions", data=gift,
            headers=operator | {"Idempotency-Key": "gift-" + member["phone"]})
        assert given.ok, given.text()
        faults = []

        def judge(name: str):
            watch = Watch(page, demo["http"])
            path = page.url.removeprefix(demo["http"])
            found = visited.judge(page, path, variant, watch, name)
            if variant.width == "phone":
                found += [f"{path}: a target of {size}" for size in small_targets(page)]
            return found

        def prove():
            page.select_option("#way", "pin")
            page.fill("#secret", member["pin"])
            page.locator("form:has(#secret) button").click()

        page.goto(demo["http"] + "/member/transfer")
        page.fill("#to", demo["members"][0]["phone"])
        page.fill("#points", "5000")
        page.locator("form:has(#points) button").click()
        page.wait_for_selector("input[name=offer]", state="attached")
        faults += judge("transfer-confirm")
        prove()
        page.wait_for_url("**/member/transfer/done/*")
        faults += judge("transfer-done")
        page.goto(demo["http"] + "/member/exchange?from=universal&into=cloud-beans&points=5000")
        page.locator("form[method=post] button").last.click()
        page.wait_for_selector("input[name=quote]", state="attached")
        faults += judge("exchange-confirm")
        # Proven a moment ago.
        page.locator("form:has(input[name=quote]) button").click()
        page.wait_for_url("**/member/exchange/done/*")
        faults += judge("exchange-done")
        context.close()
        assert not faults, "\n".join(faults)


def test_the_live_code_reads_as_what_it_says_and_renews_itself(browser, demo, tmp_path):
    context = open_context(browser, Variant("en", "dark", "phone"), device_scale_factor=3)
    page = context.new_page()
    enter(context, page, demo, "en")
    page.goto(demo["http"] + "/member/code")
    digits = page.locator(".digits").inner_text().replace(" ", "").strip()
    page.locator(".bars").screenshot(path=tmp_path / "bars.png")
    page.locator(".qr").screenshot(path=tmp_path / "qr.png")

    def read(name: str) -> str:
        # Both pictures are black on white in the dark too, with their quiet zones inside.
        done = subprocess.run(
            ["zbarimg", "--quiet", "--raw", tmp_path / name], capture_output=True, text=True, timeout=60)
        return done.stdout.strip()

    assert read("bars.png") == digits
    assert read("qr.png").startswith("TB1")
    # The module asks again when the minute is over, here at once: what it shows is the page's new part.
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("() => document.querySelectorAll('#live').length === 1")
    context.close()


def test_a_member_lives_without_script(browser, demo):
    context = open_context(browser, Variant("en", "light", "phone"), java_script_enabled=False)
    page = context.new_page()
    phone = enter(context, page, demo, "en")
    earned = context.request.post(
        demo["http"] + "/v1/transactions",
        headers={
            "Authorization": f"Bearer {demo['merchants'][0]['api_key']}", "Idempotency-Key": "without-script",
        },
        data={
            "type": "earn", "member": {"phone": phone}, "amount": {"value": 4200, "currency": "CNY"},
        },
    )
    assert earned.status in (200, 201), earned.text()
    page.goto(demo["http"] + "/member/code")
    assert '<noscript><meta http-equiv="refresh"' in page.content()
    page.goto(demo["http"] + "/member/me")
    page.fill("#name", "Wei <Lan>")
    page.locator("#profile button").first.click()
    assert page.locator("h1").inner_text() == "Wei <Lan>"
    page.get_by_role("button", name="Larger letters").click()
    assert page.locator("html").get_attribute("class") == "large"
    page.goto(demo["http"] + "/member/feedback")
    page.fill("#text", "Where is my coffee?")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name=re.compile("Where is my coffee")).click()
    assert "Where is my coffee?" in page.locator(".thread").inner_text()
    page.goto(demo["http"] + "/member/points")
    page.locator(".chips a", has_text="Out").click()
    assert "show=out" in page.url
    page.locator(".chips a", has_text=re.compile("^In$")).click()
    page.locator("summary").first.click()
    page.goto(demo["http"] + "/member/me")
    page.get_by_role("button", name="Sign out").click()
    page.goto(demo["http"] + "/member")
    assert "/member/enter" in page.url
    context.close()


def test_a_pin_and_an_address_are_set_step_by_step(browser, demo, visited):
    variant = Variant("zh-Hans", "light", "phone")
    context = open_context(browser, variant)
    page = context.new_page()
    phone = enter(context, page, demo, "zh-Hans")
    page.goto(demo["http"] + "/member/me/pin")
    page.locator("main form button").click()
    page.wait_for_selector("#pin_again")
    faults = visited.judge(page, "/member/me/pin", variant, Watch(page, demo["http"]))
    code = code_for(context, demo, phone)
    page.fill("#code", code)
    page.fill("#pin", "274135")
    page.fill("#pin_again", "274136")
    page.press("#pin_again", "Enter")
    page.wait_for_selector("#pin_again-fault")
    faults += visited.judge(page, "/member/me/pin", variant, Watch(page, demo["http"]))
    assert page.locator("#pin").input_value() == "", "a secret is not sent back"
    page.fill("#code", code)
    page.fill("#pin", "274135")
    page.fill("#pin_again", "274135")
    page.press("#pin_again", "Enter")
    page.wait_for_url("**/member/me?said=pin")
    page.goto(demo["http"] + "/member/me/email")
    address = f"m{phone[-4:]}@example.com"
    page.fill("#email", address)
    page.press("#email", "Enter")
    page.wait_for_selector("#email_code")
    faults += visited.judge(page, "/member/me/email", variant, Watch(page, demo["http"]))
    page.fill("#email_code", code_for(context, demo, address))
    page.fill("#phone_code", "1")
    page.press("#phone_code", "Enter")
    page.wait_for_selector(".fault")
    faults += visited.judge(page, "/member/me/email", variant, Watch(page, demo["http"]))
    context.close()
    assert not faults, "\n".join(faults)


def test_a_code_that_lapsed_without_a_network_says_so(browser, demo):
    context = open_context(browser, Variant("en", "light", "phone"))
    page = context.new_page()
    page.clock.install()
    enter(context, page, demo, "en")
    page.goto(demo["http"] + "/member/code")
    shown = page.locator(".digits").inner_text()
    context.set_offline(True)
    # A code is good for the minute it was made in and the next: for sixty seconds at the least.
    page.clock.run_for(55_000)
    assert page.locator(".digits").is_visible() and page.locator(".digits").inner_text() == shown
    page.clock.run_for(75_000)
    page.wait_for_selector(".live.lapsed")
    assert "has lapsed" in page.locator("#live [role=status]").inner_text()
    assert not page.locator(".digits").is_visible()
    context.set_offline(False)
    page.clock.run_for(10_000)
    page.wait_for_selector(".live:not(.lapsed)")
    assert page.locator(".digits").is_visible()
    context.close()


def test_leaving_erases_the_member(browser, demo, visited):
    variant = Variant("en", "light", "phone")
    context = open_context(browser, variant)
    page = context.new_page()
    phone = enter(context, page, demo, "en")
    page.goto(demo["http"] + "/member/me/leave")
    page.get_by_role("button", name="Send code").click()
    page.wait_for_selector("#code")
    faults = visited.judge(
        page, "/member/me/leave", variant, Watch(page, demo["http"]), "me-leave.code")
    page.fill("#code", code_for(context, demo, phone))
    page.check("input[name=agree]")
    page.get_by_role("button", name="Leave and erase").click()
    page.wait_for_selector("text=You have left")
    page.goto(demo["http"] + "/member")
    assert "/member/enter" in page.url
    context.close()
    assert not faults, "\n".join(faults)
