"""Which keywords of the API's document were met, and which were broken, by requests that were sent (G8).

An *item* is one keyword at one place of one operation's request, met or broken: `maxLength` of `/reason` in
the body of a refund is two items, one for a text that is short enough, one for a text that is too long. An
`enum` is met once for each of its values, `required` met and broken for each name, `type` met for each type.
What nobody can send is no item: a path's segment cannot be empty or absent, and what stands in a path, a
query or a header is always text.

Knows nothing of who made the requests; it reads what went over the wire, as an HTTP archive (HAR) or as
`Sent`.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema import Draft202012Validator, FormatChecker

MET, BROKEN = "met", "broken"
NOTES = {"description", "default", "example", "examples", "title", "deprecated"}
TEXTS = {"path", "query", "header"}
# Formats that say how a number is held and refuse nothing that `minimum` and `maximum` do not.
HELD = {"int64", "int32"}
OF_TYPE = {
    "minLength": str, "maxLength": str, "pattern": str, "format": str, "minimum": int, "maximum": int,
    "minItems": list, "maxItems": list, "required": dict, "additionalProperties": dict, "minProperties": dict,
    "maxProperties": dict}
Item = tuple[str, str, str, str]


@dataclass
class Sent:
    """A request as it went over the wire, and what the server said."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None
    status: int


@dataclass
class Place:
    """A part of a request that has a schema: a parameter, or the body."""

    operation: str
    name: str
    kind: str
    schema: dict
    is_required: bool


class Coverage:
    """The items of a document, and those that were seen."""

    def __init__(self, document: dict):
        self.document = document
        self.operations = [
            (method, pattern_of(path), f"{method.upper()} {path}", self.places(method, path, item, operation))
            for path, item in document["paths"].items() for method, operation in item.items()]
        # A fixed path before one with a parameter in the same place.
        self.operations.sort(key=lambda operation: operation[1].pattern.count("("))
        self.items: set[Item] = {
            item for *_, places in self.operations for place in places for item in items_of(self, place)}
        self.seen: set[Item] = set()
        self.accepted_though_broken: list[str] = []

    def places(self, method: str, path: str, item: dict, operation: dict) -> list[Place]:
        name, found = f"{method.upper()} {path}", []
        for parameter in map(self.resolved, operation.get("parameters", [])):
            found.append(Place(
                name, f"{parameter['in']} {parameter['name']}", parameter["in"], parameter["schema"],
                parameter.get("required", False)))
        body = operation.get("requestBody")
        if body and "application/json" in body["content"]:
            schema = body["content"]["application/json"]["schema"]
            found.append(Place(name, "body", "body", schema, body.get("required", False)))
        return found

    def resolved(self, schema: dict) -> dict:
        while "$ref" in schema:
            found = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def take(self, sent: Sent) -> None:
        parts = urlsplit(sent.target)
        for method, pattern, name, places in self.operations:
            match = pattern.fullmatch(parts.path)
            if method != sent.method.lower() or not match:
                continue
            seen = set()
            for place in places:
                seen |= set(judged(self, place, value_in(place, sent, match, parts.query)))
            self.seen |= seen & self.items
            if 200 <= sent.status < 300 and any(item[3] == BROKEN for item in seen):
                broken = sorted(item[1:3] for item in seen if item[3] == BROKEN)
                self.accepted_though_broken.append(f"{name} {sent.status}: {broken} {sent.body!r}")
            return

    @property
    def share(self) -> float:
        return len(self.seen) / len(self.items)

    @property
    def missing(self) -> list[Item]:
        return sorted(self.items - self.seen)


def pattern_of(path: str) -> re.Pattern:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))


ABSENT = object()


