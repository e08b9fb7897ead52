"""A slice of the storm of retries; docs/evidence.md has the long run."""

import os

import retry_storm
from conftest import binary

RETRIES = int(os.environ.get("TONGBAO_RETRIES", "6000"))


def test_every_retry_has_the_first_answer_byte_for_byte_across_restarts(tmp_path):
    storm = retry_storm.run(binary(), tmp_path, requests=400, retries=RETRIES, restarts=4, seed=20170101)
    print({name: value for name, value in storm.__dict__.items() if name != "faults"})
    assert storm.faults == []
    assert storm.retries >= RETRIES and storm.kills + storm.stops == 4
    assert set(storm.routes) >= {
        "earn", "spend", "hold", "award", "topup", "transfer", "batch", "reversals", "refund", "void",
        "capture", "release", "confirm", "cancel"}
