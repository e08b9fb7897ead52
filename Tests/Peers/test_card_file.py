"""The file for embossing: opened by OpenSSL as its recipient does, judged by rules written here alone."""

import csv
import io
import re
import subprocess
import time

import pytest
import requests

COUNT = 1_200


class Console:
    """One of the operator's people with a browser."""

    def __init__(self, home: str, who: dict):
        self.home = home
        self.browser = requests.Session()
        self.post("/operator/sign-in", {"login": who["login"], "password": who["password"], "next": ""})
        assert "/operator/sign-in" not in self.browser.get(home + "/operator", timeout=60).url

    def get(self, path: str) -> str:
        answer = self.browser.get(self.home + path, timeout=60)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def post(self, path: str, form: dict, page: str = "") -> requests.Response:
        text = self.get(page or path)
        token = re.search(r'name="form_token" value="([^"]+)"', text)[1]
        return self.browser.post(self.home + path, data=form | {"form_token": token}, timeout=300)


@pytest.fixture(params=["rsa:3072", "ec"])
def recipient(request, tmp_path):
    """A new key and certificate, as the guide for operators makes them."""
    key, certificate = tmp_path / "embosser.key", tmp_path / "embosser.pem"
    kind = ["-newkey", request.param]
    if request.param == "ec":
        kind += ["-pkeyopt", "ec_paramgen_curve:prime256v1"]
    subprocess.run(
        ["openssl", "req", "-x509", *kind, "-nodes", "-keyout", key, "-out", certificate, "-days", "30",
         "-subj", "/CN=embosser.example"], check=True, capture_output=True)
    return key, certificate


def luhn_is_right(number: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def decided(author: Console, second: Console, path: str, form: dict) -> None:
    answer = author.post(path, form, page="/operator/cards")
    assert "/operator/approvals/" in answer.url, re.sub(r"<[^>]+>", " ", answer.text)[:800]
    approval = answer.url.removeprefix(author.home)
    approved = second.post(approval + "/approve", {"reason": "agreed"}, page=approval)
    assert approved.status_code == 200


def test_the_recipient_alone_opens_the_file_and_every_card_is_right(own_demo, recipient, tmp_path):
    key, certificate = recipient
    author = Console(own_demo.http, own_demo.access["operator"])
    second = Console(own_demo.http, own_demo.access["reviewer"])
    decided(author, second, "/operator/card-types", {
        "code": "GIFT", "version": "0", "name_hans": "礼品卡", "name_hant": "禮品卡", "name_en": "Gift card",
        "kind": "gift", "prefix": "660001", "length": "16", "months": "36", "bearer": "1", "open": "1",
        "reason": "spring"})
    page = author.get("/operator/cards")
    kind = re.search(r'<option value="(cty_[^"]+)"', page)[1]
    decided(author, second, "/operator/card-batches", {
        "type": kind, "count": str(COUNT), "merchant": "", "recipient": certificate.read_text(),
        "reason": "spring"})
    deadline = time.monotonic() + 60
    while not (ready := re.search(r'action="(/operator/card-batches/cbt_[^/"]+/file)"', page)):
        assert time.monotonic() < deadline, "the batch was not made"
        time.sleep(0.5)
        page = author.get("/operator/cards")
    taken = author.post(ready[1], {}, page="/operator/cards")
    assert taken.status_code == 200 and b"6600" not in taken.content
    (tmp_path / "cards.der").write_bytes(taken.content)
    opened = subprocess.run(
        ["openssl", "cms", "-decrypt", "-inform", "DER", "-in", tmp_path / "cards.der", "-inkey", key],
        check=True, capture_output=True).stdout
    cards = list(csv.DictReader(io.StringIO(opened.decode("utf-8"))))
    assert len(cards) == COUNT and len({card["number"] for card in cards}) == COUNT
    for card in cards:
        number, (month, year) = card["number"], card["expiry"].split("/")
        assert re.fullmatch(r"660001\d{10}", number) and luhn_is_right(number)
        assert card["track2"] == f"{number}={year}{month}000" and len(card["track2"]) <= 37
        assert re.fullmatch(r"\d{6}", card["code"]) and card["name"] == ""
    # Chance leaves no pattern that a holder of one card could follow.
    serials = sorted(int(card["number"][6:15]) for card in cards)
    assert serials[0] < 50_000_000 and serials[-1] > 950_000_000
    assert author.post(ready[1], {}, page="/operator/cards").status_code == 422


def test_a_changed_file_does_not_open(own_demo, recipient, tmp_path):
    """Authenticated encryption: a flipped bit is noticed, not embossed."""
    key, certificate = recipient
    author = Console(own_demo.http, own_demo.access["operator"])
    second = Console(own_demo.http, own_demo.access["reviewer"])
    decided(author, second, "/operator/card-types", {
        "code": "MEMBER", "version": "0", "name_hans": "会员卡", "name_hant": "會員卡", "name_en": "Member card",
        "kind": "member", "prefix": "770001", "length": "19", "months": "0", "open": "1", "reason": "spring"})
    kind = re.search(r'<option value="(cty_[^"]+)"', author.get("/operator/cards"))[1]
    decided(author, second, "/operator/card-batches", {
        "type": kind, "count": "5", "merchant": "", "recipient": certificate.read_text(), "reason": "spring"})
    deadline = time.monotonic() + 60
    while not (ready := re.search(
            r'action="(/operator/card-batches/cbt_[^/"]+/file)"', author.get("/operator/cards"))):
        assert time.monotonic() < deadline, "the batch was not made"
        time.sleep(0.5)
    content = bytearray(author.post(ready[1], {}, page="/operator/cards").content)
    content[-40] ^= 1
    (tmp_path / "cards.der").write_bytes(content)
    opened = subprocess.run(
        ["openssl", "cms", "-decrypt", "-inform", "DER", "-in", tmp_path / "cards.der", "-inkey", key],
        capture_output=True)
    assert opened.returncode != 0
