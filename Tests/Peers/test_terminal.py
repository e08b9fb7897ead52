"""`tongbao pos`, the terminal in the command line, at the demo's host: a day, losses, power failures."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import binary
from lossy_line import lossy_line


@dataclass
class Till:
    """A terminal with its journal, and a member who buys there."""

    folder: Path
    port: int
    terminal: dict
    member: dict

    @property
    def journal(self) -> Path:
        return self.folder / "terminal.journal"

    def command(self, *flags: str, port: int | None = None) -> list[str]:
        return [
            binary(), "pos", "--port", str(port or self.port), "--terminal-id", self.terminal["terminal_id"],
            "--merchant-id", self.terminal["merchant_id"], "--journal", str(self.journal), "--timeout", "3",
            "--json", *flags,
        ]  # fmt: skip

    def environment(self, key: str | None = None) -> dict:
        return {**os.environ, "TONGBAO_POS_MASTER_KEY": key or self.terminal["master_key"]}

    def run(self, *lines: str, port: int | None = None, key: str | None = None) -> tuple[int, list[dict]]:
        done = subprocess.run(
            self.command(port=port), input="\n".join(lines) + "\n", env=self.environment(key),
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.stderr == "", done.stderr[-2000:]
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def balance(self) -> int:
        code, lines = self.run("sign-in", f"balance {self.card}")
        assert code == 0, lines
        return lines[-1]["balance"]

    @property
    def card(self) -> str:
        return self.member["card"]

    @property
    def pin(self) -> str:
        return self.member["pin"]


@pytest.fixture
def till(demo, tmp_path: Path, request: pytest.FixtureRequest):
    """The last terminal of the last merchant, whose batch each test leaves settled."""
    member = demo.access["members"][3]
    terminal = demo.access["merchants"][-1]["terminals"][-1]
    port = int(demo.access["pos"].rsplit(":", 1)[1])
    till = Till(tmp_path, port, terminal, member)
    till.run("sign-in", f"top-up {till.card} 100", "settle")
    return till


def test_a_day_that_settles(till: Till):
    before = till.balance()
    code, lines = till.run(
        "# a comment, then what a cashier does",
        "sign-in", "echo", "parameters",
        f"earn {till.card} 128.50", f"spend {till.card} 1.20 pin {till.pin} goods TEA-250G",
    )  # fmt: skip
    assert code == 0
    assert [line["answer"] for line in lines] == ["00"] * 5
    earn, spend = lines[3:]
    assert (earn["trade"], spend["trade"]) == ("earn", "spend")
    assert earn["state"] == spend["state"] == "approved"
    assert spend["points"] == 600 and spend["balance"] == before + earn["points"] - 600
    code, lines = till.run(
        f"void {spend['trace']}", f"hold {till.card} 1.00 pin {till.pin}", f"earn {till.card} 20 offline",
        f"spend {till.card} 0.70 pin {till.pin}",
    )  # fmt: skip
    assert code == 0, lines
    # The stored earn goes out before the next trade.
    assert [line["message"] for line in lines] == ["trade", "trade", "stored", "advice", "trade"]
    hold = lines[1]["trace"]
    code, lines = till.run(f"complete {hold} 0.50", "settle", "sign-out")
    assert code == 0, lines
    settlement = lines[-2]
    assert settlement["result"] == "balanced"
    assert (settlement["debit_count"], settlement["debit_amount"]) == (3, 240)
    assert (settlement["credit_count"], settlement["credit_amount"]) == (3, 12850 + 2000 + 120)
    code, lines = till.run(f"balance {till.card}")
    assert code == 1 and lines == [{"refused": "sign in first"}]


def test_a_stored_earn_whose_discount_is_no_more_is_told_without_it(till: Till):
    before = till.balance()
    code, lines = till.run(
        f"earn {till.card} 100.00 offline gross 2000.00 off 1900.00", f"quote {till.card} 20.00", "settle")
    assert code == 0, lines
    assert [(line["message"], line["answer"]) for line in lines[1:4]] == [
        ("advice", "D1"), ("advice", "00"), ("trade", "00")]
    stored, refused, told, quote = lines[:4]
    assert refused["state"] == "queued" and told["state"] == "approved"
    assert stored["trace"] == refused["trace"] == told["trace"] and "gross" not in told
    assert till.balance() == before + told["points"] > before
    assert lines[-1]["result"] == "balanced" and lines[-1]["credit_amount"] == 10000
    # With the customer there it is declined, and the quote's own moment is said back.
    code, lines = till.run("sign-in", f"earn {till.card} 100.00 gross 2000.00 off 1900.00")
    assert code == 1 and (lines[-1]["answer"], lines[-1]["state"]) == ("D1", "declined")
    off = quote["off"]
    code, lines = till.run(
        f"quote {till.card} 20.00", f"earn {till.card} {20 - off / 100:.2f} gross 20.00 off {off / 100:.2f}")
    assert code == 0 and lines[-1]["answer"] == "00", lines
    assert till.run("settle")[0] == 0


def test_a_lost_answer_is_reversed_before_the_next_trade(till: Till):
    before = till.balance()
    with lossy_line("127.0.0.1", till.port) as line:
        line.loses = lambda side, kind: side == "answer" and kind == "0210"
        code, lines = till.run(f"spend {till.card} 1.00 pin {till.pin}", port=line.port)
        assert code == 1
        assert (lines[-1]["answer"], lines[-1]["state"]) == ("no answer", "pending")
        # Not even the reversal's answer comes: no trade before it does.
        line.loses = lambda side, kind: side == "answer" and kind in ("0210", "0410")
        code, lines = till.run(f"spend {till.card} 1.00 pin {till.pin}", port=line.port)
        assert code == 1 and "is not reversed yet" in lines[-1]["refused"]
        assert ("request", "0200", False) not in line.seen[2:]
    code, lines = till.run(f"balance {till.card}")
    assert code == 0
    assert [(line["message"], line["answer"]) for line in lines] == [("reversal", "00"), ("trade", "00")]
    assert lines[0]["state"] == "reversed" and lines[1]["balance"] == before
    code, lines = till.run("settle")
    assert code == 0 and lines[-1]["result"] == "balanced" and lines[-1]["debit_count"] == 0


def test_a_lost_request_is_reversed_and_never_booked_later(till: Till):
    before = till.balance()
    with lossy_line("127.0.0.1", till.port) as line:
        line.loses = lambda side, kind: side == "request" and kind == "0200"
        assert till.run(f"spend {till.card} 1.00 pin {till.pin}", port=line.port)[0] == 1
    code, lines = till.run("deliver", f"balance {till.card}")
    assert code == 0 and lines[0]["state"] == "reversed" and lines[-1]["balance"] == before
    assert till.run("settle")[1][-1]["result"] == "balanced"


def test_the_power_fails_between_sending_and_the_answer(till: Till):
    before = till.balance()
    with lossy_line("127.0.0.1", till.port) as line:
        line.loses = lambda side, kind: side == "answer" and kind == "0210"
        process = subprocess.Popen(
            till.command("--timeout", "60", port=line.port), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=till.environment(), text=True,
        )  # fmt: skip
        process.stdin.write(f"spend {till.card} 1.00 pin {till.pin}\n")
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while ("answer", "0210", True) not in line.seen and time.monotonic() < deadline:
            time.sleep(0.02)
        # The host has booked it, and the terminal does not know.
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert ("answer", "0210", True) in line.seen
    code, lines = till.run(f"balance {till.card}")
    assert [line["message"] for line in lines] == ["reversal", "trade"]
    assert code == 0 and lines[-1]["balance"] == before
    assert till.run("settle")[1][-1]["result"] == "balanced"


def test_an_earn_whose_answer_is_lost_earns_once(till: Till):
    before = till.balance()
    with lossy_line("127.0.0.1", till.port) as line:
        line.loses = lambda side, kind: side == "answer" and kind == "0230"
        code, lines = till.run(f"earn {till.card} 88", port=line.port)
        assert code == 1 and lines[-1]["state"] == "queued"
    code, lines = till.run("deliver", f"balance {till.card}")
    assert code == 0 and lines[0]["message"] == "advice" and lines[0]["state"] == "approved"
    assert lines[-1]["balance"] == before + lines[0]["points"]
    settlement = till.run("settle")[1][-1]
    assert settlement["result"] == "balanced" and settlement["credit_count"] == 1


def test_a_settlement_whose_answer_is_lost_is_settled_again(till: Till):
    till.run("sign-in", f"earn {till.card} 10")
    with lossy_line("127.0.0.1", till.port) as line:
        line.loses = lambda side, kind: side == "answer" and kind == "0510"
        assert till.run("settle", port=line.port)[0] == 1
    code, lines = till.run(f"earn {till.card} 10")
    assert code == 1 and lines == [{"refused": "the batch is being settled: settle again"}]
    code, lines = till.run("settle", f"earn {till.card} 10", "settle")
    assert code == 0, lines
    assert [line.get("result") for line in lines] == ["balanced", None, "balanced"]


def test_a_batch_that_differs_is_uploaded(till: Till):
    """Trades that the terminal lost with its journal are the host's alone: unlike, uploaded, closed."""
    till.run("sign-in", f"earn {till.card} 10")
    till.journal.unlink()
    code, lines = till.run("sign-in", f"earn {till.card} 20", "settle")
    # The new journal begins with the first traces again, which the host knows from before.
    assert [line["message"] for line in lines[-3:]] == ["settlement", "upload", "upload-end"]
    assert lines[-3]["result"] == "unbalanced" and lines[-1]["answer"] == "00"
    code, lines = till.run("sign-in", f"earn {till.card} 30", "settle")
    assert code == 0 and lines[-1]["result"] == "balanced"


