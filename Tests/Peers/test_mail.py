"""E-mail to members, taken by a real SMTP server (aiosmtpd) and read by Python's own mail parser."""

import email
import email.policy
import re
import time

import pytest
import requests
from aiosmtpd.controller import Controller
from conftest import free_port, served


def is_of_the_demo(envelope) -> bool:
    """To those who apply as merchants in a fresh demo, and to its merchants of their statements, which go on
    beside the tests."""
    return envelope.rcpt_tos[0].startswith(("apply", "owner"))


class Postbox:
    """Keeps what comes, and knows nobody at nowhere.example."""

    def __init__(self):
        self.mails: list[email.message.EmailMessage] = []
        self.senders: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@nowhere.example"):
            return "550 5.1.1 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        assert all(len(line) <= 998 for line in envelope.content.split(b"\r\n"))
        assert b"\n" not in envelope.content.replace(b"\r\n", b"")
        if is_of_the_demo(envelope):
            return "250 taken"
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.senders.append(envelope.mail_from)
        return "250 taken"


@pytest.fixture
def mailed(tmp_path):
    """A demo whose mail goes to a server of ours."""
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings = {
        "TONGBAO_MAIL_SMTP": f"127.0.0.1:{controller.port}", "TONGBAO_MAIL_FROM": "points@tongbao.example"
    }
    try:
        with served(tmp_path, **settings) as demo:
            yield demo, postbox
    finally:
        controller.stop()


def until(condition, seconds: int = 60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError("it did not come to pass")


def enter(demo, phone: str, language: str) -> requests.Session:
    """Enters the member site as a person does, with the code that the demo's inbox shows."""
    browser = requests.Session()
    browser.headers["Accept-Language"] = language

    def token(page: str) -> str:
        return re.search(r'name="form_token" value="([^"]+)"', page)[1]

    form = {"form_token": token(browser.get(demo.http + "/member/enter").text), "phone": phone}
    browser.post(demo.http + "/member/enter", data=form)
    inbox = browser.get(demo.http + "/demo/inbox").text
    code = re.search(r"<p>[^<]*?(\d{6})[^<]*</p>", inbox)[1]
    page = browser.post(demo.http + "/member/enter/code", data=form | {"code": code}).text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    home = browser.post(
        demo.http + "/member/enter/agree",
        data=form | {"ticket": ticket, "agree": "1", "language": language},
    )
    assert home.url == demo.http + "/member", home.text[:500]
    return browser


def test_a_notice_reaches_a_mailbox_and_a_dead_address_is_given_up(mailed):
    demo, postbox = mailed
    member = demo.access["members"][2]
    browser = enter(demo, member["phone"], "zh-Hans")
    operator = {"Authorization": "Bearer " + demo.access["operator"]["api_key"]}
    merchant = {"Authorization": "Bearer " + demo.access["merchants"][0]["api_key"]}
    query = {"phone": member["phone"]}
    found = requests.get(demo.http + "/v1/members", params=query, headers=operator).json()["data"][0]

    def address(text: str):
        path = f"/v1/members/{found['id']}"
        answer = requests.patch(demo.http + path, json={"email": text}, headers=operator)
        assert answer.status_code == 200, answer.text

    def book(kind: str, key: str, **more):
        body = {"type": kind, "member": {"phone": member["phone"]}} | more
        answer = requests.post(
            demo.http + "/v1/transactions", json=body, headers=merchant | {"Idempotency-Key": key})
        assert answer.status_code == 201, answer.text

    address("li@example.com")
    book("earn", "mail-1", amount={"value": 100_000, "currency": "CNY"})
    book("spend", "mail-2", points=250)
    mail = until(lambda: postbox.mails and postbox.mails[0])
    assert postbox.senders == ["points@tongbao.example"]
    assert mail["From"] == "points@tongbao.example" and mail["To"] == "li@example.com"
    assert mail["Subject"] == "使用积分"
    assert mail["Message-ID"].startswith("<dlv_") and mail["Message-ID"].endswith("@tongbao.example>")
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Date"].datetime.tzinfo
    plain = mail.get_body(("plain",))
    text = plain.get_content()
    assert plain.get_content_charset() == "utf-8" and "使用了 250 通宝积分" in text and "光明超市" in text
    # No address of the site is set, so no link could be right.
    assert mail["List-Unsubscribe"] is None and "href" not in mail.get_body(("html",)).get_content()

    address("li@nowhere.example")
    book("spend", "mail-3", points=100)
    console = requests.Session()
    page = console.get(demo.http + "/operator/sign-in").text
    form = {
        "login": demo.access["operator"]["login"], "password": demo.access["operator"]["password"],
        "form_token": re.search(r'name="form_token" value="([^"]+)"', page)[1],
    }
    console.post(demo.http + "/operator/sign-in", data=form)
    failed = until(
        lambda: "550 5.1.1 nobody here"
        in console.get(demo.http + "/operator/deliveries?state=failed").text)
    assert failed and len(postbox.mails) == 1
    assert "250 通宝积分" in browser.get(demo.http + "/member/messages").text
