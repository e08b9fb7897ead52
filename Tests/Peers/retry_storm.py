"""Sends answered requests again and again, through kills and restarts, and compares every byte (G11).

    python Tests/Peers/retry_storm.py --requests 20000 --retries 1000000 --folder some/empty/folder

Every route that moves value takes part, with requests that are done and requests that are declined. Each
request is sent until it has a first answer. From then on any answer but that one, marked as a replay, is a
fault. Connections send several requests before they read, retries of one request may overlap, and the
server is killed or stopped in order at random moments while they do. At the end the journal, read without
any of the ledger's code, must have each key once, and each purchase that was told of once.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from conservation import add_up, compare_with_tables
from kill_loop import ROOT, Server

CONNECTIONS, DEPTH = 6, 16


@dataclass(slots=True)
class Asked:
    """A request, and the answer that it must have from the first on."""

    route: str
    key: str
    wire: bytes
    status: int = 0
    answer: bytes | None = None


@dataclass
class Storm:
    """What a run saw."""

    requests: int = 0
    retries: int = 0
    kills: int = 0
    stops: int = 0
    unanswered: int = 0
    # Told to wait, because another connection asked for the same at the same time: no answer yet.
    overlapped: int = 0
    routes: dict[str, int] = field(default_factory=dict)
    retries_by_status: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    transactions: int = 0


class Line:
    """A connection on which several requests may be under way."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.stream = self.socket.makefile("rb", buffering=1 << 16)

    def exchange(self, wires: list[bytes]):
        """Sends all, then gives each answer as it comes: status, whether it is a replay, body."""
        self.socket.sendall(b"".join(wires))
        for _ in wires:
            status = self.stream.readline()
            if not status:
                raise ConnectionError("the server went away")
            length, is_replay = 0, False
            while (line := self.stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                name = name.lower()
                if name == b"content-length":
                    length = int(value)
                elif name == b"idempotency-replayed":
                    is_replay = value.strip() == b"true"
            body = self.stream.read(length)
            if len(body) < length:
                raise ConnectionError("the answer is cut off")
            yield int(status.split(b" ", 2)[1]), is_replay, body

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.stream.close()
            self.socket.close()


class Shop:
    """Makes the requests: all routes and kinds by which a merchant's system moves value."""

    def __init__(self, access: dict, chance: random.Random):
        self.key, self.chance, self.made = access["merchants"][0]["api_key"], chance, 0
        # Each kind's follow-ups take turns, so that none is missing from a short storm.
        self.turns: Counter = Counter()
        self.members = [{"phone": member["phone"]} for member in access["members"]]

    def asked(self, path: str, body: dict, route: str) -> Asked:
        self.made += 1
        key, content = f"storm-{self.made}", json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.key}\r\n"
            f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n")
        return Asked(route, key, head.encode() + content)

    def movement(self, kind: str, **more) -> dict:
        return {"type": kind, "member": self.chance.choice(self.members), **more}

    def first(self) -> Asked:
        """One that rests on nothing."""
        units = self.chance.randint(1, 40)
        money = {"value": units * 100, "currency": "CNY"}
        receiver = self.chance.choice(self.members)
        body = self.chance.choice([
            self.movement("earn", amount=money, reference=f"r{self.made}"),
            self.movement("earn", items=[{"code": "A", "amount": money}, {"code": "B", "amount": money}]),
            self.movement("earn", points=units, pending=True),
            self.movement("spend", points=units), self.movement("spend", amount=money, partial=True),
            self.movement("spend", points=900_000_000), self.movement("hold", points=units),
            self.movement("award", points=units), self.movement("topup", points=units),
            self.movement("transfer", points=units, to=receiver),
            {"idempotency_key": f"never {self.made}".replace(" ", "-")},
            {"transactions": [
                self.movement("earn", points=units), self.movement("spend", points=900_000_000),
                self.movement("spend", points=1, idempotency_key=f"own-{self.made}")]}])
        if "transactions" in body:
            return self.asked("/v1/transactions/batch", body, "batch")
        if "idempotency_key" in body:
            return self.asked("/v1/reversals", body, "reversals")
        return self.asked("/v1/transactions", body, body["type"])

    def follow_up(self, earlier: Asked) -> Asked | None:
        """What acts upon one that was done."""
        made = json.loads(earlier.answer)
        if made.get("object") != "transaction":
            return None
        if self.chance.random() < 0.2:
            return self.asked("/v1/reversals", {"idempotency_key": earlier.key}, "reversals")
        words = {"hold": ["capture", "release"], "spend": ["refund", "void"], "earn": ["refund", "void"]}
        if b'"pending": true' in earlier.wire:
            words["earn"] = ["confirm", "cancel"]
        if made["type"] not in words:
            return None
        self.turns[made["type"]] += 1
        word = words[made["type"]][self.turns[made["type"]] % 2]
        body = {"points": 1} if word in ("refund", "capture") and made["points"] > 1 else {}
        return self.asked(f"/v1/transactions/{made['id']}/{word}", body, word)


class Client(threading.Thread):
    """One connection's retries, as long as the storm lasts, on whatever server is there."""

    def __init__(self, weather: "Weather", seed: str):
        super().__init__(daemon=True)
        self.weather, self.random, self.line = weather, random.Random(seed), None

    def run(self) -> None:
        weather = self.weather
        while not weather.is_over:
            weather.is_up.wait()
            try:
                self.line = self.line or Line(weather.server.port)
                chosen = self.random.choices(weather.book, k=self.random.randint(1, DEPTH))
                answered = 0
                for asked, answer in zip(chosen, self.line.exchange([one.wire for one in chosen])):
                    weather.compare(asked, *answer)
                    answered += 1
            except (OSError, ValueError):
                weather.storm.unanswered += len(chosen) - answered
                self.line and self.line.close()
                self.line = None
                time.sleep(0.01)
        self.line and self.line.close()


