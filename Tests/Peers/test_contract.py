"""The HTTP interface against its own OpenAPI document: valid, and true under attack."""

import os
import subprocess
import sys

import pytest
import requests
from conftest import served
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
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{demo.http}/openapi.json",
         "--header", f"Authorization: Bearer {key}", "--checks", CHECKS,
         "--phases", "examples,coverage,fuzzing",
         "--max-examples", EXAMPLES, "--seed", "20170101", "--generation-database", "none", "--no-color"],
        cwd=tmp_path, capture_output=True, text=True, timeout=900,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_the_server_still_answers_afterwards(demo):
    assert requests.get(f"{demo.http}/healthz", timeout=30).status_code == 200
