"""A difference is taken at the look: right with what moved since, and with what came late."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.domains.stocktaking.commands.test_post import clean, sell
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.stocktaking import balance, begin, enter, post, relayed
from theriac.core import clock
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.models import Movement
from theriac.domains.stocktaking.models import CountCorrection, CountResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


@pytest.mark.rows("STK-15")
def test_what_is_sold_between_look_and_entry_isnt_a_difference(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    looked_at = clock.now()
    sell(shop, medicine, 2)
    stock_up(shop, medicine, 40)
    enter(shop, count, batch, 100, looked_at=looked_at)
    sell(shop, medicine, 5)

    post(shop, count)

    assert not Movement.objects.filter(kind="count").exists()
    assert balance(batch) == 93
    assert CountResult.objects.get().expected == 100
    clean()


@pytest.mark.rows("STK-15", "API-18")
def test_a_phones_count_that_arrives_fifty_sales_late_is_right(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    looked_at = clock.now()
    for _ in range(50):
        sell(shop, medicine, 1)

    enter(shop, count, batch, 99, looked_at=looked_at, way="phone")
    post(shop, count)

    assert balance(batch) == 49
    assert CountResult.objects.get().difference == -1
    clean()


def test_a_phone_whose_clock_is_an_hour_off_is_put_right_by_its_sending(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    now, hour = clock.now(), timedelta(hours=1)
    looked_at, sold_at, sent_at = (now + timedelta(minutes=n) for n in (1, 2, 3))
    with clock.at(sold_at):
        sell(shop, medicine, 10)

    with clock.at(sent_at):
        enter(shop, count, batch, 100, looked_at=looked_at + hour, sent_at=sent_at + hour)
        post(shop, count)

    assert CountResult.objects.get().looked_at == looked_at
    assert balance(batch) == 90


@pytest.mark.rows("STK-15")
def test_an_offline_sale_from_before_the_look_that_arrives_before_posting_is_in_the_figure(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    sold_at = clock.now()
    count = begin(shop)
    enter(shop, count, batch, 98)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])], occurred_at=sold_at)
    push(shop, sale)

    post(shop, count)

    assert balance(batch) == 98
    assert not Movement.objects.filter(kind="count").exists()
    clean()


@pytest.mark.rows("STK-15")
def test_an_offline_sale_from_before_the_look_that_arrives_after_posting_is_made_good(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    sold_at = clock.now()
    count = begin(shop)
    enter(shop, count, batch, 98)
    post(shop, count)
    relayed()

    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])], occurred_at=sold_at)
    push(shop, sale)
    relayed()

    assert balance(batch) == 98
    correction = CountCorrection.objects.get()
    moved = Movement.objects.get(line_id=correction.id)
    assert (correction.quantity, moved.kind, moved.document_id) == (2, "count", count)
    relayed()
    assert CountCorrection.objects.count() == 1
    clean()


def test_a_late_sale_of_all_that_a_count_left_out_opens_no_case(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    sold_at = clock.now()
    count = begin(shop)
    enter(shop, count, batch, 0)
    enter(shop, count, batch, 0, by=add_staff("restocker", shop.branch_id))
    post(shop, count)

    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 100)])], occurred_at=sold_at)
    push(shop, sale)
    relayed()

    assert balance(batch) == 0
    assert not DiscrepancyCase.objects.filter(kind="stock_short").exists()
    clean()


def test_a_late_sale_from_after_the_look_isnt_made_good(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    enter(shop, count, batch, 98)
    post(shop, count)

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))
    relayed()

    assert balance(batch) == 96
    assert not CountCorrection.objects.exists()