class Weather:
    """The server, the requests with their first answers, and what was seen of retries."""

    def __init__(self, server: Server, storm: Storm, retries: int):
        self.server, self.storm, self.wanted = server, storm, retries
        self.book: list[Asked] = []
        self.is_up = threading.Event()
        self.is_over = False

    def compare(self, asked: Asked, status: int, is_replay: bool, body: bytes) -> None:
        storm = self.storm
        if status == 409 and b'"request_in_progress"' in body:
            storm.overlapped += 1
            return
        storm.retries += 1
        storm.retries_by_status[status] += 1
        if (status, body) != (asked.status, asked.answer) or not is_replay:
            storm.faults.append(f"{asked.key} ({asked.route}) was {asked.status} {asked.answer!r}, "
                                f"came back {status} {body!r}, replayed: {is_replay}")
        self.is_over = self.is_over or storm.retries >= self.wanted or len(storm.faults) > 50

    def settle(self, requests: list[Asked]) -> list[Asked]:
        """Sends each until it has its first answer; those that the ledger decided go into the book."""
        line, decided = Line(self.server.port), []
        for start in range(0, len(requests), DEPTH):
            part = requests[start:start + DEPTH]
            for asked, (status, _, body) in zip(part, line.exchange([one.wire for one in part])):
                asked.status, asked.answer = status, body
                if status >= 500:
                    self.storm.faults.append(f"{asked.key} ({asked.route}) is {status} {body!r}")
                decided.append(asked)
        line.close()
        self.book += decided
        return [asked for asked in decided if asked.status == 201]


def fill(weather: Weather, shop: Shop, count: int) -> None:
    done = weather.settle([shop.first() for _ in range(count * 2 // 3)])
    later = [shop.follow_up(shop.chance.choice(done)) for _ in range(count // 3)]
    weather.settle([asked for asked in later if asked])


def restart(weather: Weather, chance: random.Random) -> None:
    by = chance.choice([signal.SIGKILL, signal.SIGTERM])
    weather.is_up.clear()
    status = weather.server.end(by)
    if by == signal.SIGKILL:
        weather.storm.kills += 1
    else:
        weather.storm.stops += 1
        if status != 0:
            weather.storm.faults.append(f"the server ended with {status}")
    weather.server.start(["serve", "--data", "demo"])
    weather.is_up.set()


def run(binary: str, folder: Path, requests: int, retries: int, restarts: int, seed: int) -> Storm:
    storm, chance, began = Storm(), random.Random(seed), time.monotonic()
    server = Server(binary, folder)
    server.start(["demo"])
    shop = Shop(json.loads((folder / "demo" / "access.json").read_text()), chance)
    weather = Weather(server, storm, retries)
    # The book grows from storm to storm, so that old and new answers are asked for side by side.
    fill(weather, shop, requests // 4)
    weather.is_up.set()
    clients = [Client(weather, f"{seed}-{number}") for number in range(CONNECTIONS)]
    for client in clients:
        client.start()
    for number in range(restarts):
        wait_for(weather, retries * (number + 1) // (restarts + 1))
        restart(weather, chance)
        if number in (restarts // 4, restarts // 2, restarts * 3 // 4):
            fill(weather, shop, requests // 4)
    wait_for(weather, retries)
    weather.is_over = True
    for client in clients:
        client.join()
    if server.end(signal.SIGTERM) != 0:
        storm.faults.append("the server did not stop in order")
    storm.requests, storm.routes = len(weather.book), dict(Counter(asked.route for asked in weather.book))
    examine(server, weather, storm)
    storm.seconds = time.monotonic() - began
    return storm


def wait_for(weather: Weather, retries: int) -> None:
    while weather.storm.retries < retries and not weather.is_over:
        time.sleep(0.005)


def examine(server: Server, weather: Weather, storm: Storm) -> None:
    """Every invariant of the journal, and no transaction that no first answer told of."""
    ledger = server.folder / "demo" / "ledger.db"
    books = add_up(ledger)
    compare_with_tables(books, ledger)
    storm.faults += books.faults
    storm.transactions = books.count
    for asked in weather.book:
        if asked.route == "earn" and b'"reference"' in asked.wire:
            reference = json.loads(asked.wire.split(b"\r\n\r\n", 1)[1])["reference"]
            times = len(books.by_reference[reference])
            if times != 1:
                storm.faults.append(f"{asked.key} is {times} times in the journal")
    proven = subprocess.run(
        [server.binary, "ledger", "verify", "--data", "demo"],
        cwd=server.folder, capture_output=True, text=True)
    if proven.returncode != 0:
        storm.faults.append(f"ledger verify: {proven.stdout}{proven.stderr}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--retries", type=int, default=1_000_000)
    parser.add_argument("--restarts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--binary", default=os.environ.get("TONGBAO_BIN", str(ROOT / ".build/debug/tongbao")))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    storm = run(
        options.binary, options.folder.resolve(), options.requests, options.retries, options.restarts,
        options.seed)
    faults = storm.faults[:20]
    print(json.dumps(storm.__dict__ | {"faults": faults, "fault_count": len(storm.faults)}, indent=2))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
