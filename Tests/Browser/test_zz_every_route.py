"""Comes last: no page of any face may exist that the tests before did not look at."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

# What answers a GET and is no page, and pages that only exist where the demo cannot lead.
NO_PAGES = {
    "/assets/{name}": "files of pages",
    "/seat/worker.js": "a module",
    "/operator/search": "leads to what was found",
    "/operator/sign-in/code": "asked of whoever has a second factor, see test_doors.py for the merchant's",
    "/operator/sign-in/factor": "asked where a second factor is required, which the demo does not",
    "/merchant/sign-in/factor": "the same",
    "/operator/partner-exchanges/{id}": "rates hold two minutes after approval: peers do",
    "/member/partners/{id}": "the same",
    "/member/malls/{id}": "leads away to a partner's mall: peers do",
    "/member/reinstate/done/{id}": "no points of the demo have run out: flow tests do",
    "/member/advance/done/{id}": "no points of the demo wait: flow tests do",
    "/mall/consume": "answers of the mall contract",
    "/mall/add": "the same",
    "/mall/notify": "the same",
}
FILES = re.compile(r"\.(csv|json|js|xlsx|escpos)$|/(escpos|acknowledgement|file|download)$")


def routes() -> list[str]:
    lines = (ROOT / "Tests/ConsolesTests/Golden/face-routes.txt").read_text().splitlines()
    paths = [line.split(" ", 1)[1] for line in lines if line.startswith("GET ")]
    return [path for path in paths if path not in NO_PAGES and not FILES.search(path)]


def pattern(route: str) -> re.Pattern:
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part)
                              for part in re.split(r"(\{\w+\})", route)) + "$")


def test_every_page_that_exists_was_looked_at(request, visited):
    ran = {item.module.__name__ for item in request.session.items}
    written = {file.stem for file in Path(__file__).parent.glob("test_*.py")}
    if request.config.option.keyword or written - ran:
        pytest.skip("only a part of the pages was asked for")
    known = routes()
    seen = set()
    for path in visited.paths:
        # The most exact of the addresses that fit: /members/export is not a member.
        fitting = [route for route in known if pattern(route).match(path)]
        seen |= set(sorted(fitting, key=lambda route: (route.count("{"), -len(route)))[:1])
    assert not set(known) - seen, "nobody looks at " + ", ".join(sorted(set(known) - seen))
