"""E-mail through a relay that wants TLS and a password: refusals, broken lines, links that stop mail.

The server is aiosmtpd; certificates are made here by an authority of our own.
"""

import datetime
import email
import email.policy
import ipaddress
import re
import socket
import ssl
import subprocess
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest
import requests
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from conftest import binary, free_port, served
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from test_mail import enter, is_of_the_demo, until

USER, PASSWORD = "points@tongbao.example", "s3cret; with = signs"


class Relay:
    """Takes mail as its `verdicts` say, in turn, and keeps what was taken."""

    def __init__(self):
        self.mails: list[email.message.EmailMessage] = []
        self.raw: list[bytes] = []
        self.secure: list[bool] = []
        self.logins: list[tuple[str, str]] = []
        self.verdicts: list[str] = []
        self.options: list[list[str]] = []
        self.ids: list[str] = []
        self.tries = 0

    def authenticator(self, server, session, envelope, mechanism, data):
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=self.logins[-1] == (USER, PASSWORD))

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        self.options.append(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if is_of_the_demo(envelope):
            return "250 taken"
        self.tries += 1
        self.ids.append(
            email.message_from_bytes(envelope.original_content, policy=email.policy.default)["Message-ID"])
        verdict = self.verdicts.pop(0) if self.verdicts else "250 taken"
        if verdict.startswith("250") or verdict == "drop":
            self.raw.append(envelope.original_content)
            self.mails.append(
                email.message_from_bytes(envelope.original_content, policy=email.policy.default))
            self.secure.append(server.transport.get_extra_info("sslcontext") is not None)
        if verdict == "drop":
            # The mail is taken, and the line breaks before anybody is told.
            server.transport.abort()
            return "250 never heard"
        return verdict


@pytest.fixture(scope="module")
def trust(tmp_path_factory) -> Path:
    """An authority, and a relay's certificate from it for 127.0.0.1 and localhost."""
    folder = tmp_path_factory.mktemp("trust")
    now = datetime.datetime.now(datetime.timezone.utc)

    def certificate(name: str, key, issuer: str, issuer_key, is_authority: bool):
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=10))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if not is_authority:
            names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    (folder / "root.pem").write_bytes(certificate("Test root", root, "Test root", root, True))
    (folder / "leaf.pem").write_bytes(certificate("relay", leaf, "Test root", root, False))
    (folder / "leaf.key").write_bytes(
        leaf.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "password").write_text(PASSWORD + "\n")
    return folder


def running(relay: Relay, trust: Path, how: str, host: str = "127.0.0.1", **more) -> Controller:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trust / "leaf.pem", trust / "leaf.key")
    tls = {"ssl_context": context} if how == "implicit" else {}
    if how == "starttls":
        tls = {"tls_context": context, "require_starttls": True}
    controller = Controller(
        relay, hostname=host, port=free_port(), authenticator=relay.authenticator,
        auth_required=True, auth_require_tls=how == "starttls", **tls, **more)
    controller.start()
    return controller


def settings(port: int, trust: Path, how: str, **more) -> dict:
    return {
        "TONGBAO_MAIL_SMTP": f"127.0.0.1:{port}", "TONGBAO_MAIL_FROM": "points@tongbao.example",
        "TONGBAO_MAIL_TLS": how, "TONGBAO_MAIL_AUTHORITIES": str(trust / "root.pem"),
        "TONGBAO_MAIL_USERNAME": USER, "TONGBAO_MAIL_PASSWORD_FILE": str(trust / "password"),
        "TONGBAO_MAIL_SITE": "https://points.example.com/",
    } | more


class Member:
    """A member of the demo with an address, who buys and uses points."""

    def __init__(self, demo, number: int, address: str):
        self.demo = demo
        phone = demo.access["members"][number]["phone"]
        self.browser = enter(demo, phone, "zh-Hans")
        self.operator = {"Authorization": "Bearer " + demo.access["operator"]["api_key"]}
        self.merchant = {"Authorization": "Bearer " + demo.access["merchants"][0]["api_key"]}
        self.phone = phone
        found = requests.get(
            demo.http + "/v1/members", params={"phone": phone}, headers=self.operator).json()["data"][0]
        answer = requests.patch(
            f"{demo.http}/v1/members/{found['id']}", json={"email": address}, headers=self.operator)
        assert answer.status_code == 200, answer.text
        self.book("earn", f"relay-earn-{number}", amount={"value": 500_000, "currency": "CNY"})

    def book(self, kind: str, key: str, **more):
        body = {"type": kind, "member": {"phone": self.phone}} | more
        answer = requests.post(
            self.demo.http + "/v1/transactions", json=body, headers=self.merchant | {"Idempotency-Key": key})
        assert answer.status_code == 201, answer.text


