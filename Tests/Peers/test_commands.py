"""The command line: errands that a running server does for it, and starts that are refused."""

import json
import subprocess

import pytest
import requests
from conftest import binary, tongbao


def refused(*arguments: object, folder) -> str:
    done = subprocess.run(
        [binary(), *map(str, arguments)], capture_output=True, text=True, timeout=60, cwd=folder)
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    return done.stderr


def test_the_ledger_proves_itself_while_it_is_served(demo):
    verdict = json.loads(tongbao("ledger", "verify", "--data", demo.folder / "demo", "--json"))
    assert verdict["ok"] is True
    assert verdict["transactions"] > 1_000
    assert verdict["books"]["ok"] is True and verdict["books"]["days"] > 0
    told = tongbao("ledger", "verify", "--data", demo.folder / "demo").splitlines()
    assert told[-2:] == [
        "The ledger proves itself.",
        f"Clearing and the books in money agree, {verdict['books']['days']} closed days."]


def test_every_programme_sums_to_zero_and_its_liability_is_what_members_hold(demo):
    report = json.loads(tongbao("ledger", "report", "--data", demo.folder / "demo", "--json"))
    assert {programme["programme"] for programme in report["programmes"]} == {"universal", "cloud-beans"}
    for programme in report["programmes"]:
        assert programme["sum"] == 0
        held = sum(line["points"] for line in programme["accounts"]
                   if line["owner"] == "members" and line["account"] != "debt")
        assert programme["outstanding"] == held == sum(month["points"] for month in programme["liability"])


def test_the_history_of_the_demo_has_everything_that_happens(demo):
    report = json.loads(tongbao("ledger", "report", "--data", demo.folder / "demo", "--json"))
    beans, = (programme for programme in report["programmes"] if programme["programme"] == "cloud-beans")
    accounts = {line["account"]: line["points"] for line in beans["accounts"]}
    assert accounts["issuer"] < 0
    assert accounts["breakage"] > 0
    universal = report["programmes"][0]["accounts"]
    assert any(line["account"] == "fees" and line["points"] > 0 for line in universal)
    assert sum(line["account"] == "acceptor" and line["points"] > 0 for line in universal) >= 20


def test_a_key_made_through_the_server_works_until_it_is_revoked(demo):
    data = demo.folder / "demo"
    made = json.loads(tongbao(
        "key", "create", "till", "--merchant", demo.access["merchants"][0]["code"], "--data", data, "--json"))
    headers = {"Authorization": f"Bearer {made['secret']}"}
    address = f"{demo.http}/v1/members?phone={demo.access['members'][0]['phone'].replace('+', '%2B')}"
    assert requests.get(address, headers=headers, timeout=30).status_code == 200
    tongbao("key", "revoke", made["id"], "--data", data)
    assert requests.get(address, headers=headers, timeout=30).status_code == 401


def test_secrets_are_readable_by_their_owner_only(demo):
    folder = demo.folder / "demo"
    assert folder.stat().st_mode & 0o077 == 0
    for name in ("root.secret", "access.json", "control.sock"):
        assert (folder / name).stat().st_mode & 0o077 == 0


def test_no_log_line_names_a_person(demo):
    log = (demo.folder / "log").read_text()
    for line in log.splitlines():
        if line.startswith("{"):
            assert not any(member["phone"].lstrip("+") in line for member in demo.access["members"])


@pytest.mark.parametrize(("arguments", "said"), [
    (["--http", "0.0.0.0:8080"], "setting http.address: 0.0.0.0 can be reached from other machines"),
    (["--http", "nowhere"], "setting http.address: must be HOST:PORT"),
    (["--database", "postgres://user:hush@db/points"], "setting database: the ledger is not kept in PostgreSQL"),
    (["--zone", "Mars/Base"], "setting zone: Mars/Base is no zone"),
    (["--config", "missing.toml"], "setting file: missing.toml is not there"),
])
def test_a_start_that_cannot_be_right_is_refused_with_its_key(tmp_path, arguments, said):
    message = refused("serve", *arguments, folder=tmp_path)
    assert said in message
    assert "hush" not in message
    assert not (tmp_path / "data").exists()


def test_settings_come_from_the_file_in_the_data_folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tongbao.toml").write_text('cut_off = "25:00"\n[http]\nrate_limit = 60\n')
    assert "setting cut_off: must be a time of day like 23:00" in refused("serve", folder=tmp_path)
    (tmp_path / "data" / "tongbao.toml").write_text("[http]\nrate_limit = 0\n")
    assert "setting http.rate_limit" in refused("serve", folder=tmp_path)


def test_a_second_server_is_refused_while_one_owns_the_folder(demo):
    message = refused("serve", "--data", demo.folder / "demo", "--http", "127.0.0.1:0", folder=demo.folder)
    assert "in use by another process" in message
