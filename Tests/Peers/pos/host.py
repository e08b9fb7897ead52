"""The platform as its operator sets it up and looks at it: over HTTP, never past it."""

import time
from dataclasses import dataclass

import requests

from pos.messages import Card
from pos.terminal import Profile


@dataclass(frozen=True)
class Member:
    id: str
    phone: str
    card: Card

    @property
    def name(self) -> str:
        return self.id


class Platform:
    def __init__(self, access: dict):
        self.access = access
        self.http = access["http"]
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {access['operator']['api_key']}"

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.access["pos"].removeprefix("tcp://").rsplit(":", 1)
        return host, int(port)

    def call(self, method: str, path: str, body: dict | None = None, key: str = "", **query):
        headers = {"Idempotency-Key": key} if key else {}
        answer = self.session.request(
            method, self.http + path, json=body, params=query, headers=headers, timeout=30)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    # Terminals

    def profiles(self, **how) -> list[Profile]:
        """The demo's terminals, merchant by merchant."""
        return [
            Profile(entry["terminal_id"], entry["merchant_id"], bytes.fromhex(entry["master_key"]), **how)
            for merchant in self.access["merchants"] for entry in merchant["terminals"]]

    # Members

    def members(self) -> list[Member]:
        found = []
        for entry in self.access["members"]:
            listed = self.call("GET", "/v1/members", phone=entry["phone"])
            found.append(Member(listed["data"][0]["id"], entry["phone"], Card(entry["card"], entry["pin"])))
        return found

    def wallet(self, member: Member, program: str) -> dict:
        for wallet in self.call("GET", f"/v1/members/{member.id}/wallets")["data"]:
            if wallet["program"] == program:
                return wallet
        return {"spendable": 0, "available": 0, "held": 0, "pending": 0, "debt": 0}

    def balances(self, members: list[Member]) -> dict[str, int]:
        program = self.program()
        return {member.id: self.wallet(member, program)["spendable"] for member in members}

    def program(self, code: str = "universal") -> str:
        programs = self.call("GET", "/v1/programs", limit=100)["data"]
        return next(program["id"] for program in programs if program["code"] == code)

    def live_code(self, member: Member) -> str:
        return self.call("GET", f"/v1/members/{member.id}/code")["digits"]

    def give(self, member: Member, points: int, merchant: str) -> None:
        """Points from a merchant's campaign purse, so that there is something to spend."""
        body = {"type": "award", "member": {"id": member.id}, "points": points, "merchant": merchant,
                "reason": "float"}
        self.call("POST", "/v1/transactions", body, key=f"float {member.id} {time.time_ns()}")

    def merchant_id(self, code: str) -> str:
        return self.call("GET", "/v1/merchants", code=code)["data"][0]["id"]

    def transactions(self, terminal: str) -> list[dict]:
        """All of a terminal's accepted ones."""
        found, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = self.call("GET", "/v1/transactions", terminal=terminal, limit=100, **more)
            found += page["data"]
            cursor = page["next_cursor"]
            if not page["has_more"]:
                return found
