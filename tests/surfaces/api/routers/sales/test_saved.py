"""The file that a counter saved, by the API: whole, once, and nothing of it lost."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.device_log import OwnLog
from tests.support.pushing import pushed_line
from tests.support.saved import saved_file
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.tills import opening
from tests.surfaces.api.program import Program, program
from tests.surfaces.counter.views.wiring import wire_sale
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.device_logs.models import LogEntry
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.tills.models import TillSession
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-09")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 25)


@pytest.fixture
def asking(shop: Shop) -> Program:
    return program(shop, "manager")


def send(asking: Program, data: bytes, **headers: str) -> Any:
    file = SimpleUploadedFile("theriac-unsent.json", data)
    return asking.upload("/sales/saved", file, form={}, **headers)


def whole(shop: Shop, medicine: Medicine, batch: UUID) -> bytes:
    """Three sales of 10, of which the third meets an empty shelf; an opened till; a lost sale."""
    sales = [
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], number)
        for number in (1, 2, 3)
    ]
    asked = {
        "id": str(new_id()),
        "at": clock.now().isoformat(),
        "person_id": str(shop.owner.id),
        "product_id": None,
        "text": "sirup",
        "quantity": 2,
        "note": "",
    }
    opened, log = opening(shop), OwnLog()
    entries = [*(log.add(one) for one in sales), log.add(opened, "till"), log.add(asked, "asked")]
    return saved_file(
        shop.terminal_id, *sales, till=[opened], asked=[asked], log=log.told(*entries)
    )


def test_all_of_it_is_taken_once_and_what_disagrees_is_a_case(
    shop: Shop, medicine: Medicine, batch: UUID, asking: Program
) -> None:
    data = whole(shop, medicine, batch)
    first = send(asking, data)
    assert first.status_code == 200, first.content
    assert first.json() == {
        "sales": {"booked": 3, "known": 0, "held": 0, "unreadable": 0, "cases": 1},
        "till": {"taken": 1, "known": 0, "held": 0, "unreadable": 0},
        "asked": 1,
        "parked": 0,
        "copies": 0,
        "codes": 0,
        "left": 0,
        "is_logged": True,
    }
    again = send(asking, data).json()
    assert again["sales"] == {"booked": 0, "known": 3, "held": 0, "unreadable": 0, "cases": 0}
    assert again["till"] == {"taken": 0, "known": 1, "held": 0, "unreadable": 0}
    counts = [model.objects.count() for model in (Sale, TillSession, UnmetRequest, LogEntry)]
    assert counts == [3, 1, 1, 5]
    assert DiscrepancyCase.objects.count() == 1
    noted = AuditRecord.objects.filter(command="device_logs.receive_file")
    assert [(one.actor_id, one.facts["sales"], one.facts["till"]) for one in noted] == [
        (asking.client_id(), 3, 1)
    ] * 2


def test_a_repeat_under_its_key_takes_what_an_interruption_left(
    shop: Shop, medicine: Medicine, batch: UUID, asking: Program
) -> None:
    """The key says that the file came; what of it is here each sale says itself."""
    data = whole(shop, medicine, batch)
    key = {"Idempotency-Key": "the-saved-file"}
    assert send(asking, data, **key).json()["sales"]["booked"] == 3
    again = send(asking, data, **key)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["sales"]["known"] == 3
    other = send(asking, saved_file(shop.terminal_id), **key)
    assert (other.status_code, other.json()["type"].rpartition(":")[2]) == (
        422,
        "idempotency.key_reused",
    )


@pytest.mark.parametrize(
    "data", [b"{}", b"[" * 50_000, b"\xff", json.dumps({"format": "other"}).encode()]
)
def test_another_file_is_refused(asking: Program, data: bytes) -> None:
    refused = send(asking, data)
    assert refused.status_code == 422
    assert not AuditRecord.objects.filter(command="device_logs.receive_file").exists()


def test_a_larger_file_than_any_counter_saves_is_not_read(asking: Program) -> None:
    assert send(asking, b" " * 20_000_001).status_code == 413


def test_a_file_of_another_branch_and_who_may_not_settle_are_refused(
    shop: Shop, medicine: Medicine, batch: UUID, asking: Program
) -> None:
    there = shop_there(shop)
    assert send(asking, saved_file(there.terminal_id)).status_code == 422
    data = whole(shop, medicine, batch)
    assert send(program(shop, "cashier"), data).status_code == 403
    assert not Sale.objects.exists()
