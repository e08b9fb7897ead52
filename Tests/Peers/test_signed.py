"""Merchants' systems and devices that sign: the package http-message-signatures signs our requests and checks
our replies, and plain hmac does the same for lines of text. Nothing of ours takes part in either."""

import base64
import dataclasses
import datetime
import hashlib
import hmac
import json
import subprocess
import time
import uuid

import pytest
import requests
from conftest import binary, tongbao
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, MappingKeyResolver, algorithms


@dataclasses.dataclass
class Message:
    """A request as the package wants it."""

    method: str
    url: str
    headers: dict


@dataclasses.dataclass
class Answer:
    """A reply as the package wants it, with the request that it answers."""

    status_code: int
    headers: dict
    request: Message


class Caller:
    """Signs with one key; checks replies with another, or the same where it is shared."""

    def __init__(self, http, key_id, algorithm, signing_key, reply_id=None, reply_key=None):
        self.http, self.key_id, self.algorithm = http, key_id, algorithm
        self.signer = HTTPMessageSigner(
            signature_algorithm=algorithm,
            key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: signing_key}))
        self.reply_id = reply_id or key_id
        self.verifier = HTTPMessageVerifier(
            signature_algorithm=algorithm,
            key_resolver=MappingKeyResolver(
                public_keys={self.reply_id: reply_key or signing_key}, private_keys={}))

    def request(self, method, path, body=None, once=None, session=None, nonce=None, created=None,
                raw=None, kind="application/json", components=("@method", "@path", "@query")):
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        headers = {"Accept-Language": "en"}
        if content:
            headers["Content-Type"] = kind
        covered = list(components)
        for name, value in (("idempotency-key", once), ("operator-session", session)):
            if value is not None:
                headers[name] = value
                covered.append(name)
        message = Message(method, self.http + path, headers)
        self.signer.sign(
            message, key_id=self.key_id, created=created, nonce=nonce or uuid.uuid4().hex, label="sig",
            covered_component_ids=covered, body=content)
        return message, content

    def send(self, message, content):
        return requests.request(
            message.method, message.url, headers=message.headers, data=content, timeout=60)

    def checked(self, reply, message):
        """The reply, once its signature and digest are found right and bound to this request."""
        answer = Answer(reply.status_code, dict(reply.headers), message)
        self.verifier.verify(
            answer, body=reply.content,
            require_components=("@status", "content-digest", '"signature";req;key="sig"'))
        return reply

    def call(self, method, path, body=None, **options):
        message, content = self.request(method, path, body, **options)
        return self.checked(self.send(message, content), message)


def bearer(demo, method, path, body=None, key=None, **headers):
    key = key or demo.access["merchants"][0]["api_key"]
    headers = {"Authorization": f"Bearer {key}", **headers}
    reply = requests.request(method, demo.http + path, json=body, timeout=60, headers=headers)
    assert reply.status_code < 300, reply.text
    return reply.json()


@pytest.fixture(scope="module")
def secret(demo):
    """A key that must sign, with its secret."""
    made = bearer(demo, "POST", "/v1/keys", {"name": "system", "kind": "merchant", "signed_only": True})
    key_id = made["key"]["id"]
    refused = requests.get(
        demo.http + "/v1/transactions", headers={"Authorization": f"Bearer {made['secret']}"}, timeout=60)
    assert refused.status_code == 401 and refused.json()["code"] == "signature_required"
    return key_id, bearer(demo, "POST", f"/v1/keys/{key_id}/signing-secrets", {})["secret"]


@pytest.fixture(scope="module")
def system(demo, secret):
    return Caller(demo.http, secret[0], algorithms.HMAC_SHA256, secret[1].encode())


@pytest.fixture
def member(demo):
    phone = "139" + str(uuid.uuid4().int)[:8]
    return bearer(demo, "POST", "/v1/members", {"phone": phone})["id"], phone


def balance(demo, member):
    wallets = bearer(demo, "GET", f"/v1/members/{member[0]}/wallets")["data"]
    return sum(wallet["available"] for wallet in wallets)


def earn(member, points=100):
    return {"type": "earn", "member": member[0], "points": points}


