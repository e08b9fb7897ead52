"""Terminals and cases in a browser: a terminal that trades and does not balance, its case, and key entry."""

import os
import re
import subprocess

import pytest
from conftest import ROOT
from visits import Variant, Watch, open_context, sign_in

# The check values are those of Python's `cryptography`, of a key of two halves under 3DES.
COMPONENTS = [
    ("0123456789ABCDEFFEDCBA9876543210", "08D7B4"),
    ("11111111111111112222222222222222", "D2B91CC5"),
]


@pytest.fixture(scope="module")
def unbalanced(demo, tmp_path_factory):
    """A terminal that earned, lost its journal, and settled with nothing: its batch leaves a case."""
    terminal = demo["merchants"][0]["terminals"][0]
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "key").write_text(terminal["master_key"])
    card = demo["members"][0]["card"]

    def run(journal: str, *commands: str):
        (folder / "script").write_text("\n".join(commands) + "\n")
        binary = os.environ.get("TONGBAO_BIN", str(ROOT / ".build" / "debug" / "tongbao"))
        host, port = demo["pos"].split(":")
        subprocess.run(
            [
                binary, "pos", "run", "--host", host, "--port", port, "--script", "script",
                "--terminal-id", terminal["terminal_id"], "--merchant-id", terminal["merchant_id"],
                "--master-key-file", "key", "--journal", journal,
            ],
            cwd=folder, capture_output=True, check=False, timeout=60,
        )

    run("first", "sign-in", f"earn {card} 128.50")
    run("second", "sign-in", "settle")
    return terminal["terminal_id"]


def find(page, demo: dict, path: str, pattern: str) -> str:
    page.goto(demo["http"] + path)
    found = re.search(pattern, page.content())
    assert found, f"{path} shows nothing that matches {pattern}"
    return found[0]


def test_every_page_of_terminals_is_accessible_and_fits(browser, demo, unbalanced, variant, visited):
    context = open_context(browser, variant)
    page = context.new_page()
    sign_in(page, demo)
    terminal = find(page, demo, f"/operator/terminals?q={unbalanced}", r"/operator/terminals/trm_\w+")
    case = find(
        page, demo, "/operator/cases?terminal=" + terminal.rsplit("/", 1)[1], r"/operator/cases/cas_\w+"
    )
    faults = []
    for path in [
        "/operator/terminals", "/operator/terminals?q=nobody", terminal, "/operator/cases",
        "/operator/cases?state=closed&kind=in_doubt", case,
    ]:
        watch = Watch(page, demo["http"])
        assert page.goto(demo["http"] + path).status == 200, path
        faults += visited.judge(page, path, variant, watch)
    context.close()
    assert not faults, "\n".join(faults)


def test_a_component_is_entered_by_keyboard_and_never_comes_back(browser, demo):
    context = open_context(browser, Variant("en", "light", "desktop"), java_script_enabled=False)
    page = context.new_page()
    sign_in(page, demo)
    number = demo["merchants"][1]["terminals"][0]["terminal_id"]
    terminal = find(page, demo, f"/operator/terminals?q={number}", r"/operator/terminals/trm_\w+")
    page.goto(demo["http"] + terminal)
    component, check_value = COMPONENTS[0]

    def enter(check_value: str):
        page.locator("#component").focus()
        page.keyboard.type(component)
        page.keyboard.press("Tab")
        page.keyboard.type(check_value)
        page.keyboard.press("Enter")

    enter("08D7B5")
    assert "another one" in page.locator("[role=alert]").inner_text()
    assert page.locator("#component").input_value() == ""
    assert page.locator("#component").get_attribute("aria-describedby") == "fault"
    enter(check_value)
    page.wait_for_url("**said=component")
    assert "Another person" in page.locator("[role=status]").inner_text()
    assert component not in page.content()
    # The same person again does not make the key.
    component, check_value = COMPONENTS[1]
    enter(check_value)
    page.wait_for_url("**said=component")
    context.close()


def test_a_case_is_taken_noted_and_closed(browser, demo, unbalanced):
    context = open_context(browser, Variant("en", "light", "phone"))
    page = context.new_page()
    sign_in(page, demo)
    page.goto(demo["http"] + find(page, demo, "/operator/cases?state=open", r"/operator/cases/cas_\w+"))
    page.get_by_role("button", name="Assign to me").click()
    page.fill("#text", "The till lost its <journal>.")
    page.get_by_role("button", name="Save note").click()
    assert "The till lost its <journal>." in page.locator(".timeline").inner_text()
    page.fill("#resolution", "the slip was seen")
    page.get_by_role("button", name="Close", exact=True).click()
    page.wait_for_url("**said=closed")
    assert "the slip was seen" in page.locator("main").inner_text()
    assert page.locator("main form:not([action$='/news/dismiss'])").count() == 0
    context.close()
