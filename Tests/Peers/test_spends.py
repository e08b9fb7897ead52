"""Spends, refunds and returns simulated on real receipts, against the point rules written a second time."""

import json

import oracle_spends
import pytest
from conftest import tongbao

CASES = [(20170101, "forfeit"), (20170102, "extend")]


@pytest.mark.parametrize(("seed", "policy"), CASES)
def test_the_ledger_agrees_with_the_second_model(tmp_path, seed, policy):
    scenario = oracle_spends.write(seed, policy, tmp_path)
    output = tongbao("simulate", tmp_path / "scenario.jsonl")
    faults = oracle_spends.differences(scenario.results, output)
    assert not faults, f"seed {seed}, {policy}: {len(faults)} differences, the first: {faults[:5]}"


def test_the_comparison_sees_a_single_point(tmp_path):
    scenario = oracle_spends.write(7, "forfeit", tmp_path)
    text = (tmp_path / "expected.jsonl").read_text()
    assert oracle_spends.differences(scenario.results, text) == []
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if '"lots": [{' in line)
    changed = json.loads(lines[at])
    changed["lots"][0]["available"] += 1
    lines[at] = json.dumps(changed)
    assert len(oracle_spends.differences(scenario.results, "\n".join(lines))) == 1
    assert oracle_spends.differences(scenario.results, "\n".join(lines[:-1]))


def test_the_same_seed_gives_the_same_scenario(tmp_path):
    for name in ("first", "second"):
        oracle_spends.write(7, "extend", tmp_path / name)
    for file in ("scenario.jsonl", "expected.jsonl"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()
