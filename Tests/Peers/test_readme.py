"""The README's first five minutes, typed as they stand there."""

import json
import re
import subprocess

from conftest import ROOT

FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
RECORDING = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> str:
    """The shell blocks of the section that begins once the demo is up."""
    section = readme().split("## The first five minutes", 1)[1].split("\n## ", 1)[0]
    return "\n".join(FENCE.findall(section))


def recorded() -> list[dict]:
    """The answers of the recording on the README's first screen, which shows only some of their members."""
    recording, = RECORDING.findall(readme())
    return [json.loads(answer) for answer in re.findall(r"^\{.*?\}$", recording, re.MULTILINE | re.DOTALL)]


def shows(shown, real) -> bool:
    """Whether the real answer has everything that is shown of it; `…` stands for what differs each time."""
    if isinstance(shown, dict):
        return all(name in real and shows(value, real[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return len(shown) == len(real) and all(map(shows, shown, real))
    if isinstance(shown, str) and "…" in shown:
        return re.fullmatch(".+".join(map(re.escape, shown.split("…"))), real) is not None
    return shown == real


def test_the_first_points_are_given_and_taken_as_the_readme_says(own_demo):
    # The demo under test is on a port of its own; apart from that, not a letter is changed.
    script = commands().replace("http://127.0.0.1:8080", own_demo.http)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=own_demo.folder, capture_output=True, text=True, timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    replies = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [reply.get("type") for reply in replies[:2]] == ["earn", "spend"], done.stdout
    earned, spent = replies[:2]
    assert earned["points"] == 128
    assert spent["points"] == 100
    assert spent["wallet"]["available"] == earned["wallet"]["available"] - 100
    # What the recording shows is what came.
    for shown, reply in zip(recorded(), replies, strict=True):
        assert shows(shown, reply), (shown, reply)


def test_the_recording_would_not_pass_for_another_answer():
    assert shows({"id": "txn_…", "lots": [{"points": 1}]}, {"id": "txn_A", "lots": [{"points": 1, "x": 2}]})
    assert not shows({"points": 128}, {"points": 129})
    assert not shows({"id": "txn_…"}, {"id": "mem_A"})
    assert not shows({"code": "busy"}, {"status": 1})