def test_a_wrong_master_key_is_noticed_at_the_sign_in(till: Till):
    till.journal.unlink()
    code, lines = till.run("sign-in", f"balance {till.card}", key="00112233445566778899AABBCCDDEEFF")
    assert code == 1
    assert lines == [{"answer": "wrong keys", "message": "sign-in"}, {"refused": "sign in first"}]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--terminal-id", "1"], "the terminal's number has 8 characters"),
        (["--tpdu", "7000030000"], "--tpdu must be 10 hex characters"),
        (["--header", "60"], "--header must be 12 hex characters"),
        (["--port", "0"], "--port must be 1 to 65,535"),
    ],
)
def test_a_setting_of_no_sense_is_named(till: Till, flags: list[str], said: str):
    done = subprocess.run(
        till.command(*flags), input="", env=till.environment(), capture_output=True, text=True, timeout=30
    )
    assert done.returncode != 0 and said in done.stderr


def test_a_journal_serves_one_terminal_at_a_time(till: Till):
    first = subprocess.Popen(
        till.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=till.environment(), text=True
    )
    try:
        first.stdin.write("echo\n")
        first.stdin.flush()
        assert json.loads(first.stdout.readline())["answer"] == "00"
        second = subprocess.run(
            till.command(), input="", env=till.environment(), capture_output=True, text=True, timeout=30
        )
        assert second.returncode != 0 and "in use by another terminal" in second.stderr
    finally:
        first.stdin.close()
        first.wait(timeout=30)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("spent 1", "no command"),
        ("earn 12", "AMOUNT is missing"),
        ("earn 1 1.234", "AMOUNT"),
        ("echo 1", "too much"),
    ],
)
def test_a_script_of_no_sense_stops_at_its_line(till: Till, line: str, said: str):
    done = subprocess.run(
        till.command(), input=line + "\n", env=till.environment(), capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 64 and said in done.stderr


def test_many_terminals_at_once_lose_nothing(demo, tmp_path: Path):
    names = ("terminal_id", "merchant_id", "master_key")
    tills = [
        {key: terminal[key] for key in names} | {"card": member["card"], "pin": member["pin"]}
        for merchant in demo.access["merchants"]
        for terminal, member in zip(merchant["terminals"], demo.access["members"], strict=False)
    ]
    path = tmp_path / "tills"
    path.write_text("".join(json.dumps(till) + "\n" for till in tills))
    port = demo.access["pos"].rsplit(":", 1)[1]
    done = subprocess.run(
        [binary(), "pos", "--port", port, "--load", str(path), "--connections", "2", "--seconds", "4"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    line = json.loads(done.stdout)
    assert done.returncode == 0 and line["failed"] == 0 and line["unbalanced"] == 0, line
    assert line["terminals"] == len(tills) and line["messages"] > 100
    assert line["settlements"] >= len(tills)
