"""What the browser tests share: the variants of a page, signing in, and watching what a page does wrong."""

import itertools
import re
from dataclasses import dataclass

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
SHORT = [("zh-Hans", "light", "phone"), ("zh-Hans", "light", "desktop")]
FULL = list(itertools.product(["zh-Hans", "zh-Hant", "en"], ["light", "dark"], WIDTHS))


@dataclass(frozen=True)
class Variant:
    language: str
    theme: str
    width: str

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.width}"


def open_context(browser, variant: Variant, **more):
    width, height = WIDTHS[variant.width]
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=variant.theme,
        locale=variant.language,
        **more,
    )


def sign_in(page, demo: dict) -> None:
    page.goto(demo["http"] + "/operator/sign-in")
    page.fill("#login", demo["operator"]["login"])
    page.fill("#password", demo["operator"]["password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/operator")


class Watch:
    """Notes errors of the console, failed answers and requests to other sites."""

    def __init__(self, page, home: str):
        self.faults: list[str] = []
        page.on("console", lambda line: line.type in ("error", "warning") and self.faults.append(line.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        # A page's icon that was still on its way when the test went on to the next page is no fault.
        page.on(
            "requestfailed",
            lambda request: request.failure == "net::ERR_ABORTED"
            or self.faults.append(f"failed: {request.url}"),
        )
        page.on(
            "request",
            lambda request: request.url.startswith(home) or self.faults.append(f"foreign: {request.url}"),
        )


def wording(page) -> str:
    """What a page says in words, without what stands there as code: names of acts, keys of templates."""
    return page.evaluate(
        """() => {
          const body = document.body.cloneNode(true);
          for (const part of body.querySelectorAll("code, textarea, script")) part.remove();
          return body.textContent;
        }"""
    )


def addresses(page, demo: dict) -> list[str]:
    """Every kind of page, with a real member and real transactions of this demo."""
    home = demo["http"]

    def visit(path: str) -> str:
        page.goto(home + path)
        return page.content()

    def first(path: str, pattern: str) -> str:
        found = re.search(pattern, visit(path))
        assert found, f"{path} shows nothing that matches {pattern}"
        return found[0]

    member = first("/operator/members", r"/operator/members/mem_\w+")
    earned = first("/operator/transactions?kind=earn", r"/operator/transactions/txn_\w+")
    spent = first("/operator/transactions?kind=spend", r"/operator/transactions/txn_\w+")
    proposed = [
        first(f"/operator/approvals?part={part}", r"/operator/approvals/apr_\w+")
        for part in ("to_decide", "own")
    ]
    person = first("/operator/staff", r"/operator/staff/usr_\w+")
    other = re.findall(r"/operator/members/(mem_\w+)", visit("/operator/members"))[-1]
    program = first("/operator/programs", r"/operator/programs/prg_\w+")
    account = first("/operator/ledger/accounts?kind=issuer", r"/operator/ledger/accounts/issuer\.[\w.]+")
    adjust = member + "/adjust?direction=give&program=universal&points="
    return [
        "/", "/help", "/developers", "/operator", "/operator/members", "/operator/members?q=nobody", member,
        "/operator/transactions", "/operator/transactions?limit=100", earned, spent, "/operator/merchants",
        "/operator/approvals", "/operator/approvals?part=settled", "/operator/approvals/rules", *proposed,
        "/operator/staff", person, "/operator/audit", "/operator/account",
        "/operator/terminals", "/operator/cases",
        "/operator/terminals/new", "/operator/devices", "/operator/day-files",
        adjust, adjust + "20000", f"{member}/merge?q={other}", program, program + "/change",
        "/operator/ledger?day=2026-01-01", "/operator/ledger/accounts", account, "/operator/settings",
        "/operator?days=90", "/operator/programs", "/operator/earning-rules",
        "/operator/earning-rules/new?template=night", "/operator/ledger", "/operator/feedback",
        "/operator/messages", "/operator/messages/spent", "/operator/deliveries",
        "/operator/webhooks", "/operator/webhook-deliveries", "/operator/jobs", "/operator/job-runs",
        "/operator/nowhere",
    ]
