"""What an excursion holds, late readings or not; a sensor that fell silent is told once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cold_chain import a_sensor, an_excursion, minutes_ago, said
from tests.support.receipts import goods, received
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.domains.cold_chain.commands.assess import BatchDecided, assess_excursion
from theriac.domains.cold_chain.jobs import look_for_silent_sensors
from theriac.domains.cold_chain.models import Excursion, ExcursionBatch
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.models import Balance, Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def vaccine(shop: Shop) -> Medicine:
    return add_medicine(shop, "Vaccine", storage="fridge")


def came(shop: Shop, medicine: Medicine, minutes: int, number: str, packs: int = 1) -> UUID:
    """A delivery of so many boxes of 100, so many minutes ago."""
    with clock.at(clock.now() - timedelta(minutes=minutes)):
        supplier = a_supplier(shop, f"PT {number}", code=number)
        received(shop, supplier, goods(shop, medicine, packs=packs, batch_number=number))
    found: UUID = Batch.objects.get(number=number).id
    return found


def left(shop: Shop, batch_id: UUID, minutes: int, quantity: int = 100) -> None:
    """Units of a batch that went out of the fridge so many minutes ago."""
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "broken"}
    with clock.at(clock.now() - timedelta(minutes=minutes)):
        write_off_stock(**here, batch_id=batch_id, quantity=quantity)


def listed() -> dict[str, int]:
    """The batches of the excursion, with how much of each was there."""
    rows = ExcursionBatch.objects.values_list("batch__number", "quantity")
    return dict(rows)


@pytest.mark.rows("STK-31")
def test_what_lay_there_is_held_though_it_left_and_what_came_later_isnt(
    shop: Shop, vaccine: Medicine
) -> None:
    a_sensor(shop)
    through = came(shop, vaccine, 600, "THROUGH")
    some = came(shop, vaccine, 600, "SOME", packs=2)
    before = came(shop, vaccine, 600, "BEFORE")
    while_out = came(shop, vaccine, 70, "MEANWHILE")
    came(shop, vaccine, 30, "AFTER")
    left(shop, before, 120)
    left(shop, while_out, 60)
    left(shop, some, 60, 30)
    left(shop, some, 10, 50)
    left(shop, through, 20)

    an_excursion(shop)  # Over 40 minutes ago, from 80 minutes ago on.

    assert listed() == {"THROUGH": 100, "SOME": 200, "MEANWHILE": 100}
    states = dict(Batch.objects.values_list("number", "state"))
    assert {number for number, state in states.items() if state == "held"} == set(listed())
    assert Balance.objects.get(batch_id=through).quantity == 0


@pytest.mark.rows("STK-31")
def test_what_comes_while_it_goes_on_is_held_and_after_it_nothing_more(
    shop: Shop, vaccine: Medicine
) -> None:
    a_sensor(shop)
    said(shop, [(minutes_ago(90), 95), (minutes_ago(50), 95)])
    came(shop, vaccine, 45, "WHILE")
    said(shop, [(minutes_ago(40), 95)])
    assert listed() == {"WHILE": 100}
    came(shop, vaccine, 35, "LATE")
    came(shop, vaccine, 20, "AFTER")

    said(shop, [(minutes_ago(30), 50)])
    came(shop, vaccine, 5, "NOW")
    said(shop, [(minutes_ago(2), 50)])

    assert listed() == {"WHILE": 100, "LATE": 100}


def test_stock_that_the_books_learn_of_afterwards_was_there(shop: Shop, vaccine: Medicine) -> None:
    a_sensor(shop)
    batch = stock_up(shop, vaccine, 5, batch_number="OPENED")
    an_excursion(shop)
    assert listed() == {"OPENED": 5}
    assert Batch.objects.get(id=batch).state == "held"


def test_a_batch_that_is_gone_is_decided_on_like_any_other(shop: Shop, vaccine: Medicine) -> None:
    a_sensor(shop)
    gone, other = came(shop, vaccine, 600, "GONE"), came(shop, vaccine, 10, "OTHER")
    left(shop, gone, 20)
    an_excursion(shop)
    excursion = Excursion.objects.get()
    here = {
        "actor": add_staff("pharmacist", shop.branch_id),
        "branch_id": shop.branch_id,
        "excursion_id": excursion.id,
        "note": "",
    }
    with pytest.raises(NotFound):
        assess_excursion(
            **here,
            decisions=[BatchDecided(batch_id=other, decision="release", reason="Came after it")],
        )
    assert assess_excursion(
        **here, decisions=[BatchDecided(batch_id=gone, decision="destroy", reason="Asked back")]
    )
    assert Batch.objects.get(id=gone).state == "held"


def test_the_statements_that_seek_dont_grow_with_the_batches(shop: Shop, vaccine: Medicine) -> None:
    a_sensor(shop)
    for number in range(12):
        left(shop, came(shop, vaccine, 600, f"B{number}"), 300)

    with CaptureQueriesContext(connection) as asked:
        an_excursion(shop)

    assert listed() == {}
    of_movements = [one for one in asked if 'FROM "stock_movement"' in one["sql"]]
    assert len(of_movements) <= 2


def test_a_silent_sensor_alerts_once_until_it_speaks(shop: Shop) -> None:
    a_sensor(shop)
    said(shop, [(minutes_ago(10), 50)])
    assert look_for_silent_sensors.call() == 0
    with clock.at(clock.now() + timedelta(hours=3)):
        assert look_for_silent_sensors.call() == 1
        assert look_for_silent_sensors.call() == 0
        said(shop, [(minutes_ago(1), 50)])
    assert StockAlert.objects.get(kind="silent").cleared_at is not None


def test_only_the_sensor_that_fell_silent_is_told(shop: Shop) -> None:
    silent = a_sensor(shop)
    a_sensor(shop, "T-2")
    said(shop, [(minutes_ago(10), 50)])
    with clock.at(clock.now() + timedelta(hours=3)):
        said(shop, [(minutes_ago(1), 50)], "T-2")
        assert look_for_silent_sensors.call() == 1

    assert [one.sensor_id for one in StockAlert.objects.filter(kind="silent")] == [silent]
