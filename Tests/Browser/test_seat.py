"""The seat with the keyboard alone: signing in, earning, spending, voiding, and earning without a line."""

import re
import subprocess
from pathlib import Path

import pytest
from keys import HUMAN, at, scan, tab_to, type_slowly
from visits import Variant, Watch, keep, open_context

@pytest.fixture(scope="module")
def paired(browser, demo):
    """A browser that was paired and whose cashier has opened a shift: what its cookies are."""
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    come_in(context.new_page(), demo, demo["merchants"][0])
    yield context
    context.close()


def seat(paired, demo):
    page = paired.new_page()
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    return page, watch


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


def test_a_members_discount_is_shown_before_the_money_is_taken_and_stands_on_the_slip(browser, demo):
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    page = context.new_page()
    come_in(page, demo, demo["merchants"][4])
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    page.keyboard.press("F3")
    type_slowly(page, demo["members"][6]["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "128.50")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector(".offer")
    # 7.5 % in this store, of 128.50, the fen rounded down.
    shown = page.inner_text(".offer")
    assert "128.50" in shown and "9.63" in shown and "118.87" in shown, shown
    assert page.locator("#result").count() == 0, "nothing is booked yet"
    keep(page, "discount")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    keep(page, "discount-dark-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    at(page, "#go")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-state=booked]")
    page.locator("#reprint button").click()
    page.wait_for_selector(".slip")
    slip = page.inner_text(".slip")
    assert "9.63" in slip and "118.87" in slip, slip
    keep(page, "discount-slip")
    assert not watch.faults, watch.faults
    context.close()


def test_a_scan_fills_the_member_wherever_the_cursor_is(paired, demo):
    page, watch = seat(paired, demo)
    # A busy machine may send keys as slowly as a person types, which no scanner does.
    for _ in range(5):
        page.fill("#reference", "")
        page.focus("#reference")
        page.keyboard.type("R-7", delay=HUMAN)
        page.wait_for_timeout(100)
        scan(page, demo["members"][1]["card"])
        if page.input_value("#reference") == "R-7":
            break
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


def test_an_outcome_that_nobody_heard_is_unknown_and_then_known(paired, demo):
    """The answer is cut after the server booked: the page says unknown, asks again, and tells the truth."""
    page, _ = seat(paired, demo)
    member = demo["members"][5]
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")

    def cut(route):
        # The order goes through, and its answer is lost on the way back.
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    paired.route("**/seat/trade", cut)
    page.keyboard.press("F3")
    type_slowly(page, member["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "77.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#asked:not([hidden])")
    assert "结果未知" in page.locator("#asked").inner_text()
    assert page.locator(".panel.bad").count() == 0, "unknown is never shown as failure"
    paired.unroute("**/seat/trade")
    page.wait_for_selector("#result[data-state=booked]", timeout=30_000)
    assert "77" in page.locator("#result").inner_text()
    page.goto(demo["http"] + "/seat")
    entries = page.locator(".entries li", has_text="77.00")
    assert entries.count() == 1
    page.close()


def test_sound_is_off_until_asked_for_and_remembered(paired, demo):
    page, watch = seat(paired, demo)
    member = demo["members"][6]

    def earn(amount: str) -> None:
        at(page, "#member")
        page.keyboard.press("F3")
        type_slowly(page, member["phone"])
        page.keyboard.press("Enter")
        type_slowly(page, amount)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#result[data-state=booked]")

    earn("10.00")
    assert page.evaluate("() => document.body.dataset.sound") is None
    page.goto(demo["http"] + "/seat")
    page.locator("#sound").click()
    assert page.locator("#sound").inner_text() == "提示音：开"
    page.wait_for_selector("body[data-sound=booked]")
    page.reload()
    assert page.locator("#sound").inner_text() == "提示音：开"
    earn("11.00")
    page.wait_for_selector("body[data-sound=booked]")
    # More than anybody has: declined sounds otherwise.
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    page.keyboard.press("F4")
    type_slowly(page, member["phone"])
    page.keyboard.press("Enter")
    type_slowly(page, "99999.00")
    page.keyboard.press("Enter")
    type_slowly(page, member["pin"])
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("body[data-sound=refused]")
    page.goto(demo["http"] + "/seat")
    page.locator("#sound").click()
    assert page.locator("#sound").inner_text() == "提示音：关"
    assert not watch.faults, watch.faults
    page.close()


def test_the_code_on_the_slip_is_the_entrys_and_the_printers_file_comes_with_it(paired, demo, tmp_path):
    page, watch = seat(paired, demo)
    shown = page.locator(".entries a", has_text="消费积分").first.get_attribute("href")
    page.goto(demo["http"] + shown)
    at(page, "#next")
    page.keyboard.press("Alt+P")
    page.wait_for_selector(".slip")
    page.locator(".qr").screenshot(path=tmp_path / "qr.png")
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", tmp_path / "qr.png"], capture_output=True, text=True, timeout=60)
    receipt = re.search(r"txn_\w+", page.locator(".slip").first.inner_text())[0]
    assert done.stdout.strip().endswith("/member/entries/" + receipt)
    with page.expect_download() as download:
        page.locator("#escpos").click()
    data = Path(download.value.path()).read_bytes()
    assert data[:4] == b"\x1b@\x1c&" and receipt.encode() in data
    assert "会员存根".encode("gbk") in data
    assert not watch.faults, watch.faults
    page.close()


def test_a_whole_shift_with_the_keyboard_alone(browser, demo):
    """
    Open, earn, spend, balance, top-up, refund by receipt, void, handover, lock, the next shift: no mouse, and
    at each step a mark where the cursor is.
    """
    shop, member = demo["merchants"][2], demo["members"][7]
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    page = context.new_page()
    watch = Watch(page, demo["http"])
    come_in(page, demo, shop)

    def enter(key: str, amount: str, *more: str) -> int:
        at(page, "#member")
        page.keyboard.press(key)
        for text in (member["phone"], amount, *more):
            type_slowly(page, text)
            page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#result[data-state=booked]")
        left = balance(page)
        at(page, "#next")
        return left

    first = enter("F3", "200.00")
    receipt = re.search(r"txn_\w+", page.locator("main").inner_text())[0]
    page.keyboard.press("Enter")
    spent = enter("F4", "0.10", member["pin"])
    assert spent == first - 50
    page.keyboard.press("Enter")
    at(page, "#member")
    type_slowly(page, member["phone"])
    page.keyboard.press("F7")
    page.wait_for_selector(".chosen")
    assert f"{spent:,}" in page.locator(".chosen ~ .balance").first.inner_text()
    page.keyboard.press("Escape")
    at(page, "#member")
    topped = enter("F10", "30.00")
    assert topped > spent
    page.keyboard.press("Enter")
    at(page, "#member")
    page.keyboard.press("F9")
    page.wait_for_url("**/seat/refund")
    at(page, "#receipt")
    page.keyboard.type(receipt, delay=HUMAN)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result[data-state=booked]")
    at(page, "#next")
    page.keyboard.press("Enter")
    at(page, "#member")
    before = enter("F3", "15.00")
    page.keyboard.press("Enter")
    at(page, "#member")
    page.keyboard.press("F8")
    page.wait_for_url("**/seat/void")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-state=booked]")
    assert balance(page) < before
    at(page, "#next")
    page.keyboard.press("Enter")
    at(page, "#member")
    tab_to(page, "a[href='/seat/shift/close']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat/shift/close")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat/shifts/*")
    slip = page.locator(".slip").inner_text()
    assert all(kind in slip for kind in ("消费积分", "积分消费", "积分充值", "退货", "撤销"))
    page.keyboard.press("Escape")
    page.wait_for_url("**/seat")
    tab_to(page, "form.person button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat/sign-in*")
    # Whoever takes over signs in where the browser is paired already, and begins with an empty shift.
    type_slowly(page, shop["seat_number"])
    page.keyboard.press("Tab")
    type_slowly(page, shop["seat_pin"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trade")
    at(page, "#member")
    assert page.locator(".entries li").count() == 0
    assert not watch.faults, watch.faults
    context.close()


def test_whoever_walks_away_is_locked_out(browser, demo):
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    page = context.new_page()
    come_in(page, demo, demo["merchants"][-1])
    page.clock.install()
    page.reload()
    at(page, "#member")
    page.clock.fast_forward(280_000)
    page.keyboard.press("Shift")
    page.clock.fast_forward(280_000)
    assert page.locator("#trade").count() == 1
    page.clock.fast_forward(20_000)
    page.wait_for_url("**/seat/sign-in*")
    context.close()


def come_in(page, demo: dict, shop: dict) -> None:
    page.goto(demo["http"] + "/seat")
    page.wait_for_url("**/seat/pair")
    for text, address in ((shop["seat_pairing_code"], "**/seat/sign-in"), (shop["seat_number"], None)):
        type_slowly(page, text)
        page.keyboard.press("Enter" if address else "Tab")
        if address:
            page.wait_for_url(address)
    type_slowly(page, shop["seat_pin"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/seat")
    at(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trade")


def test_every_page_of_the_seat_is_accessible_and_quiet(browser, paired, demo, variant, visited):
    # The worker hands on what it unpacked, so what comes over the wire is seen without it.
    state = paired.storage_state()
    context = open_context(browser, variant, storage_state=state, service_workers="block")
    context.clear_cookies(name="tb_language")
    page = context.new_page()
    faults = []
    page.goto(demo["http"] + "/seat")
    if not page.locator(".entries li:not(:has(.badge)) a").count():
        page.fill("#member", demo["members"][1]["phone"])
        page.fill("#amount", "28.00")
        page.locator("#go").click()
        page.wait_for_selector("#result[data-state=booked]")
        page.goto(demo["http"] + "/seat")
    shown = page.locator(".entries li:not(:has(.badge)) a").first.get_attribute("href")
    key = re.search(r"key=([^&]+)", shown)[1]
    places = [
        "/seat", "/seat?kind=spend", shown, "/seat/void", "/seat/refund", "/seat/shift/close", "/seat/keys",
        "/seat/offline", f"/seat/slip?key={key}&width=58", f"/seat/slip?key={key}&width=80",
    ]
    for path in places:
        watch = Watch(page, demo["http"])
        answer = page.goto(demo["http"] + path)
        assert answer.status == 200, path
        if path == "/seat?kind=spend":
            page.fill("#member", demo["members"][0]["phone"])
            page.click("#ask-balance")
            page.wait_for_selector(".chosen")
        faults += visited.judge(page, path, variant, watch)
    faults += cards_of(demo["members"][1], page, demo, variant, visited)
    faults += declined_and_handed_over(page, demo, variant, visited)
    context.close()
    assert not faults, "\n".join(faults)


def cards_of(member, page, demo, variant, visited) -> list[str]:
    """A member's cards, found by their phone, and one of them."""
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat/cards")
    page.fill("#find", member["phone"])
    page.press("#find", "Enter")
    page.wait_for_selector(".entries a[href^='/seat/cards/']")
    faults = visited.judge(page, "/seat/cards", variant, watch)
    page.locator(".entries a[href^='/seat/cards/']").first.click()
    page.wait_for_url("**/seat/cards/crd_*")
    path = page.url.removeprefix(demo["http"])
    return faults + visited.judge(page, path, variant, Watch(page, demo["http"]))


def test_a_card_is_made_blocked_and_replaced_at_the_seat(paired, demo):
    member = demo["members"][9]
    page, watch = seat(paired, demo)
    page.keyboard.press("F6")
    page.wait_for_url("**/seat/cards")
    at(page, "#find")
    # Without its holder's proof nothing is made, and what was typed stays.
    page.fill("#member", member["phone"])
    page.locator("form[action='/seat/cards/issue'] button.button:not(.plain)").click()
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#member") == member["phone"]
    page.fill("#issue-proof", member["pin"])
    page.locator("form[action='/seat/cards/issue'] button.button:not(.plain)").click()
    page.wait_for_url("**/seat/cards/crd_*said=issued")
    number = page.locator("dd code").first.inner_text()
    assert re.fullmatch(r"\d{16}", number)
    page.locator("button[name=how][value=lost]").click()
    page.wait_for_url("**said=lost")
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    page.fill("#member", number)
    page.locator("#ask-balance").click()
    page.wait_for_selector("[role=alert]")
    assert "已挂失" in page.locator("[role=alert]").inner_text()
    page.keyboard.press("F6")
    page.fill("#find", number)
    page.press("#find", "Enter")
    page.wait_for_url("**/seat/cards/crd_*")
    page.fill("#replace-proof", member["pin"])
    page.locator("form[action$='/replace'] button.button:not(.plain)").click()
    page.wait_for_url("**said=replaced")
    assert page.locator("dd code").first.inner_text() != number
    watch.faults = [fault for fault in watch.faults if "422" not in fault]
    assert not watch.faults, watch.faults
    page.close()


def declined_and_handed_over(page, demo, variant, visited) -> list[str]:
    """A spend that is declined, and the handover slip of a shift of this variant's own."""
    page.goto(demo["http"] + "/seat?kind=spend")
    page.fill("#member", demo["members"][8]["phone"])
    page.fill("#amount", "99999.00")
    page.fill("#proof", demo["members"][8]["pin"])
    watch = Watch(page, demo["http"])
    page.locator("#go").click()
    page.wait_for_selector("#result[data-state=refused]")
    faults = visited.judge(page, "/seat/result", variant, watch, "result.declined")
    page.goto(demo["http"] + "/seat/shift/close")
    page.locator("main form button").click()
    page.wait_for_url("**/seat/shifts/*")
    watch = Watch(page, demo["http"])
    page.reload()
    faults += visited.judge(page, page.url.removeprefix(demo["http"]), variant, watch, "handover")
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat")
    faults += visited.judge(page, "/seat", variant, watch, "shift-none")
    page.locator("main form button").click()
    page.wait_for_selector("#trade")
    # The seat whose cashier is away; the session itself stays for the variants to come.
    page.context.clear_cookies(name="tb_cashier")
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat/sign-in")
    faults += visited.judge(page, "/seat/sign-in", variant, watch)
    return faults
