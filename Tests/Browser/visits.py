"""What the browser tests share: the variants of a page, signing in, and watching what a page does wrong."""

import itertools
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Over the wire, all that a first visit asks for.
HEAVIEST_VISIT = 40_000
# A hundred rows were asked for, or an outbox of everything: the page is as long as they are.
LONG = ("limit=100", "/demo/inbox")

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
@dataclass(frozen=True)
class Variant:
    language: str
    theme: str
    width: str

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.width}"


FULL = [
    Variant(*each) for each in itertools.product(["zh-Hans", "zh-Hant", "en"], ["light", "dark"], WIDTHS)]
# What the guides show; a member's pages also as they are read elsewhere.
SHOWN = [Variant("zh-Hans", "light", "phone"), Variant("zh-Hans", "light", "desktop")]
SHOWN_TO_MEMBERS = [
    *SHOWN, Variant("zh-Hant", "dark", "phone"), Variant("en", "dark", "phone"),
    Variant("en", "light", "desktop")]
# A pair looks at a phone and a desktop, day and night, two languages; the six are all twelve variants.
PAIRS = [
    (Variant(one, theme, "phone"), Variant(other, "dark" if theme == "light" else "light", "desktop"))
    for theme, pairs in {
        "light": [("zh-Hans", "zh-Hant"), ("zh-Hant", "en"), ("en", "zh-Hans")],
        "dark": [("zh-Hans", "en"), ("zh-Hant", "zh-Hans"), ("en", "zh-Hant")],
    }.items()
    for one, other in pairs
]


def variants_of(test: str, turn: int) -> list[Variant]:
    """
    Two of the twelve, other ones for other tests, so that every run sees each variant somewhere, and the next
    ones on the next turn, so that six turns see each test in all. Members read in three languages whatever
    the run: theirs are six.
    """
    at = turn + zlib.crc32(test.encode())
    if "member" not in test.split("."):
        return list(PAIRS[at % 6])
    first = at % 2 * 3
    return [variant for pair in PAIRS[first:first + 3] for variant in pair]


def keep(page, name: str) -> None:
    """A picture, where somebody wants to look."""
    if folder := os.environ.get("TONGBAO_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def open_context(browser, variant: Variant, **more):
    width, height = WIDTHS[variant.width]
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=variant.theme,
        locale=variant.language,
        **more,
    )


def sign_in(page, demo: dict, person: str = "operator") -> None:
    page.goto(demo["http"] + "/operator/sign-in")
    page.fill("#login", demo[person]["login"])
    page.fill("#password", demo[person]["password"])
    page.press("#password", "Enter")
    page.wait_for_url("**/operator")


class Watch:
    """Notes errors of the console, failed answers and requests to other sites."""

    def __init__(self, page, home: str):
        self.faults: list[str] = []
        page.on("console", self.hear)
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

    def hear(self, line) -> None:
        # What Playwright says of itself where a test keeps the worker away.
        if line.type in ("error", "warning") and "blocked by Playwright" not in line.text:
            self.faults.append(line.text)


def inaccessible(page) -> list[str]:
    """What axe finds on a page, one line for each part; all that it finds no fault with stays in the page."""
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [
        f"{violation['id']} {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


class Visited:
    """Which pages the whole run has looked at, and where their pictures go."""

    def __init__(self, pictures: str | None):
        self.paths: set[str] = set()
        self.pictures = Path(pictures) if pictures else None
        self.taken: set[Path] = set()

    def judge(self, page, path: str, variant: Variant, watch: Watch, name: str = "") -> list[str]:
        """What every page of every face is held to, and its picture where pictures are asked for."""
        self.paths.add(path.split("?")[0])
        faults = [f"{path}: {fault}" for fault in watch.faults]
        language = page.locator("html").get_attribute("lang")
        if language != variant.language:
            faults.append(f"{path}: in {language}")
        # A key in place of its text, a placeholder left empty, a failed part.
        text = wording(page)
        if "curl" not in text:
            faults += [
                f"{path}: {hole}" for hole in re.findall(r"\b[a-z]+\.[a-z]+_[a-z_]+\b|\{[a-z]+\}", text)
            ]
        if page.locator(".empty.bad").count():
            faults.append(f"{path}: a part of the page failed")
        if page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: wider than the window")
        weight = page.evaluate(WEIGHT)
        if weight > HEAVIEST_VISIT and not any(part in path for part in LONG):
            faults.append(f"{path}: {weight} bytes over the wire")
        faults += [f"{path}: {fault}" for fault in inaccessible(page)]
        self.picture(page, path, variant, name)
        return faults

    def picture(self, page, path: str, variant: Variant, name: str = "") -> None:
        if self.pictures is None:
            return
        face, slug = named(path)
        # An earn and a spend are both one transaction.
        numbered = (f"{name or slug}{more}.{variant}.png" for more in ("", *(f"-{n}" for n in range(2, 99))))
        file = next(file for file in (self.pictures / face / n for n in numbered) if file not in self.taken)
        self.taken.add(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file, full_page=True)


# What the page and each of its parts take, whether they came now or were kept, and 300 bytes of headers each.
WEIGHT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, part) => sum + part.encodedBodySize + 300, 0)"""


def named(path: str) -> tuple[str, str]:
    """The face of an address and a name for its page: things are `one`, questions follow the page."""
    where, _, asked = path.partition("?")
    parts = [re.sub(r"^[a-z]{3}_\w+$", "one", part) for part in where.strip("/").split("/") if part]
    faces = ("operator", "merchant", "seat", "member")
    face = parts.pop(0) if parts and parts[0] in faces else "open"
    slug = "-".join(parts) or "home"
    asked = re.sub(r"(key|terminal|id)=[^&]*&?", "", asked)
    return face, slug + ("." + re.sub(r"[^a-zA-Z0-9]+", "-", asked).strip("-") if asked else "")


def wording(page) -> str:
    """What a page says in words, without what stands there as code: names of acts, keys of templates."""
    return page.evaluate(
        """() => {
          const body = document.body.cloneNode(true);
          for (const part of body.querySelectorAll("code, textarea, script")) part.remove();
          for (const part of body.querySelectorAll("option")) if (part.value === part.text) part.remove();
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
    card = first(f"/operator/members?q={quote(demo['members'][1]['phone'])}", r"/operator/members/mem_\w+")
    card = first(card, r"/operator/cards/crd_\w+")
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
        "/operator/tags",
        adjust, adjust + "20000", f"{member}/merge?q={other}", program, program + "/change",
        "/operator/ledger?day=2026-01-01", "/operator/ledger/accounts", account, "/operator/settings",
        "/operator?days=90", "/operator/programs", "/operator/earning-rules", "/operator/exchange",
        "/operator/discounts",
        "/operator/exchange?from=universal&into=cloud-beans",
        "/operator/points-cards", "/operator/partners", "/operator/partner-exchanges",
        "/operator/cards", card, "/operator/cost-shares",
        "/operator/earning-rules/new?template=night", "/operator/ladders", "/operator/ladders/new",
        "/operator/ledger", "/operator/feedback",
        "/operator/messages", "/operator/messages/spent", "/operator/deliveries",
        "/operator/webhooks", "/operator/webhook-deliveries", "/operator/jobs", "/operator/job-runs",
        "/operator/nowhere",
    ]
