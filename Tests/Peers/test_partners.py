"""Exchange with an outside programme that is not written in Swift: its book and ours must say the same
whatever answers are lost, and whoever stops when."""

import re
import time

import pytest
import requests
from conftest import served
from member_site import MemberSite, hidden, token
from outside import Outside

SECRET = "outside-secret-of-32-characters!"
GIVES, RECEIVES = 5, 2


class Platform:
    """The operator's side of a demo."""

    def __init__(self, demo):
        self.demo, self.home = demo, demo.http
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + demo.access["operator"]["api_key"]

    def ask(self, method: str, path: str, body: dict | None = None) -> dict:
        answer = self.session.request(method, self.home + path, json=body, timeout=60)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def approve(self, approval: str) -> None:
        browser, who = requests.Session(), self.demo.access["reviewer"]
        entry = browser.get(self.home + "/operator/sign-in", timeout=60).text
        browser.post(self.home + "/operator/sign-in", timeout=60, data={
            "login": who["login"], "password": who["password"], "form_token": token(entry), "next": ""})
        page = browser.get(f"{self.home}/operator/approvals/{approval}", timeout=60).text
        assert SECRET not in page
        done = browser.post(
            f"{self.home}/operator/approvals/{approval}/approve", timeout=60,
            data={"form_token": token(page), "reason": "agreed"})
        assert done.ok, done.text[:500]
        outcome = self.ask("GET", f"/v1/approvals/{approval}")
        assert outcome["state"] == "succeeded", outcome

    def exchanges(self) -> dict[str, dict]:
        return {one["id"]: one for one in self.ask("GET", "/v1/partner-exchanges?limit=100")["data"]}

    def spendable(self, phone: str) -> int:
        found = self.ask("GET", f"/v1/members?phone=%2B{phone.removeprefix(chr(43))}")["data"][0]
        programs = self.ask("GET", "/v1/programs")["data"]
        universal = next(program["id"] for program in programs if program["code"] == "universal")
        wallets = self.ask("GET", f"/v1/members/{found['id']}/wallets")["data"]
        return next((wallet["spendable"] for wallet in wallets if wallet["program"] == universal), 0)


@pytest.fixture(scope="module")
def outside():
    partner = Outside(SECRET)
    yield partner
    partner.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, outside):
    """A demo in which two people set the partner and its rates up."""
    folder = tmp_path_factory.mktemp("partners")
    with served(folder) as demo:
        platform = Platform(demo)
        merchant = platform.ask("GET", "/v1/merchants")["data"][0]["id"]
        partner = platform.ask("POST", "/v1/partners", {
            "code": "OUT", "name": "Outside", "merchant": merchant, "url": outside.url, "secret": SECRET,
            "reason": "contract"})
        assert "secret" not in partner
        platform.approve(partner["approval"])
        rates = platform.ask("POST", "/v1/exchange-rates", {"reason": "contract", "rates": [
            {"from": "universal", "into": "partner:OUT", "gives": GIVES, "receives": RECEIVES},
            {"from": "partner:OUT", "into": "universal", "gives": RECEIVES, "receives": GIVES,
             "spread_basis_points": 100},
        ]})
        platform.approve(rates["id"])
    return folder


def begin(site: MemberSite, direction: str, points: int) -> str:
    """An exchange from the form to its page; proven by the member's PIN."""
    page = site.get("/member/partners")
    way = next(way for way in re.findall(r'<option value="(ptn_[^"]+)"', page) if f" {direction} " in way)
    offered = site.post("/member/partners", {
        "way": way, "points": str(points), "account": "OUT-77", "proof": "424242"}, page)
    assert offered.status_code == 200, offered.text[:2000]
    form = {name: hidden(offered.text, name) for name in ("quote", "account", "proof")}
    sent = site.post("/member/partners/send", form | {
        "way": "pin", "secret": site.member["pin"]}, offered.text)
    assert sent.status_code == 200, sent.text[:2000]
    # Sent again, as by an impatient thumb, it is the same one.
    assert site.post("/member/partners/send", form, offered.text).url == sent.url
    return sent.url.rsplit("/", 1)[1]


def settle(platform: Platform, ids: list[str], limit_seconds: int = 120) -> dict[str, dict]:
    deadline = time.monotonic() + limit_seconds
    while time.monotonic() < deadline:
        found = platform.exchanges()
        if all(found[one]["state"] in ("done", "refused") for one in ids):
            return found
        time.sleep(0.5)
    raise AssertionError({one: platform.exchanges()[one] for one in ids})


def test_both_books_say_the_same_whatever_is_lost_and_whoever_stops(folder, outside):
    ids: list[str] = []
    with served(folder) as demo:
        platform = Platform(demo)
        member = demo.access["members"][5]
        before = platform.spendable(member["phone"])
        site = MemberSite(demo, member)
        # Rates hold two minutes after they were decided on.
        deadline = time.monotonic() + 180
        while 'value="ptn_' not in site.get("/member/partners"):
            assert time.monotonic() < deadline
            time.sleep(1)
        outside.moods[:] = ["well", "refuses", "loses", "well", "broken", "loses"]
        ids += [begin(site, "out", 500), begin(site, "out", 400), begin(site, "out", 300)]
        ids += [begin(site, "in", 40), begin(site, "in", 30)]
        states = {one: platform.exchanges()[one]["state"] for one in ids}
        assert states[ids[0]] == "done" and states[ids[1]] == "refused"
        assert "unknown" in states.values()
        page = site.get(f"/member/partners/{ids[4]}")
        assert "424242" not in page
        # What it is asked next it never hears of, until the job asks again.
        outside.moods[:] = ["away"] * 3
        ids.append(begin(site, "out", 250))
        assert platform.exchanges()[ids[5]]["state"] == "unknown"
        assert "Not certain yet" in site.get(f"/member/partners/{ids[5]}")
    # Another server goes on with what the first left open.
    with served(folder) as demo:
        platform = Platform(demo)
        found = settle(platform, ids)
        assert [found[one]["state"] for one in ids] == ["done", "refused", "done", "done", "done", "done"]
        assert not outside.faults, outside.faults
        done = {one: found[one] for one in ids if found[one]["state"] == "done"}
        assert {one: line["points"] for one, line in outside.book.items()} == {
            one: exchange["partner_points"] for one, exchange in done.items()}
        moved = sum(
            one["points"] if one["direction"] == "in" else -one["points"] for one in done.values())
        assert moved == 40 * GIVES // RECEIVES * 99 // 100 + 30 * GIVES // RECEIVES * 99 // 100 - 1_050
        assert platform.spendable(member["phone"]) == before + moved
        # Out: rounded down for the member.
        assert [done[ids[0]]["partner_points"], done[ids[5]]["partner_points"]] == [200, 100]