def value_in(place: Place, sent: Sent, match: re.Match, query: str):
    """What stands in a place: the body's JSON, or the text of a parameter read as its type where it can."""
    name = place.name.split(" ", 1)[-1]
    if place.kind == "body":
        if not sent.body:
            return ABSENT
        try:
            return json.loads(sent.body)
        except ValueError:
            return ABSENT
    if place.kind == "path":
        text = unquote(match[name])
    elif place.kind == "query":
        text = dict(parse_qsl(query, keep_blank_values=True)).get(name, ABSENT)
    else:
        text = {key.lower(): value for key, value in sent.headers.items()}.get(name.lower(), ABSENT)
    return text if text is ABSENT else as_type(text, place.schema.get("type"))


def as_type(text: str, kind):
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def items_of(coverage: Coverage, place: Place) -> Iterator[Item]:
    """Every item of a place, whether or not anything was sent."""
    if place.is_required and place.kind != "path":
        yield from ((place.operation, place.name, "required", state) for state in (MET, BROKEN))
    for pointer, keyword, states in keywords(coverage, place.schema, "", place.kind):
        for state in states:
            yield place.operation, place.name + pointer, keyword, state


def keywords(coverage: Coverage, schema: dict, pointer: str, kind: str) -> Iterator[tuple[str, str, tuple]]:
    schema = coverage.resolved(schema)
    both = (MET, BROKEN)
    for keyword, value in schema.items():
        if keyword in NOTES or keyword == "format" and value in HELD:
            continue
        if keyword == "type":
            kinds = value if isinstance(value, list) else [value]
            yield from ((pointer, f"type {one}", (MET,)) for one in kinds)
            if kind not in TEXTS or kinds != ["string"]:
                yield pointer, "type", (BROKEN,)
        elif keyword == "enum":
            yield from ((pointer, f"enum {json.dumps(one)}", (MET,)) for one in value)
            yield pointer, "enum", (BROKEN,)
        elif keyword == "required":
            yield from ((pointer, f"required {name}", both) for name in value)
        elif keyword == "properties":
            for name, inner in value.items():
                yield from keywords(coverage, inner, f"{pointer}/{name}", kind)
        elif keyword == "items":
            yield from keywords(coverage, value, f"{pointer}/*", kind)
        elif keyword in ("oneOf", "anyOf"):
            yield pointer, keyword, (BROKEN,)
            for place, inner in enumerate(map(coverage.resolved, value)):
                yield pointer, f"{keyword} {place}", (MET,)
                if is_shape(inner):
                    inside = keywords(coverage, inner, f"{pointer}#{place}", kind)
                    telling = telling_apart(inner, f"{pointer}#{place}")
                    yield from (found for found in inside if (found[0], found[1]) not in telling)
        elif keyword in ("minLength", "minItems") and (value == 0 or kind == "path"):
            yield pointer, keyword, (MET,)
        elif keyword in OF_TYPE or keyword == "const":
            yield pointer, keyword, both
        else:
            raise ValueError(f"{pointer}: the keyword {keyword} is not known here")


def judged(coverage: Coverage, place: Place, value) -> Iterator[Item]:
    """The items of a place that one value meets or breaks."""
    if place.is_required:
        yield place.operation, place.name, "required", BROKEN if value is ABSENT else MET
    if value is not ABSENT:
        for pointer, keyword, state in verdicts(coverage, place.schema, value, ""):
            yield place.operation, place.name + pointer, keyword, state


def verdicts(coverage: Coverage, schema: dict, value, pointer: str) -> Iterator[tuple[str, str, str]]:
    schema = coverage.resolved(schema)
    for keyword, rule in schema.items():
        if keyword in NOTES or keyword == "format" and rule in HELD:
            continue
        if keyword in OF_TYPE and (not isinstance(value, OF_TYPE[keyword]) or isinstance(value, bool)):
            continue
        if keyword == "type":
            allowed = rule if isinstance(rule, list) else [rule]
            kinds = [one for one in allowed if holds({"type": one}, value)]
            yield from ((pointer, f"type {one}", MET) for one in kinds)
            if not kinds:
                yield pointer, "type", BROKEN
        elif keyword == "enum":
            yield (pointer, f"enum {json.dumps(value)}", MET) if value in rule else (pointer, "enum", BROKEN)
        elif keyword == "required":
            yield from ((pointer, f"required {name}", MET if name in value else BROKEN) for name in rule)
        elif keyword == "properties":
            for name in rule.keys() & value.keys() if isinstance(value, dict) else ():
                yield from verdicts(coverage, rule[name], value[name], f"{pointer}/{name}")
        elif keyword == "items":
            for inner in value if isinstance(value, list) else ():
                yield from verdicts(coverage, rule, inner, f"{pointer}/*")
        elif keyword in ("oneOf", "anyOf"):
            yield from alternatives(coverage, keyword, rule, value, pointer)
        elif keyword == "additionalProperties":
            known = schema.get("properties", {}).keys()
            yield pointer, keyword, BROKEN if value.keys() - known else MET
        else:
            yield pointer, keyword, MET if holds({keyword: rule}, value) else BROKEN


