"""Several tills and a merchant's system reach for the same last points at the same moment."""

import os
import threading

from pos.line import Line
from pos.messages import SPEND
from pos.shop import with_pin

ROUNDS = int(os.environ.get("TONGBAO_POS_RACE_ROUNDS", "25"))
PLACE = 14


def test_the_last_points_are_spent_once(shop):
    line = Line(shop.platform.address)
    tills = [shop.till(place) for place in range(4)]
    # Two of them share a connection.
    tills[0].line = tills[1].line = line
    member = shop.members[PLACE]
    for number in range(ROUNDS):
        shop.platform.give(member, 1_000)
        points = shop.points(member)
        start = threading.Barrier(len(tills) + 2)
        wins, losses = [], []

        def at_till(till, points=points, start=start, wins=wins, losses=losses):
            start.wait()
            entry = till.trade(SPEND, points // 5, with_pin(member))
            (wins if entry.code == "00" else losses).append(entry.code)

        def at_system(name, points=points, number=number, start=start, wins=wins, losses=losses):
            start.wait()
            status = shop.platform.spend(member, points // 5 * 5, f"race-{number}-{name}")
            (wins if status == 201 else losses).append(status)

        racers = [threading.Thread(target=at_till, args=[till]) for till in tills]
        racers += [threading.Thread(target=at_system, args=[name]) for name in ("a", "b")]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        assert len(wins) == 1, (number, wins, losses)
        assert set(losses) <= {"51", 422}, losses
        assert shop.points(member) == points % 5