def deliveries(demo, state: str) -> str:
    console = requests.Session()
    page = console.get(demo.http + "/operator/sign-in").text
    console.post(
        demo.http + "/operator/sign-in",
        data={
            "login": demo.access["operator"]["login"], "password": demo.access["operator"]["password"],
            "form_token": re.search(r'name="form_token" value="([^"]+)"', page)[1],
        })
    return console.get(demo.http + "/operator/deliveries?state=" + state).text


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text, self.outside = set(), [], "", []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name == "href":
                self.links.append(value)
            if name in ("src", "background") or name.startswith("on"):
                self.outside.append((tag, name))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("how", ["starttls", "implicit"])
def test_mail_goes_over_tls_with_a_password_in_two_forms_and_can_be_stopped(tmp_path, trust, how):
    relay = Relay()
    controller = running(relay, trust, how)
    try:
        with served(tmp_path, **settings(controller.port, trust, how)) as demo:
            member = Member(demo, 2, "li@example.com")
            member.book("spend", "relay-1", points=250)
            mail = until(lambda: relay.mails and relay.mails[0])
            assert relay.secure == [True] and set(relay.logins) == {(USER, PASSWORD)}
            assert relay.options[0][0].startswith("SIZE=")
            assert mail["Subject"] == "使用积分" and mail["Date"].datetime.tzinfo
            assert all(byte < 0x80 for byte in relay.raw[0])
            assert mail.get_content_type() == "multipart/alternative"
            plain, html = mail.iter_parts()
            assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
            reader = Reader()
            reader.feed(html.get_content())
            for text in (plain.get_content(), reader.text):
                assert "使用了 250 通宝积分" in text and "光明超市" in text
            assert not reader.outside and not reader.tags & {"script", "style", "img", "link", "iframe"}
            assert "color-scheme" in html.get_content()
            link = r"<(https://points\.example\.com/member/stop/[\w-]+)>"
            stop = re.fullmatch(link, mail["List-Unsubscribe"])[1]
            assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            assert reader.links == [stop] and stop in plain.get_content()
            local = stop.replace("https://points.example.com", demo.http)
            assert requests.get(local).status_code == 200
            pressed = requests.post(local, data={"List-Unsubscribe": "One-Click"})
            assert pressed.status_code == 200, pressed.text[:300]
            member.book("spend", "relay-2", points=10)
            # What guards an account is told all the same, and nothing in it offers to end it.
            frozen = member.browser.get(demo.http + "/member/me/freeze").text
            token = re.search(r'name="form_token" value="([^"]+)"', frozen)[1]
            member.browser.post(demo.http + "/member/me/freeze", data={"form_token": token})
            warning = until(lambda: len(relay.mails) > 1 and relay.mails[-1])
            assert warning["Subject"] == "账户已冻结" and warning["List-Unsubscribe"] is None
            assert [mail["Subject"] for mail in relay.mails] == ["使用积分", "账户已冻结"]
    finally:
        controller.stop()


def test_later_means_later_a_broken_line_is_asked_again_and_no_is_final(tmp_path, trust):
    relay = Relay()
    relay.verdicts = ["451 4.3.0 later", "drop", "554 5.7.1 never"]
    controller = running(relay, trust, "starttls")
    try:
        values = settings(controller.port, trust, "starttls")
        said = [("waiting", "451 4.3.0 later"), ("waiting", "may be there"), ("failed", "554 5.7.1 never")]
        # Each wait is over once the clock is a day ahead.
        for day, (state, words) in enumerate(said):
            with served(tmp_path, days_later=day, **values) as demo:
                if day == 0:
                    Member(demo, 3, "li@example.com").book("spend", "once", points=250)
                until(lambda day=day: relay.tries > day, 120)
                assert until(lambda s=state, w=words: w in deliveries(demo, s), 120)
        assert len(relay.mails) == 1 and relay.tries == 3, "taken once, and nobody could know"
        assert len(set(relay.ids)) == 1, "a mailbox can see that it is the same mail"
    finally:
        controller.stop()


