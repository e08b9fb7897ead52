"""Shared wallets: two members make one and use it, and the operator's service looks at it."""

import json
import re
import time

from furnish import call
from test_member import code_for, enter, small_targets
from test_people import approve, open_as
from visits import Variant, Watch, keep, open_context


def allow(reviewer, demo: dict) -> None:
    by = {"Authorization": "Bearer " + demo["operator"]["api_key"]}
    programs = call(demo, "GET", "/v1/programs", **by)["data"]
    universal = next(one["id"] for one in programs if one["code"] == "universal")
    body = {"shared_wallets": {"people": 5, "companies": True}, "reason": "families asked for it"}
    made = call(demo, "POST", f"/v1/programs/{universal}/proposals", json.dumps(body).encode(), **by)
    approve(reviewer, f"{demo['http']}/operator/approvals/{made['id']}")
    # Versions come into force by a job.
    deadline = time.monotonic() + 60
    while call(demo, "GET", f"/v1/programs/{universal}", **by).get("shared_wallets") is None:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_a_shared_wallet_lives_on_pages_that_are_accessible_quiet_and_fit_for_thumbs(browser, demo, visited):
    home, faults = demo["http"], []
    clerk, reviewer = open_as(browser, demo, demo["operator"]), open_as(browser, demo, demo["reviewer"])
    allow(reviewer, demo)
    readers = [Variant("en", "light", "phone"), Variant("zh-Hans", "dark", "desktop")]
    people = []
    for member, reader in zip((0, 1), readers):
        context = open_context(browser, reader, has_touch=reader.width == "phone")
        page = context.new_page()
        people.append((context, page, reader, enter(context, page, demo, reader.language, member)))

    def judge(name: str, who: int = 0) -> list[str]:
        _, page, reader, _ = people[who]
        path = page.url.removeprefix(home)
        found = visited.judge(page, path, reader, Watch(page, home), name)
        keep(page, f"{name}-{reader}")
        return found + ([f"{path}: a target of {size}" for size in small_targets(page)]
                        if reader.width == "phone" else [])

    (context, head, _, number), (_, guest, _, phone) = people
    head.goto(home + "/member/pools")
    faults += judge("pools-none")
    head.fill("#name", "The Lis")
    head.locator("form:has(#name) button").click()
    head.wait_for_url("**/member/pools/pol_*")
    pool = re.search(r"/member/pools/pol_\w+", head.url)[0]
    head.fill("#to", phone)
    head.fill("#daily-new", "500")
    head.locator("form[action$='/invite'] button").click()
    head.wait_for_url("**said=*")
    guest.goto(home + "/member/pools")
    faults += judge("pools-asked", 1)
    guest.locator("button[value=accept]").click()
    guest.wait_for_url("**said=*")
    head.goto(home + pool)
    head.locator("details.person summary").last.click()
    faults += judge("pool")
    head.goto(home + pool + "/confirm?act=put")
    faults += judge("pool-put")
    head.fill("#points", "10")
    head.locator("form[action$='/code'] button").click()
    head.wait_for_selector("#secret")
    head.fill("#points", "10")
    head.fill("#secret", code_for(context, demo, number))
    head.locator("form[action$='/confirm'] button").click()
    head.wait_for_url("**said=*")
    faults += judge("pool-put-in")
    guest.goto(home + pool + "/code")
    faults += judge("pool-code", 1)
    guest.goto(home + pool + "/confirm?act=leave")
    faults += judge("pool-leave", 1)

    watch, variant = Watch(clerk, home), Variant("en", "light", "desktop")
    clerk.goto(home + "/operator/pools")
    faults += visited.judge(clerk, "/operator/pools", variant, watch)
    desk = pool.replace("/member/", "/operator/")
    clerk.goto(home + desk)
    faults += visited.judge(clerk, desk, variant, watch, "pool-desk")
    clerk.fill("#reason", "a question")
    clerk.locator("form[action$='/freeze'] button").click()
    clerk.wait_for_selector("form[action$='/unfreeze']")
    faults += visited.judge(clerk, desk, variant, watch, "pool-desk-frozen")
    keep(clerk, "pool-desk-frozen")
    head.goto(home + pool)
    faults += judge("pool-frozen")
    for page in (clerk, reviewer, head, guest):
        page.context.close()
    assert not faults, "\n".join(faults)
