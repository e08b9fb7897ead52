"""A demo platform that is served, and Debian's Chromium to look at it with."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from furnish import Furnished, call, day_file, handheld
from visits import Variant, Visited, open_context

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="every language, theme and width")
    parser.addoption("--pictures", help="a folder to keep a screenshot of every page in")


def free_port() -> int:
    """Below those that outgoing connections take, so that no client sits on it before its server."""
    while True:
        port = random.SystemRandom().randint(20_000, 32_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """What `tongbao demo` tells about itself; TONGBAO_DEMO names the access.json of one that runs."""
    if running := os.environ.get("TONGBAO_DEMO"):
        yield json.loads(Path(running).read_text())
        return
    folder = tmp_path_factory.mktemp("demo")
    binary = os.environ.get("TONGBAO_BIN", str(ROOT / ".build" / "debug" / "tongbao"))
    with (folder / "log").open("w") as log:
        arguments = [binary, "demo", "--http", f"127.0.0.1:{free_port()}", "--pos", "127.0.0.1:0"]
        process = subprocess.Popen(arguments, cwd=folder, stdout=log, stderr=log)
        try:
            yield wait_until_ready(process, folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def wait_until_ready(process, folder: Path) -> dict:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        assert process.poll() is None, (folder / "log").read_text()[-2000:]
        file = folder / "demo" / "access.json"
        if file.exists() and (access := json.loads(file.read_text())).get("http"):
            with socket.socket() as probe:
                host, port = access["http"].removeprefix("http://").split(":")
                if probe.connect_ex((host, int(port))) == 0:
                    return access
        time.sleep(0.2)
    raise AssertionError("the demo is not ready after ten minutes")


@pytest.fixture(scope="session")
def furnished(browser, demo, tmp_path_factory):
    """The things that pages exist for and the demo has none of, by their public names."""
    from test_member import enter

    context = open_context(browser, Variant("en", "light", "phone"))
    page = context.new_page()
    phone = enter(context, page, demo, "en")
    # Members write to merchants that they know.
    earn = {"type": "earn", "member": {"phone": phone}, "amount": {"value": 4200, "currency": "CNY"}}
    key = {"Authorization": "Bearer " + demo["merchants"][0]["api_key"], "Idempotency-Key": "furnish"}
    call(demo, "POST", "/v1/transactions", json.dumps(earn).encode(), **key)

    def ask(addressee: str, text: str) -> str:
        page.goto(demo["http"] + "/member/feedback")
        page.select_option("#to", label=addressee) if addressee else page.select_option("#to", index=0)
        page.fill("#text", text)
        page.locator("main form button").last.click()
        page.wait_for_load_state("load")
        page.goto(demo["http"] + "/member/feedback")
        found = re.search(r"/member/feedback/(\w+)", page.content())
        assert found, "the question is not in the list"
        return found[1]

    page.goto(demo["http"] + "/member/feedback")
    options = page.locator("#to option").all_inner_texts()
    known = [text for text in options if text in (demo["merchants"][0]["name"], *ENGLISH_NAMES)]
    assert known, f"{demo['merchants'][0]['name']} is none of {options}"
    own = known[0]
    questions = ask(own, "Where is my coffee?"), ask("", "How do points end?")
    context.close()
    return Furnished(
        handheld(demo, tmp_path_factory.mktemp("device")), day_file(demo), *questions)


# What the first shop of the demo is called by members who read English.
ENGLISH_NAMES = ("Guangming Supermarket",)


@pytest.fixture(scope="session")
def visited(request):
    """One for the whole run, so that its last test can tell which page nobody looked at."""
    return Visited(request.config.getoption("--pictures"))


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium")
    assert path, "Chromium is missing: bin/setup browser installs it"
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not start for root; the pages are ours.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
