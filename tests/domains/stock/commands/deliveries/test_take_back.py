"""A whole receipt is taken out again, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.support.receipts import goods, received
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.models import GoodsReceiptLine, ReceiptPosting
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.deliveries.take_back import take_back_receipt
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Brought:
    """A posted delivery: its document, and what it became line by line."""

    document_id: UUID
    batch_ids: list[UUID]
    movement_ids: list[UUID]


def brought(shop: Shop, medicine: Medicine, *units: int) -> Brought:
    """A delivery of loose units, a batch for each number."""
    lines = [
        goods(
            shop,
            medicine,
            pack_id=medicine.packs[1],
            packs=count,
            price=400,
            batch_number=f"B{count}",
        )
        for count in units
    ]
    key = received(shop, a_supplier(shop, f"PT {units}"), *lines)
    kept = GoodsReceiptLine.objects.filter(receipt_id=key).order_by("position")
    pairs = list(kept.values_list("batch_id", "movement_id"))
    document_id = ReceiptPosting.objects.get(receipt_id=key).document_id
    return Brought(document_id, [one for one, _ in pairs], [one for _, one in pairs])


def test_all_goes_out_or_nothing() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    first = brought(shop, medicine, 5, 7)
    second = brought(shop, medicine, 5)
    write_off_stock(**at, batch_id=first.batch_ids[1], quantity=2, reason="broken")
    say = {"number": "X-1", "reason": "wrong"}

    refused = take_back_receipt(**at, document_id=first.document_id, **say)
    assert [(one.batch_id, one.received, one.left) for one in refused.gone] == [
        (first.batch_ids[1], 7, 5)
    ]
    taken = take_back_receipt(**at, document_id=second.document_id, **say)

    assert taken.gone == ()
    (movement,) = Movement.objects.filter(id__in=taken.movement_ids)
    assert (movement.reverses_id, movement.quantity, movement.document_number) == (
        second.movement_ids[0],
        5,
        "X-1",
    )
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [0, 5, 5]


def test_another_branchs_delivery_is_left_where_it_is() -> None:
    shop = open_shop()
    delivery = brought(shop, add_medicine(shop), 5)
    done = take_back_receipt(
        actor=shop.owner,
        branch_id=second_branch(shop),
        document_id=delivery.document_id,
        number="X",
        reason="wrong goods",
    )
    assert (done.movement_ids, done.gone) == ((), ())
    assert Balance.objects.get(batch_id=delivery.batch_ids[0]).quantity == 5