def test_a_signed_day_of_earning_spending_and_giving_back(demo, system, member):
    earned = system.call("POST", "/v1/transactions", earn(member), once=f"e-{member[1]}")
    assert earned.status_code == 201, earned.text
    again = system.call("POST", "/v1/transactions", earn(member), once=f"e-{member[1]}")
    assert again.headers["Idempotency-Replayed"] == "true" and again.json()["id"] == earned.json()["id"]
    code = bearer(
        demo, "GET", f"/v1/members/{member[0]}/code", key=demo.access["operator"]["api_key"])["digits"]
    spent = system.call(
        "POST", "/v1/transactions", {"type": "spend", "member": {"code": code}, "points": 40},
        once=f"s-{member[1]}")
    assert spent.status_code == 201, spent.text
    back = system.call("POST", f"/v1/transactions/{spent.json()['id']}/refund", {"points": 15},
                       once=f"r-{member[1]}")
    assert back.status_code < 300, back.text
    batch = system.call("POST", "/v1/transactions/batch", {"transactions": [
        earn(member, 5), {**earn(member, 6), "idempotency_key": f"b6-{member[1]}"}, {"type": "earn"},
    ]}, once=f"b-{member[1]}")
    assert [item["status"] for item in batch.json()["data"]] == [201, 201, 400]
    assert balance(demo, member) == 100 - 40 + 15 + 5 + 6
    found = system.call("GET", f"/v1/transactions?member={member[0]}&limit=2")
    assert len(found.json()["data"]) == 2
    refused = system.call("GET", "/v1/transactions/txn_0")
    assert refused.status_code == 404 and refused.json()["code"] == "transaction_not_found"


def test_the_target_as_one_component_serves_too(system):
    reply = system.call(
        "GET", "/v1/transactions?limit=1", components=("@method", "@authority", "@target-uri"))
    assert reply.status_code == 200


def with_header(message, name, value):
    return dataclasses.replace(message, headers={**message.headers, name: value})


def with_other_points(message, content):
    content = content.replace(b"100", b"900")
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return with_header(message, "Content-Digest", f"sha-256=:{digest}:"), content


