"""Kills a working server at random, again and again, and holds it to what it acknowledged.

    python Tests/Peers/kill_loop.py --kills 60 --folder some/empty/folder [--seed 7] [--minutes 10]

Clients on several connections note each request before they send it and each answer after it came; beside
them five tills trade over ISO 8583 (pos/kills.py). After every kill the server starts again and is asked
again for all that had no answer, which is either there in full or not at all, and for some that had one,
which is given again, byte for byte; the tills reverse or repeat what a kill left open. At the end the journal
is read without any of the ledger's code (journal.py, conservation.py), and everything acknowledged must be in
it once: that holds for those that were not asked for again, too.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from conservation import Books, add_up, compare_with_tables
from conftest import free_port
from pos.host import Platform
from pos.kills import Tills

ROOT = Path(__file__).resolve().parents[2]
CONNECTIONS, MEMBERS = 6, 12
# Acknowledged requests that are sent again after a kill: of those just before it, and of all earlier ones.
AGAIN, AGAIN_OF_EARLIER = 24, 6


@dataclass(slots=True)
class Request:
    """What was asked, and what remains of the answer: a long run has millions."""

    path: str
    key: str
    body: str
    status: int | None = None
    digest: bytes = b""
    made: tuple[str, str] | None = None
    said: int = 0
    is_replayed: bool = False

    @property
    def is_acknowledged(self) -> bool:
        return self.status is not None and self.status < 500

    def take(self, status: int, answer: bytes) -> None:
        self.status, self.digest = status, hashlib.blake2b(answer, digest_size=16).digest()
        if status == 201:
            transaction = json.loads(answer)
            self.made, self.said = (transaction["id"], transaction["type"]), abs(transaction["points"])

    def take_over(self, other: "Request") -> None:
        self.status, self.digest, self.made, self.said = other.status, other.digest, other.made, other.said


@dataclass
class Outcome:
    """What a run saw."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    resent: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    down_seconds: float = 0
    tills: dict[str, int] = field(default_factory=dict)
    transactions: int = 0
    entries: int = 0


class Server:
    """The platform in a folder, served, killed and started again."""

    def __init__(self, binary: str, folder: Path):
        self.binary, self.folder, self.process = binary, folder, None
        self.access = self.port = self.pos_port = None

    @property
    def pos(self) -> tuple[str, int]:
        return "127.0.0.1", self.pos_port

    def start(self, command: list[str], tries: int = 5) -> None:
        """A port that was free a moment ago may be somebody's by now; then another one."""
        while not self.is_up(command):
            tries -= 1
            if tries == 0:
                sys.exit(f"the server did not come up\n{(self.folder / 'log').read_text()[-3000:]}")

    def is_up(self, command: list[str], limit_seconds: int = 120) -> bool:
        self.port, self.pos_port = free_port(), free_port()
        log = (self.folder / "log").open("a")
        self.process = subprocess.Popen(
            [self.binary, *command, "--http", f"127.0.0.1:{self.port}",
             "--pos", f"127.0.0.1:{self.pos_port}"],
            cwd=self.folder, stdout=log, stderr=log,
            env=os.environ | {"TONGBAO_HTTP_RATE_LIMIT": "1000000", "SWIFT_BACKTRACE": "enable=no"})
        deadline = time.monotonic() + limit_seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return True
            except OSError:
                time.sleep(0.02)
        return False

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=60)


class Caller:
    """A merchant's system and its members, none of which any till of the loop knows."""

    def __init__(self, access: dict, merchants_of_tills: set[str]):
        merchant = next(
            one for one in access["merchants"]
            if not merchants_of_tills & {entry["merchant_id"] for entry in one["terminals"]})
        self.api_key = merchant["api_key"]
        self.phones = [f"139{number:08d}" for number in range(MEMBERS)]
        platform = Platform(access)
        for phone in self.phones:
            platform.call("POST", "/v1/members", {"phone": phone}, key=f"member {phone}")


class Client(threading.Thread):
    """One connection's requests, one after the other, until the server is gone."""

    def __init__(self, server: Server, caller: Caller, seed: str, past: list[Request]):
        super().__init__(daemon=True)
        self.random, self.port, self.caller = random.Random(seed), server.port, caller
        self.name_prefix, self.past, self.sent = seed, past, []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            while True:
                request = self.next()
                self.sent.append(request)
                send(connection, request, self.caller.api_key)
        except (OSError, http.client.HTTPException):
            connection.close()

    def next(self) -> Request:
        key = f"{self.name_prefix}-{len(self.sent)}"
        known = [one for one in self.past[-200:] + self.sent if one.status == 201]
        chance = self.random.random()
        if chance < 0.3 and known:
            return self.about(self.random.choice(known), key)
        member = {"phone": self.random.choice(self.caller.phones)}
        body = {"member": member, "program": "universal", "reference": key}
        if chance < 0.7:
            body |= {"type": "earn", "amount": {"value": self.random.randint(100, 9000), "currency": "CNY"}}
        else:
            word = self.random.choice(["spend", "spend", "hold"])
            body |= {"type": word, "points": self.random.randint(1, 30)}
        return Request("/v1/transactions", key, json.dumps(body))

    def about(self, earlier: Request, key: str) -> Request:
        made, kind = earlier.made
        if self.random.random() < 0.25:
            return Request("/v1/reversals", key, json.dumps({"idempotency_key": earlier.key}))
        word = self.random.choice(["capture", "release"]) if kind == "hold" else "refund"
        return Request(f"/v1/transactions/{made}/{word}", key, "{}")


