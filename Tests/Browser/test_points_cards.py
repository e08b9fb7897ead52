"""Points cards: proposed, approved by another, handed out, sold, and redeemed on the member site."""

import json
import re
import time
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from keys import at, scan, type_slowly
from test_member import enter
from test_people import approve, open_as
from test_seat import come_in
from visits import Variant, Watch, keep, open_context

PASSPHRASE = "a long sentence for the printer"


def codes(file: bytes) -> list[str]:
    head, sealed = file.split(b"\n", 1)
    said = json.loads(head)
    key = Argon2id(
        salt=bytes.fromhex(said["salt"]), length=32, iterations=said["passes"], lanes=said["lanes"],
        memory_cost=said["memory_kib"]).derive(PASSPHRASE.encode())
    text = AESGCM(key).decrypt(bytes.fromhex(said["nonce"]), sealed, head).decode()
    return [line.split(",")[1] for line in text.split("\r\n")[1:] if line]


def test_a_batch_is_ordered_handed_out_sold_and_a_card_of_it_redeemed(browser, demo, visited):
    home = demo["http"]
    clerk = open_as(browser, demo, demo["operator"])
    reviewer = open_as(browser, demo, demo["reviewer"])
    watch = Watch(clerk, home)
    clerk.goto(home + "/operator/points-cards")
    clerk.fill("#points", "500")
    clerk.fill("#count", "20")
    clerk.fill("#buyer", "Spring fair")
    clerk.fill("#until", "2099-12-31")
    clerk.fill("#reason", "ordered")
    keep(clerk, "cards-new")
    clerk.locator("form[action='/operator/points-cards'] button").click()
    clerk.wait_for_url("**/operator/approvals/**")
    keep(clerk, "cards-approval")
    proposal = clerk.url.split("?")[0]
    approve(reviewer, proposal)
    clerk.goto(proposal)
    batch = re.search(r"/operator/points-cards/pcb_\w+", clerk.content())[0]
    deadline = time.monotonic() + 60
    clerk.goto(home + batch)
    while not clerk.locator("#passphrase").count():
        assert time.monotonic() < deadline
        clerk.goto(home + batch)
    clerk.fill("#passphrase", PASSPHRASE)
    clerk.fill("#passphrase_again", PASSPHRASE)
    with clerk.expect_download() as download:
        clerk.locator("form[action$='/export'] button").click()
    made = codes(Path(download.value.path()).read_bytes())
    assert len(set(made)) == 20
    clerk.goto(home + batch)
    clerk.fill("#first", "1")
    clerk.fill("#last", "15")
    clerk.fill("#reference", "INV-1")
    clerk.locator("form[action$='/activate'] button").click()
    clerk.wait_for_load_state("networkidle")
    keep(clerk, "cards-batch")
    assert visited.judge(clerk, batch, Variant("en", "light", "desktop"), watch) == []
    clerk.goto(home + "/operator/points-cards")
    keep(clerk, "cards-list")
    assert watch.faults == []

    member = open_context(browser, Variant("zh-Hans", "light", "phone")).new_page()
    enter(member.context, member, demo, "zh-Hans")
    watch = Watch(member, home)
    member.goto(home + "/member/redeem")
    keep(member, "redeem")
    member.fill("#code", made[0].lower())
    member.locator("form[action='/member/redeem'] button").click()
    member.wait_for_selector("form[action='/member/redeem/confirm']")
    keep(member, "redeem-confirm")
    member.locator("form[action='/member/redeem/confirm'] button").click()
    member.wait_for_url("**/member/points?said=redeemed")
    keep(member, "redeem-done")
    assert watch.faults == []
    member.goto(home + "/member/redeem")
    member.fill("#code", made[0])
    member.locator("form[action='/member/redeem'] button").click()
    member.wait_for_selector("#code-fault")
    keep(member, "redeem-used")
    member.emulate_media(color_scheme="dark")
    keep(member, "redeem-used-dark")
    at_the_seat(browser, demo, made[1])


def at_the_seat(browser, demo, code: str) -> None:
    """The scanner finds the card's own field; F10 goes on to it, too, and the whole card is put in."""
    context = open_context(browser, Variant("zh-Hans", "light", "desktop"))
    page = context.new_page()
    come_in(page, demo, demo["merchants"][3])
    watch = Watch(page, demo["http"])
    page.goto(demo["http"] + "/seat")
    at(page, "#member")
    assert not page.locator("#code").is_visible()
    type_slowly(page, demo["members"][5]["phone"])
    for _ in range(2):
        page.keyboard.press("F10")
    assert page.locator("#kind-card").is_checked()
    assert page.locator("#code").is_visible() and not page.locator("#amount").is_visible()
    page.keyboard.press("F3")
    assert page.locator("#amount").is_visible()
    # A busy machine may send keys as slowly as a person types, which no scanner does.
    for _ in range(5):
        page.focus("#member")
        page.wait_for_timeout(100)
        scan(page, code)
        if page.input_value("#code") == code:
            break
        page.fill("#member", demo["members"][5]["phone"])
    assert page.input_value("#code") == code
    assert page.input_value("#member") == demo["members"][5]["phone"]
    keep(page, "seat-points-card")
    at(page, "#go")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-state=booked]")
    assert "+500" in page.inner_text("#result")
    keep(page, "seat-points-card-done")
    page.locator("#reprint button").click()
    page.wait_for_selector(".slip")
    assert code not in page.content()
    keep(page, "seat-points-card-slip")
    assert not watch.faults, watch.faults
    context.close()
