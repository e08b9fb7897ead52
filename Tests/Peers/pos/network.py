"""A bad network between terminals and host: a relay that loses, doubles, delays, reorders and resets.

What becomes of a message is drawn from the seed and the message's own name (type, terminal, batch, trace and
how often it was seen), so a run can be repeated although its threads never meet in the same order. The third
sight of a message always passes: a terminal that tries often enough gets its answer.
"""

import contextlib
import random
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field

from pos.line import close, frame
from pos.spec import DIALECT, decode, framed

# Of a thousand messages; the rest passes.
TRADES = {
    "lose_request": 25, "lose_reply": 25, "duplicate": 25, "late_reply": 15, "late_request": 20,
    "reset_before": 10, "reset_after": 15, "reorder": 40,
}
OTHERS = {"lose_request": 20, "lose_reply": 20, "duplicate": 20, "reset_after": 10}
REORDER_SECONDS = 0.3


@dataclass
class Plan:
    seed: int
    trades: dict[str, int] = field(default_factory=lambda: dict(TRADES))
    others: dict[str, int] = field(default_factory=lambda: dict(OTHERS))

    def fate(self, name: tuple, sight: int) -> str:
        if sight > 2:
            return "pass"
        chances = self.trades if name[0] in ("0100", "0200", "0220") else self.others
        drawn = random.Random(f"{self.seed} {name} {sight}").randrange(1000)
        for fate, chance in chances.items():
            drawn -= chance
            if drawn < 0:
                return fate
        return "pass"


def name_of(content: bytes, spec: dict) -> tuple:
    message = decode(content, spec)
    return message["t"], message.get("41", ""), message.get("60", "")[2:8], message.get("11", "")


class Network:
    """Listens on a port of its own; every connection gets one of its own to the host."""

    def __init__(
        self, host: tuple[str, int], plan: Plan | None, spec: dict = DIALECT, late_seconds: float = 4
    ):
        self.host, self.plan, self.spec, self.late_seconds = host, plan, spec, late_seconds
        self.guard = threading.Lock()
        self.sights: Counter = Counter()
        self.counts: Counter = Counter()
        # What the host was sent, in order.
        self.recorded: list[bytes] = []
        # Requests to be delivered once their reversal has been answered, by the reversal's name.
        self.overdue: dict[tuple, bytes] = {}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        self.threads: list[threading.Thread] = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                try:
                    host = socket.create_connection(self.host, timeout=10)
                except OSError:
                    close(client)
                    continue
                host.settimeout(None)
                Passage(self, client, host).begin()

    def fate(self, name: tuple) -> str:
        with self.guard:
            self.sights[name] += 1
            fate = self.plan.fate(name, self.sights[name]) if self.plan else "pass"
            self.counts[fate] += 1
            return fate

    def record(self, content: bytes) -> None:
        with self.guard:
            self.recorded.append(content)

    def answered(self, name: tuple) -> None:
        """A reply passed; what waited for a reversal's reply now comes too late."""
        with self.guard:
            late = self.overdue.pop(name, None)
        if late is not None:
            self.deliver(late)

    def deliver_after(self, seconds: float, content: bytes) -> None:
        timer = threading.Timer(seconds, self.deliver, [content])
        timer.daemon = True
        timer.start()
        self.threads.append(timer)

    def deliver(self, content: bytes) -> None:
        """To the host on a connection of its own; its reply reaches nobody."""
        self.record(content)
        with contextlib.suppress(OSError), socket.create_connection(self.host, timeout=10) as host:
            host.sendall(framed(content))
            frame(host)

    def settle_down(self) -> None:
        """Everything that is still on its way arrives."""
        for thread in self.threads:
            thread.join()
        with self.guard:
            left, self.overdue = list(self.overdue.values()), {}
        for content in left:
            self.deliver(content)

    def end(self) -> None:
        close(self.listener)


class Passage:
    """One client's connection and the host's side of it."""

    def __init__(self, network: Network, client: socket.socket, host: socket.socket):
        self.network, self.client, self.host = network, client, host
        self.guard = threading.Lock()
        # Replies that shall not pass as they are, by the request's name.
        self.doomed: dict[tuple, str] = {}
        self.held: bytes | None = None

    def begin(self) -> None:
        threading.Thread(target=self.requests, daemon=True).start()
        threading.Thread(target=self.replies, daemon=True).start()

    def requests(self) -> None:
        with contextlib.suppress(OSError):
            while (content := frame(self.client)) is not None:
                name = name_of(content, self.network.spec)
                self.meet(self.network.fate(name), name, content)
        self.drop()

    def meet(self, fate: str, name: tuple, content: bytes) -> None:
        if fate == "lose_request":
            return
        if fate == "late_request":
            return self.delay(name, content)
        if fate == "reset_before":
            return self.drop()
        if fate == "reorder":
            return self.hold(content)
        if fate in ("lose_reply", "late_reply", "reset_after"):
            self.doomed[name[0], name[1], name[3]] = fate
        self.forward(content)
        if fate == "duplicate":
            self.forward(content)

    def delay(self, name: tuple, content: bytes) -> None:
        """Longer than the terminal waits; and every second one until after its reversal."""
        kind, terminal, _, trace = name
        if kind != "0220" and int(trace) % 2:
            with self.network.guard:
                self.network.overdue["0410", terminal, trace] = content
        else:
            self.network.deliver_after(self.network.late_seconds, content)

    def hold(self, content: bytes) -> None:
        """Behind the next message of this connection, or alone when none comes."""
        with self.guard:
            earlier, self.held = self.held, content
        if earlier is not None:
            self.forward(earlier)
        timer = threading.Timer(REORDER_SECONDS, self.release, [content])
        timer.daemon = True
        timer.start()

    def release(self, content: bytes) -> None:
        with self.guard:
            if self.held is not content:
                return
            self.held = None
        self.send(content)

    def forward(self, content: bytes) -> None:
        self.send(content)
        with self.guard:
            held, self.held = self.held, None
        if held is not None:
            self.send(held)

    def send(self, content: bytes) -> None:
        self.network.record(content)
        with contextlib.suppress(OSError), self.guard:
            self.host.sendall(framed(content))

    def replies(self) -> None:
        with contextlib.suppress(OSError):
            while (content := frame(self.host)) is not None:
                self.reply(content)
        self.drop()

    def reply(self, content: bytes) -> None:
        kind, terminal, _, trace = name_of(content, self.network.spec)
        fate = self.doomed.pop((f"{int(kind) - 10:04d}", terminal, trace), "pass")
        if fate == "late_reply":
            timer = threading.Timer(self.network.late_seconds, self.pass_on, [content])
            timer.daemon = True
            timer.start()
        elif fate == "reset_after":
            self.drop()
        elif fate == "pass":
            self.pass_on(content)
        self.network.answered((kind, terminal, trace))

    def pass_on(self, content: bytes) -> None:
        with contextlib.suppress(OSError):
            self.client.sendall(framed(content))

    def drop(self) -> None:
        close(self.client)
        close(self.host)
