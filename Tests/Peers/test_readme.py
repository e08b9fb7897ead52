"""The README's first five minutes, typed as they stand there."""

import json
import re
import subprocess

from conftest import ROOT

FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> str:
    """The shell blocks of the section that begins once the demo is up."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("## The first five minutes", 1)[1].split("\n## ", 1)[0]
    return "\n".join(FENCE.findall(section))


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
