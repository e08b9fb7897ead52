"""A whole merchant day behind a bad network: members, merchants, terminals and ledger agree to the point.

    TONGBAO_POS_SEED=7 TONGBAO_POS_TRADES=400 bin/test peers whole_day

The seed is printed; the same seed makes the same day.
"""

import os
import time

import pytest
from conftest import served, tongbao
from conservation import add_up, compare_with_tables

from pos.books import compare_journal, compare_merchants, merchant_accounts
from pos.fleet import Fleet, fleet
from pos.host import Platform
from pos.network import Plan
from pos.terminal import Terminal

SEED = int(os.environ.get("TONGBAO_POS_SEED", "20261125"))
# At each till.
TRADES = int(os.environ.get("TONGBAO_POS_TRADES", "75"))
ROUNDS = 3


@pytest.mark.parametrize("seed", [SEED])
def test_a_whole_day_agrees_to_the_point(tmp_path, seed):
    print(f"seed {seed}, {TRADES} trades at each till")
    with served(tmp_path) as demo:
        platform = Platform(demo.access)
        day = opened(platform, seed)
        before = merchant_accounts(tmp_path)
        began = time.monotonic()
        work(day)
        seconds = time.monotonic() - began
        day.compare_balances()
        close(day)
        for till in day.tills:
            day.faults += compare_journal(platform, till.terminal)
        day.faults += compare_merchants(day, before, merchant_accounts(tmp_path))
        tongbao("ledger", "verify", "--data", tmp_path / "demo")
        print(summary(day, seconds))
    books = add_up(tmp_path / "demo" / "ledger.db")
    compare_with_tables(books, tmp_path / "demo" / "ledger.db")
    assert not books.faults
    assert not day.judged(), "\n".join([f"seed {seed}", *day.judged()[:30]])


def opened(platform: Platform, seed: int) -> Fleet:
    """Five tills of two merchants; the first three hang on one concentrator."""
    profiles, rates = platform.profiles()[:5], platform.rates()
    own = {profile.merchant: rates[profile.merchant] for profile in profiles}
    day = fleet(platform, profiles, own, seed, Plan(seed), shared_line=[0, 1, 2])
    # Every point that is about from now on is one that the model has seen.
    day.open()
    return day


def work(day: Fleet) -> None:
    for number in range(ROUNDS):
        day.round(number, TRADES // ROUNDS)
        if number == 0:
            # The first till settles at noon and goes on in the next batch.
            settle(day, day.tills[0].terminal)
            day.tills[0].terminal.sign_in()
    day.network.settle_down()


def settle(day: Fleet, terminal: Terminal, expected: str = "1", claim: dict | None = None) -> None:
    totals = terminal.journal.totals(terminal.batch)
    verdict = terminal.settle(claim)
    own = terminal.settlement["48"][:30]
    reckoned = "".join(f"{totals[side][0]:012d}{totals[side][1]:03d}" for side in ("debit", "credit"))
    if (verdict, own) != (expected, reckoned):
        name = terminal.profile.terminal
        day.faults.append(f"{name} settled {verdict} with {own}, its journal says {reckoned}")


def close(day: Fleet) -> None:
    """All settle; the last one has lost a line of its journal and misread another, and must upload."""
    *honest, careless = [till.terminal for till in day.tills]
    for terminal in honest:
        settle(day, terminal)
    rows = [(entry.trace, entry.card_number, entry.amount)
            for entry in careless.journal.counted(careless.batch)]
    totals = careless.journal.totals(careless.batch)
    claim = totals | {"debit": (totals["debit"][0] + 100, totals["debit"][1] - 1)}
    settle(day, careless, "2", claim)
    lost, misread, *right = rows
    careless.upload([(misread[0], misread[1], misread[2] + 1), *right])
    expected = {("missing_there", lost[0]), ("amount_differs", misread[0])}
    found = {
        (case["kind"], case["ours"]["reference"].split("-")[1])
        for case in day.platform.call("GET", "/v1/cases", limit=100)["data"]
        if case["source"] == "terminal_batch" and case["kind"] != "late_after_close"}
    if found != expected:
        day.faults.append(f"the upload made the cases {found}, expected {expected}")
    for terminal in (*honest, careless):
        settled = terminal.batch
        terminal.sign_in()
        if int(terminal.batch) != int(settled) + 1:
            day.faults.append(f"{terminal.profile.terminal}: batch {terminal.batch} follows {settled}")


def summary(day: Fleet, seconds: float) -> str:
    answers = sorted(
        second for till in day.tills for second in till.terminal.seconds)
    late = len([frame for till in day.tills for frame in till.terminal.line.unexpected])
    return (f"{day.trades()} trades in {seconds:.0f} s; network: {dict(day.network.counts)}; "
            f"{late} replies came when nobody waited; p50 {answers[len(answers) // 2] * 1000:.0f} ms, "
            f"p99 {answers[len(answers) * 99 // 100] * 1000:.0f} ms; the host was sent "
            f"{len(day.network.recorded)} messages")