TAMPERED = {
    "body": ("digest_mismatch", lambda m, c: (m, c.replace(b"100", b"900"))),
    "body and digest": ("signature_invalid", with_other_points),
    "path": ("signature_invalid", lambda m, c: (dataclasses.replace(m, url=m.url + "?dry_run=false"), c)),
    "idempotency key": ("signature_invalid", lambda m, c: (with_header(m, "idempotency-key", "another"), c)),
    "method": ("signature_invalid", lambda m, c: (dataclasses.replace(m, method="GET"), c)),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_on_its_way_is_refused(demo, system, member, what):
    code, tamper = TAMPERED[what]
    message, content = system.request("POST", "/v1/transactions", earn(member), once=f"t-{member[1]}")
    reply = system.send(*tamper(message, content))
    assert reply.status_code in (400, 401) and reply.json()["code"] == code, reply.text
    assert balance(demo, member) == 0


def test_a_copy_is_refused_and_moves_nothing(demo, system, member):
    message, content = system.request("POST", "/v1/transactions", earn(member), once=f"c-{member[1]}")
    assert system.send(message, content).status_code == 201
    for _ in range(3):
        copy = system.send(message, content)
        assert copy.status_code == 401 and copy.json()["code"] == "signature_replayed"
    assert balance(demo, member) == 100


@pytest.mark.parametrize("seconds", [-400, 400])
def test_an_old_or_early_request_is_refused(demo, system, member, seconds):
    created = datetime.datetime.now() + datetime.timedelta(seconds=seconds)
    message, content = system.request(
        "POST", "/v1/transactions", earn(member), once=f"o-{member[1]}", created=created)
    assert system.send(message, content).json()["code"] == "signature_expired"
    assert balance(demo, member) == 0


def test_another_secret_or_key_is_refused(demo, system, member):
    for key_id, code in [(system.key_id, "signature_invalid"), ("key_nobody", "signature_key_unknown")]:
        other = Caller(demo.http, key_id, algorithms.HMAC_SHA256, b"tb_sign_" + b"0" * 52)
        message, content = other.request("POST", "/v1/transactions", earn(member), once=f"k-{member[1]}")
        assert other.send(message, content).json()["code"] == code
    assert balance(demo, member) == 0


def test_a_reply_to_another_request_is_noticed(system):
    first, content = system.request("GET", "/v1/transactions?limit=1")
    second, _ = system.request("GET", "/v1/transactions?limit=1")
    reply = system.send(first, content)
    system.checked(reply, first)
    with pytest.raises(Exception, match="."):
        system.checked(reply, second)


def test_a_signed_day_file_is_compared_and_acknowledged(demo, system, member):
    once = f"d-{member[1]}"
    assert system.call("POST", "/v1/transactions", earn(member), once=once).status_code == 201
    day = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()
    sequence = int(member[1][-2:]) + 1
    text = (
        f"day_file,1,{day},{sequence},more,CNY\nkey,type,points,amount,member,occurred_at,reference,post\n"
        f"{once},earn,100,,,,,\n{once}x,spend,30,,,,,\n")
    whole = text + f"trailer,2,130,0,{hashlib.sha256(text.encode()).hexdigest()}\n"
    sent = system.call("POST", "/v1/day-files", raw=whole.encode(), kind="text/csv")
    assert sent.status_code == 202, sent.text
    file = sent.json()["file"]
    deadline = time.monotonic() + 60
    while file["state"] != "done":
        assert time.monotonic() < deadline
        report = system.call("GET", f"/v1/day-files/{file['id']}").json()
        file = report["file"]
    assert (report["counts"]["agreed"], report["counts"]["missing_here"]) == (1, 1)
    acknowledgement = system.call("GET", f"/v1/day-files/{file['id']}/acknowledgement").text
    *covered, last = acknowledgement.splitlines(keepends=True)
    assert last == f"sha256,{hashlib.sha256(''.join(covered).encode()).hexdigest()}\n"
    assert any(line.startswith(f"2,{once}x,missing_here,") for line in covered)


# Lines of text, with nothing but the standard library.

def plain(http, secret, method, path, body=b"", once="", nonce=None, created=None):
    key_id, text = secret
    nonce, created = nonce or uuid.uuid4().hex, created or int(time.time())
    message = f"{method}\n{path}\n{created}\n{nonce}\n{once}\n".encode() + body + b"\n"
    signature = base64.b64encode(hmac.new(text.encode(), message, hashlib.sha256).digest()).decode()
    headers = {"Authorization": f'TONGBAO-HMAC-SHA256 keyid="{key_id}", timestamp="{created}", '
                                f'nonce="{nonce}", signature="{signature}"'}
    if body:
        headers["Content-Type"] = "application/json"
    if once:
        headers["Idempotency-Key"] = once
    return headers, nonce


def test_lines_of_text_do_the_same(demo, secret, member):
    body, once = json.dumps(earn(member)).encode(), f"p-{member[1]}"
    headers, nonce = plain(demo.http, secret, "POST", "/v1/transactions", body, once)
    reply = requests.post(demo.http + "/v1/transactions", data=body, headers=headers, timeout=60)
    assert reply.status_code == 201, reply.text
    head = f"{reply.status_code}\n{reply.headers['Tongbao-Timestamp']}\n{nonce}\n"
    said = head.encode() + reply.content + b"\n"
    expected = base64.b64encode(hmac.new(secret[1].encode(), said, hashlib.sha256).digest()).decode()
    assert hmac.compare_digest(reply.headers["Tongbao-Signature"], expected)
    assert balance(demo, member) == 100


@pytest.mark.parametrize(("what", "code"), [
    ("body", "signature_invalid"), ("path", "signature_invalid"), ("once", "signature_invalid"),
    ("old", "signature_expired"), ("copy", "signature_replayed"), ("secret", "signature_invalid"),
])
def test_lines_of_text_that_are_not_right_are_refused(demo, secret, member, what, code):
    body, once, path = json.dumps(earn(member)).encode(), f"q-{what}-{member[1]}", "/v1/transactions"
    used = (secret[0], secret[1][:-1] + "#") if what == "secret" else secret
    created = int(time.time()) - (400 if what == "old" else 0)
    headers, _ = plain(demo.http, used, "POST", path, body, once, created=created)
    if what == "copy":
        assert requests.post(demo.http + path, data=body, headers=headers, timeout=60).status_code == 201
    if what == "once":
        headers["Idempotency-Key"] = "another"
    reply = requests.post(
        demo.http + path + ("?dry_run=false" if what == "path" else ""),
        data=body.replace(b"100", b"900") if what == "body" else body, headers=headers, timeout=60)
    assert reply.json()["code"] == code, reply.text
    assert balance(demo, member) == (100 if what == "copy" else 0)


# A handheld with a key of its own.

def enrolled(demo, own):
    code_of = bearer(demo, "GET", "/v1/merchants")["data"][0]
    store = bearer(demo, "GET", f"/v1/merchants/{code_of['id']}/stores")["data"][0]["id"]
    terminal = bearer(
        demo, "POST", f"/v1/stores/{store}/terminals",
        {"code": "H" + uuid.uuid4().hex[:8].upper(), "kind": "softpos"})["id"]
    code = bearer(demo, "POST", f"/v1/terminals/{terminal}/enrolment", {})["code"]
    public = own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    known = requests.get(demo.http + "/v1/reply-key", timeout=60).json()
    reply_key = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(known["public_key"]))
    fresh = Caller(
        demo.http, "ed25519:" + base64.b64encode(public).decode(), algorithms.ED25519, own, known["id"],
        reply_key)
    reply = fresh.call("POST", "/v1/devices", {"code": code, "model": "Handheld", "version": "1.0.0"})
    assert reply.status_code == 201, reply.text
    device = reply.json()["device"]
    return device, Caller(demo.http, device["key"], algorithms.ED25519, own, known["id"], reply_key)


