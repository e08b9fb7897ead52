"""Passwords that nobody may have: the list of breached ones, and what is easy to guess without it.

OWASP ASVS 5.0, 6.2.4 and 6.2.12: at least the 3,000 most common that are long enough.
"""

import itertools
import json
import subprocess
import sys

import pytest
from conftest import ROOT, binary, tongbao


numbers = itertools.count(1)


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """The list as the operator makes it."""
    made = subprocess.run(
        [sys.executable, str(ROOT / "bin" / "refused-passwords")], capture_output=True, text=True, timeout=60,
        check=True)
    path = tmp_path_factory.mktemp("passwords") / "refused"
    path.write_text(made.stdout)
    return path


def added(folder, password: str, *flags: object) -> subprocess.CompletedProcess:
    (folder / "password").write_text(password + "\n")
    return subprocess.run(
        [binary(), "user", "add", f"admin-{next(numbers)}", "--name", "Li Lei", "--roles", "administrator",
         "--data", str(folder / "data"), "--password-file", str(folder / "password"), *map(str, flags)],
        capture_output=True, text=True, timeout=120, cwd=folder)


def settings(folder, **passwords: object):
    path = folder / "settings.toml"
    lines = [f'{name} = "{value}"\n' for name, value in passwords.items()]
    path.write_text("[passwords]\n" + "".join(lines))
    return path


def test_the_list_has_more_than_3000_that_are_long_enough(refused):
    words = refused.read_text().splitlines()
    assert len([word for word in words if len(word) >= 8]) > 3_000
    assert "password" in words[:5]


# The first is "александр" on a Latin keyboard, which follows no pattern that is known here.
@pytest.mark.parametrize("password", ["fktrcfylh", "4815162342"])
def test_what_is_in_the_list_is_refused_whatever_it_looks_like(tmp_path, refused, password):
    assert password in refused.read_text().splitlines()
    without = added(tmp_path, password)
    assert without.returncode == 0, without.stderr
    listed = added(tmp_path, password.upper(), "--config", settings(tmp_path, refused=refused))
    assert listed.returncode == 1 and "password" in listed.stderr.lower()
    assert password not in listed.stderr


def test_words_of_the_organisation_are_refused(tmp_path):
    config = settings(tmp_path, words="Guangming, Sunlit Mall")
    assert added(tmp_path, "Guangming2026", "--config", config).returncode == 1
    assert added(tmp_path, "kT9!vbQ2mz", "--config", config).returncode == 0


def test_a_list_that_is_not_there_stops_the_start(tmp_path):
    stopped = added(tmp_path, "kT9!vbQ2mz", "--config", settings(tmp_path, refused=tmp_path / "none"))
    assert stopped.returncode == 1 and "setting passwords.refused" in stopped.stderr


def test_the_doctor_says_when_there_is_no_list(tmp_path, refused):
    def state(**passwords: object) -> str:
        config = settings(tmp_path, **passwords)
        said = tongbao("doctor", "--data", tmp_path / "data", "--config", config, "--json")
        findings = json.loads(said)["checks"]
        return next(finding["state"] for finding in findings if finding["check"] == "passwords")

    assert state() == "warning"
    assert state(words="Guangming") == "warning"
    assert state(words="Guangming", refused=refused) == "well"
