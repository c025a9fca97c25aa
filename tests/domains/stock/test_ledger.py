"""Balances are made set-wise: so many statements whatever the number of batches."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.shops import second_branch
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.ledger import balances_for
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.queries.places import shelf_of

pytestmark = pytest.mark.django_db


def receive(shop: Shop, lines: int) -> int:
    """Receive so many batches of one product; how many statements it took."""
    medicine = add_medicine(shop, f"Medicine {lines}")
    goods = [
        DeliveryLine(product_id=medicine.id, quantity=n + 1, batch_number=f"B{n}")
        for n in range(lines)
    ]
    with CaptureQueriesContext(connection) as asked:
        enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=goods)
    return len(asked)


def test_a_receipt_takes_as_many_statements_for_one_line_as_for_sixty() -> None:
    shop = open_shop()
    one = receive(shop, 1)

    assert receive(shop, 60) == one
    assert Balance.objects.count() == 61
    assert set(Balance.objects.values_list("quantity", flat=True)) == set(range(1, 61))


def test_missing_balances_are_made_at_once_and_the_others_found() -> None:
    shop = open_shop()
    receive(shop, 40)
    there = second_branch(shop)
    shelf = shelf_of(there).id
    batches = dict(Batch.objects.values_list("id", "product_id"))
    some = dict(list(batches.items())[:15])

    with CaptureQueriesContext(connection) as first:
        made = balances_for(there, some, shelf)
    with CaptureQueriesContext(connection) as second:
        more = balances_for(there, batches, shelf)
    with CaptureQueriesContext(connection) as third:
        again = balances_for(there, batches, shelf)

    assert (len(first), len(second), len(third)) == (4, 4, 2)
    assert {batch: more[batch] for batch in some} == made
    assert again == more == dict(Balance.objects.filter(place=shelf).values_list("batch_id", "id"))
    assert len(more) == 40
