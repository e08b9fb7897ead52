"""Webhooks, jobs and views of lists in the browser; a webhook's receiver is a server of the test's own."""

import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from standardwebhooks.webhooks import Webhook
from test_merchant_console import sign_in_as_owner
from visits import sign_in


class Receiver:
    """Keeps what is sent to it, and answers as it is told."""

    def __init__(self):
        self.kept: list[tuple[dict, bytes]] = []
        self.answers: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.kept.append((dict(self.headers.items()), body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?for=us"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, count: int):
        deadline = time.monotonic() + 60
        while len(self.kept) < count:
            assert time.monotonic() < deadline, f"{len(self.kept)} of {count} came within a minute"
            time.sleep(0.1)


def ask(demo: dict, path: str, body: dict | None = None) -> dict:
    """The interface's answer to a merchant's key."""
    request = urllib.request.Request(
        demo["http"] + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "authorization": "Bearer " + demo["merchants"][0]["api_key"],
            "content-type": "application/json",
            "idempotency-key": f"webhook-{time.time_ns()}",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()


def test_a_webhook_is_added_and_what_it_gets_verifies(browser, demo, receiver):
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in_as_owner(page, demo)
    page.goto(demo["http"] + "/merchant/webhooks")
    page.fill("#url", receiver.url)
    page.fill("#note", "Our own receiver")
    page.locator("#add button").click()
    secret = page.locator("code").first.inner_text()
    assert secret.startswith("whsec_")
    page.locator("main a[href*='whk_']").click()
    receiver.answers = [500]
    page.locator("form[action$='/test'] button").click()
    page.wait_for_url("**/webhook-deliveries/whd_*")
    # The first answer is a failure: it comes again a few seconds later, with the same id and body.
    receiver.wait_for(2)
    first, second = receiver.kept
    assert first[0]["webhook-id"] == second[0]["webhook-id"] and first[1] == second[1]
    for headers, body in receiver.kept:
        told = Webhook(secret).verify(body, headers)
        assert told["type"] == "webhook.test"
    with pytest.raises(Exception):
        Webhook(secret).verify(first[1] + b" ", first[0])
    deadline = time.monotonic() + 30
    while "Delivered" not in page.locator("main").inner_text():
        assert time.monotonic() < deadline
        page.reload()
    assert "500" in page.locator("main").inner_text()
    page.locator("form[action$='/resend'] button").click()
    receiver.wait_for(3)
    assert receiver.kept[2][0]["webhook-id"] == first[0]["webhook-id"]
    context.close()


def test_an_earn_reaches_the_merchants_webhook(browser, demo, receiver):
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in_as_owner(page, demo)
    page.goto(demo["http"] + "/merchant/webhooks")
    page.fill("#url", receiver.url)
    page.locator("#add summary").click()
    page.locator("#add input[name='kind_points.earned']").check()
    page.locator("#add button").click()
    secret = page.locator("code").first.inner_text()
    earn = {
        "type": "earn", "member": {"phone": demo["members"][0]["phone"]},
        "amount": {"value": 12800, "currency": "CNY"},
    }
    booked = ask(demo, "/v1/transactions", earn)
    receiver.wait_for(1)
    headers, body = receiver.kept[0]
    told = Webhook(secret).verify(body, headers)
    assert told["type"] == "points.earned"
    assert told["data"]["transaction"] == booked["id"] and told["data"]["points"] == booked["points"]
    # What is sent is what the interface gives.
    assert ask(demo, "/v1/events/" + headers["webhook-id"]) == told["data"]
    context.close()


def test_a_view_is_saved_found_again_and_deleted(browser, demo):
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in(page, demo)
    page.goto(demo["http"] + "/operator/members")
    page.select_option("#f-state", "active")
    page.locator(".filters button").click()
    page.get_by_text("Save as a view").first.click()
    page.fill("#view-name", "Active ones")
    page.locator("form[action='/operator/views'] button").click()
    tab = page.locator(".tabs a[aria-current]")
    assert tab.inner_text() == "Active ones"
    page.locator(".tabs a").first.click()
    assert page.url.endswith("/operator/members")
    page.get_by_role("link", name="Active ones").click()
    assert page.locator("#f-state").input_value() == "active"
    page.get_by_text("Choose columns").click()
    page.locator("input[name=column_1]").uncheck()
    page.locator("form[action$='/columns'] button").click()
    assert page.locator("td[data-label=Phone]").count() == 0
    page.get_by_text("Change this view").click()
    page.locator("form[action$='/delete'] button").click()
    assert page.locator(".tabs").count() == 0
    page.get_by_text("Choose columns").click()
    page.locator("input[name=column_1]").check()
    page.locator("form[action$='/columns'] button").click()
    assert page.locator("td[data-label=Phone]").count() > 0
    context.close()


def test_a_job_is_asked_for_and_runs(browser, demo):
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in(page, demo)
    page.goto(demo["http"] + "/operator/jobs")
    page.locator("button[formaction$='/daily_totals/run']").click()
    page.wait_for_url("**/operator/jobs")
    page.locator("button[formaction$='/merchant_books/rebuild']").click()
    page.wait_for_url("**/operator/jobs")
    deadline = time.monotonic() + 60
    row = page.locator("tr", has=page.locator("code", has_text="merchant_books"))
    while row.locator(".badge").count():
        assert time.monotonic() < deadline, "the projection did not catch up within a minute"
        page.reload()
    page.goto(demo["http"] + "/operator/job-runs")
    assert page.locator("tbody tr").count() > 0
    context.close()
