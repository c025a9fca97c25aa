"""Making: ingredients leave by first expiry, value stays, what is made is held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F, Sum

from tests.support.compounding import add_capsules, add_ingredients, make, write, written
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.problems import NotFound, Stale
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.compounding.models import Preparation, UsedBatch
from theriac.domains.compounding.problems import PreparationRefused, PreparationSettled
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.problems import InsufficientStock
from theriac.domains.stock.queries.sellable import sellable_products

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def worth() -> int:
    """The value of what lies, each batch rounded down once."""
    rows = Balance.objects.filter(quantity__gt=0).select_related("batch")
    return sum(row.quantity * (row.batch.cost_amount or 0) // row.batch.cost_units for row in rows)


def violations() -> list[str]:
    return [str(v.sentence) for result in run_checks() for v in result.violations]


def test_ten_capsules_of_three_ingredients_take_each_ones_batch(shop: Shop) -> None:
    key = written(shop)
    before = worth()
    row = make(shop, key)
    used = UsedBatch.objects.filter(preparation_id=key).order_by("line__position")
    assert [one.quantity for one in used] == [3, 5, 20]
    batch = Batch.objects.get(id=row.batch_id)
    assert (batch.number, batch.state, batch.cost_units) == (row.number, "held", 10)
    assert batch.expires_on == row.beyond_use_on == shop.today + timedelta(days=180)
    assert batch.cost_amount == row.cost == sum(one.cost for one in used)
    assert worth() == before
    assert Balance.objects.get(batch_id=row.batch_id).quantity == 10
    assert violations() == []


def test_its_price_is_the_ingredients_and_the_fees(shop: Shop) -> None:
    row = make(shop, written(shop))
    batch = Batch.objects.get(id=row.batch_id)
    assert row.price == 28 * 700
    assert (batch.own_price_amount, batch.own_price_units) == (28 * 700 + 6_000, 10)


def test_what_is_made_is_not_on_sale(shop: Shop) -> None:
    row = make(shop, written(shop))
    assert not sellable_products(shop.branch_id, [row.product_id])


def test_the_first_to_expire_goes_first_and_bounds_the_beyond_use_date(shop: Shop) -> None:
    made, medicine = add_capsules(shop), add_medicine(shop, "Prednisone")
    soon = shop.today + timedelta(days=30)
    stock_up(shop, medicine, 4, batch_number="SOON", expires_on=soon)
    stock_up(shop, medicine, 50, batch_number="LATE", expires_on=soon + timedelta(days=500))
    row = make(shop, write(shop, made, [(medicine.id, 1, 1)]))
    used = UsedBatch.objects.order_by("quantity").values_list("batch__number", "quantity")
    assert list(used) == [("SOON", 4), ("LATE", 6)]
    assert row.beyond_use_on == soon


def test_a_person_may_shorten_the_date_and_not_lengthen_it(shop: Shop) -> None:
    key = written(shop)
    latest = shop.today + timedelta(days=180)
    for day in (shop.today, latest + timedelta(days=1)):
        with pytest.raises(PreparationRefused):
            make(shop, key, beyond_use_on=day)
    assert make(shop, key, beyond_use_on=latest - timedelta(days=9)).beyond_use_on < latest


def test_nothing_moves_where_one_ingredient_is_short(shop: Shop) -> None:
    made, (first, second, _third) = add_capsules(shop), add_ingredients(shop)
    key = write(shop, made, [(first.id, 1, 1), (second.id, 101, 10)])
    with pytest.raises(InsufficientStock) as short:
        make(shop, key)
    assert short.value.facts["position"] == 1
    assert not Movement.objects.filter(kind="compounding").exists()
    assert Balance.objects.aggregate(units=Sum("quantity"))["units"] == 300


def test_consigned_and_held_goods_are_left_alone(shop: Shop) -> None:
    made, medicine = add_capsules(shop), add_medicine(shop, "Prednisone")
    stock_up(shop, medicine, 50, batch_number="HELD")
    Batch.objects.filter(number="HELD").update(state="held")
    stock_up(shop, medicine, 50, batch_number="THEIRS", is_consigned=True)
    with pytest.raises(InsufficientStock):
        make(shop, write(shop, made, [(medicine.id, 1, 1)]))


def test_an_ingredient_without_a_price_is_refused(shop: Shop) -> None:
    made, medicine = (
        add_capsules(shop),
        add_medicine(shop, "Lactose", packs=[NewPack(name="tablet", factor=1)]),
    )
    stock_up(shop, medicine, 50)
    with pytest.raises(PreparationRefused):
        make(shop, write(shop, made, [(medicine.id, 1, 1)]))


def test_it_is_made_once_at_the_version_that_was_seen(shop: Shop) -> None:
    key = written(shop)
    with pytest.raises(Stale):
        make(shop, key, version=7)
    make(shop, key)
    with pytest.raises(PreparationSettled):
        make(shop, key, version=2)
    assert Preparation.objects.filter(number__gt="").count() == 1


def test_another_branchs_is_not_there(shop: Shop) -> None:
    with pytest.raises(NotFound):
        make(shop, written(shop), branch_id=second_branch(shop))


def test_books_hear_of_no_gain_and_no_loss(shop: Shop) -> None:
    row = make(shop, written(shop))
    moved = Movement.objects.filter(document_id=row.id).values_list("kind", flat=True)
    assert set(moved) == {"compounding"}
    assert not Balance.objects.filter(reserved__gt=F("quantity")).exists()
    assert violations() == []
