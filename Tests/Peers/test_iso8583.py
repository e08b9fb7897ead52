"""The codec of terminals against pyiso8583: two programs, one table, the same bytes both ways."""

import json
import random
import subprocess
import sys
from pathlib import Path

import iso8583
import pytest
from conftest import binary
from iso8583_spec import BYTES, spec

TRACK = "0123456789ABCDEF"
SEEDS = [1, 2, 3]
MESSAGES = 1_500
TYPES = ["0100", "0110", "0200", "0201", "0210", "0220", "0230", "0320", "0400", "0500", "0800", "9999"]


def inspect(lines: list[str], *flags: str) -> tuple[int, list[str]]:
    command = [binary(), "pos", "inspect", "--unmasked", *flags]
    text = "\n".join(lines) + "\n"
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=300)
    assert done.stderr == "", done.stderr[-2000:]
    return done.returncode, done.stdout.splitlines()


def content(key: str, row: dict, chance: random.Random) -> str:
    """Any content that a field takes, as pyiso8583 holds it: text, or hex of bytes."""
    longest = row["max_len"] if chance.random() < 0.2 else min(24, row["max_len"])
    count = row["max_len"] if row["len_type"] == 0 else chance.randint(0, longest)
    if key in BYTES:
        return chance.randbytes(count).hex().upper()
    if key in ("35", "36"):
        return "".join(chance.choices(TRACK, k=count))
    if row["data_enc"] == "b":
        return "".join(chance.choices("0123456789", k=count))
    return "".join(chr(chance.randint(0x20, 0x7E)) for _ in range(count))


def random_message(table: dict, chance: random.Random) -> dict:
    message = {"h": "60" + chance.randbytes(10).hex().upper(), "t": chance.choice(TYPES)}
    for number in range(2, 65):
        if chance.random() < 0.3:
            message[str(number)] = content(str(number), table[str(number)], chance)
    return message


def as_json(message: dict) -> dict:
    fields = {key: value for key, value in message.items() if key.isdigit() and key != "1"}
    return {"tpdu": message["h"][:10], "header": message["h"][10:], "type": message["t"], "fields": fields}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_pyiso8583_writes_we_read(seed):
    chance, table = random.Random(seed), spec()
    messages = [random_message(table, chance) for _ in range(MESSAGES)]
    wires = [bytes(iso8583.encode(dict(message), table)[0]) for message in messages]
    code, lines = inspect([wire.hex() for wire in wires])
    assert code == 0
    for message, line in zip(messages, lines, strict=True):
        assert json.loads(line) == as_json(message)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_we_write_pyiso8583_reads(seed):
    chance, table = random.Random(1000 + seed), spec()
    messages = [random_message(table, chance) for _ in range(MESSAGES)]
    code, lines = inspect([json.dumps(as_json(message)) for message in messages], "--encode")
    assert code == 0
    for message, line in zip(messages, lines, strict=True):
        wire = bytes.fromhex(line)
        assert wire == bytes(iso8583.encode(dict(message), table)[0])
        decoded, _ = iso8583.decode(wire, table)
        assert {key: decoded[key] for key in decoded if key not in ("p", "1")} == {
            key: value for key, value in message.items()
        }


def test_what_we_read_of_damaged_frames_pyiso8583_reads_alike():
    """We refuse more than it does (filling, text, bit 1), so what we read it reads, and the same."""
    chance, table = random.Random(77), spec()
    wires = []
    for _ in range(MESSAGES):
        wire = bytearray(iso8583.encode(random_message(table, chance), table)[0])
        for _ in range(chance.randint(1, 3)):
            wire[chance.randrange(11, len(wire))] = chance.randrange(256)
        wires.append(bytes(wire))
    _, lines = inspect([wire.hex() for wire in wires])
    read = 0
    for wire, line in zip(wires, lines, strict=True):
        ours = json.loads(line)
        if "error" in ours:
            continue
        read += 1
        decoded, _ = iso8583.decode(wire, table)
        assert as_json({**decoded, "h": decoded["h"].upper()}) == ours
    assert 100 < read < len(wires)


def test_a_faulty_line_is_named_and_the_others_go_on():
    head = "6000030000603100310001" + "0200"
    lines = ["zz", "6000", head + "0" * 16, head + "2000000000000000" + "00A000"]
    code, answers = inspect(lines)
    assert code == 1
    assert json.loads(answers[0]) == {"error": "no hex"}
    assert json.loads(answers[1]) == {"error": "TPDU: needs 5 bytes, 2 are left"}
    assert json.loads(answers[2])["type"] == "0200"
    assert json.loads(answers[3]) == {"error": "field 3: a digit that is none", "field": 3}


def test_card_numbers_and_pin_blocks_are_masked_unless_asked_for():
    table = spec()
    message = {"h": "6000030000603100310001", "t": "0200"}
    message |= {"2": "6226090000008388000", "52": "0123456789ABCDEF"}
    wire = bytes(iso8583.encode(message, table)[0]).hex()
    command = [binary(), "pos", "inspect"]
    done = subprocess.run(command, input=wire, capture_output=True, text=True, timeout=60)
    fields = json.loads(done.stdout)["fields"]
    assert fields == {"2": "622609*********8000", "52": "*" * 16}


def test_the_bench_compares_both_codecs_in_one_run():
    """The figure itself is measured with a release build, see docs/evidence.md."""
    peer = f"{sys.executable} {Path(__file__).with_name('bench_iso8583.py')}"
    command = [binary(), "bench", "codec", "--seconds", "0.3", "--rounds", "1", "--peer", peer]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout)
    assert line["peer_per_second"] > 0 and line["ratio"] > 0
