"""Sixty-four callers of the API reach for a member's last point at the same moment; one gets it (G10).

    python Tests/Peers/last_point.py --rounds 10000 [--minutes 30] --folder some/empty/folder
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from kill_loop import ROOT, Server
from retry_storm import Line

CALLERS, MEMBERS = 64, 50


class Caller:
    """A connection of a merchant's system."""

    def __init__(self, server: Server):
        self.key, self.line = server.access["merchants"][0]["api_key"], Line(server.port)

    def wire(self, path: str, body: dict, once: str = "") -> bytes:
        content = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.key}\r\n"
            f"Idempotency-Key: {once}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n")
        return head.encode() + content

    def send(self, path: str, body: dict, once: str = "") -> None:
        self.line.socket.sendall(self.wire(path, body, once))

    def answer(self) -> tuple[int, dict]:
        (status, _, body), = self.line.exchange([b""])
        return status, json.loads(body)


def run(binary: str, folder: Path, rounds: int, minutes: float = 1e9) -> dict:
    server, began = Server(binary, folder), time.monotonic()
    server.start(["demo"])
    server.access = json.loads((folder / "demo" / "access.json").read_text())
    callers, faults, losses = [Caller(server) for _ in range(CALLERS)], [], Counter()
    members = [made(callers[0], number) for number in range(MEMBERS)]
    chance, winners = random.Random(1), Counter()
    for number in range(rounds):
        if time.monotonic() - began > minutes * 60:
            rounds = number
            break
        member = members[number % MEMBERS]
        callers[0].send("/v1/transactions", {"type": "earn", "member": member, "points": 1}, f"give-{number}")
        status, given = callers[0].answer()
        if status != 201 or given["wallet"]["available"] != 1:
            faults.append(f"round {number}: {status} {given}")
        chance.shuffle(callers)
        spend = {"type": "spend", "member": member, "points": 1}
        # Written before any is sent, so that all come within a moment.
        wires = [caller.wire("/v1/transactions", spend, f"take-{number}-{place}")
                 for place, caller in enumerate(callers)]
        for caller, wire in zip(callers, wires):
            caller.line.socket.sendall(wire)
        answers = [caller.answer() for caller in callers]
        won = [place for place, (status, _) in enumerate(answers) if status == 201]
        winners.update(won)
        losses.update(body["code"] for status, body in answers if status != 201)
        if len(won) != 1 or set(losses) != {"insufficient_points"}:
            faults.append(f"round {number}: {len(won)} winners, {dict(losses)}")
    if server.end(signal.SIGTERM) != 0:
        faults.append("the server did not stop in order")
    return {"rounds": rounds, "lost": dict(losses), "places_that_won": len(winners),
            "seconds": time.monotonic() - began, "faults": faults}


def made(caller: Caller, number: int) -> dict:
    caller.send("/v1/members", {"phone": f"1990000{number:04d}"})
    status, member = caller.answer()
    assert status == 201, member
    return member["id"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--binary", default=os.environ.get("TONGBAO_BIN", str(ROOT / ".build/debug/tongbao")))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    outcome = run(options.binary, options.folder.resolve(), options.rounds, options.minutes)
    print(json.dumps(outcome | {"faults": outcome["faults"][:20]}, indent=2))
    sys.exit(1 if outcome["faults"] else 0)


if __name__ == "__main__":
    main()
