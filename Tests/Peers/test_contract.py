"""The HTTP interface against its own OpenAPI document: valid, and true under attack."""

import os
import subprocess
import sys

import pytest
import requests
from conftest import served
from keyword_coverage import Coverage, Sent, archived
from openapi_spec_validator import validate

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
EXAMPLES = os.environ.get("TONGBAO_CONTRACT_EXAMPLES", "20")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory):
    """A platform for the attack alone: with an operator's key it suspends merchants and revokes keys, too."""
    with served(tmp_path_factory.mktemp("attacked")) as running:
        yield running


@pytest.fixture(scope="module")
def document(demo) -> dict:
    answer = requests.get(f"{demo.http}/openapi.json", timeout=30)
    assert answer.status_code == 200
    return answer.json()


def test_the_document_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.parametrize("who", ["operator", "merchant"])
def test_no_answer_is_a_server_error_or_undocumented(demo, document, who, tmp_path):
    access = demo.access
    key = access["operator"]["api_key"] if who == "operator" else access["merchants"][0]["api_key"]
    # First, as the attack may well end by revoking the key that it was given.
    wrong = list(wrong_keys(demo, document)) if who == "operator" else []
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{demo.http}/openapi.json",
         "--header", f"Authorization: Bearer {key}", "--checks", CHECKS,
         "--phases", "examples,coverage,fuzzing", "--report-har-path", tmp_path / "sent.har",
         # A connection that was idle for too long, on a machine that stood still, may be closed by now.
         "--request-retries", "2",
         "--max-examples", EXAMPLES, "--seed", "20170101", "--generation-database", "none", "--no-color"],
        cwd=tmp_path, capture_output=True, text=True, timeout=900,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    if who == "operator":
        examine(document, tmp_path / "sent.har", wrong)


def examine(document: dict, archive, wrong: list[Sent]) -> None:
    """Nearly every keyword of every request was met and broken, and what breaks one is never done.

    A merchant's key is refused most calls before anybody reads their bodies, so its run proves less.
    """
    coverage = Coverage(document)
    for sent in archived(archive):
        coverage.take(sent)
    for sent in wrong:
        assert sent.status == 400
        coverage.take(sent)
    print(f"{len(coverage.seen)} of {len(coverage.items)} keywords met and broken, {coverage.share:.1%}")
    assert coverage.share >= 0.97, coverage.missing[:100]
    # Each movement of a batch is answered by itself, inside a 200.
    assert [one for one in coverage.accepted_though_broken if "/batch " not in one] == []


def wrong_keys(demo, document: dict):
    """Idempotency keys against the document, which schemathesis does not make."""
    bearer = {"Authorization": f"Bearer {demo.access['operator']['api_key']}"}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if {"$ref": "#/components/parameters/IdempotencyKey"} not in operation.get("parameters", []):
                continue
            target = path.replace("{id}", "txn_7F3K9M2Q8R4T6W1X")
            for wrong in ("", "k" * 256, "two words"):
                headers = bearer | {"Idempotency-Key": wrong}
                answer = requests.request(method, demo.http + target, headers=headers, json={}, timeout=30)
                yield Sent(method, target, headers, b"{}", answer.status_code)


def test_the_server_still_answers_afterwards(demo):
    assert requests.get(f"{demo.http}/healthz", timeout=30).status_code == 200
