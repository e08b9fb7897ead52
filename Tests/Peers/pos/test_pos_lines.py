"""What is no message of a terminal ends its connection and touches nobody else's."""

import random
import socket
import time

import pytest

from pos.line import Line, frame
from pos.messages import SPEND
from pos.shop import spent, with_pin
from pos.spec import framed

SEED = 8583


def answered(connection: socket.socket, seconds: float = 15) -> bytes | None:
    """The next reply, None once the host has closed."""
    connection.settimeout(seconds)
    try:
        return frame(connection)
    except ConnectionError:
        return None


def request_of(till, member, fen: int) -> dict:
    return till.prepared(SPEND, fen, with_pin(member))


@pytest.mark.parametrize("content", [
    b"\0\0", b"\xff\xff" + b"\x60" * 100, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"\0\x05\x60\0\x03\0\0",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", framed(b"\x60" + b"\0" * 40), framed(b"\x61" * 200),
    framed(bytes.fromhex("6000030000603100311300") + b"\xff" * 60),
])
def test_garbage_closes_the_connection_without_harm(shop, content):
    with socket.create_connection(shop.platform.address, timeout=10) as connection:
        connection.sendall(content)
        assert answered(connection) is None
    spent(shop.till(), shop.rich(6), 1)


def test_random_frames_never_stop_the_host(shop):
    chance = random.Random(SEED)
    till, member = shop.till(), shop.rich(6)
    good = till.packed(till.message("0820", till.next_trace(), {"60": f"00{till.batch}301"}), has_mac=False)
    for _ in range(300):
        content = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with socket.create_connection(shop.platform.address, timeout=10) as connection:
            connection.sendall(framed(bytes(content)))
            connection.shutdown(socket.SHUT_WR)
            answered(connection)
    spent(till, member, 1)


def test_a_request_in_small_pieces_is_answered(shop):
    till, member = shop.till(), shop.rich(6)
    content = framed(till.packed(request_of(till, member, 1), has_mac=True))
    with socket.create_connection(shop.platform.address, timeout=10) as connection:
        for at in range(0, len(content), 9):
            connection.sendall(content[at:at + 9])
            time.sleep(0.005)
        assert answered(connection) is not None


def test_two_requests_in_one_piece_are_both_answered(shop):
    till, member = shop.till(), shop.rich(6)
    requests = [till.packed(request_of(till, member, 1), has_mac=True) for _ in range(2)]
    with socket.create_connection(shop.platform.address, timeout=10) as connection:
        connection.sendall(b"".join(map(framed, requests)))
        assert answered(connection) is not None
        assert answered(connection) is not None


def test_a_frame_that_does_not_end_is_given_up_and_does_not_hold_up_others(shop):
    till, member = shop.till(), shop.rich(6)
    content = framed(till.packed(request_of(till, member, 1), has_mac=True))
    with socket.create_connection(shop.platform.address, timeout=10) as connection:
        connection.sendall(content[:40])
        before = shop.points(member)
        spent(till, member, 1)
        began = time.monotonic()
        assert answered(connection, seconds=30) is None
        assert time.monotonic() - began < 20
    assert shop.points(member) == before - 5


def test_a_connection_that_breaks_before_the_reply_is_no_harm(shop):
    till, member = shop.till(), shop.rich(6)
    before = shop.points(member)
    request = request_of(till, member, 10)
    content = till.packed(request, has_mac=True)
    with socket.create_connection(shop.platform.address, timeout=10) as connection:
        connection.sendall(framed(content))
    answer = till.ask_bytes(content, request)
    assert answer[0]["39"] == "00"
    assert shop.points(member) == before - 50


def test_several_terminals_share_a_connection_and_get_their_own_replies(shop):
    line = Line(shop.platform.address)
    tills = [shop.till(place) for place in range(3)]
    members = [shop.rich(place) for place in (6, 7, 8)]
    for till in tills:
        till.line = line
    for till, member in zip(tills, members, strict=True):
        before = shop.points(member)
        assert spent(till, member, 10).balance == before - 50
    assert not line.unexpected
