"""A build for production has no demo, load or terminals to try with in it, and compiles (ASVS 5.0, 15.2.3).

It is type-checked against the modules of the build under test: building it whole would build everything anew.
"""

import json
import os
import re
import subprocess

import pytest
from conftest import ROOT, binary

FOR_TRYING = (
    "Bench", "Demo", "POS/", "Simulation", "Commands/BenchCommand.swift", "Commands/SimulateCommand.swift")


@pytest.fixture(scope="module")
def sources() -> list[str]:
    described = subprocess.run(
        ["swift", "package", "describe", "--type", "json"], capture_output=True, text=True, timeout=300,
        cwd=ROOT, env=os.environ | {"TONGBAO_PRODUCTION": "1"}, check=True)
    target, = (target for target in json.loads(described.stdout)["targets"] if target["name"] == "tongbao")
    return target["sources"]


def test_what_is_only_for_trying_is_left_out(sources):
    assert "Commands/ServeCommand.swift" in sources and len(sources) > 30
    assert not [source for source in sources if source.startswith(FOR_TRYING)]


def test_it_compiles(sources, tmp_path):
    plan = (ROOT / ".build" / "debug.yaml").read_text()
    command = json.loads(re.search(
        r'"C\.tongbao-[^"]+-debug\.module":\n(?:    .*\n)*?    args: (\[.*\])\n', plan).group(1))
    with_value = {
        "-emit-module-path", "-output-file-map", "-index-store-path", "-emit-objc-header-path",
        "-num-threads"}
    alone = {
        "-emit-dependencies", "-emit-module", "-incremental", "-c", "-parseable-output",
        "-serialize-diagnostics", "-wmo", "-whole-module-optimization", "-g", "-v"}
    kept, arguments = [], iter(command)
    for argument in arguments:
        if argument in ("-Xcc", "-Xfrontend"):
            kept += [argument, next(arguments)]
        elif argument in with_value:
            next(arguments)
        elif argument not in alone and not argument.startswith("@") and not argument.endswith(".swift"):
            kept.append(argument)
    files = [str(ROOT / "Sources" / "tongbao" / source) for source in sources]
    checked = subprocess.run(
        [*kept, "-DPRODUCTION", "-typecheck", *files], capture_output=True, text=True, timeout=600, cwd=ROOT)
    assert checked.returncode == 0, checked.stderr[-4000:] + checked.stdout[-4000:]


def test_the_build_for_trying_has_them():
    said = subprocess.run([binary(), "--help"], capture_output=True, text=True, timeout=60, check=True).stdout
    assert all(command in said for command in ("demo", "bench", "pos", "simulate", "serve"))
