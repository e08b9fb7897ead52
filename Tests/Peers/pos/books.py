"""What terminals' journals, the platform's lists and its ledger say of the same day, side by side."""

import json
import re
from collections import Counter

from conftest import tongbao

from pos.fleet import Fleet
from pos.host import Platform
from pos.messages import (
    CANCEL, COMPLETE, EARN, HOLD, REFUND, REFUND_EARN, SPEND, TOP_UP, VOID, VOID_EARN, VOID_TOP_UP,
)
from pos.terminal import Terminal

# Batch and trace; the demo's history calls its transactions otherwise.
REFERENCE = re.compile(r"\d{6}-\d{6}")
TYPES = {
    EARN: "earn", TOP_UP: "topup", SPEND: "spend", HOLD: "hold", COMPLETE: "capture", CANCEL: "release",
    VOID: "void", VOID_EARN: "void", VOID_TOP_UP: "void", REFUND: "refund", REFUND_EARN: "refund",
}


def merchant_accounts(folder) -> Counter:
    """Points in the world by issuer (negative) and taken by acceptor, by merchant's code."""
    report = json.loads(tongbao("ledger", "report", "--data", folder / "demo", "--json"))
    universal, = (one for one in report["programmes"] if one["programme"] == "universal")
    return Counter({
        (line["account"], line["owner"]): line["points"] for line in universal["accounts"]
        if line["account"] in ("issuer", "acceptor")})


def compare_merchants(fleet: Fleet, before: Counter, after: Counter) -> list[str]:
    faults = []
    names = {entry["merchant_id"]: merchant for merchant in fleet.platform.access["merchants"]
             for entry in merchant["terminals"]}
    for number, reckoned in fleet.model.merchants.items():
        owners = {names[number]["code"], names[number]["name"]}
        for account, points in (("issuer", -reckoned.issued), ("acceptor", reckoned.accepted)):
            moved = sum(after[key] - before[key] for key in after if key[0] == account and key[1] in owners)
            if moved != points:
                faults.append(f"{account} {number}: the ledger moved {moved}, the tills {points}")
    return faults


def compare_journal(platform: Platform, terminal: Terminal) -> list[str]:
    """Every approved entry of a terminal against the platform's list of its transactions."""
    listed = [one for one in platform.transactions(platform.terminal_id(terminal.profile))
              if REFERENCE.fullmatch(one.get("reference", ""))]
    undone = {one["original"] for one in listed if one["type"] == "reversal" and "original" in one}
    theirs = Counter(
        (one["reference"], one["type"], abs(one["points"])) for one in listed
        if one["type"] != "reversal" and one["id"] not in undone)
    ours = Counter(
        (f"{entry.batch}-{entry.trace}", TYPES[entry.kind], entry.points)
        for entry in terminal.journal.entries if entry.state == "approved" and entry.kind in TYPES)
    name = terminal.profile.terminal
    return ([f"{name}: only the terminal has {one}" for one in ours - theirs]
            + [f"{name}: only the platform has {one}" for one in theirs - ours])
