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
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from furnish import Furnished, apply, day_file, earning_rule, handheld, ladder, purchases, webhook
from visits import FULL, SHOWN, SHOWN_TO_MEMBERS, Variant, Visited, open_context, sign_in, variants_of

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="every language, theme and width")
    parser.addoption("--pictures", help="a folder to keep a screenshot of every page in")
    parser.addoption("--turn", type=int, default=date.today().toordinal() % 6,
                     help="which two of the twelve variants a test looks at, today's unless it is said")


def pytest_report_header(config):
    if not (config.getoption("--all") or config.getoption("--pictures")):
        return f"variants: turn {config.getoption('--turn')} of 6; --turn repeats one, --all takes all twelve"


def pytest_generate_tests(metafunc):
    if "variant" not in metafunc.fixturenames:
        return
    module = metafunc.module.__name__.removeprefix("test_")
    if metafunc.config.getoption("--all"):
        variants = FULL
    elif metafunc.config.getoption("--pictures"):
        variants = SHOWN_TO_MEMBERS if module == "member" else SHOWN
    else:
        variants = variants_of(f"{module}.{metafunc.function.__name__}", metafunc.config.getoption("--turn"))
    metafunc.parametrize("variant", variants, ids=str)


def pytest_collection_modifyitems(items):
    """The seat first: the codes that pair one are good for a quarter of an hour."""
    items.sort(key=lambda item: item.path.name != "test_seat.py")


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
    from test_merchant_console import sign_in_as_owner

    context = open_context(browser, Variant("en", "light", "phone"))
    page = context.new_page()
    enter(context, page, demo, "en")

    def ask(place: str, text: str) -> str:
        page.goto(demo["http"] + place)
        page.fill("#text", text)
        page.locator("main form button").last.click()
        page.wait_for_load_state("load")
        page.goto(demo["http"] + "/member/feedback")
        found = re.search(r"/member/feedback/([a-z]{3}_\w+)", page.content())
        assert found, "the question is not in the list"
        return found[1]

    # Where points are used leads to a letter to that merchant.
    page.goto(demo["http"] + "/member/places?q=" + SHOP)
    own = page.locator("a[href*='/member/feedback?']").first.get_attribute("href")
    questions = ask(own, "Where is my coffee?"), ask("/member/feedback", "How do points end?")
    apply(page, demo)
    context.close()
    context = open_context(browser, Variant("en", "light", "desktop"))
    page = context.new_page()
    sign_in(page, demo)
    second = open_context(browser, Variant("en", "light", "desktop"))
    reviewer = second.new_page()
    sign_in(reviewer, demo, "reviewer")
    rule = earning_rule(page, reviewer, demo)
    steps = ladder(page, reviewer, demo)
    second.close()
    webhooks = {"operator": webhook(page, demo, "operator")}
    sent = purchases(page, demo)
    sign_in_as_owner(page, demo)
    webhooks["merchant"] = webhook(page, demo, "merchant")
    context.close()
    return Furnished(
        handheld(demo, tmp_path_factory.mktemp("device")), day_file(demo), *questions, webhooks, sent, rule,
        steps)


# A part of what the first shop of the demo is called by members who read English.
SHOP = "Guangming"


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
