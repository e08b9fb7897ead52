"""What the demo does not have by itself and pages exist for: a handheld, a day file, questions of members."""

import base64
import hashlib
import json
import subprocess
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen


@dataclass(frozen=True)
class Furnished:
    device: str
    day_file: str
    merchant_question: str
    platform_question: str
    # Addresses of a webhook and of what it was sent, by face.
    webhooks: dict
    # The address of a file of purchases that was checked.
    purchases: str
    # The address of a rule of earning that is to come.
    rule: str
    # The address of a ladder on which the demo's members stand.
    ladder: str


def call(demo: dict, method: str, path: str, body: bytes = b"", kind: str = "application/json", **headers):
    """A call with the first shop's own key, unless other headers say who asks."""
    headers = headers or {"Authorization": "Bearer " + demo["merchants"][0]["api_key"]}
    request = Request(
        demo["http"] + path, data=body or None, method=method,
        headers={"Content-Type": kind, "Accept-Language": "en", **headers})
    try:
        with urlopen(request, timeout=60) as reply:
            return json.loads(reply.read() or b"{}")
    except HTTPError as error:
        raise AssertionError(f"{method} {path}: {error.read().decode()}") from error


def handheld(demo: dict, folder: Path) -> str:
    """Enrols a device of the first shop with a key that `openssl` makes and signs with."""
    merchant = call(demo, "GET", "/v1/merchants")["data"][0]["id"]
    store = call(demo, "GET", f"/v1/merchants/{merchant}/stores")["data"][0]["id"]
    terminal = call(
        demo, "POST", f"/v1/stores/{store}/terminals", b'{"code": "H901", "kind": "softpos"}')["id"]
    code = call(demo, "POST", f"/v1/terminals/{terminal}/enrolment", b"{}")["code"]
    body = json.dumps({"code": code, "model": "Handheld 7", "version": "1.0.0"}).encode()
    key = folder / "key.pem"
    openssl("genpkey", "-algorithm", "ed25519", "-out", key)
    # The last 32 bytes of the form that names the algorithm are the key.
    public = openssl("pkey", "-in", key, "-pubout", "-outform", "DER")[-32:]
    digest = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"
    covered = '("@method" "@path" "@query" "content-digest")'
    parameters = (
        f'{covered};created={int(time.time())};keyid="ed25519:{base64.b64encode(public).decode()}"'
        f';alg="ed25519";nonce="{uuid.uuid4().hex}"')
    base = "\n".join([
        '"@method": POST', '"@path": /v1/devices', '"@query": ?', f'"content-digest": {digest}',
        f'"@signature-params": {parameters}'])
    (folder / "base").write_text(base)
    signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", folder / "base")
    reply = call(
        demo, "POST", "/v1/devices", body, **{
            "Content-Digest": digest, "Signature-Input": f"sig={parameters}",
            "Signature": "sig=:" + base64.b64encode(signature).decode() + ":"})
    return reply["device"]["id"]


def openssl(*arguments) -> bytes:
    return subprocess.run(
        ["openssl", *map(str, arguments)], capture_output=True, check=True, timeout=60).stdout


def webhook(page, demo: dict, face: str) -> tuple[str, str]:
    """A webhook that nobody hears, and a test that it was sent; the page is signed in at the face."""
    page.goto(f"{demo['http']}/{face}/webhooks")
    page.fill("#url", "http://127.0.0.1:9/hook")
    page.locator("#add button").click()
    page.locator("main a[href*='whk_']").first.click()
    page.wait_for_url("**/webhooks/whk_*")
    found = page.url.removeprefix(demo["http"])
    page.locator("form[action$='/test'] button").click()
    page.wait_for_url("**/webhook-deliveries/whd_*")
    return found, page.url.removeprefix(demo["http"]).split("?")[0]


def apply(page, demo: dict) -> None:
    """Somebody applies to be a merchant."""
    page.goto(demo["http"] + "/apply")
    for name, value in {
        "name": "Lotus Tea", "legal_name": "Lotus Tea Ltd", "registration": "91310000MA1FL0001X",
        "contact": "He Lian", "phone": "13900139111", "email": "he@example.com", "store_name": "Gate",
        "points": "1", "per": "1.00",
    }.items():
        page.fill(f"#{name}", value)
    choices = page.locator("#category option")
    page.select_option("#category", choices.nth(choices.count() - 1).get_attribute("value"))
    page.locator("main form button").last.click()
    page.wait_for_load_state("load")


