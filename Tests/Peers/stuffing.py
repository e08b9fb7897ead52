"""Credential stuffing (OWASP OAT-008) against a door that is served: stolen pairs, each tried once.

Pairs come from many addresses of 127.0.0.0/8, some twenty tries from each, as a network for hire has.
What the server answers tells whether a password was judged (401) or nothing was (429). Meanwhile people whose
devices are known sign in with their own passwords, again and again.
"""

import argparse
import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

# A device keeps its address for so many tries.
TRIES_PER_ADDRESS = 20


@dataclass
class Door:
    """Where a form of a login and a password is found and sent."""

    page: str
    login: str
    inside: str


STAFF = Door("/merchant/sign-in", "login", "/merchant")
MEMBERS = Door("/member/enter/password", "login", "/member")


@dataclass
class Outcome:
    judged: int = 0
    judged_after_a_minute: int = 0
    turned_away: int = 0
    other: dict[int, int] = field(default_factory=dict)
    honest: int = 0
    honest_served: int = 0
    slowest_honest: float = 0
    seconds: float = 0


class Client:
    """One device: an address of its own and one connection, kept as long as the server keeps it."""

    def __init__(self, server: tuple[str, int], address: str, cookies: dict[str, str] | None = None):
        self.server, self.address = server, address
        self.cookies = dict(cookies or {})
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, form: dict | None = None) -> tuple[int, dict, str]:
        body = urlencode(form).encode() if form is not None else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.server[0]}:{self.server[1]}\r\nAccept-Language: en\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            + (f"Cookie: {cookies}\r\n" if cookies else "") + "\r\n"
        )
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                *self.server, local_addr=(self.address, 0))
        self.writer.write(head.encode() + body)
        status, headers = await self.head()
        text = (await self.reader.readexactly(int(headers.get("content-length", "0")))).decode()
        return status, headers, text

    async def head(self) -> tuple[int, dict]:
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, value = value.split(";")[0].partition("=")
                self.cookies[cookie] = value
            elif name:
                headers[name.lower()] = value
        return int(lines[0].split(" ")[1]), headers

    async def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def form_of(client: Client, door: Door) -> str:
    _, _, page = await client.ask("GET", door.page)
    return re.search(r'name="form_token" value="([^"]+)"', page)[1]


async def drill(http: str, door: Door, pairs: int, honest: list[dict], rate: int, seed: int) -> Outcome:
    """Tries `pairs` pairs, at most `rate` a second, while all in `honest` come in every two seconds."""
    host, port = http.removeprefix("http://").split(":")
    server, outcome, numbers = (host, int(port)), Outcome(), random.Random(seed)
    # The attacker is no fool: one form serves every try, for as long as it is good.
    scout = Client(server, "127.0.0.2")
    token = await form_of(scout, door)
    cookies = dict(scout.cookies)
    await scout.close()
    began, is_over = time.monotonic(), asyncio.Event()
    queue = iter(range(pairs))

    async def machine() -> None:
        while True:
            address = f"127.{numbers.randint(1, 254)}.{numbers.randint(0, 255)}.{numbers.randint(1, 254)}"
            client = Client(server, address, cookies)
            for _ in range(TRIES_PER_ADDRESS):
                number = next(queue, None)
                if number is None:
                    return await client.close()
                wait = began + number / rate - time.monotonic()
                if wait > 0:
                    await asyncio.sleep(wait)
                login = f"user{number}" if door is STAFF else f"139{numbers.randint(0, 99_999_999):08}"
                form = {door.login: login, "password": f"stolen {number}", "form_token": token, "next": ""}
                status, _, _ = await client.ask("POST", door.page, form)
                client.cookies = dict(cookies)
                if status == 429:
                    outcome.turned_away += 1
                elif status == 401:
                    outcome.judged += 1
                    outcome.judged_after_a_minute += time.monotonic() - began > 60
                else:
                    outcome.other[status] = outcome.other.get(status, 0) + 1
            await client.close()

    async def person(who: dict) -> None:
        while not is_over.is_set():
            client = Client(server, who["address"], who["cookies"])
            asked = time.monotonic()
            token = await form_of(client, door)
            form = {door.login: who["login"], "password": who["password"], "form_token": token, "next": ""}
            status, headers, _ = await client.ask("POST", door.page, form)
            outcome.honest += 1
            outcome.honest_served += status == 303 and headers.get("location") == door.inside
            outcome.slowest_honest = max(outcome.slowest_honest, time.monotonic() - asked)
            await client.close()
            await asyncio.sleep(2)

    people = [asyncio.create_task(person(who)) for who in honest]
    await asyncio.gather(*(machine() for _ in range(64)))
    is_over.set()
    await asyncio.gather(*people)
    outcome.seconds = time.monotonic() - began
    return outcome


