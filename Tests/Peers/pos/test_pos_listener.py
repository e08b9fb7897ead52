"""What the operator may set for the listener: TLS, and how replies are addressed."""

import datetime
import ssl
from pathlib import Path

import pytest
from conftest import served
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pos.host import Platform
from pos.line import Line
from pos.shop import Shop, spent


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256()))
    paths = folder / "host.pem", folder / "host.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return paths


def test_terminals_over_tls_whose_replies_keep_the_requests_address(tmp_path: Path):
    chain, key = certificate(tmp_path)
    settings = {"TONGBAO_POS_CERTIFICATE": str(chain), "TONGBAO_POS_PRIVATE_KEY": str(key),
                "TONGBAO_POS_TPDU": "echo", "TONGBAO_POS_HEADER_LENGTH": "6"}
    with served(tmp_path, **settings) as demo:
        platform = Platform(demo.access)
        trust = ssl.create_default_context(cafile=chain)
        trust.minimum_version = ssl.TLSVersion.TLSv1_2
        shop = Shop(platform, lambda spec: Line(("localhost", platform.address[1]), spec, trust))
        till, member = shop.till(), shop.rich(0)
        before = shop.points(member)
        spent(till, member, 100)
        assert shop.points(member) == before - 500
        request = till.message("0820", till.next_trace(), {"60": f"00{till.batch}301"})
        assert till.ask(request, has_mac=False)[1][:5].hex() == till.profile.tpdu
        # In the clear nobody is answered.
        till.line = Line(platform.address)
        assert till.ask(request, has_mac=False) is None
        # Nor under another's certificate.
        till.line = Line(("localhost", platform.address[1]), tls=ssl.create_default_context())
        with pytest.raises(ssl.SSLCertVerificationError):
            till.line.connected()
