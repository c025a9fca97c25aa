"""A database server that was restarted: the next requests are answered, nobody restarts Theriac."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.support.hanging_up import hang_up_on_others
from tests.support.programs import ask, environ_of, own_port, same_keys, wait_for_server
from tests.surfaces.operations.test_first_steps import MELATI
from theriac.surfaces.operations.first_steps import begin

pytestmark = [
    pytest.mark.one_server,
    pytest.mark.django_db(transaction=True),
    pytest.mark.databases("postgresql", "mariadb"),
    pytest.mark.platforms("linux", "darwin"),
]


@pytest.fixture
def port(database_url: str, tmp_path: Path) -> Iterator[int]:
    """The port of a web server on the test database."""
    number = own_port()
    environ = environ_of(tmp_path, DATABASE_URL=database_url, **same_keys())
    command = [sys.executable, "-m", "theriac", "web", "--port", str(number)]
    with subprocess.Popen(command, env=environ) as server:
        try:
            wait_for_server(number)
            yield number
        finally:
            server.terminate()


def sign_in() -> str:
    begin(MELATI)
    client = Client()
    client.force_login(get_user_model().objects.get_by_natural_key("sari"))
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.mark.rows("OPS-02", "OPS-03")
def test_requests_recover_after_the_database_came_back(port: int) -> None:
    cookie = sign_in()
    with ThreadPoolExecutor(8) as clients:
        before = list(clients.map(lambda _: ask(port, "/", Cookie=cookie)[0], range(24)))
        ended = hang_up_on_others()
        after = list(clients.map(lambda _: ask(port, "/", Cookie=cookie)[0], range(24)))
    assert before == [200] * 24
    assert ended >= 1
    assert after == [200] * 24
