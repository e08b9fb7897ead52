"""A year of simulated spends, refunds and returns on real receipts, and what it must come to.

    python Tests/Peers/oracle_spends.py SEED forfeit|extend DIRECTORY

writes DIRECTORY/scenario.jsonl, which `tongbao simulate` runs, and DIRECTORY/expected.jsonl, which its
standard output must equal as JSON, line by line. The same seed gives the same files.

Scenario: one JSON object a line, in order of time; times are wall times of the zone; points are whole points.

    {"programme": {"zone": "Asia/Shanghai", "validity_months": 3, "refund_expired": "forfeit", "debt": true}}
        first line; or "refund_expired": {"extend_days": 30}; no fee, no limit, no minimum
    {"at": "2017-01-01T11:53:26", "do": "earn", "id": "e1", "member": "900", "merchant": "m1", "points": 12}
    {"at": …, "do": "spend", "id": "s1", "member": "900", "points": 5}
    {"at": …, "do": "refund", "id": "f1", "original": "s1", "points": 2}       of a spend
    {"at": …, "do": "return", "id": "r1", "original": "e1", "points": 12}      of a purchase: clawback
    {"at": …, "do": "advance"}                                                 the daily run, at midnight
    {"at": …, "do": "report"}

`id` is the idempotency key; some lines come again later, with another `at` only, and must change nothing.

Result: one JSON object a line, in the order of what caused it.

    {"id": "s9", "refused": "insufficient_points"}        a refused command, again when it is repeated
    {"report": "2017-02-01T12:00:00", "member": "900", "available": 12, "debt": 0, "lots": [
        {"number": 1, "merchant": "m1", "earned_at": "2017-01-01T11:53:26",
         "expires_at": "2017-05-01T00:00:00", "available": 12}]}
        one a member that has a wallet, by member as text; lots that are not empty, in order of use, and
        available is their sum; expires_at is the first moment at which the lot is over
    {"totals": {"earned": 0, …}}                          last line: `point_rules.TOTALS` and "refused"

Totals count points: `refunded` all that was given back, of which `forfeited` went to lots that had ended and
`extended` into a new one; `clawed_back` all that was taken for returns, of which `clawed_into_debt` became
debt; `expired` what the daily run booked; `refused` counts commands, each id once.
"""

import heapq
import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

import dataset
from point_rules import Ledger, Refused, Rules

HOUSEHOLDS = 300
START = datetime(2017, 1, 1)
END = datetime(2018, 9, 1)


