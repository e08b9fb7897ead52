"""A slice of the race for the last point over HTTP; docs/evidence.md has the long run."""

import os

import last_point
from conftest import binary

ROUNDS = int(os.environ.get("TONGBAO_HTTP_RACE_ROUNDS", "60"))


def test_the_last_point_goes_to_one_of_sixty_four_callers(tmp_path):
    outcome = last_point.run(binary(), tmp_path, ROUNDS)
    print(outcome)
    assert outcome["faults"] == []
    assert outcome["lost"] == {"insufficient_points": 63 * ROUNDS}
    # A race that always goes to the first in line would be no race.
    assert outcome["places_that_won"] > 3
