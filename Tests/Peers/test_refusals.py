"""Requests that were refused stand in the log: who, what, from where, and nobody's data.

OWASP ASVS 5.0, 16.3.2 and 16.3.3.
"""

import json

import pytest
import requests
from conftest import served, tongbao


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with served(tmp_path_factory.mktemp("refusals")) as running:
        yield running


def refusals(demo) -> list[dict]:
    log = (demo.folder / "log").read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == "a request was refused"]


def one(demo, request_id: str) -> dict:
    found, = (line for line in refusals(demo) if line.get("request_id") == request_id)
    return found


def api(demo, path: str, key: str | None, method: str = "GET", **more):
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    headers |= more.pop("headers", {})
    return requests.request(method, demo.http + path, headers=headers, timeout=30, **more)


def test_a_key_without_the_right_is_named_with_what_it_asked_for(demo):
    merchant = demo.access["merchants"][0]["code"]
    made = json.loads(tongbao(
        "key", "create", "reader", "--merchant", merchant, "--scopes", "members.read",
        "--data", demo.folder / "demo", "--json"))
    answer = api(demo, "/v1/transactions", made["secret"])
    assert answer.status_code == 403
    line = one(demo, answer.headers["request-id"])
    assert line["reason"] == "forbidden" and line["address"] == "127.0.0.1"
    assert line["who"].startswith("key/") and line["who"] != "key/0"
    assert line["what"] and "/" not in line["what"]
    assert made["secret"] not in json.dumps(line)
    # Again within the minute is counted, not written.
    again = api(demo, "/v1/transactions", made["secret"])
    assert again.status_code == 403
    assert not [line for line in refusals(demo) if line.get("request_id") == again.headers["request-id"]]


def test_no_key_and_a_wrong_one_are_nobodys(demo):
    for key in (None, "tb_live_" + "A" * 40):
        answer = api(demo, "/v1/members?phone=%2B8613912345678", key)
        assert answer.status_code == 401
    line = next(line for line in refusals(demo) if line["reason"] == "unauthorized")
    assert line["who"] == "nobody"
    assert not any("13912345678" in json.dumps(line) for line in refusals(demo))


def test_input_that_is_not_of_its_form_is_written_without_it(demo):
    key = demo.access["merchants"][0]["api_key"]
    answer = api(
        demo, "/v1/transactions", key, "POST", headers={"Idempotency-Key": "odd"},
        json={"type": "earn", "member": {"phone": "' OR 1=1 --"}, "unknown": 1})
    assert answer.status_code == 400
    line = one(demo, answer.headers["request-id"])
    assert line["reason"] == "invalid_request" and "OR 1=1" not in json.dumps(line)


def test_forms_of_other_sites_are_written(demo):
    answer = requests.post(
        demo.http + "/language", data={"language": "en"}, headers={"Sec-Fetch-Site": "cross-site"},
        timeout=30)
    assert answer.status_code == 403
    assert any(
        line["reason"] == "forbidden" and line["what"] == "POST /language" for line in refusals(demo))


def test_a_form_of_no_session_is_written(demo):
    """What a signed-in person sends without the token of their session."""
    session = requests.Session()
    page = session.get(demo.http + "/operator/sign-in", timeout=30).text
    token = page.split('name="form_token" value="')[1].split('"')[0]
    operator = demo.access["operator"]
    login = {"login": operator["login"], "password": operator["password"], "form_token": token}
    assert session.post(demo.http + "/operator/sign-in", data=login, timeout=30).status_code == 200
    password = demo.http + "/operator/account/password"
    refused = session.post(password, data={"form_token": "made up"}, timeout=30)
    assert refused.status_code == 403
    line = next(line for line in refusals(demo) if line["reason"] == "stale_form")
    assert line["who"].startswith("user/") and line["what"] == "POST /operator/account/password"
