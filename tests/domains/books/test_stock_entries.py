"""Stock is worth in the books what lies there, to the minor unit, whatever moves it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.domains.books.entered import amounts, change, violated
from tests.support.consigned import COST, consigned, moved
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from tests.support.transfers import Two
from tests.support.triggers import lifted
from theriac.core import clock
from theriac.domains.books.models import Posting
from theriac.domains.books.rules import AGAINST
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.queries.ledger.as_at import past_total, stock_as_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def opened(shop: Shop, medicine: Medicine, quantity: int, cost: int, units: int) -> Batch:
    line = DeliveryLine(
        product_id=medicine.id,
        quantity=quantity,
        batch_number="B1",
        expires_on=shop.today + timedelta(days=400),
        cost_amount=cost,
        cost_units=units,
    )
    done = enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=[line])
    return Batch.objects.get(id=done.batch_ids[0])


def counted(shop: Shop, batch: Batch, quantity: int) -> dict[str, Any]:
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "batch_id": batch.id,
        "counted": quantity,
        "reason": "counted",
    }


def test_opening_stock_stands_at_its_cost(shop: Shop, medicine: Medicine) -> None:
    entered = change(lambda: opened(shop, medicine, 10, 1000, 3))

    assert entered == {"stock": 3333, "opening": -3333}


def test_three_thirds_cost_a_whole(shop: Shop, medicine: Medicine) -> None:
    batch = opened(shop, medicine, 3, 1000, 3)

    entered = [change(partial(adjust_stock, **counted(shop, batch, left))) for left in (2, 1, 0)]

    assert [one["stock_differences"] for one in entered] == [334, 333, 333]
    assert amounts() == {"opening": -1000, "stock_differences": 1000}
    assert violated() == []


def test_a_reversal_goes_back_on_the_same_accounts(shop: Shop, medicine: Medicine) -> None:
    batch = opened(shop, medicine, 10, 1000, 3)
    lost = {key: value for key, value in counted(shop, batch, 0).items() if key != "counted"}
    written = write_off_stock(**lost, quantity=4)
    assert amounts()["write_offs"] == 1333

    reverse_movement(
        actor=shop.owner,
        branch_id=shop.branch_id,
        movement_id=written.movement_id,
        reason="a mistake",
    )

    assert amounts() == {"stock": 3333, "opening": -3333}
    assert violated() == []


def test_consigned_goods_are_worth_nothing_and_owed_once_they_are_sold(shop: Shop) -> None:
    batch = consigned(shop, a_supplier(shop, "PT Titip"), "Sachet")
    assert "stock" not in amounts()

    moved(shop, batch, 3, 2)

    assert amounts()["cost_of_goods"] == 3 * COST
    assert amounts()["consignors"] == -3 * COST
    assert "stock" not in amounts()


def test_what_changes_branch_is_owed_between_the_branches(shop: Shop, medicine: Medicine) -> None:
    batch = opened(shop, medicine, 10, 1000, 3)
    there = second_branch(shop)
    two = Two(shop, there, medicine, batch.id)

    two.receive(two.sent(4), 4)

    assert amounts(branch_id=shop.branch_id) == {"stock": 2000, "opening": -3333, "branches": 1333}
    assert amounts(branch_id=there) == {"stock": 1333, "branches": -1333}
    assert violated() == []


@pytest.mark.rows("STK-27")
def test_at_every_past_moment_the_books_are_the_value_of_what_lay_there(shop: Shop) -> None:
    begun = clock.now() - timedelta(days=20)
    medicines = (add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet"))
    moments = [begun + timedelta(days=day) for day in range(0, 20, 2)]
    batches: list[Batch] = []
    for number, moment in enumerate(moments):
        with clock.at(moment):
            if number % 3 == 0:
                batches.append(opened(shop, medicines[number % 2], 50 + number, 1000 + number, 7))
            else:
                adjust_stock(**counted(shop, batches[-1], 43 - 5 * number))

    for moment in moments:
        at = moment + timedelta(hours=1)
        figures = stock_as_at(actor=shop.owner, branch_id=shop.branch_id, at=at)
        there = past_total(actor=shop.owner, branch_id=shop.branch_id, figures=figures)
        assert there.value == amounts(recorded_at__lt=at)["stock"], at


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_somebody_changed_is_found(shop: Shop, medicine: Medicine) -> None:
    opened(shop, medicine, 10, 1000, 3)
    assert violated() == []

    with lifted(connection, only=[Posting]):
        Posting.objects.update(amount=4)

    assert violated() == ["books.stock_differs"]


def test_every_kind_of_movement_has_its_account() -> None:
    assert {*AGAINST, Movement.Kind.REVERSAL} == set(Movement.Kind)
