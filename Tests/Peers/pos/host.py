"""The platform as its operator sets it up and looks at it: over HTTP, never past it."""

import itertools
import os
import time
from dataclasses import dataclass

import requests

from pos.messages import Card
from pos.security import check_value, exclusive_or
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
        # For keys that must differ, also after a restart.
        self.numbers = itertools.count(time.time_ns())

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

    def terminal_id(self, profile: Profile) -> str:
        """The platform's name of a terminal: the demo calls the first till of the n-th store Tn01."""
        for merchant in self.access["merchants"]:
            for number, entry in enumerate(merchant["terminals"], 1):
                if entry["terminal_id"] == profile.terminal:
                    path = f"/v1/merchants/{self.merchant_id(merchant['code'])}/terminals"
                    listed = self.call("GET", path, limit=100)["data"]
                    return next(one["id"] for one in listed if one["code"] == f"T{number}01")
        raise AssertionError(f"{profile.terminal} is no terminal of the demo")

    def switch(self, profile: Profile, status: str) -> None:
        self.call("PATCH", f"/v1/terminals/{self.terminal_id(profile)}", {"status": status})

    def registered(self, mac: str, sign_in: str, kinds: list[str] | None = None) -> Profile:
        """A new terminal of the first merchant, its master key entered by two people."""
        merchant = self.access["merchants"][0]
        stores = self.call("GET", f"/v1/merchants/{self.merchant_id(merchant['code'])}/stores")["data"]
        number = f"9{next(self.numbers) % 10_000_000:07d}"
        made = self.call(
            "POST", f"/v1/stores/{stores[0]['id']}/terminals", {"code": f"P{number}", "kind": "pos"})
        acceptor = merchant["terminals"][0]["merchant_id"]
        body = {"merchant_number": acceptor, "terminal_number": number, "mac": mac.removesuffix(" hex")}
        self.call("POST", f"/v1/terminals/{made['id']}/pos", body | ({"kinds": kinds} if kinds else {}))
        components = [os.urandom(16), os.urandom(16)]
        for component, holder in zip(components, self.access["key_holders"], strict=True):
            check = check_value(component, mac == "sm4").hex().upper()
            answer = requests.post(
                f"{self.http}/v1/terminals/{made['id']}/pos/key-components", timeout=30,
                json={"component": component.hex().upper(), "check_value": check},
                headers={"Authorization": f"Bearer {holder['api_key']}"})
            assert answer.status_code == 200, answer.text
        assert answer.json()["state"] == "complete"
        master = exclusive_or(*components)
        assert answer.json()["check_value"] == check_value(master, mac == "sm4").hex().upper()
        return Profile(number, acceptor, master, mac=mac, sign_in=sign_in)

    def rates(self) -> dict[str, int]:
        """Points for each yuan, by the merchant's number in field 42."""
        program, rates = self.program(), {}
        for merchant in self.access["merchants"]:
            terms = self.call("GET", f"/v1/merchants/{self.merchant_id(merchant['code'])}/programs")["data"]
            earning = next(one["earning"] for one in terms if one["program"] == program)
            assert earning["per"] == 100
            for entry in merchant["terminals"]:
                rates[entry["merchant_id"]] = earning["points"]
        return rates

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
        return {"available": 0, "held": 0, "pending": 0, "debt": 0}

    def balances(self, members: list[Member]) -> dict[str, int]:
        program = self.program()
        return {member.id: self.wallet(member, program)["available"] for member in members}

    def program(self, code: str = "universal") -> str:
        programs = self.call("GET", "/v1/programs")["data"]
        return next(program["id"] for program in programs if program["code"] == code)

    def live_code(self, member: Member) -> str:
        """Empty when the member has used all ten of this minute."""
        answer = self.session.get(f"{self.http}/v1/members/{member.id}/code", timeout=30)
        if answer.status_code == 422 and answer.json()["code"] == "codes_used_up":
            return ""
        assert answer.status_code == 200, answer.text
        return answer.json()["digits"]

    def give(self, member: Member, points: int) -> None:
        """Points that the first merchant gives, so that there is something to spend."""
        status = self.moved("earn", member, points, f"float-{next(self.numbers)}")
        assert status == 201, status

    def spend(self, member: Member, points: int, key: str) -> int:
        """By the first merchant's system, whose log-in is proof in the demo; gives the HTTP status."""
        return self.moved("spend", member, points, key)

    def moved(self, kind: str, member: Member, points: int, key: str) -> int:
        body = {"type": kind, "member": {"id": member.id}, "points": points}
        key_of_merchant = self.access["merchants"][0]["api_key"]
        headers = {"Authorization": f"Bearer {key_of_merchant}", "Idempotency-Key": key}
        return requests.post(
            f"{self.http}/v1/transactions", json=body, timeout=30, headers=headers).status_code

    def merchant_id(self, code: str) -> str:
        return self.call("GET", "/v1/merchants", code=code)["data"][0]["id"]

    def transactions(self, terminal: str) -> list[dict]:
        """All of a terminal's accepted ones."""
        found, cursor = [], None
        while True:
            more = {"after": cursor} if cursor else {}
            page = self.call("GET", "/v1/transactions", terminal=terminal, limit=100, **more)
            found += page["data"]
            cursor = page["next_cursor"]
            if not page["has_more"]:
                return found