def test_a_handheld_enrols_serves_its_shift_and_is_lost(demo, member):
    device, handheld = enrolled(demo, ed25519.Ed25519PrivateKey.generate())
    once = f"h-{member[1]}"
    assert handheld.call("POST", "/v1/transactions", earn(member), once=once).json()["code"] == "forbidden"
    shop = demo.access["merchants"][0]
    signed_in = handheld.call(
        "POST", "/v1/devices/self/sign-in", {"login": shop["seat_login"], "password": shop["seat_password"]})
    assert signed_in.status_code == 201, signed_in.text
    session = signed_in.json()["session"]
    earned = handheld.call("POST", "/v1/transactions", earn(member), once=once, session=session)
    assert earned.status_code == 201, earned.text
    assert balance(demo, member) == 100
    totals = handheld.call("GET", "/v1/devices/self/totals?own=true").json()
    assert totals["lines"] == [{"type": "earn", "count": 1, "points": 100}]
    message, content = handheld.request(
        "POST", "/v1/transactions", earn(member), once=once + "x", session=session)
    stolen = dataclasses.replace(message, headers={
        name: value for name, value in message.headers.items() if name != "operator-session"})
    assert handheld.send(stolen, content).json()["code"] == "signature_invalid"
    assert bearer(demo, "POST", f"/v1/devices/{device['id']}/loss")["state"] == "lost"
    message, content = handheld.request("GET", "/v1/devices/self")
    assert handheld.send(message, content).json()["code"] == "signature_key_unknown"
    assert balance(demo, member) == 100


def test_a_secret_made_on_the_command_line_signs_until_the_next_but_one(demo):
    """`tongbao key sign`, held to a signer that shares nothing with us."""
    data, code = demo.folder / "demo", demo.access["merchants"][0]["code"]
    made = json.loads(tongbao("key", "create", "signer", "--merchant", code, "--data", data, "--json"))

    def signs(secret):
        caller = Caller(demo.http, made["id"], algorithms.HMAC_SHA256, secret.encode())
        message, content = caller.request("GET", "/v1/transactions?limit=1")
        reply = caller.send(message, content)
        if reply.status_code == 401:
            assert reply.json()["code"] == "signature_invalid", reply.text
            return False
        assert caller.checked(reply, message).status_code == 200
        return True

    def opens():
        headers = {"Authorization": f"Bearer {made['secret']}"}
        reply = requests.get(demo.http + "/v1/transactions?limit=1", headers=headers, timeout=60)
        return reply.status_code == 200 or reply.json()["code"]

    first = json.loads(tongbao("key", "sign", made["id"], "--data", data, "--json"))
    assert (first["id"], first["signed_only"], first["earlier_until"]) == (made["id"], False, None)
    assert signs(first["secret"]) and opens() is True
    # Without --json the secret stands alone, to be taken by a script.
    second = tongbao("key", "sign", made["id"], "--overlap-days", 1, "--signed-only", "--data", data)
    assert second == second.strip() + "\n" and second.strip() != first["secret"]
    assert signs(second.strip()) and signs(first["secret"])
    assert opens() == "signature_required"
    third = json.loads(tongbao(
        "key", "sign", made["id"], "--overlap-days", 0, "--signed-only", "--data", data, "--json"))
    assert third["signed_only"] is True
    assert signs(third["secret"]) and not signs(second.strip()) and not signs(first["secret"])
    fourth = json.loads(tongbao("key", "sign", made["id"], "--data", data, "--json"))
    ends = datetime.datetime.fromisoformat(fourth["earlier_until"])
    assert abs((ends - datetime.datetime.now(datetime.UTC)).total_seconds() - 7 * 86_400) < 600
    assert signs(fourth["secret"]) and signs(third["secret"])
    tongbao("key", "revoke", made["id"], "--data", data)
    caller = Caller(demo.http, made["id"], algorithms.HMAC_SHA256, fourth["secret"].encode())
    message, content = caller.request("GET", "/v1/transactions?limit=1")
    assert caller.send(message, content).json()["code"] == "signature_key_unknown"


@pytest.mark.parametrize(("arguments", "status", "said"), [
    (["key_nobody"], 1, "is no key's id"), (["key_nobody", "--overlap-days", "31"], 64, "takes 0 to 30"),
])
def test_no_secret_is_made_for_no_key_or_too_long(demo, arguments, status, said):
    done = subprocess.run(
        [binary(), "key", "sign", *arguments, "--data", demo.folder / "demo"], capture_output=True,
        text=True, timeout=60)
    assert done.returncode == status and said in done.stderr and not done.stdout, done
