"""The mall contract against a mall that is not ours: its signature is reckoned here, by hashlib alone, and
its orders are sent twice, too late, forged, and ended in every order."""

import hashlib
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from conftest import served
from member_site import MemberSite, token
from test_partners import Platform

APP_KEY, SECRET = "4uW9exampleKey", "3xY5zW8rT1qA7mKd9P2b"


def signed(parameters: dict, secret: str = SECRET) -> dict:
    """Values in the order of their names, the secret among them, behind MD5."""
    whole = parameters | {"appSecret": secret}
    text = "".join(str(whole[name]) for name in sorted(whole))
    return parameters | {"sign": hashlib.md5(text.encode()).hexdigest()}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with served(tmp_path_factory.mktemp("malls")) as demo:
        platform = Platform(demo)
        merchant = platform.ask("GET", "/v1/merchants")["data"][0]["id"]
        asked = platform.ask("POST", "/v1/partners", {
            "code": "MALL", "name": "Mall elsewhere", "merchant": merchant, "contract": "mall",
            "url": "http://127.0.0.1:9/duihuan", "app_key": APP_KEY, "secret": SECRET, "reason": "contract"})
        platform.approve(asked["approval"])
        yield platform


class Mall:
    """A mall elsewhere, with the uid that it learned when the member came in."""

    def __init__(self, platform: Platform, uid: str):
        self.platform, self.uid = platform, uid

    def call(self, path: str, secret: str = SECRET, **more) -> requests.Response:
        parameters = {
            "uid": self.uid, "appKey": APP_KEY, "timestamp": int(time.time() * 1000)} | more
        return requests.get(
            f"{self.platform.home}/mall/{path}", params=signed(parameters, secret), timeout=60)

    def consume(self, number: str, credits: int) -> dict:
        answer = self.call(
            "consume", orderNum=number, credits=credits, description="咖啡 & coffee", type="object",
            facePrice=100, actualPrice=100, ip="", waitAudit="false", params="")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def notify(self, number: str, good: bool) -> requests.Response:
        return self.call(
            "notify", orderNum=number, success=str(good).lower(), errorMessage="", bizId="x")


@pytest.fixture(scope="module")
def mall(platform):
    """The member goes to the mall by the site's own button; what stands in the address is checked here."""
    site = MemberSite(platform.demo, platform.demo.access["members"][6])
    page = site.get("/member/partners")
    path = re.search(r'href="(/member/malls/ptn_\w+)"', page)[1]
    gone = site.browser.get(platform.home + path, allow_redirects=False, timeout=60)
    assert gone.status_code == 303
    entry = urlsplit(gone.headers["location"])
    assert entry.path == "/duihuan/autologin"
    given = dict(parse_qsl(entry.query))
    assert given == signed({name: value for name, value in given.items() if name != "sign"})
    assert abs(time.time() * 1000 - int(given["timestamp"])) < 60_000 and given["appKey"] == APP_KEY
    mall = Mall(platform, given["uid"])
    mall.phone, mall.credits, mall.entry = site.member["phone"], int(given["credits"]), given
    return mall


def test_the_address_that_lets_a_member_in_is_no_order(platform, mall):
    """Values are signed without their names: its digits cut anew have the same signature."""
    before, entry = platform.spendable(mall.phone), mall.entry
    cut = len(entry["credits"]) - 1
    assert cut > 0
    forged = entry | {"credits": entry["credits"][:cut], "orderNum": entry["credits"][cut:]}
    assert forged["sign"] == signed({n: v for n, v in forged.items() if n != "sign"})["sign"]
    for path in ("add", "consume"):
        for more in ({}, {"type": ""}, {"redirect": ""}):
            answer = requests.get(f"{platform.home}/mall/{path}", params=forged | more, timeout=60)
            assert answer.status_code == 400, answer.text
    assert platform.spendable(mall.phone) == before


def test_orders_take_points_once_however_often_they_are_sent(platform, mall):
    before = mall.credits
    assert platform.spendable(mall.phone) == before
    good, bad, forgotten = (uuid.uuid4().hex for _ in range(3))
    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(lambda _: mall.consume(good, 500), range(6)))
    assert {answer["status"] for answer in answers} == {"ok"}
    assert len({answer["bizId"] for answer in answers}) == 1
    assert int(answers[0]["credits"]) == before - 500 == platform.spendable(mall.phone)
    assert [mall.notify(good, True).text for _ in range(3)] == ["ok"] * 3
    assert mall.notify(good, False).status_code == 409
    assert mall.consume(bad, 300)["status"] == "ok"
    assert [mall.notify(bad, False).text for _ in range(2)] == ["ok"] * 2
    assert mall.notify(bad, True).status_code == 409
    assert platform.spendable(mall.phone) == before - 500
    # A result before its order keeps the order from counting.
    assert mall.notify(forgotten, True).status_code == 404
    assert mall.notify(forgotten, False).text == "ok"
    assert mall.consume(forgotten, 10)["status"] == "fail"
    poor = mall.consume(uuid.uuid4().hex, before * 10)
    assert poor["status"] == "fail" and poor["errorMessage"] == "insufficient_points"
    given = uuid.uuid4().hex
    for _ in range(3):
        answer = mall.call("add", orderNum=given, credits=40, type="sign", description="d", ip="")
        assert answer.json()["status"] == "ok", answer.text
    assert platform.spendable(mall.phone) == before - 460


def test_what_is_forged_late_or_changed_is_nothing(platform, mall):
    before = platform.spendable(mall.phone)
    order = {"orderNum": uuid.uuid4().hex, "credits": 10, "type": "object"}
    late = int(time.time() * 1000) - 301_000
    answers = [
        mall.call("consume", secret="another-secret-of-20-c", **order),
        mall.call("consume", timestamp=late, **order), mall.call("consume", appKey="nobody", **order),
        mall.call("consume", **order | {"credits": -5}), mall.call("consume", **order | {"credits": "1e3"}),
        mall.call("consume", **order | {"uid": "not_login"}),
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 400, 400, 400]
    parameters = signed({
        "uid": mall.uid, "appKey": APP_KEY, "timestamp": int(time.time() * 1000)} | order)
    for change in ({"credits": 999}, {"sign": ""}, {"sign": "0" * 32}, {"appSecret": SECRET}):
        answer = requests.get(
            platform.home + "/mall/consume", params=parameters | change, timeout=60)
        assert answer.status_code == 401, change
    twice = requests.get(
        platform.home + "/mall/consume", params=[*parameters.items(), ("credits", 1)], timeout=60)
    assert twice.status_code == 400
    first = requests.get(platform.home + "/mall/consume", params=parameters, timeout=60)
    assert first.json()["status"] == "ok"
    again = mall.call("consume", **order | {"credits": 11})
    assert again.status_code == 409
    assert mall.notify(order["orderNum"], False).text == "ok"
    assert platform.spendable(mall.phone) == before
