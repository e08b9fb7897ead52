"""Blocks of points: a merchant orders one, its payment is noted, two people set that it gives from blocks."""

import json
import re

from furnish import call
from test_people import approve, open_as
from test_settlements import sign_in_at_shop
from visits import Variant, Watch, keep, open_context

READERS = [Variant("zh-Hans", "light", "phone"), Variant("en", "dark", "desktop")]


def test_blocks_are_ordered_and_paid_on_pages_that_are_accessible_and_quiet(browser, demo, visited):
    home, faults = demo["http"], []
    clerk, reviewer = open_as(browser, demo, demo["operator"]), open_as(browser, demo, demo["reviewer"])
    watch, variant = Watch(clerk, home), Variant("en", "light", "desktop")
    clerk.goto(home + "/operator/points-blocks")
    faults += visited.judge(clerk, "/operator/points-blocks", variant, watch, "points-blocks-none")
    for reader in READERS:
        context = open_context(browser, reader, has_touch=reader.width == "phone")
        page = context.new_page()
        sign_in_at_shop(page, demo)

        def judge(name: str, page=page, reader=reader) -> list[str]:
            path = page.url.removeprefix(home)
            found = visited.judge(page, path, reader, Watch(page, home), name)
            keep(page, f"{name}-{reader}")
            return found

        page.goto(home + "/merchant/points-blocks")
        faults += judge("points-blocks-own")
        page.fill("#points", "1000000")
        page.press("#points", "Enter")
        page.wait_for_selector("#offer")
        faults += judge("points-blocks-offer")
        page.locator("#offer form button").click()
        page.wait_for_url("**/merchant/points-blocks/blk_*")
        faults += judge("points-block-own")
        block = re.search(r"blk_\w+", page.url)[0]
        desk = f"/operator/points-blocks/{block}"
        clerk.goto(home + desk)
        faults += visited.judge(clerk, desk, variant, watch, "points-block")
        by = {"Authorization": "Bearer " + demo["operator"]["api_key"]}
        order = call(demo, "GET", f"/v1/points-blocks/{block}", **by)
        shop = order["merchant"]
        clerk.fill("#payment", "wx-" + block)
        clerk.fill("#amount", f"{order['price']['value'] / 100:.2f}")
        clerk.locator("form[action$='/pay'] button").click()
        clerk.wait_for_selector("form[action$='/drop']")
        faults += visited.judge(clerk, desk, variant, watch, "points-block-noted")
        # The second word is that of the system that took the payment.
        paid = {"payment": "wx-" + block, "amount": order["price"]}
        made = call(demo, "POST", f"/v1/points-blocks/{block}/payment", json.dumps(paid).encode(), **by)
        assert made["state"] == "paid", made
        page.goto(home + f"/merchant/points-blocks/{block}")
        faults += judge("points-block-paid")
        context.close()
    funding = f"/operator/issuing-funding/{shop}"
    for mode in ("prepaid", "open"):
        clerk.goto(home + funding)
        faults += visited.judge(clerk, funding, variant, watch, "issuing-funding-" + mode)
        clerk.select_option("#mode", mode)
        clerk.fill("#reason", "contract")
        clerk.locator(f"form[action='{funding}'] button").click()
        clerk.wait_for_url("**/operator/approvals/apr_*")
        approve(reviewer, clerk.url)
    clerk.goto(home + "/operator/points-blocks?state=paid")
    faults += visited.judge(clerk, "/operator/points-blocks", variant, watch)
    keep(clerk, "points-blocks")
    for page in (clerk, reviewer):
        page.context.close()
    assert not faults, "\n".join(faults)
