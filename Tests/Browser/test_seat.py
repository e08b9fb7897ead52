"""The seat with the keyboard alone: signing in, earning, spending, voiding, and earning without a line."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from visits import FULL, SHORT, Variant, Watch, open_context

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# People are slower than scanners, which the page tells apart.
HUMAN = 60


def pytest_generate_tests(metafunc):
    if "variant" in metafunc.fixturenames:
        variants = FULL if metafunc.config.getoption("--all") else SHORT
        metafunc.parametrize("variant", [Variant(*variant) for variant in variants], ids=str)


@pytest.fixture(scope="module")
def paired(browser, demo):
    """A browser that was paired and whose cashier has opened a shift: what its cookies are."""
    shop = demo["merchants"][0]
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    page = context.new_page()
    page.goto(demo["http"] + "/seat")
    page.wait_for_url("**/seat/pair")
    type_slowly(page, shop["seat_pairing_code"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat/sign-in")
    type_slowly(page, shop["seat_number"])
    page.keyboard.press("Tab")
    type_slowly(page, shop["seat_pin"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trade")
    yield context
    context.close()


def seat(paired, demo):
    page = paired.new_page()
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    return page, watch


def at(page, part: str) -> None:
    """Waits until the cursor is there: a page that was just loaded sets it a moment later."""
    page.wait_for_selector(f"{part}:focus")
    page.wait_for_load_state("load")


def type_slowly(page, text: str) -> None:
    at(page, "input")
    page.keyboard.type(text, delay=HUMAN)


def scan(page, text: str) -> None:
    """As a scanner does: keys with no time between them, then Enter."""
    page.keyboard.type(text + "\n", delay=0)


def balance(page) -> int:
    return int(re.sub(r"\D", "", page.locator("#result p").last.inner_text()))


def test_a_cashier_earns_spends_and_voids_with_the_keyboard_alone(paired, demo):
    member = demo["members"][0]
    page, watch = seat(paired, demo)
    page.keyboard.press("F3")
    type_slowly(page, member["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "128.50")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-state=booked]")
    earned = balance(page)
    at(page, "#next")
    page.keyboard.press("Enter")
    at(page, "#member")
    page.keyboard.press("F4")
    type_slowly(page, member["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "0.10")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "proof"
    type_slowly(page, member["pin"])
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result[data-state=booked]")
    assert balance(page) == earned - 50
    at(page, "#next")
    page.keyboard.press("Escape")
    at(page, "#member")
    page.keyboard.press("F8")
    page.wait_for_url("**/seat/void")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-state=booked]")
    assert balance(page) == earned
    # Nobody touches anything, so the screen comes back by itself.
    page.goto(page.url)
    page.wait_for_selector("#trade", timeout=9_000)
    assert not watch.faults, watch.faults
    page.close()


def test_a_scan_fills_the_member_wherever_the_cursor_is(paired, demo):
    page, watch = seat(paired, demo)
    page.focus("#reference")
    page.keyboard.type("R-7", delay=HUMAN)
    page.wait_for_timeout(100)
    scan(page, demo["members"][1]["card"])
    assert page.input_value("#member") == demo["members"][1]["card"]
    assert page.input_value("#reference") == "R-7"
    assert page.evaluate("() => document.activeElement.id") == "amount"
    page.keyboard.press("F7")
    page.wait_for_selector(".chosen")
    assert page.input_value("#reference") == "R-7"
    page.keyboard.press("?")
    assert page.url.endswith("/seat/keys") or page.locator("#trade").count()
    assert not watch.faults, watch.faults
    page.close()


def test_an_earn_taken_without_a_line_is_booked_once_when_it_is_back(paired, demo):
    page, _ = seat(paired, demo)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_timeout(500)
    before = page.locator(".entries li").count()
    paired.set_offline(True)
    page.wait_for_selector("#line-down:not([hidden])")
    page.keyboard.press("F3")
    type_slowly(page, demo["members"][2]["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "33.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.getElementById('waiting').textContent === '1'")
    page.locator("form.person button").click()
    page.wait_for_selector("#line-leave:not([hidden])")
    assert page.locator("#trade").count() == 1
    # A spend is never taken without the line.
    page.keyboard.press("F4")
    type_slowly(page, demo["members"][2]["phone"])
    page.keyboard.press("Control+Enter")
    assert page.locator("#waiting").inner_text() == "1"
    page.fill("#member", "")
    paired.set_offline(False)
    page.wait_for_function("() => document.getElementById('waiting').textContent === '0'", timeout=30_000)
    page.goto(demo["http"] + "/seat")
    assert page.locator(".entries li").count() == before + 1
    assert "33.00" in page.locator(".entries li").first.inner_text()
    page.wait_for_timeout(1_000)
    page.goto(demo["http"] + "/seat")
    assert page.locator(".entries li").count() == before + 1
    page.close()


def test_the_seat_opens_without_a_line_and_takes_an_earn(paired, demo):
    page, _ = seat(paired, demo)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_timeout(500)
    paired.set_offline(True)
    try:
        page.goto(demo["http"] + "/seat")
        page.wait_for_selector("#offline")
        page.focus("#member")
        type_slowly(page, demo["members"][3]["phone"])
        page.keyboard.press("Tab")
        type_slowly(page, "12.00")
        page.keyboard.press("Enter")
        page.wait_for_selector("#taken:not([hidden])")
    finally:
        paired.set_offline(False)
    page.wait_for_selector("#trade", timeout=30_000)
    page.wait_for_function("() => document.getElementById('waiting').textContent === '0'", timeout=30_000)
    page.close()


def test_every_page_of_the_seat_is_accessible_and_quiet(browser, paired, demo, variant, request):
    pictures = request.config.getoption("--pictures")
    context = open_context(browser, variant, storage_state=paired.storage_state())
    context.clear_cookies(name="tb_language")
    page = context.new_page()
    faults = []
    page.goto(demo["http"] + "/seat")
    shown = page.locator(".entries a").first.get_attribute("href")
    key = re.search(r"key=([^&]+)", shown)[1]
    places = [
        "/seat", "/seat?kind=spend", shown, "/seat/void", "/seat/refund", "/seat/shift/close", "/seat/keys",
        "/seat/offline", f"/seat/slip?key={key}&width=58", f"/seat/slip?key={key}&width=80",
    ]
    for place, path in enumerate(places):
        watch = Watch(page, demo["http"])
        answer = page.goto(demo["http"] + path)
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("lang") == variant.language
        if page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: wider than the window")
        if path == "/seat?kind=spend":
            page.fill("#member", demo["members"][0]["phone"])
            page.click("#ask-balance")
            page.wait_for_selector(".chosen")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        faults += [
            f"{path}: {violation['id']} {node['target']} {node.get('failureSummary', '')[:200]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
        faults += [f"{path}: {fault}" for fault in watch.faults]
        if pictures:
            Path(pictures).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{pictures}/seat-{place:02}-{variant}.png", full_page=True)
    context.close()
    assert not faults, "\n".join(faults)
