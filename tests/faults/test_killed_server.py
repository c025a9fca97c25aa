"""The server is killed in mid-load: every acknowledged sale is there, and the books are clean."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.support.server import Server
from tests.support.shop import Shop, add_medicine, issue_key_for, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 4
IN_MID_LOAD = 40
LONGEST_SECONDS = 120


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.kill()


def sell_until_it_dies(port: int, key: str, products: list[UUID], acknowledged: list[UUID]) -> None:
    body = json.dumps(
        {"lines": [{"product_id": str(product), "quantity": 1} for product in products]}
    ).encode()
    try:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while True:
                connection.sendall(
                    b"POST /api/v1/sales HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + f"Authorization: Bearer {key}\r\nIdempotency-Key: {uuid4()}\r\n".encode()
                    + b"Content-Type: application/json\r\n"
                    + f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                answer = read_answer(connection)
                acknowledged.append(UUID(json.loads(answer)["id"]))
    except OSError:
        return


def read_answer(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError
        body += piece
    return body


def wait_for(acknowledged: list[UUID], number: int) -> None:
    """Return when so many sales were answered; the others are under way."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while len(acknowledged) < number:
        assert time.monotonic() < deadline, f"{len(acknowledged)} of {number} sales were answered"
        time.sleep(0.01)


@pytest.mark.rows("STK-06")
def test_a_killed_server_loses_no_acknowledged_sale(server: Server) -> None:
    shop: Shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n}") for n in range(3)]
    for medicine in medicines:
        stock_up(shop, medicine, 100_000)
    keys = [issue_key_for(shop, f"T{n}")[0] for n in range(CLIENTS)]
    acknowledged: list[UUID] = []
    for _kill in range(2):
        server.start()
        threads = [
            threading.Thread(
                target=sell_until_it_dies,
                args=(server.port, key, [m.id for m in medicines], acknowledged),
            )
            for key in keys
        ]
        for thread in threads:
            thread.start()
        wait_for(acknowledged, len(acknowledged) + IN_MID_LOAD)
        server.kill()
        for thread in threads:
            thread.join()

    booked = set(Sale.objects.values_list("id", flat=True))
    assert set(acknowledged) <= booked
    assert Movement.objects.filter(kind="sale").count() == 3 * len(booked)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
