"""A delivery of the past is a goods receipt like any other, and nobody is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.support.receipts import goods
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotPermitted
from theriac.domains.purchasing.commands.receipts.past import post_past_receipt
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead
from theriac.domains.stock.models import Batch, Movement

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 8, 3, 7, tzinfo=UTC)


def past(shop: Shop, *lines: Any, note: str = "SJ-1", **given: Any) -> str:
    return post_past_receipt(
        **{"actor": shop.owner, **given},
        branch_id=shop.branch_id,
        facts=GoodsReceiptHead(supplier_id=a_supplier(shop, f"PT {note}"), delivery_note=note),
        lines=lines,
        received_at=THEN,
    )


def test_a_past_delivery_has_its_receipt_as_of_its_day(shop: Shop) -> None:
    medicine = add_medicine(shop)
    before = OutboxEvent.objects.count()

    number = past(shop, goods(shop, medicine))

    receipt = GoodsReceipt.objects.get()
    assert (receipt.state, receipt.number, receipt.posted_at) == ("posted", number, THEN)
    assert (receipt.received_on, receipt.checked_at) == (date(2026, 8, 3), THEN)
    movement, batch = Movement.objects.get(), Batch.objects.get()
    assert (movement.kind, movement.occurred_at, movement.document_number) == (
        "receipt",
        THEN,
        number,
    )
    assert (batch.received_on, batch.supplier_id) == (date(2026, 8, 3), receipt.supplier_id)
    assert GoodsReceiptLine.objects.get().movement_id == movement.id
    assert OutboxEvent.objects.count() == before
    assert AuditRecord.objects.filter(command="purchasing.post_past_receipt").exists()


def test_what_was_short_dated_or_dearer_was_taken_knowingly_then(shop: Shop) -> None:
    medicine = add_medicine(shop)
    past(shop, goods(shop, medicine))
    short = goods(shop, medicine, expires_on=date(2026, 9, 10), price=90_000, batch_number="S")

    past(shop, short, note="SJ-2")

    assert GoodsReceipt.objects.filter(state="posted").count() == 2
    assert GoodsReceiptLine.objects.get(batch_number="S").is_short_accepted


def test_a_cashier_brings_no_past_in(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        past(shop, goods(shop, add_medicine(shop)), actor=cashier)
