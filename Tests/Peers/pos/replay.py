"""Sends recorded messages again, in another order, sealed with the keys of the day."""

import hashlib
import json
import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

from pos.host import Member, Platform
from pos.messages import reversal
from pos.spec import decode
from pos.terminal import Terminal

MOVING = ("0100", "0200", "0220", "0400")


def messages(recorded: list[bytes]) -> list[dict]:
    """What moves value or undoes it, without envelope and seal."""
    decoded = [decode(content) for content in recorded]
    return [{name: value for name, value in message.items() if name not in ("h", "p", "1", "64")}
            for message in decoded if message["t"] in MOVING]


def troubled(known: list[dict], terminals: list[Terminal], chance: random.Random) -> list[dict]:
    """Shuffled; of a hundred messages five twice, five behind all others; and reversals without effect."""
    order = known + [one for one in known if chance.random() < 0.05]
    chance.shuffle(order)
    late = [place for place in range(len(order)) if chance.random() < 0.05]
    order = [one for place, one in enumerate(order) if place not in set(late)] + [order[at] for at in late]
    without_effect = [entry.request for terminal in terminals for entry in terminal.journal.entries
                      if entry.state in ("reversed", "declined") and entry.kind.is_reversible]
    for request in chance.sample(without_effect, min(len(without_effect), len(known) // 20)):
        order.insert(chance.randrange(len(order)), reversal(request, "98"))
    return order


def send_all(order: list[dict], terminals: list[Terminal]) -> Counter:
    """Each terminal's messages in the order given, the terminals side by side; gives the answers."""
    by_name = {terminal.profile.terminal: terminal for terminal in terminals}
    waiting = defaultdict(list)
    for message in order:
        waiting[message["41"]].append(message)

    def send(name: str) -> Counter:
        answers = Counter()
        for message in waiting[name]:
            answer = by_name[name].ask(message, has_mac=True)
            answers[message["t"], answer[0]["39"] if answer else "none"] += 1
        return answers

    with ThreadPoolExecutor(len(waiting)) as pool:
        return sum(pool.map(send, waiting), Counter())


def state_hash(platform: Platform, members: list[Member], terminals: list[Terminal]) -> str:
    """Of everything that could have moved: wallets with their lots, and what each terminal did."""
    content = {
        "wallets": [platform.call("GET", f"/v1/members/{one.id}/wallets")["data"] for one in members],
        "lots": [platform.call("GET", f"/v1/members/{one.id}/lots")["data"] for one in members],
        "transactions": [
            [(one["id"], one["type"], one["points"])
             for one in platform.transactions(platform.terminal_id(terminal.profile))
             if one["points"]]
            for terminal in terminals]}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
