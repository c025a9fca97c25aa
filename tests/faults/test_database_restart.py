"""The database hangs up on every connection: the next request is answered, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.support.hanging_up import hang_up_on_others
from tests.support.server import Server
from tests.support.shop import add_medicine, api_key, open_shop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.databases("postgresql", "mariadb"),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.kill()


@pytest.mark.rows("OPS-02")
def test_requests_recover_when_the_database_hung_up(server: Server) -> None:
    shop = open_shop()
    add_medicine(shop)
    request = Request(
        f"http://127.0.0.1:{server.port}/api/v1/products",
        headers={"Authorization": f"Bearer {api_key(shop)}"},
    )
    server.start()

    def ask() -> int:
        with urlopen(request, timeout=60) as answer:
            return int(answer.status)

    assert [ask() for _ in range(12)] == [200] * 12
    for _restart in range(2):
        assert hang_up_on_others() >= 1
        assert [ask() for _ in range(12)] == [200] * 12
