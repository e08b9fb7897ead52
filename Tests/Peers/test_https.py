"""TLS that the server ends itself (ASVS 5.0, 12.1.1, 12.1.2, 12.2.1), asked by OpenSSL's client."""

import http.client
import json
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from certificates import certificate
from conftest import binary, tongbao
from serving import serving


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    folder = tmp_path_factory.mktemp("https")
    chain, key = certificate(folder)
    with serving(folder, TONGBAO_HTTP_CERTIFICATE=str(chain), TONGBAO_HTTP_PRIVATE_KEY=str(key)) as server:
        yield server, chain


def context(chain: Path, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    trust = ssl.create_default_context(cafile=chain)
    if newest:
        trust.minimum_version, trust.maximum_version = newest, newest
    return trust


def asked(server, trust: ssl.SSLContext, path: str = "/operator/sign-in"):
    connection = http.client.HTTPSConnection("localhost", server.port, timeout=30, context=trust)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def agreed(port: int, trust: ssl.SSLContext) -> tuple[str, str]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as plain:
        with trust.wrap_socket(plain, server_hostname="localhost") as line:
            return line.version(), line.cipher()[0]


def test_the_newest_version_is_taken_and_1_2_is_there(secure):
    server, chain = secure
    assert agreed(server.port, context(chain))[0] == "TLSv1.3"
    assert agreed(server.port, context(chain, ssl.TLSVersion.TLSv1_2))[0] == "TLSv1.2"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_older_versions_are_refused(secure, version):
    server, chain = secure
    trust = context(chain, version)
    # Otherwise the client itself would not offer them.
    trust.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)) as refused:
        agreed(server.port, trust)
    assert "NO_CIPHERS_AVAILABLE" not in str(refused.value)


@pytest.mark.parametrize("cipher", [
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"])
def test_what_is_recommended_is_spoken(secure, cipher):
    server, chain = secure
    trust = context(chain, ssl.TLSVersion.TLSv1_2)
    trust.set_ciphers(cipher)
    assert agreed(server.port, trust) == ("TLSv1.2", cipher)


@pytest.mark.parametrize("cipher", [
    "ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA256", "AES128-GCM-SHA256"])
def test_nothing_without_forward_secrecy_and_authentication_is_spoken(secure, cipher):
    server, chain = secure
    trust = context(chain, ssl.TLSVersion.TLSv1_2)
    trust.set_ciphers(cipher + ":@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        agreed(server.port, trust)


def test_pages_come_with_cookies_of_the_host_alone_and_ask_for_tls_for_a_year(secure):
    server, chain = secure
    answer = asked(server, context(chain))
    assert answer.status == 200
    assert answer.getheader("strict-transport-security") == "max-age=31536000"
    cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    assert cookies and all(cookie.startswith("__Host-tb_") and "; Secure" in cookie for cookie in cookies)
    assert f"Serving on https://127.0.0.1:{server.port}" in server.log.read_text()


def test_in_the_clear_nobody_is_answered(secure):
    server, _ = secure
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        connection.request("GET", "/healthz")
        connection.getresponse()


def test_with_a_certificate_others_may_be_served_without_a_proxy(tmp_path):
    chain, key = certificate(tmp_path)
    # 0.0.0.0 is bound, and asked on loopback.
    with serving(
        tmp_path, host="0.0.0.0", TONGBAO_HTTP_CERTIFICATE=str(chain), TONGBAO_HTTP_PRIVATE_KEY=str(key)
    ) as server:
        assert asked(server, context(chain), "/healthz").status == 200


def test_a_certificate_that_cannot_be_used_is_refused_at_the_start(tmp_path):
    chain, key = certificate(tmp_path)
    _, other = certificate(tmp_path, "other")
    for settings, said in [
        ({"http.certificate": chain}, "setting http.private_key: a certificate and its private key go"),
        ({"http.certificate": chain, "http.private_key": other}, "setting http.certificate"),
        ({"http.certificate": tmp_path / "none.pem", "http.private_key": key}, "setting http.certificate"),
    ]:
        lines = [f'{name.removeprefix("http.")} = "{value}"' for name, value in settings.items()]
        (tmp_path / "settings.toml").write_text("[http]\n" + "\n".join(lines) + "\n")
        done = subprocess.run(
            [binary(), "serve", "--data", str(tmp_path / "data"), "--http", "127.0.0.1:0", "--pos", "",
             "--config", str(tmp_path / "settings.toml")],
            capture_output=True, text=True, timeout=60, cwd=tmp_path)
        assert done.returncode == 1 and said in done.stderr, done.stderr


@pytest.mark.parametrize(("days", "state"), [(90, "well"), (10, "warning")])
def test_the_doctor_says_when_it_ends(tmp_path, days, state):
    chain, key = certificate(tmp_path, days=days)
    (tmp_path / "settings.toml").write_text(f'[http]\ncertificate = "{chain}"\nprivate_key = "{key}"\n')
    findings = json.loads(tongbao(
        "doctor", "--data", tmp_path / "data", "--config", tmp_path / "settings.toml", "--json"))["checks"]
    finding, = (finding for finding in findings if finding["check"] == "certificate")
    assert finding["state"] == state and "days" in finding["detail"]
