"""A whole receipt is taken out again, or nothing of it."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, open_shop
from theriac.core import clock
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.deliveries.take_back import take_back_receipt
from theriac.domains.stock.commands.past_stock import receive_past_stock
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


def test_all_goes_out_or_nothing() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    lines = [DeliveryLine(product_id=medicine.id, quantity=quantity) for quantity in (5, 7)]
    then = clock.now()
    first = receive_past_stock(**at, lines=lines, received_at=then)
    second = receive_past_stock(**at, lines=lines[:1], received_at=then)
    write_off_stock(**at, batch_id=first.batch_ids[1], quantity=2, reason="broken")
    say = {"number": "X-1", "reason": "wrong"}

    refused = take_back_receipt(**at, document_id=first.id, **say)
    assert [(one.batch_id, one.received, one.left) for one in refused.gone] == [
        (first.batch_ids[1], 7, 5)
    ]
    taken = take_back_receipt(**at, document_id=second.id, **say)

    assert taken.gone == ()
    (movement,) = Movement.objects.filter(id__in=taken.movement_ids)
    assert (movement.reverses_id, movement.quantity, movement.document_number) == (
        second.movement_ids[0],
        5,
        "X-1",
    )
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [0, 5, 5]
