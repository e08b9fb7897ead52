"""The same messages again, in any order, double and late, lead to the same ledger (docs/evidence.md, G12)."""

import os
import random
from collections import Counter
from dataclasses import dataclass

from pos.fleet import fleet
from pos.host import Member, Platform
from pos.line import Line
from pos.messages import EARN, SPEND, Kind, reversal
from pos.network import Plan
from pos.replay import messages, send_all, state_hash, troubled
from pos.shop import Shop, with_pin, without_pin
from pos.terminal import Terminal

SEED = int(os.environ.get("TONGBAO_POS_SEED", "20261125"))
TRADES = int(os.environ.get("TONGBAO_POS_REPLAY_TRADES", "40"))
ROUNDS = 3


def test_a_recorded_day_replayed_three_times_leaves_the_ledger_as_it_was(shop):
    platform: Platform = shop.platform
    profiles, rates = shop.profiles[:4], platform.rates()
    day = fleet(platform, profiles, {one.merchant: rates[one.merchant] for one in profiles}, SEED, Plan(SEED),
                shared_line=[0, 1])
    for place, till in enumerate(day.tills):
        till.terminal.last_trace = shop.fresh_batch(place).last_trace
    day.open()
    day.round(0, TRADES)
    day.network.settle_down()
    day.compare_balances()
    assert not day.judged(), day.judged()[:10]
    terminals = [till.terminal for till in day.tills]
    direct = Line(platform.address)
    for terminal in terminals:
        terminal.line = direct
    members = day.members + day.shared
    recorded, before = messages(day.network.recorded), state_hash(platform, members, terminals)
    for number in range(ROUNDS):
        order = troubled(recorded, terminals, random.Random(f"{SEED} {number}"))
        answers = send_all(order, terminals)
        print(f"seed {SEED}.{number}: {len(order)} messages, {dict(answers)}")
        assert state_hash(platform, members, terminals) == before, f"seed {SEED}.{number}"
    # And the batches still balance with what the terminals wrote down while it happened.
    assert [terminal.settle() for terminal in terminals] == ["1"] * len(terminals)


@dataclass(frozen=True)
class Planned:
    till: int
    member: int
    kind: Kind
    fen: int
    is_reversed: bool


def planned(chance: random.Random) -> list[Planned]:
    return [
        Planned(chance.randrange(2), chance.randrange(6), chance.choice([SPEND, SPEND, EARN]),
                chance.randint(100, 900), chance.random() < 0.05)
        for _ in range(TRADES * 3)]


def shuffled(plan: list[Planned], requests: list[dict], chance: random.Random) -> list[dict]:
    """Every request and every reversal of the plan at least once, five of a hundred twice, in any order."""
    order = list(requests)
    for one, request in zip(plan, requests, strict=True):
        if one.is_reversed and one.kind.is_reversible:
            order.append(reversal(request, "98"))
    order += [one for one in order if chance.random() < 0.05]
    chance.shuffle(order)
    return order


def expected(plan: list[Planned], rate: int) -> Counter:
    """What each member gains or loses."""
    points = {SPEND: lambda fen: -5 * fen, EARN: lambda fen: fen * rate // 100}
    sums = Counter()
    for one in plan:
        if not (one.is_reversed and one.kind.is_reversible):
            sums[one.member] += points[one.kind](one.fen)
    return sums


def test_three_orders_of_the_same_messages_lead_to_the_same_balances(shop: Shop):
    """Three merchants with equal terms and as many members each see the same day in three orders."""
    plan = planned(random.Random(SEED))
    rates = shop.platform.rates()
    merchants = list(dict.fromkeys(one.merchant for one in shop.profiles))
    merchants = [one for one in merchants if rates[one] == 1
                 and sum(profile.merchant == one for profile in shop.profiles) >= 2][:3]
    assert len(merchants) == 3
    for number, merchant in enumerate(merchants):
        members = shop.members[6 * number:6 * number + 6]
        tills = fresh_tills(shop, merchant)
        before = with_plenty(shop, members)
        requests = [request(tills, members, one) for one in plan]
        answers = send_all(shuffled(plan, requests, random.Random(f"{SEED} {number}")), tills)
        moved = Counter({place: shop.points(member) - before[place] for place, member in enumerate(members)})
        assert moved == expected(plan, 1), (number, answers)


def fresh_tills(shop: Shop, merchant: str) -> list[Terminal]:
    tills = []
    for profile in [one for one in shop.profiles if one.merchant == merchant][:2]:
        till = Terminal(profile, Line(shop.platform.address), trace=700_000)
        till.sign_in()
        tills.append(till)
    return tills


def with_plenty(shop: Shop, members: list[Member]) -> list[int]:
    for member in members:
        shop.platform.give(member, 1_000_000)
    return [shop.points(member) for member in members]


def request(tills: list[Terminal], members: list[Member], one: Planned) -> dict:
    member = members[one.member]
    shown = with_pin(member) if one.kind is SPEND else without_pin(member)
    return tills[one.till].prepared(one.kind, one.fen, shown)