def day_file(demo: dict) -> str:
    """A day on which the shop's system says that it did nothing, which the books may know better."""
    head = (
        f"day_file,1,{time.strftime('%Y-%m-%d', time.gmtime(time.time() - 86_400))},1,more,CNY\n"
        "key,type,points,amount,member,occurred_at,reference,post\n")
    whole = head + f"trailer,0,0,0,{hashlib.sha256(head.encode()).hexdigest()}\n"
    return call(demo, "POST", "/v1/day-files", whole.encode(), "text/csv")["file"]["id"]


def purchases(page, demo: dict) -> str:
    """Sends a file of purchases as the operator does, and waits until it is checked."""
    rows = [
        "member,store,receipt,time,amount,lines",
        "history-1,S1,H1,2020-01-02T10:00:00,12850,",
        "history-1,S1,H2,2020-02-30T10:00:00,12850,",
    ]
    page.goto(demo["http"] + "/operator/imports")
    page.fill("#merchant", demo["merchants"][0]["code"])
    page.fill("#program", "universal")
    page.set_input_files(
        "#file", {"name": "january.csv", "mimeType": "text/csv", "buffer": "\r\n".join(rows).encode()})
    page.locator("main form button").last.click()
    page.wait_for_url("**/operator/imports/imp_*")
    address = page.url.removeprefix(demo["http"])
    deadline = time.monotonic() + 60
    while not page.locator("#reason").count():
        assert time.monotonic() < deadline, page.inner_text("main")
        time.sleep(0.5)
        page.goto(demo["http"] + address)
    return address


def describe_rule(page, demo: dict) -> None:
    """Fills in the form of a rule that is not in force while the tests run."""
    page.goto(demo["http"] + "/operator/earning-rules/new?template=weekend")
    for name, value in {
        "name_hans": "周末双倍", "name_hant": "週末雙倍", "name_en": "Weekends", "from_day": "2090-01-01",
    }.items():
        page.fill(f"#{name}", value)


def earning_rule(page, reviewer, demo: dict) -> str:
    """A rule that one person proposes and another approves, each on a page of their own."""
    describe_rule(page, demo)
    page.fill("#reason", "for the spring of that year")
    page.locator("button[name=do][value=propose]").click()
    page.wait_for_url("**/operator/approvals/apr_*")
    reviewer.goto(page.url)
    reviewer.locator("form[action$='/approve'] button").click()
    reviewer.wait_for_selector(".detail-head .badge.good")
    page.goto(demo["http"] + "/operator/earning-rules")
    found = page.locator("main a[href^='/operator/earning-rules/']", has_text="Weekends").first
    return found.get_attribute("href")


def describe_ladder(page, demo: dict) -> None:
    page.goto(demo["http"] + "/operator/ladders/new")
    page.fill("#name_hans", "通宝会员等级")
    page.fill("#name_hant", "通寶會員等級")
    page.fill("#name_en", "Tongbao levels")
    page.select_option("#measure", "spend")
    page.fill("#grace", "30")
    # The highest is out of reach, so that every member sees what is missing.
    levels = [("银卡", "銀卡", "Silver", "1", "1.2"), ("金卡", "金卡", "Gold", "20000", "1.5"),
              ("钻石卡", "鑽石卡", "Diamond", "9000000", "2")]
    for row, (hans, hant, en, start, multiple) in enumerate(levels, start=1):
        fields = {"hans": hans, "hant": hant, "en": en, "from": start, "multiple": multiple}
        for field, value in fields.items():
            page.fill(f"#level_{row}_{field}", value)


def ladder(page, reviewer, demo: dict) -> str:
    """A ladder that one person proposes and another approves; its levels are there when its job ran."""
    describe_ladder(page, demo)
    page.fill("#reason", "levels for everybody")
    page.locator("button[name=do][value=propose]").click()
    page.wait_for_url("**/operator/approvals/apr_*")
    reviewer.goto(page.url)
    reviewer.locator("form[action$='/approve'] button").click()
    reviewer.wait_for_selector(".detail-head .badge.good")
    page.goto(demo["http"] + "/operator/ladders")
    found = page.locator("main a[href^='/operator/ladders/']", has_text="Tongbao levels").first
    return found.get_attribute("href")
