"""The measure of the contract test, held to a document that fits on a page."""

import json

from keyword_coverage import BROKEN, MET, Coverage, Sent

DOCUMENT = {"components": {}, "paths": {"/things/{id}": {"post": {
    "parameters": [{"name": "id", "in": "path", "required": True,
                    "schema": {"type": "string", "minLength": 1, "pattern": "^t"}},
                   {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}}],
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"oneOf": [
        {"type": "object", "required": ["kind"], "additionalProperties": False,
         "properties": {"kind": {"const": "a"}, "size": {"type": ["integer", "null"]}}},
        {"type": "object", "required": ["kind", "name"], "properties": {
            "kind": {"const": "b"}, "name": {"type": "string", "enum": ["x", "y"]}}}]}}}}}}}}


def sent(target: str, body: object, status: int = 400) -> Sent:
    return Sent("POST", target, {}, None if body is None else json.dumps(body).encode(), status)


def test_a_request_counts_for_what_it_meets_and_breaks():
    coverage = Coverage(DOCUMENT)
    coverage.take(sent("/things/u?limit=10", {"kind": "a", "size": "big", "more": 1}))
    seen = {item[1:] for item in coverage.seen}
    assert seen == {
        ("path id", "type string", MET), ("path id", "minLength", MET), ("path id", "pattern", BROKEN),
        ("query limit", "type integer", MET), ("query limit", "maximum", BROKEN), ("body", "required", MET),
        ("body", "oneOf", BROKEN), ("body#0/size", "type", BROKEN), ("body#0", "type object", MET),
        ("body#0", "additionalProperties", BROKEN)}
    coverage.take(sent("/things/t?limit=many", {"kind": "b", "name": "x"}))
    assert ("body#1/name", 'enum "x"', MET) in {item[1:] for item in coverage.seen}
    assert ("query limit", "type", BROKEN) in {item[1:] for item in coverage.seen}
    assert ("body#1/name", 'enum "y"', MET) in {item[1:] for item in coverage.missing}


def test_all_of_it_can_be_seen_and_what_is_broken_must_not_be_done():
    coverage = Coverage(DOCUMENT)
    for body in (None, {"kind": "c"}, {"kind": "a", "size": 1}, {"kind": "a", "size": None},
                 {"kind": "a", "size": []}, {"kind": "a", "z": 1}, {"kind": "b"}, {"kind": "b", "name": "x"},
                 {"kind": "b", "name": "y"}, {"kind": "b", "name": 1}):
        coverage.take(sent("/things/t?limit=1", body))
    for target in ("/things/u?limit=10", "/things/t?limit=x"):
        coverage.take(sent(target, None))
    assert coverage.missing == [] and coverage.share == 1
    assert coverage.accepted_though_broken == []
    coverage.take(sent("/things/t", {"kind": "a", "size": "big"}, status=201))
    assert len(coverage.accepted_though_broken) == 1
