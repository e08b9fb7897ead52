"""A slice of the kill loop under ISO 8583; docs/evidence.md has the long run."""

import os

from conftest import binary

from pos import kills

KILLS = int(os.environ.get("TONGBAO_POS_KILLS", "12"))


def test_what_terminals_were_told_outlives_every_kill(tmp_path):
    outcome = kills.run(binary(), tmp_path, KILLS, seed=20261125, minutes=0.5)
    print(outcome)
    assert outcome.faults == []
    assert outcome.kills >= 2 and outcome.acknowledged > outcome.kills
