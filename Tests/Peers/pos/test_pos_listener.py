"""What the operator may set for the listener: TLS, and how replies are addressed."""

import ssl
from pathlib import Path

import pytest
from certificates import certificate
from conftest import served

from pos.host import Platform
from pos.line import Line
from pos.shop import Shop, spent


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