def alternatives(
    coverage: Coverage, keyword: str, branches: list, value, pointer: str
) -> Iterator[tuple[str, str, str]]:
    """The alternatives that a value fits, and what it means to the shape that it was made for."""
    branches = [coverage.resolved(branch) for branch in branches]
    fitting = [place for place, branch in enumerate(branches) if fits(coverage, branch, value)]
    if fitting and (keyword == "anyOf" or len(fitting) == 1):
        yield from ((pointer, f"{keyword} {place}", MET) for place in fitting)
    else:
        yield pointer, keyword, BROKEN
    for place, branch in enumerate(branches):
        if is_shape(branch) and is_meant(branch, value):
            yield from verdicts(coverage, branch, value, f"{pointer}#{place}")


def telling_apart(branch: dict, pointer: str) -> set[tuple[str, str]]:
    """By what an alternative is told from the others: broken, it is another alternative or none (`oneOf`)."""
    names = [name for name, inner in branch.get("properties", {}).items() if "const" in inner]
    return {(pointer, "type")} | {(pointer, f"required {name}") for name in names} | {
        (f"{pointer}/{name}", keyword) for name in names for keyword in ("const", "type", "type string")}


def is_shape(branch: dict) -> bool:
    """A value of its own, not one more condition on the value around it."""
    return "type" in branch


def is_meant(branch: dict, value) -> bool:
    """Whether a value, right or wrong, was made for this shape: by its type and what names it."""
    if not holds({"type": branch["type"]}, value):
        return False
    constants = {
        name: inner["const"] for name, inner in branch.get("properties", {}).items() if "const" in inner}
    return all(value.get(name) == constant for name, constant in constants.items())


def fits(coverage: Coverage, schema: dict, value) -> bool:
    return all(state == MET for *_, state in verdicts(coverage, schema, value, ""))


FORMATS = FormatChecker()


def holds(schema: dict, value) -> bool:
    key = json.dumps(schema)
    if key not in VALIDATORS:
        VALIDATORS[key] = Draft202012Validator(schema, format_checker=FORMATS)
    return VALIDATORS[key].is_valid(value)


VALIDATORS: dict[str, Draft202012Validator] = {}


def archived(archive: Path) -> Iterator[Sent]:
    """The requests of an HTTP archive."""
    for entry in json.loads(archive.read_text())["log"]["entries"]:
        request = entry["request"]
        parts = urlsplit(request["url"])
        text = request.get("postData", {}).get("text")
        yield Sent(
            request["method"], parts.path + (f"?{parts.query}" if parts.query else ""),
            {header["name"]: header["value"] for header in request["headers"]},
            None if text is None else text.encode(), entry["response"]["status"])


def main() -> None:
    document, *archives = map(Path, sys.argv[1:])
    coverage = Coverage(json.loads(document.read_text()))
    for archive in archives:
        for sent in archived(archive):
            coverage.take(sent)
    for item in coverage.missing:
        print("not seen:", *item)
    for accepted in coverage.accepted_though_broken[:20]:
        print("accepted:", accepted[:300])
    print(f"{len(coverage.seen)} of {len(coverage.items)} items, {coverage.share:.1%}")


if __name__ == "__main__":
    main()
