"""A shop with a paired counter, asked as its program asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.support.shop import Shop, open_shop
from tests.support.signers import Signer
from theriac.core import clock
from theriac.domains.organisation.commands.terminals import issue_pairing_code
from theriac.surfaces.counter.terminals import SIGNATURE

HEADERS = {"X-Theriac-Counter": "1"}
SIGNED = ("push", "sign-in", "alert-counts", "parked", "parked/fetch")


@dataclass
class Device:
    """A counter's program, as far as the network sees it."""

    shop: Shop
    client: Client
    pairing: dict[str, Any]
    signer: Signer = field(default_factory=Signer)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return post(self.client, path, body, self.signer, **headers)

    def feed(self, **place: str) -> Any:
        return self.client.get("/counter/api/feed", place, headers=HEADERS)


def post(client: Client, path: str, body: Any, signer: Signer | None = None, **headers: str) -> Any:
    """Ask as a device does, which signs some of what it sends where it has a key."""
    text = json.dumps(body)
    if signer and path in SIGNED:
        headers = {SIGNATURE: signer.sign(path, text.encode()), **headers}
    return client.post(
        f"/counter/api/{path}",
        text,
        content_type="application/json",
        headers={**HEADERS, **headers},
    )


def pairing_code(shop: Shop) -> str:
    return issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id
    )


def pair(shop: Shop, client: Client | None = None) -> Device:
    client, signer = client or Client(), Signer()
    body = {"code": pairing_code(shop), "device_name": "Kasir 2", "public_key": signer.public_key}
    answer = post(client, "pair", body)
    assert answer.status_code == 200, answer.content
    return Device(shop, client, answer.json(), signer)


MIDYEAR = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)


@pytest.fixture
def midyear() -> Iterator[None]:
    """A day on which no new year's numbers are needed."""
    with clock.at(MIDYEAR):
        yield


@pytest.fixture
def shop(db: None, midyear: None) -> Shop:
    return open_shop()


@pytest.fixture
def device(shop: Shop) -> Device:
    return pair(shop)
