"""Main pages at 320 px, at a zoom of 200 %, and for people who asked for less movement (WCAG 1.4.10)."""

import pytest
from test_member import enter
from test_merchant_console import sign_in_as_owner
from visits import open_context, sign_in, Variant

OPERATOR = ["/operator", "/operator/members", "/operator/transactions", "/operator/approvals",
            "/operator/staff", "/operator/ledger"]
MERCHANT = ["/merchant", "/merchant/transactions", "/merchant/members", "/merchant/days"]
MEMBER = ["/member", "/member/code", "/member/points", "/member/places", "/member/me"]
OPEN = ["/", "/help", "/operator/sign-in", "/seat/pair", "/seat/keys", "/seat/offline", "/member/enter",
        "/rates"]


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 2)], ids=["320-px", "200-percent"])
def test_main_pages_reflow(browser, demo, width, zoom):
    variant = Variant("en", "light", "phone")
    faults = []

    def look(page, paths):
        for path in paths:
            page.goto(demo["http"] + path)
            faults.extend(f"{path}: {part}" for part in page.evaluate(OVERFLOW))

    # A zoom of 200 % halves what the window has room for, and doubles the pixels of each letter.
    size = {"viewport": {"width": width // zoom, "height": 900 // zoom}, "device_scale_factor": zoom}
    context = browser.new_context(locale=variant.language, **size)
    page = context.new_page()
    look(page, OPEN)
    sign_in(page, demo)
    look(page, OPERATOR)
    sign_in_as_owner(page, demo)
    look(page, MERCHANT)
    enter(context, page, demo, "en")
    look(page, MEMBER)
    context.close()
    assert not faults, "\n".join(faults)


# What stands out of the window and does not scroll within a part of its own.
OVERFLOW = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3)
  .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`)"""


def test_nothing_moves_for_people_who_asked_for_less_movement(browser, demo):
    context = open_context(browser, Variant("en", "light", "desktop"), reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, demo)
    for path in ["/operator", "/operator/members", "/", "/seat/pair", "/member/enter"]:
        page.goto(demo["http"] + path)
        assert page.evaluate(MOVING) == [], path
    context.close()


MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e);
  const long = text => text.split(',').some(part => parseFloat(part) > 0.01);
  return (style.animationName !== 'none' && long(style.animationDuration))
    || (style.transitionProperty !== 'none' && long(style.transitionDuration))
    || style.scrollBehavior === 'smooth';
}).map(e => e.tagName + '.' + e.className)"""
