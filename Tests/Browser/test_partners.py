"""Outside programmes: one is proposed, its secret shown once, another approves, and its page is read."""

import base64
import hashlib
import hmac
import re
import time
import urllib.parse

from test_member import enter
from test_people import approve, open_as
from visits import Variant, Watch, open_context


def hand_over(partner: str, account: str, secret: str) -> str:
    """The address to which a partner sends its customer."""
    stated = {"partner": partner, "account": account, "time": str(int(time.time())),
              "nonce": "0123456789abcdef"}
    text = "\n".join(["tongbao-hand-over-1", *stated.values()]).encode()
    sign = base64.urlsafe_b64encode(hmac.digest(secret.encode(), text, hashlib.sha256)).decode().rstrip("=")
    return "/member/me/links/hand-over?" + urllib.parse.urlencode(stated | {"sign": sign})


def test_a_partner_is_proposed_approved_and_its_page_is_accessible(browser, demo, visited):
    home, variant = demo["http"], Variant("en", "light", "desktop")
    clerk = open_as(browser, demo, demo["operator"])
    reviewer = open_as(browser, demo, demo["reviewer"])
    watch = Watch(clerk, home)
    faults = []
    clerk.goto(home + "/operator/partners")
    clerk.fill("#code", "SKY")
    clerk.fill("#hans", "云端里程")
    clerk.fill("#en", "Sky miles")
    clerk.fill("#merchant", demo["merchants"][1]["code"])
    clerk.fill("#url", "https://points.sky.example/tongbao")
    clerk.check("input[name=links_accounts]")
    clerk.fill("#reason", "contract 31")
    clerk.locator("form[action='/operator/partners'] button").click()
    clerk.wait_for_selector(".copyable code")
    secret = clerk.locator(".copyable code").inner_text()
    assert secret.startswith("tb_partner_") and len(secret) > 40
    faults += visited.judge(clerk, "/operator/partners", variant, watch, "partner-secret")
    proposal = re.search(r"/operator/approvals/apr_\w+", clerk.content())[0]
    clerk.goto(home + proposal)
    assert secret not in clerk.content()
    approve(reviewer, home + proposal)
    clerk.goto(home + "/operator/partners")
    faults += visited.judge(clerk, "/operator/partners", variant, watch)
    partner = re.search(r"/operator/partners/ptn_\w+", clerk.content())[0]
    clerk.goto(home + partner)
    faults += visited.judge(clerk, partner, variant, watch)
    assert secret not in clerk.content()
    # A rate as people type it; another person decides on it.
    clerk.select_option("#way", "out")
    clerk.fill("#gives", "500")
    clerk.fill("#receives", "200")
    clerk.fill("#spread", "1")
    clerk.fill("#rate_reason", "contract 31")
    clerk.locator(f"form[action='{partner}/rates'] button").click()
    clerk.wait_for_url("**/operator/approvals/**")
    approve(reviewer, clerk.url.split("?")[0])
    clerk.goto(home + partner)
    assert "500" in clerk.locator("table").first.inner_text()
    faults += visited.judge(clerk, partner, variant, watch, "partner-with-rate")
    clerk.goto(home + "/operator/partner-exchanges")
    faults += visited.judge(clerk, "/operator/partner-exchanges", variant, watch)
    member = open_context(browser, variant)
    page = member.new_page()
    enter(member, page, demo, "en")
    page.goto(home + "/member/me/links")
    faults += visited.judge(page, "/member/me/links", variant, Watch(page, home), "links-with-form")
    page.goto(home + hand_over(partner.rsplit("/", 1)[1], "SKY-77-8812", secret))
    assert "SKY-77" not in page.locator("main").inner_text() and "8812" in page.locator("main").inner_text()
    faults += visited.judge(page, "/member/me/links/hand-over", variant, Watch(page, home))
    for page in (clerk, reviewer, page):
        page.context.close()
    assert not faults, "\n".join(faults)
