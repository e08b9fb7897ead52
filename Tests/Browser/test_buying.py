"""Points for money: a programme sells them, a member orders, and the payment is told of."""

import json
import re
import time

from furnish import call
from test_member import enter, small_targets
from test_people import approve, open_as
from visits import Variant, Watch, keep, open_context

TERMS = {"on": True, "price": {"points": 500, "money": {"value": 100, "currency": "CNY"}},
         "minimum": 500, "maximum": 50_000, "monthly": 100_000, "return_days": 7, "licensed": True,
         "gifts": True}
MEMBERS = [Variant("zh-Hans", "light", "phone"), Variant("en", "dark", "desktop")]


def let_it_sell(reviewer, demo: dict) -> None:
    by = {"Authorization": "Bearer " + demo["operator"]["api_key"]}
    programs = call(demo, "GET", "/v1/programs", **by)["data"]
    universal = next(one["id"] for one in programs if one["code"] == "universal")
    body = {"services": {"buying": TERMS}, "reason": "licence 2026-31"}
    made = call(demo, "POST", f"/v1/programs/{universal}/proposals", json.dumps(body).encode(), **by)
    approve(reviewer, f"{demo['http']}/operator/approvals/{made['id']}")
    # Versions come into force by a job.
    deadline = time.monotonic() + 60
    while call(demo, "GET", f"/v1/programs/{universal}", **by)["services"].get("buying") is None:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_points_are_bought_on_pages_that_are_accessible_quiet_and_fit_for_thumbs(browser, demo, visited):
    home, faults = demo["http"], []
    clerk, reviewer = open_as(browser, demo, demo["operator"]), open_as(browser, demo, demo["reviewer"])
    watch, variant = Watch(clerk, home), Variant("en", "light", "desktop")
    let_it_sell(reviewer, demo)
    for member, reader in enumerate(MEMBERS, start=2):
        context = open_context(browser, reader, has_touch=reader.width == "phone")
        page = context.new_page()
        enter(context, page, demo, reader.language, member)

        def judge(name: str, page=page, reader=reader) -> list[str]:
            path = page.url.removeprefix(home)
            found = visited.judge(page, path, reader, Watch(page, home), name)
            keep(page, f"{name}-{reader}")
            return found + ([f"{path}: a target of {size}" for size in small_targets(page)]
                            if reader.width == "phone" else [])

        page.goto(home + "/member/buy")
        page.fill("#points", "499")
        page.locator("form:has(#points) button").click()
        page.wait_for_selector("[aria-invalid=true], .notice.bad, .fault")
        faults += judge("buy-too-few")
        page.goto(home + "/member/buy")
        page.fill("#points", "5000")
        page.locator("form:has(#points) button").click()
        page.wait_for_selector("input[name=offer]", state="attached")
        faults += judge("buy-offer")
        page.locator("form:has(input[name=offer]) button").click()
        page.wait_for_url("**/member/buy/orders/pod_*")
        faults += judge("buy-order")
        order = re.search(r"pod_\w+", page.url)[0]
        page.goto(home + "/member/buy")
        faults += judge("buy")

        desk = f"/operator/points-orders/{order}"
        clerk.goto(home + desk)
        faults += visited.judge(clerk, desk, variant, watch, "points-order")
        clerk.fill("#payment", "wx-" + order)
        clerk.fill("#amount", "10.00")
        clerk.locator("form[action$='/pay'] button").click()
        clerk.wait_for_selector("form[action$='/drop']")
        faults += visited.judge(clerk, desk, variant, watch, "points-order-noted")
        keep(clerk, "points-order-noted")
        # The second word is that of the system that took the payment.
        paid = {"payment": "wx-" + order, "amount": {"value": 1000, "currency": "CNY"}}
        made = call(demo, "POST", f"/v1/points-orders/{order}/payment", json.dumps(paid).encode(),
                    Authorization="Bearer " + demo["operator"]["api_key"])
        assert made["state"] == "credited", made
        clerk.goto(home + desk)
        assert clerk.locator(".detail-head .badge.good").count() == 1
        faults += visited.judge(clerk, desk, variant, watch, "points-order-paid")
        page.goto(f"{home}/member/buy/orders/{order}")
        faults += judge("buy-paid")
        page.locator("form[action$='/return'] button").click()
        page.wait_for_load_state("load")
        assert page.locator("form[action$='/return'], .notice.bad").count() == 0
        faults += judge("buy-given-back")
        context.close()
    clerk.goto(home + "/operator/points-orders")
    faults += visited.judge(clerk, "/operator/points-orders", variant, watch)
    keep(clerk, "points-orders")
    for page in (clerk, reviewer):
        page.context.close()
    assert not faults, "\n".join(faults)
