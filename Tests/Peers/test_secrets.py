"""Where the root secret comes from, and that no folder is opened with another one (ASVS 5.0, 13.3.1)."""

import json
import os
import subprocess

import pytest
from conftest import binary, tongbao

ROOT_SECRET = "ab" * 32


def added(folder, **environment: str) -> subprocess.CompletedProcess:
    """Opens the folder as any command does, and writes into it."""
    clean = {name: value for name, value in os.environ.items() if name != "TONGBAO_ROOT_SECRET"}
    return subprocess.run(
        [binary(), "key", "create", "back office", "--data", str(folder / "data"), "--json"],
        capture_output=True, text=True, timeout=120, cwd=folder, env=clean | environment)


def test_a_credential_of_the_system_is_taken_and_written_nowhere(tmp_path):
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "root.secret").write_text(ROOT_SECRET + "\n")
    made = added(tmp_path, CREDENTIALS_DIRECTORY=str(credentials))
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "data" / "root.secret").exists()
    for file in (tmp_path / "data").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert ROOT_SECRET.encode() not in content and bytes.fromhex(ROOT_SECRET) not in content, file
    # The same one from the environment opens the same folder.
    assert added(tmp_path, TONGBAO_ROOT_SECRET=ROOT_SECRET).returncode == 0


def test_without_its_root_a_folder_is_not_opened_and_no_new_one_is_made(tmp_path):
    assert added(tmp_path, TONGBAO_ROOT_SECRET=ROOT_SECRET).returncode == 0
    refused = added(tmp_path)
    assert refused.returncode == 1
    assert "this folder was set up with one: put it back" in refused.stderr
    assert not (tmp_path / "data" / "root.secret").exists()


@pytest.mark.parametrize(("secret", "said"), [
    ("cd" * 32, "is another one than this folder was set up with"),
    ("ab" * 31, "must be hexadecimal digits, 64 or more"),
    ("no hexadecimal digits", "must be hexadecimal digits, 64 or more"),
])
def test_another_root_is_refused(tmp_path, secret, said):
    assert added(tmp_path, TONGBAO_ROOT_SECRET=ROOT_SECRET).returncode == 0
    refused = added(tmp_path, TONGBAO_ROOT_SECRET=secret)
    assert refused.returncode == 1 and said in refused.stderr
    assert secret not in refused.stderr
    assert added(tmp_path, TONGBAO_ROOT_SECRET=ROOT_SECRET).returncode == 0


def test_a_folder_of_before_the_check_was_kept_gets_one(tmp_path):
    assert added(tmp_path).returncode == 0
    data = tmp_path / "data"
    (data / "root.check").unlink()
    assert added(tmp_path).returncode == 0
    assert (data / "root.check").stat().st_mode & 0o077 == 0
    secret = (data / "root.secret").read_text()
    assert secret.strip() not in (data / "root.check").read_text()
    (data / "root.secret").write_text("ef" * 32)
    assert "is another one" in added(tmp_path).stderr


def test_the_procedure_of_the_page_of_keys_replaces_the_root(tmp_path):
    """A new root, `root.check` moved away: it opens, the ledger proves itself, and old keys still open."""
    assert added(tmp_path).returncode == 0
    data = tmp_path / "data"
    before = json.loads(tongbao("ledger", "verify", "--data", data, "--json"))
    (data / "root.secret").write_text("ef" * 32 + "\n")
    (data / "root.check").unlink()
    made = added(tmp_path)
    assert made.returncode == 0, made.stderr
    assert json.loads(tongbao("ledger", "verify", "--data", data, "--json")) == before
