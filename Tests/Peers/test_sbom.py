"""The bill of materials names what Package.swift and bin/setup name, as resolved (ASVS 5.0, 15.1.2)."""

import json
import re
import subprocess

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def bill() -> dict:
    done = subprocess.run(
        [str(ROOT / "bin" / "sbom")], capture_output=True, text=True, timeout=120, cwd=ROOT, check=True)
    return json.loads(done.stdout)


def test_it_is_a_cyclonedx_bill(bill):
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(references) == len(set(references))
    assert sorted(bill["dependencies"][0]["dependsOn"]) == sorted(references)
    for component in bill["components"]:
        assert component["type"] in {"library", "application"}
        assert component["name"] and component["version"]
        assert re.fullmatch(r"pkg:(swift|deb|generic)/[^@]+@[^@]+", component["purl"]), component


def test_every_package_that_was_resolved_is_in_it_as_it_was_resolved(bill):
    of = {component["bom-ref"]: component for component in bill["components"]}
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    assert len(pins) > 20
    for pin in pins:
        component = of["swift:" + pin["identity"]]
        assert component["version"] == pin["state"]["version"]
        assert component["properties"] == [{"name": "tongbao:revision", "value": pin["state"]["revision"]}]
    places = {
        reference["url"].removesuffix(".git")
        for component in bill["components"] for reference in component.get("externalReferences", [])}
    # What Package.swift asks for is among them, and each comes over https.
    for address in re.findall(r'\.package\(url: "([^"]+)"', (ROOT / "Package.swift").read_text()):
        assert address.startswith("https://")
        assert address.removesuffix(".git") in places, address


def test_every_library_of_the_system_is_in_it(bill):
    names = " ".join(component["name"] for component in bill["components"])
    for library in ("argon2", "zxcvbn", "ssl", "pq5", "qrencode", "zlib", "sqlite3"):
        assert library in names
    installed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "libssl3"], capture_output=True, text=True, timeout=60,
        check=True)
    assert next(c for c in bill["components"] if c["name"] == "libssl3")["version"] == installed.stdout