class Scenario:
    """Runs the model while it makes the commands, so that amounts have something to do with what is there."""

    def __init__(self, seed: int, policy: str):
        self.chance = random.Random(seed)
        self.rules = Rules(validity_months=3, extend_days=30 if policy == "extend" else None)
        self.ledger = Ledger(self.rules)
        self.commands: list[dict] = []
        self.results: list[dict] = []
        self.queue: list[tuple[datetime, int, dict]] = []
        self.refusals: dict[str, str] = {}
        self.debtors: set[str] = set()
        self.made = 0

    def plan(self, at: datetime, command: dict) -> None:
        if at < END:
            self.made += 1
            heapq.heappush(self.queue, (at, self.made, command))

    def run(self) -> None:
        days = self.rules.extend_days
        refund_expired = "forfeit" if days is None else {"extend_days": days}
        self.commands.append({"programme": {
            "zone": "Asia/Shanghai", "validity_months": self.rules.validity_months,
            "refund_expired": refund_expired, "debt": True,
        }})
        self.plan_receipts()
        self.plan_days()
        while self.queue:
            at, _, command = heapq.heappop(self.queue)
            getattr(self, "on_" + command["do"])(at, command)
        self.results.append({"totals": self.ledger.totals})

    def plan_receipts(self) -> None:
        rows = dataset.connect().execute(
            "SELECT CAST(member AS VARCHAR), store, receipt, time, cents // 100 FROM receipt"
            " WHERE cents >= 100 ORDER BY time, receipt"
        ).fetchall()
        members = sorted({member for member, *_ in rows})
        chosen = set(self.chance.sample(members, HOUSEHOLDS))
        for member, store, receipt, time, points in rows:
            if member in chosen:
                self.plan(time, {"do": "earn", "id": f"e{receipt}", "member": member,
                                 "merchant": f"m{store % 3}", "points": points})

    def plan_days(self) -> None:
        # Now and then the daily run stays away: a lot that has ended must be just as dead meanwhile.
        day = START + timedelta(days=1)
        while day < END:
            if day.day == 1 or self.chance.random() > 0.2:
                self.plan(day, {"do": "advance"})
            if day.day == 1 or day.day == 17:
                self.plan(day + timedelta(hours=12), {"do": "advance"})
                self.plan(day + timedelta(hours=12), {"do": "report"})
            day += timedelta(days=1)

    def later(self, at: datetime, days: float) -> datetime:
        return at + timedelta(seconds=self.chance.randint(60, int(days * 86_400)))

    def submit(self, at: datetime, command: dict, act) -> bool:
        """Writes the command down, lets the model act on it, and keeps the refusal when there is one."""
        line = {"at": at.isoformat(), **command}
        self.commands.append(line)
        try:
            act()
        except Refused as refusal:
            self.refusals[command["id"]] = str(refusal)
            self.results.append({"id": command["id"], "refused": str(refusal)})
        if self.chance.random() < 0.02:
            self.plan(self.later(at, 40), {"do": "repeat", "line": line})
        return command["id"] not in self.refusals

    def on_repeat(self, at: datetime, command: dict) -> None:
        line = {**command["line"], "at": at.isoformat()}
        self.commands.append(line)
        if line["id"] in self.refusals:
            self.results.append({"id": line["id"], "refused": self.refusals[line["id"]]})

    def on_earn(self, at: datetime, command: dict) -> None:
        self.submit(at, command, lambda: self.ledger.earn(
            command["id"], at, command["member"], command["merchant"], command["points"]))
        if self.chance.random() < 0.25:
            self.plan(self.later(at, 20), {"do": "spend", "member": command["member"]})
        if self.chance.random() < 0.12:
            self.plan(self.later(at, 150), {"do": "return", "original": command["id"]})

    def on_spend(self, at: datetime, command: dict) -> None:
        spendable = self.ledger.wallet(command["member"]).spendable(at)
        share = self.chance.choice([0.1, 0.3, 0.5, 0.9, 1.0])
        points = max(1, int(spendable * share))
        if self.chance.random() < 0.05:
            points = spendable + self.chance.randint(1, 50)
        self.made += 1
        command = {"do": "spend", "id": f"s{self.made}", "member": command["member"], "points": points}
        if self.submit(at, command, lambda: self.ledger.spend(command["id"], at, command["member"], points)):
            while self.chance.random() < 0.4:
                self.plan(self.later(at, 160), {"do": "refund", "original": command["id"]})

    def on_refund(self, at: datetime, command: dict) -> None:
        left = self.ledger.spends[command["original"]].left
        self.give_back(at, command, "f", left, self.ledger.refund)

    def on_return(self, at: datetime, command: dict) -> None:
        credit = self.ledger.credits[command["original"]]
        self.give_back(at, command, "r", credit.points - credit.returned, self.ledger.return_purchase)
        if self.ledger.wallet(credit.member).debt < 0:
            self.debtors.add(credit.member)
        if self.chance.random() < 0.3:
            self.plan(self.later(at, 30), {"do": "return", "original": command["original"]})

    def give_back(self, at: datetime, command: dict, prefix: str, left: int, act) -> None:
        points = left if self.chance.random() < 0.5 else self.chance.randint(1, max(1, left))
        if self.chance.random() < 0.05:
            points = left + self.chance.randint(1, 9)
        if points < 1:
            return
        self.made += 1
        command = {**command, "id": f"{prefix}{self.made}", "points": points}
        self.submit(at, command, lambda: act(command["original"], at, points))

    def on_advance(self, at: datetime, command: dict) -> None:
        self.commands.append({"at": at.isoformat(), **command})
        self.ledger.advance(at)

    def on_report(self, at: datetime, command: dict) -> None:
        self.commands.append({"at": at.isoformat(), **command})
        for member, wallet in sorted(self.ledger.wallets.items()):
            lots = [
                {"number": lot.number, "merchant": lot.merchant, "earned_at": lot.earned_at.isoformat(),
                 "expires_at": lot.expires_at.isoformat(), "available": lot.available}
                for lot in wallet.live(at)
            ]
            self.results.append({
                "report": at.isoformat(), "member": member, "available": wallet.spendable(at),
                "debt": wallet.debt, "lots": lots,
            })

    def assert_worth_comparing(self) -> None:
        """A comparison proves nothing about what never happened."""
        totals = self.ledger.totals
        assert totals["expired"] > 0, "nothing expired"
        assert totals["clawed_into_debt"] > 0, "no clawback went into debt"
        assert self.debtors, "nobody was ever in debt"
        expired_refunds = "forfeited" if self.rules.extend_days is None else "extended"
        assert totals[expired_refunds] > 0, "no refund met a lot that had ended"
        assert {"insufficient_points", "refund_exceeds_original"} <= set(self.refusals.values())
        gained = totals["earned"] + totals["refunded"] - totals["forfeited"]
        lost = totals["spent"] + totals["clawed_back"] + totals["expired"]
        held = sum(lot.available for wallet in self.ledger.wallets.values() for lot in wallet.lots)
        owed = sum(wallet.debt for wallet in self.ledger.wallets.values())
        assert gained - lost == held + owed, "the model itself does not balance"


def write(seed: int, policy: str, directory: Path) -> Scenario:
    """Writes the scenario and what it must come to; returns both with the model's state."""
    scenario = Scenario(seed, policy)
    scenario.run()
    scenario.assert_worth_comparing()
    directory.mkdir(parents=True, exist_ok=True)
    for name, lines in (("scenario", scenario.commands), ("expected", scenario.results)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (directory / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return scenario


def differences(expected: list[dict], output: str) -> list[str]:
    """Every difference between the expected lines and what `tongbao simulate` printed."""
    lines = [json.loads(line) for line in output.splitlines() if line.strip()]
    faults = [f"line {number}: got {have}, must be {want}"
              for number, (have, want) in enumerate(zip(lines, expected), 1) if have != want]
    if len(lines) != len(expected):
        faults.append(f"{len(lines)} lines, must be {len(expected)}")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in ("forfeit", "extend"):
        sys.exit("usage: oracle_spends.py SEED forfeit|extend DIRECTORY")
    result = write(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    print(f"{len(result.commands)} commands, {len(result.results)} results, {result.ledger.totals}")
