"""The example of the guide for merchant systems, run as it stands."""

import os
import re
import subprocess
import sys

from conftest import ROOT


def test_the_example_of_the_guide_runs(demo, tmp_path):
    text = (ROOT / "docs" / "guide" / "merchant-systems.md").read_text(encoding="utf-8")
    program, = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    merchant = demo.access["merchants"][0]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, cwd=tmp_path,
        env={**os.environ, "TONGBAO_URL": demo.http, "TONGBAO_KEY_ID": merchant["key_id"],
             "TONGBAO_SECRET": merchant["signing_secret"]})
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["earned 128 available 128", "the same transaction True"]
