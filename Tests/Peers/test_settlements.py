"""Settlements from outside: a day is cleared, and another library proves its statement, as the guide says."""

import base64
import csv
import hashlib
import io
import time
from pathlib import Path

import pytest
from conftest import served
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from test_points_cards import API, approve


def proved(reply_key: dict, manifest: dict, statement: bytes) -> dict:
    """The lines of docs/guide/settlement.md."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(reply_key["public_key"]))
    key.verify(base64.b64decode(manifest["signature"]), manifest["signed"].encode())
    facts = dict(line.split(" ", 1) for line in manifest["signed"].splitlines())
    assert hashlib.sha256(statement).hexdigest() == facts["sha256"]
    return facts


def trade(demo) -> None:
    """Terms that two people agreed on, and a purchase of 500.00."""
    operator = API(demo.http, demo.access["operator"]["api_key"])
    shop = API(demo.http, demo.access["merchants"][0]["api_key"])
    merchant = shop.get("/v1/merchants")["data"][0]["id"]
    asked = operator.post(f"/v1/merchants/{merchant}/settlement-terms", {
        "from": "2026-01-01", "reason": "contract",
        "terms": {"issue_price": {"money": 100, "points": 500}, "commission": {"basis_points": 125}}})
    assert asked.status_code == 201, asked.text
    approve(demo, asked.json()["id"])
    earned = shop.post("/v1/transactions", {
        "type": "earn", "member": {"phone": demo.access["members"][0]["phone"]},
        "amount": {"value": 50_000, "currency": "CNY"}, "reference": "=1+1"})
    assert earned.status_code == 201, earned.text


def first_settlement(shop: API) -> dict:
    """Made by the running platform, once the day has ended."""
    deadline = time.monotonic() + 90
    while not (found := shop.get("/v1/settlements")["data"]):
        assert time.monotonic() < deadline, "no day was settled"
        time.sleep(0.5)
    return found[-1]


def test_a_statement_is_proved_by_another_library_and_adds_up(tmp_path: Path):
    with served(tmp_path) as demo:
        trade(demo)
    with served(tmp_path, days_later=2) as demo:
        shop = API(demo.http, demo.access["merchants"][0]["api_key"])
        other = API(demo.http, demo.access["merchants"][1]["api_key"])
        settlement = first_settlement(shop)
        path = f"/v1/settlements/{settlement['id']}"
        statement = shop.file(path + "/statement")
        manifest = shop.get(path + "/manifest")
        facts = proved(shop.get("/v1/reply-key"), manifest, statement)
        assert (facts["settlement"], int(facts["net"])) == (settlement["id"], settlement["net"])
        assert int(facts["bytes"]) == len(statement) and shop.file(path + "/statement") == statement

        rows = list(csv.reader(io.StringIO(statement.decode("utf-8-sig"))))
        head = next(row for row in rows if row[0] == "day")
        lines = [dict(zip(head, row, strict=True)) for row in rows if row[0][:3] == "202"]
        assert len(lines) == int(facts["lines"])
        cents = sum(int(line["net"].replace(".", "")) for line in lines)
        assert cents + int(facts["adjustments"]) == int(facts["net"])
        assert not any(cell.startswith("=") for row in rows for cell in row)

        changed = manifest | {"signed": manifest["signed"].replace("\nnet ", "\nnet 1")}
        with pytest.raises(InvalidSignature):
            proved(shop.get("/v1/reply-key"), changed, statement)
        for part in ("", "/statement", "/manifest", "/lines"):
            assert other.get(path + part)["code"] == "settlement_not_found"