async def staff_known(http: str, access: dict, count: int) -> list[dict]:
    """Owners of the demo's shops, each on a device that they signed in on before."""
    host, port = http.removeprefix("http://").split(":")
    known = []
    for number, shop in enumerate(access["merchants"][:count]):
        client = Client((host, int(port)), f"127.0.1.{number + 1}")
        token = await form_of(client, STAFF)
        form = {
            "login": shop["owner_login"], "password": shop["owner_password"], "form_token": token, "next": ""}
        status, _, text = await client.ask("POST", STAFF.page, form)
        assert status == 303, (status, text[:300])
        await client.close()
        device = {name: value for name, value in client.cookies.items() if name == "tb_staff"}
        known.append({
            "login": shop["owner_login"], "password": shop["owner_password"], "cookies": device,
            # They travel: the device is known, the address is not.
            "address": f"127.200.0.{number + 1}",
        })
    return known


async def members_known(http: str, access: dict, count: int) -> list[dict]:
    """Members who entered by code and set a password; a number gets one code a minute, so this takes two."""
    host, port = http.removeprefix("http://").split(":")
    clients = []
    for number, member in enumerate(access["members"][:count]):
        client = Client((host, int(port)), f"127.0.2.{number + 1}")
        token = await form_of(client, MEMBERS)
        phone = member["phone"]
        await client.ask("POST", "/member/enter", {"phone": phone, "form_token": token})
        code = await latest_code(client, phone)
        _, _, page = await client.ask(
            "POST", "/member/enter/code", {"phone": phone, "code": code, "form_token": token})
        ticket = re.search(r'name="ticket" value="([^"]+)"', page)
        if ticket:
            form = {"ticket": ticket[1], "agree": "1", "language": "en", "form_token": token}
            await client.ask("POST", "/member/enter/agree", form)
        clients.append((client, phone))
    await asyncio.sleep(62)
    known = []
    for number, (client, phone) in enumerate(clients):
        await client.close()
        _, _, page = await client.ask("GET", "/member/me/password")
        token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
        await client.ask("POST", "/member/me/password/code", {"form_token": token})
        code = await latest_code(client, phone)
        password = f"my own secret {number}"
        status, _, text = await client.ask(
            "POST", "/member/me/password", {"code": code, "password": password, "form_token": token})
        assert status == 303, (status, text[-600:])
        await client.close()
        known.append({
            "login": phone, "password": password, "address": f"127.201.0.{number + 1}",
            "cookies": {"tb_known": client.cookies["tb_known"]},
        })
    return known


async def latest_code(client: Client, phone: str) -> str:
    _, _, page = await client.ask("GET", "/demo/inbox")
    letter = page[page.index(phone) + len(phone):]
    return re.search(r"(?<!\d)\d{6}(?!\d)", re.sub(r"<[^>]+>", " ", letter))[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("access", type=Path, help="access.json of a demo that is served")
    parser.add_argument("--door", choices=["staff", "members"], default="members")
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    access = json.loads(arguments.access.read_text())
    door, known = (STAFF, staff_known) if arguments.door == "staff" else (MEMBERS, members_known)

    async def run() -> Outcome:
        honest = await known(access["http"], access, 5)
        return await drill(access["http"], door, arguments.pairs, honest, arguments.rate, arguments.seed)

    print(asyncio.run(run()))


if __name__ == "__main__":
    main()
