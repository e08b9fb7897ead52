"""A slice of the kill loop, callers over HTTP and tills together; docs/evidence.md has the long run."""

import os

import kill_loop
from conftest import binary

KILLS = int(os.environ.get("TONGBAO_KILLS", "40"))


def test_what_was_acknowledged_outlives_every_kill(tmp_path):
    outcome = kill_loop.run(binary(), tmp_path, KILLS, seed=20170101, minutes=1.5)
    print(outcome)
    assert outcome.faults == []
    assert outcome.kills >= 2 and outcome.acknowledged > outcome.kills
    assert outcome.tills["answers"] > outcome.kills and outcome.tills["settlements"] >= 5
