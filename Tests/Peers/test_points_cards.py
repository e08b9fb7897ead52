"""Points cards from outside: two people, the enciphered file, sixteen who redeem one card, and the books."""

import base64
import csv
import io
import json
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import requests
from conservation import add_up
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

PASSPHRASE = "a long sentence for the printer"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COUNT, POINTS, SOLD = 40, 700, 25


def opened(file: bytes, passphrase: str) -> list[dict]:
    """As docs/guide/points-cards.md says, with another library."""
    head, sealed = file.split(b"\n", 1)
    said = json.loads(head)
    assert (said["format"], said["kdf"], said["cipher"]) == (
        "tongbao-points-cards-1", "argon2id", "aes-256-gcm")
    key = Argon2id(
        salt=bytes.fromhex(said["salt"]), length=32, iterations=said["passes"], lanes=said["lanes"],
        memory_cost=said["memory_kib"]).derive(passphrase.encode())
    text = AESGCM(key).decrypt(bytes.fromhex(said["nonce"]), sealed, head).decode()
    return list(csv.DictReader(io.StringIO(text)))


def checksum(payload: str) -> str:
    """Over the field of 32 elements, by multiplication of polynomials: x to the place, summed."""
    total = 0
    for place, character in enumerate(reversed(payload), start=1):
        element = ALPHABET.index(character)
        for _ in range(place):
            element <<= 1
            if element & 32:
                element ^= 0b100101
        total ^= element
    return ALPHABET[total]


class API:
    def __init__(self, base: str, key: str):
        self.base, self.headers = base, {"Authorization": f"Bearer {key}"}

    def post(self, path: str, body: dict, once: str = "") -> requests.Response:
        headers = self.headers | {"Idempotency-Key": once or str(uuid.uuid4())}
        return requests.post(self.base + path, json=body, headers=headers, timeout=60)

    def get(self, path: str) -> dict:
        return requests.get(self.base + path, headers=self.headers, timeout=60).json()

    def redeem(self, code: str, phone: str, once: str = "") -> requests.Response:
        return self.post(
            "/v1/transactions", {"type": "redeem_card", "member": {"phone": phone}, "code": code}, once)


def approve(demo, approval: str) -> None:
    """Decided by the other person, in the console."""
    browser, home = requests.Session(), demo.http
    token = re.search(r'name="form_token" value="([^"]+)"', browser.get(home + "/operator/sign-in").text)[1]
    who = demo.access["reviewer"]
    entry = browser.post(home + "/operator/sign-in", data={
        "login": who["login"], "password": who["password"], "form_token": token, "next": ""}, timeout=60)
    assert entry.ok
    page = browser.get(f"{home}/operator/approvals/{approval}", timeout=60).text
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    done = browser.post(
        f"{home}/operator/approvals/{approval}/approve", data={"form_token": token, "reason": "ordered"},
        timeout=60)
    assert done.ok, done.text[:500]


def made(demo, operator: API) -> dict:
    asked = operator.post("/v1/points-cards", {
        "program": "universal", "points": POINTS, "count": COUNT, "purpose": "sale", "buyer": "Spring fair",
        "valid_until": "2099-12-31T16:00:00Z", "reason": "ordered"})
    assert asked.status_code == 201, asked.text
    approve(demo, asked.json()["id"])
    batch = operator.get(f"/v1/approvals/{asked.json()['id']}")["outcome"]
    deadline = time.monotonic() + 60
    while operator.get(f"/v1/points-cards/{batch}")["state"] != "ready":
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return operator.get(f"/v1/points-cards/{batch}")


def on_cards(demo) -> int:
    """What the accounts of batches hold, by the journal alone, whose every invariant holds."""
    books = add_up(demo.folder / "demo" / "ledger.db")
    assert books.faults == []
    sums = [balance for (account, _, _), balance in books.accounts.items() if account == 12]
    assert all(balance >= 0 for balance in sums)
    return sum(sums)


def test_cards_are_made_by_two_opened_by_another_library_redeemed_once_and_booked(own_demo):
    demo = own_demo
    operator = API(demo.http, demo.access["operator"]["api_key"])
    shop = API(demo.http, demo.access["merchants"][0]["api_key"])
    phones = [member["phone"] for member in demo.access["members"]]
    batch = made(demo, operator)
    path = f"/v1/points-cards/{batch['id']}"

    asked = operator.post(path + "/export", {"passphrase": PASSPHRASE})
    assert asked.status_code == 200, asked.text
    file = base64.b64decode(asked.json()["file"])
    cards = opened(file, PASSPHRASE)
    try:
        opened(file, PASSPHRASE + "!")
        raise AssertionError("another passphrase opened it")
    except InvalidTag:
        pass
    assert operator.post(path + "/export", {"passphrase": PASSPHRASE}).status_code == 409
    assert [int(card["serial"]) for card in cards] == list(range(1, COUNT + 1))
    codes = [card["code"] for card in cards]
    plain = [code.replace("-", "") for code in codes]
    assert len(set(plain)) == COUNT and all(code[16] == checksum(code[:16]) for code in plain)

    early = shop.redeem(codes[0], phones[0])
    assert (early.status_code, early.json()["code"]) == (422, "points_card_not_active")
    sold = operator.post(path + "/activate", {"first": 1, "last": SOLD, "reference": "INV-1"}, "sale-1")
    assert sold.status_code == 201, sold.text
    again = operator.post(path + "/activate", {"first": 1, "last": SOLD, "reference": "INV-1"}, "sale-1")
    assert again.json()["id"] == sold.json()["id"]
    assert on_cards(demo) == SOLD * POINTS

    with ThreadPoolExecutor(16) as callers:
        for code in codes[:10]:
            answers = list(callers.map(lambda phone, code=code: shop.redeem(code, phone), phones[:16]))
            assert sorted(answer.status_code for answer in answers) == [201] + [422] * 15
            lost = {answer.json()["code"] for answer in answers if answer.status_code == 422}
            assert lost == {"points_card_used"}
    one = shop.redeem(codes[10].lower(), phones[0], "mine")
    assert (one.status_code, one.json()["points"]) == (201, POINTS)
    repeated = shop.redeem(codes[10].lower(), phones[0], "mine")
    assert repeated.status_code == 201 and repeated.json()["id"] == one.json()["id"]
    assert shop.redeem(codes[SOLD], phones[0]).json()["code"] == "points_card_not_active"

    now = operator.get(path)
    assert (now["sold"], now["redeemed"], now["open"]) == (SOLD, 11, SOLD - 11)
    assert now["outstanding"] == (SOLD - 11) * POINTS == on_cards(demo)


def test_guesses_are_delayed_and_told(own_demo):
    demo = own_demo
    shop = API(demo.http, demo.access["merchants"][0]["api_key"])
    member = shop.get(f"/v1/members?phone={demo.access['members'][0]['phone']}")
    who = (member.get("data") or member.get("items") or [member])[0]["id"]
    statuses = []
    for number in range(8):
        answer = shop.post("/v1/transactions", {
            "type": "redeem_card", "member": who, "code": f"0000-0000-0000-{10_000 + number}"})
        statuses.append(answer.status_code)
    # Five are free, the sixth is judged and starts the delay.
    assert statuses == [422] * 6 + [429] * 2
