"""The demo platform of the terminals: what they do to it must not be in others' way."""

import pytest
from conftest import served

from pos.host import Platform
from pos.shop import Shop


@pytest.fixture(scope="session")
def pos_demo(tmp_path_factory: pytest.TempPathFactory):
    with served(tmp_path_factory.mktemp("terminals")) as running:
        yield running


@pytest.fixture(scope="session")
def shop(pos_demo) -> Shop:
    return Shop(Platform(pos_demo.access))
