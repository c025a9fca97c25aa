"""Clients that sell over HTTP as fast as they are answered; raw sockets, to cost little."""

from __future__ import annotations

import json
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from uuid_utils.compat import uuid7

LINES = 5


@dataclass
class Outcome:
    """What one client saw: seconds of each answer, answers by status."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    last: bytes = b""


def run(port: int, plan: dict[str, Any], kind: str, clients: int, seconds: float) -> list[Outcome]:
    """Let ``clients`` sell for ``seconds``; ``kind`` is "sell" or "push"."""
    outcomes = [Outcome() for _ in range(clients)]
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_client, args=(port, plan, kind, number, until, outcomes[number]))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def _client(
    port: int, plan: dict[str, Any], kind: str, number: int, until: float, outcome: Outcome
) -> None:
    client = plan["clients"][number]
    chance = random.Random(number)
    sequence = client.get("sequence", 0)
    path = "/api/v1/sales" if kind == "sell" else "/api/v1/sales/push"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            products = chance.sample(plan["products"], LINES)
            if kind == "sell":
                body = _sale(products)
            else:
                sequence += 1
                body = _push(products, plan, client, sequence)
            text = json.dumps(body).encode()
            request = (
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {client[kind]}"
                f"\r\nIdempotency-Key: {uuid4()}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(text)}\r\n\r\n"
            ).encode() + text
            begun = time.perf_counter()
            connection.sendall(request)
            status, answer = _answer(connection)
            outcome.seconds.append(time.perf_counter() - begun)
            outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
            if status != 201:
                outcome.last = answer
    client["sequence"] = sequence


def _answer(connection: socket.socket) -> tuple[int, bytes]:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("the server hung up")
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return int(head.split(b" ", 2)[1]), body


def _sale(products: list[dict[str, str]]) -> dict[str, Any]:
    return {"lines": [{"product_id": product["id"], "quantity": 2} for product in products]}


def _push(
    products: list[dict[str, str]], plan: dict[str, Any], client: dict[str, Any], sequence: int
) -> dict[str, Any]:
    gross, tax = 1400, 139
    lines = [
        {
            "id": str(uuid7()),
            "position": position,
            "product_id": product["id"],
            "pack_id": product["pack"],
            "packs": 2,
            "quantity": 2,
            "price_amount": 700,
            "price_units": 1,
            "gross": gross,
            "discount": 0,
            "taxable": gross - tax,
            "tax": tax,
            "total": gross,
            "taxes": [{"code": "PPN", "rate_bp": 1100, "amount": tax}],
            "allocations": [{"batch_id": product["batch"], "quantity": 2}],
        }
        for position, product in enumerate(products, start=1)
    ]
    total = gross * len(lines)
    payment = {"id": str(uuid7()), "method": "cash", "tendered": total, "change": 0}
    return {
        "id": str(uuid7()),
        "number": f"{client['prefix']}{sequence:06d}",
        "series_id": client["series"],
        "sequence": sequence,
        "occurred_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "business_on": plan["today"],
        "person_id": plan["person"],
        "currency": "IDR",
        "lines": lines,
        "payments": [payment],
        "gross": total,
        "discount": 0,
        "tax": tax * len(lines),
        "rounding": 0,
        "total": total,
    }