def test_a_mail_larger_than_the_relay_takes_is_given_up_without_sending_it(tmp_path, trust):
    relay = Relay()
    controller = running(relay, trust, "starttls", data_size_limit=1_000)
    try:
        with served(tmp_path, **settings(controller.port, trust, "starttls")) as demo:
            Member(demo, 3, "li@example.com").book("spend", "once", points=250)
            assert until(lambda: "the server takes 1000" in deliveries(demo, "failed"))
        assert relay.tries == 0
    finally:
        controller.stop()


class Faulty:
    """A server that says one thing and no more, on every connection."""

    def __init__(self, lines: bytes):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.heard = b""
        self.lines = lines
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            try:
                with line:
                    line.settimeout(5)
                    line.sendall(b"220 relay\r\n")
                    self.heard += line.recv(4_096)
                    line.sendall(self.lines)
                    self.heard += line.recv(4_096)
                    if b"STARTTLS" in self.heard:
                        line.sendall(b"220 go\r\n250 injected\r\n")
                        self.heard += line.recv(4_096)
            except OSError:
                continue


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (b"250-relay\r\n250 AUTH PLAIN\r\n", "does not offer STARTTLS"),
        (b"250-relay\r\n250 STARTTLS\r\n", "in the clear after STARTTLS"),
        (b"500 what\r\n", "refused EHLO: 500 what"), (b"nonsense\r\n", "is no mail server"),
    ],
)
def test_a_relay_that_cannot_be_trusted_gets_no_password_and_the_log_says_why(tmp_path, trust, lines, said):
    server = Faulty(lines)
    with served(tmp_path, **settings(server.port, trust, "starttls")) as demo:
        member = Member(demo, 4, "li@example.com")
        member.book("spend", "once", points=250)
        assert until(lambda: said in (page := deliveries(demo, "waiting")) and page)
    server.listener.close()
    assert b"AUTH" not in server.heard and b"MAIL" not in server.heard


@pytest.mark.parametrize("fault", ["authority", "name"])
def test_a_relay_with_a_foreign_certificate_or_another_name_is_not_spoken_to(tmp_path, trust, fault):
    relay = Relay()
    # The certificate is for 127.0.0.1, and the system's authorities do not know ours.
    host = "127.0.0.2" if fault == "name" else "127.0.0.1"
    controller = running(relay, trust, "implicit", host)
    try:
        values = settings(controller.port, trust, "implicit")
        values["TONGBAO_MAIL_SMTP"] = f"{host}:{controller.port}"
        if fault == "authority":
            values["TONGBAO_MAIL_AUTHORITIES"] = ""
        with served(tmp_path, **values) as demo:
            member = Member(demo, 5, "li@example.com")
            member.book("spend", "once", points=250)
            page = until(lambda: "TLS or the line to" in (text := deliveries(demo, "waiting")) and text)
            assert "certificate" in page.lower(), re.search(r"TLS or the line to[^<]*", page)[0]
        assert not relay.logins and not relay.mails
    finally:
        controller.stop()


def test_settings_that_would_give_a_password_away_are_refused_with_the_way_out(tmp_path):
    def refused(**values: str) -> str:
        done = subprocess.run(
            [binary(), "serve", "--data", str(tmp_path / "data"), "--http", "127.0.0.1:0"],
            capture_output=True, text=True, timeout=60,
            env={"PATH": "/usr/bin", "TONGBAO_MAIL_FROM": "a@example.com"} | values)
        assert done.returncode != 0
        return done.stderr

    relay = {"TONGBAO_MAIL_SMTP": "relay.example:587", "TONGBAO_MAIL_USERNAME": USER}
    assert "mail.password" in refused(**relay)
    secret = relay | {"TONGBAO_MAIL_PASSWORD": "x"}
    assert "in the clear" in refused(**secret, TONGBAO_MAIL_TLS="none")
    assert "in the clear" in refused(
        **secret, TONGBAO_MAIL_TLS="none", TONGBAO_MAIL_ALLOW_PLAIN="true")
    assert "must be none, starttls or implicit" in refused(**secret, TONGBAO_MAIL_TLS="yes")
    assert "mail.authorities" in refused(**secret, TONGBAO_MAIL_AUTHORITIES="/nowhere.pem")
    assert "mail.password_file" in refused(**relay, TONGBAO_MAIL_PASSWORD_FILE="/nowhere")
    assert "mail.site" in refused(**secret, TONGBAO_MAIL_SITE="points.example.com")