def send(connection: http.client.HTTPConnection, request: Request, api_key: str) -> None:
    headers = {
        "Authorization": f"Bearer {api_key}", "Idempotency-Key": request.key,
        "Content-Type": "application/json"}
    connection.request("POST", request.path, request.body, headers)
    answer = connection.getresponse()
    request.is_replayed = answer.headers["Idempotency-Replayed"] == "true"
    request.take(answer.status, answer.read())


def again(server: Server, caller: Caller, requests: list[Request], outcome: Outcome) -> None:
    """The same requests once more: what was said is said again, what was not said is decided now."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for request in requests:
        repeated = Request(request.path, request.key, request.body)
        send(connection, repeated, caller.api_key)
        outcome.resent += 1
        if request.status in (200, 201) and not repeated.is_replayed:
            outcome.faults.append(f"{request.key} was decided before and is decided anew after the kill")
        elif request.is_acknowledged and repeated.is_replayed and repeated.digest != request.digest:
            outcome.faults.append(f"{request.key} has another answer after the kill")
        elif request.is_acknowledged and request.status != repeated.status:
            outcome.faults.append(f"{request.key} was {request.status}, after the kill {repeated.status}")
        if repeated.status >= 500:
            outcome.faults.append(f"{request.key} is {repeated.status} after the kill")
        request.take_over(repeated)
    connection.close()


def chosen(fresh: list[Request], earlier: list[Request], chance: random.Random) -> list[Request]:
    """Every request without an answer, and some with one."""
    answered = [request for request in fresh if request.is_acknowledged]
    return [request for request in fresh if not request.is_acknowledged] + chance.sample(
        answered, min(AGAIN, len(answered))) + chance.sample(earlier, min(AGAIN_OF_EARLIER, len(earlier)))


def run(binary: str, folder: Path, kills: int, seed: int, minutes: float = 1e9) -> Outcome:
    outcome, chance, began = Outcome(), random.Random(seed), time.monotonic()
    server = Server(binary, folder)
    server.start(["demo"])
    server.access = json.loads((folder / "demo" / "access.json").read_text())
    tills = Tills(server.access, folder, seed)
    caller = Caller(server.access, tills.merchants)
    requests: list[Request] = []
    while outcome.kills < kills and time.monotonic() - began < minutes * 60 and not outcome.faults:
        names = [f"{seed}-{outcome.kills}-{number}" for number in range(CONNECTIONS)]
        clients = [Client(server, caller, name, requests) for name in names]
        for client in clients:
            client.start()
        trading = tills.begin(outcome.kills)
        time.sleep(chance.uniform(0.005, 0.6))
        server.end(signal.SIGKILL)
        for worker in clients + trading:
            worker.join()
        outcome.kills += 1
        fresh = [request for client in clients for request in client.sent]
        outcome.acknowledged += sum(request.is_acknowledged for request in fresh)
        outcome.unanswered += sum(request.status is None for request in fresh)
        fallen = time.monotonic()
        server.start(["serve", "--data", "demo"])
        outcome.down_seconds += time.monotonic() - fallen
        again(server, caller, chosen(fresh, requests, chance), outcome)
        tills.recover(server.port, server.pos)
        requests += fresh
        outcome.faults += tills.faults
    tills.close()
    outcome.faults += [fault for fault in tills.faults if fault not in outcome.faults]
    outcome.tills = tills.seen
    if server.end(signal.SIGTERM) != 0:
        outcome.faults.append("the server did not stop in order")
    examine(server, requests, outcome)
    outcome.seconds = time.monotonic() - began
    return outcome


def examine(server: Server, requests: list[Request], outcome: Outcome) -> None:
    ledger = server.folder / "demo" / "ledger.db"
    books = add_up(ledger)
    compare_with_tables(books, ledger)
    outcome.faults += books.faults
    outcome.transactions, outcome.entries = books.count, books.entries
    for request in requests:
        look_up(books, request, outcome)
    proven = subprocess.run(
        [server.binary, "ledger", "verify", "--data", "demo"],
        cwd=server.folder, capture_output=True, text=True)
    if proven.returncode != 0:
        outcome.faults.append(f"ledger verify: {proven.stdout}{proven.stderr}")


def look_up(books: Books, request: Request, outcome: Outcome) -> None:
    """A request with a reference is in the journal once when it was accepted, and moves what was said."""
    if '"reference"' not in request.body:
        return
    found = books.by_reference[request.key]
    accepted = [transaction for transaction in found if not transaction.refusal]
    if len(found) > 1:
        outcome.faults.append(f"{request.key} was applied {len(found)} times")
    if request.status == 201:
        if [transaction.amount for transaction in accepted] != [request.said]:
            outcome.faults.append(f"{request.key} was to move {request.said}, the journal has {accepted}")
    elif accepted:
        outcome.faults.append(f"{request.key} was refused with {request.status} and is in the journal")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--binary", default=os.environ.get("TONGBAO_BIN", str(ROOT / ".build/debug/tongbao")))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    outcome = run(options.binary, options.folder.resolve(), options.kills, options.seed, options.minutes)
    faults = outcome.faults[:20]
    print(json.dumps(outcome.__dict__ | {"faults": faults, "fault_count": len(outcome.faults)}, indent=2))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
