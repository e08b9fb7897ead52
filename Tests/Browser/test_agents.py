"""Agents: one is put into the tree by two people, named in a merchant's terms, and its page says so."""

import re

from test_people import approve, open_as
from visits import Variant, Watch, open_context, sign_in


def agree(clerk, reviewer, home: str, path: str, **fields: str) -> str:
    """Terms that one person proposes and another approves; gives the proposal's address."""
    clerk.goto(home + path)
    for name, text in fields.items():
        clerk.fill("#" + name, text)
    clerk.fill("#reason", "contract 7")
    clerk.locator("form.decision button").last.click()
    clerk.wait_for_url("**/operator/approvals/**")
    proposal = clerk.url.split("?")[0]
    approve(reviewer, proposal)
    return proposal.removeprefix(home)


def terms_of(clerk, home: str, code: str) -> str:
    """The address of a merchant's terms, found by its code."""
    clerk.goto(home + "/operator/merchants")
    for merchant in dict.fromkeys(re.findall(r"/operator/merchants/mch_\w+", clerk.content())):
        clerk.goto(home + merchant)
        if code in clerk.locator("main").inner_text():
            return merchant.replace("merchants", "settlement-terms")
    raise AssertionError(code)


def test_an_agent_is_agreed_on_and_terms_name_it_and_who_brings_orders(browser, demo, variant, visited):
    home = demo["http"]
    shop, agent = demo["merchants"][1]["code"], demo["merchants"][0]["code"]
    clerk = open_as(browser, demo, demo["operator"])
    reviewer = open_as(browser, demo, demo["reviewer"])
    agree(clerk, reviewer, home, "/operator/agents", merchant=agent, region="Harbour")
    clerk.goto(home + "/operator/agents")
    one = re.search(r"/operator/agents/mch_\w+", clerk.content())[0]
    agree(clerk, reviewer, home, terms_of(clerk, home, agent))
    # The merchant's terms, as people type them.
    terms = terms_of(clerk, home, shop)
    proposal = agree(
        clerk, reviewer, home, terms, referrals=f"spring {agent} 2.5 0.10", agents=f"{agent} 20",
        fees="earn pos 0.6% >=0.10 <=5.00\nspend * 1/500\nrefund * 0.20")
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in(page, demo)
    faults = []
    for path in ["/operator/agents", one, terms, proposal]:
        watch = Watch(page, home)
        assert page.goto(home + path).status == 200, path
        faults += visited.judge(page, path, variant, watch, "terms-with-agents" if path == terms else "")
    page.goto(home + one)
    assert page.locator("main").inner_text().count("20%") == 1
    page.goto(home + terms)
    assert page.locator("#referrals").input_value() == f"SPRING {agent} 2.50 0.10 0.00"
    assert page.locator("#fees").input_value().count("\n") == 2
    for opened in (clerk.context, reviewer.context, context):
        opened.close()
    assert not faults, "\n".join(faults)
