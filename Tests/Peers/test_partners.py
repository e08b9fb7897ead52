"""Exchange with an outside programme that is not written in Swift: its book and ours must say the same
whatever answers are lost, and whoever stops when."""

import base64
import hashlib
import hmac
import re
import time
import urllib.parse

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

    def universal(self) -> str:
        programs = self.ask("GET", "/v1/programs")["data"]
        return next(program["id"] for program in programs if program["code"] == "universal")

    def spendable(self, phone: str) -> int:
        found = self.ask("GET", f"/v1/members?phone=%2B{phone.removeprefix(chr(43))}")["data"][0]
        universal = self.universal()
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
            "links_accounts": True, "brings_into": platform.universal(), "reason": "contract"})
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


def statement(partner: str, account: str, nonce: str, at: float | None = None, secret: str = SECRET) -> dict:
    """What the outside system states of its customer, as docs/guide/integrators.md says."""
    moment = str(int(time.time() if at is None else at))
    text = "\n".join(["tongbao-hand-over-1", partner, account, moment, nonce])
    code = hmac.digest(secret.encode(), text.encode(), hashlib.sha256)
    return {
        "partner": partner, "account": account, "time": moment, "nonce": nonce,
        "sign": base64.urlsafe_b64encode(code).decode().rstrip("=")}


def agree(site: MemberSite, stated: dict) -> requests.Response:
    """From the link that the outside system makes to what the member is told."""
    address = "/member/me/links/hand-over?" + urllib.parse.urlencode(stated)
    shown = site.browser.get(site.home + address, timeout=60)
    if not shown.ok:
        return shown
    assert stated["account"] not in re.sub(r"<input[^>]+>", "", shown.text), "masked where it is shown"
    form = {name: hidden(shown.text, name) for name in stated}
    return site.post(
        "/member/me/links/confirm", form | {"way": "pin", "secret": site.member["pin"]}, shown.text)


def test_an_account_is_linked_by_a_statement_and_what_lies_there_comes_in_once(folder, outside):
    # The example of the guide.
    example = statement(
        "ptn_5TGZ3QX1N8M0P2VK", "SKY-881", "Zk3vQ0yR8mD1xT5n", 1772438400, "example-secret-of-32-characters!")
    assert example["sign"] == "2bQIT933PqrrB1VC5Qdqdcfg9T8TSSTAhac0bbaa4TE"
    with served(folder) as demo:
        platform = Platform(demo)
        partner = platform.ask("GET", "/v1/partners")["partners"][0]
        first, second = (MemberSite(demo, demo.access["members"][place]) for place in (6, 7))
        deadline = time.monotonic() + 180
        while 'value="ptn_' not in first.get("/member/partners"):
            assert time.monotonic() < deadline
            time.sleep(1)
        before = platform.spendable(first.member["phone"])
        outside.accounts["OUT-9001"] = 40
        # Not heard at first what lies there, then the debit done and not heard: it comes in once.
        outside.moods[:] = ["away", "well", "loses"]
        stated = statement(partner["id"], "OUT-9001", "nonce-of-the-outside-1")
        for wrong in (
            stated | {"account": "OUT-9002"}, stated | {"time": str(int(stated["time"]) - 1)},
            statement(partner["id"], "OUT-9001", "nonce-of-the-outside-0", time.time() - 700),
            statement(partner["id"], "OUT-9001", "nonce-of-the-outside-0", secret="another-secret-of-32"),
        ):
            assert agree(first, wrong).status_code == 400
        linked = agree(first, stated)
        assert linked.ok and "Not certain yet" in linked.text and "OUT-9001" not in linked.text
        # A replay, and somebody else's statement of the same account.
        assert agree(second, stated).status_code == 409
        other = statement(partner["id"], "OUT-9001", "nonce-of-the-outside-2")
        assert agree(second, other).status_code == 409
        owner = platform.ask("POST", "/v1/keys", {
            "name": "outside", "kind": "merchant", "merchant": partner["merchant"],
            "scopes": ["members.read", "members.write"]})
        system = requests.Session()
        system.headers["Authorization"] = "Bearer " + owner["secret"]
        found = system.get(demo.http + "/v1/members?account=OUT-9001", timeout=60).json()["data"]
        links = system.get(demo.http + "/v1/linked-accounts", timeout=60).json()["data"]
        assert [link["account"] for link in links] == ["OUT-9001"] and found[0]["id"] == links[0]["member"]
        deadline = time.monotonic() + 60
        while platform.spendable(first.member["phone"]) == before and time.monotonic() < deadline:
            time.sleep(0.5)
        # The member ends it; another links it, and nothing comes a second time.
        page = first.get("/member/me/links")
        first.post(f"/member/me/links/{links[0]['id']}/end", {}, page)
        gone = system.get(demo.http + "/v1/members?account=OUT-9001", timeout=60)
        assert gone.status_code == 404
        assert agree(second, other).ok
        assert platform.spendable(first.member["phone"]) == before + 40 * GIVES // RECEIVES * 99 // 100
        assert not outside.faults, outside.faults
        debits = [line for line in outside.book.values() if line["asked"]["account"] == "OUT-9001"]
        assert [line["points"] for line in debits] == [40]
        # By a code that the outside system sends.
        page = second.get("/member/me/links")
        asked = second.post("/member/me/links", {"system": partner["id"], "account": "OUT-9010"}, page)
        code = list(outside.codes.values())[-1]
        form = {"system": partner["id"], "link_code": code, "way": "pin", "secret": second.member["pin"]}
        done = second.post("/member/me/links/confirm", form, asked.text)
        assert done.ok and "9010" in done.text
