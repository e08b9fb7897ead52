"""A host name of its own for each face (ASVS 5.0, 3.5.4), asked by a client that names the host it wants."""

import http.client
import subprocess

import pytest
from conftest import binary
from serving import serving

NAMES = {"operator": "ops.example", "merchant": "shops.example", "seat": "till.example",
         "member": "points.example", "api": "api.example"}
DOORS = {"operator": "/operator/sign-in", "merchant": "/merchant/sign-in", "seat": "/seat/pair",
         "member": "/member/enter", "api": "/openapi.json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    names = {f"TONGBAO_HOSTS_{face.upper()}": name for face, name in NAMES.items()}
    with serving(tmp_path_factory.mktemp("hosts"), **names) as running:
        yield running


def asked(server, host: str, path: str, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_each_door_is_found_at_its_own_host_and_at_no_other(server):
    for face, name in NAMES.items():
        for other, path in DOORS.items():
            answer = asked(server, name, path)
            if other == face:
                assert answer.status == 200, (name, path)
            elif other == "api":
                assert answer.status == 404, (name, path)
            else:
                # People are led to where it is; a form sent there is not found.
                assert (answer.status, answer.getheader("location")) == (308, f"http://{NAMES[other]}{path}")
                assert asked(server, name, path, "POST").status == 404
            assert other == face or not answer.getheader("set-cookie")


def test_another_host_is_served_nothing_but_its_health(server):
    for host in ("evil.example", "127.0.0.1", f"127.0.0.1:{server.port}", "ops.example.evil.example"):
        assert asked(server, host, "/operator/sign-in").status == 421
        assert asked(server, host, "/v1/members").status == 421
        assert asked(server, host, "/healthz").status == 200


@pytest.mark.parametrize("names", [
    {"operator": "ops.example"}, NAMES | {"seat": "ops.example"}, NAMES | {"api": "https://api.example"}])
def test_names_that_keep_nothing_apart_are_refused(tmp_path, names):
    lines = "".join(f'{face} = "{name}"\n' for face, name in names.items())
    (tmp_path / "settings.toml").write_text("[hosts]\n" + lines)
    done = subprocess.run(
        [binary(), "serve", "--data", str(tmp_path / "data"), "--http", "127.0.0.1:0", "--pos", "",
         "--config", str(tmp_path / "settings.toml")],
        capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode == 1 and "setting hosts: operator, merchant, seat, member and api" in done.stderr
