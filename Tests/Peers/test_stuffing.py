"""A slice of the drill against credential stuffing; the whole of it is `stuffing.py`."""

import asyncio

import stuffing
from conftest import served


def test_stolen_pairs_are_not_judged_and_known_devices_are_served(tmp_path):
    with served(tmp_path) as demo:

        async def run() -> stuffing.Outcome:
            honest = await stuffing.staff_known(demo.http, demo.access, 4)
            return await stuffing.drill(demo.http, stuffing.STAFF, 3_000, honest, 1_000, seed=1)

        outcome = asyncio.run(run())
    print(outcome)
    assert outcome.judged + outcome.turned_away == 3_000 and not outcome.other
    # The budget of a minute, and two tries after each wait where the slice takes that long.
    assert outcome.judged <= 110
    assert outcome.judged_after_a_minute <= 10
    assert outcome.honest_served == outcome.honest >= 4
