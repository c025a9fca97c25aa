"""Each night adds the day that ended, and whatever came late to the day on which it happened."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.db.models import F

from tests.domains.forecasting.demands import FIRST, Days, days_of, kept, noon
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.domains.forecasting.models import DemandDay, DemandState, StockOut
from theriac.domains.forecasting.rules.series import BEFORE_ALL
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.past_stock import open_past_stock
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(shop: Shop) -> Days:
    return days_of(shop)


def numbered() -> tuple[dict[int, tuple[int, bool]], list[tuple[int | None, int | None]]]:
    """What is kept of the one product, by the numbers of the days."""
    sold = {
        (row.day - FIRST).days: (row.units, row.ran_out)
        for row in DemandDay.objects.order_by("day")
    }
    spans = [
        (
            None if row.from_day == BEFORE_ALL else (row.from_day - FIRST).days,
            None if row.until_day is None else (row.until_day - FIRST).days,
        )
        for row in StockOut.objects.order_by("from_day")
    ]
    return sold, spans


@pytest.mark.rows("ANA-05")
def test_a_night_keeps_what_was_sold_and_what_lacked(days: Days) -> None:
    days.come(0, 10)
    days.sell(1, 4)
    days.sell(2, 6)
    days.come(5, 20)
    assert days.night(7) == 1
    assert numbered() == (
        {0: (0, True), 1: (4, False), 2: (6, True), 5: (0, True)},
        [(None, -1), (3, 4)],
    )
    assert DemandState.objects.get().through == FIRST + timedelta(days=6)
    assert days.night(7) == 0


def test_what_was_sold_out_yesterday_lacks_today_without_a_movement(days: Days) -> None:
    days.come(0, 3)
    days.sell(1, 3)
    days.night(2)
    assert numbered()[1] == [(None, -1), (2, None)]
    assert days.told(0, 1).rate.days_out == 0
    assert days.night(4) == 0
    assert days.told(0, 3).rate.days_out == 2


def test_what_lacks_goes_on_without_a_movement_until_goods_come(days: Days) -> None:
    days.come(0, 3)
    days.sell(1, 3)
    days.night(3)
    assert numbered()[1] == [(None, -1), (2, None)]
    assert days.night(4) == 0
    assert days.told(0, 4).rate.days_out == 2
    days.come(6, 5)
    assert days.night(8) == 1
    assert numbered()[1] == [(None, -1), (2, 5)]
    assert days.told(0, 7).rate.days_out == 4


def test_goods_that_expire_lack_from_that_day_on(days: Days) -> None:
    days.come(0, 9, expires=4)
    days.night(2)
    assert days.night(4) == 0
    assert days.night(5) == 1
    assert numbered() == ({0: (0, True)}, [(None, -1), (4, None)])


@pytest.mark.rows("ANA-05")
def test_a_sale_that_arrives_late_counts_for_its_own_day(days: Days) -> None:
    days.come(0, 10)
    days.sell(1, 1)
    days.night(3)
    days.sell(2, 9, arrives=5)
    assert days.night(6) == 1
    assert numbered() == (
        {0: (0, True), 1: (1, False), 2: (9, True)},
        [(None, -1), (3, None)],
    )


def test_what_is_added_to_the_past_counts_for_its_own_day(days: Days) -> None:
    days.come(0, 3)
    days.sell(1, 3)
    days.night(9)
    assert numbered()[1] == [(None, -1), (2, None)]
    with days.on(10):
        open_past_stock(
            actor=days.shop.owner,
            branch_id=days.shop.branch_id,
            lines=[
                DeliveryLine(
                    product_id=days.medicine.id,
                    quantity=8,
                    batch_number="B9",
                    expires_on=FIRST + timedelta(days=300),
                )
            ],
            received_at=noon(4),
        )
    assert days.night(11) == 1
    assert numbered() == (
        {0: (0, True), 1: (3, True), 4: (0, True)},
        [(None, -1), (2, 3)],
    )


def test_what_is_counted_away_is_no_demand(days: Days) -> None:
    batch_id = days.come(0, 10)
    with days.on(1):
        adjust_stock(
            actor=days.shop.owner,
            branch_id=days.shop.branch_id,
            batch_id=batch_id,
            counted=0,
            reason="Broken",
        )
    days.night(3)
    assert numbered() == ({0: (0, True), 1: (0, True)}, [(None, -1), (2, None)])


def test_a_night_that_was_missed_is_made_up_for(days: Days, rng: Random) -> None:
    """Whenever the nights are, they keep the same as one at the end of all."""
    other = days_of(days.shop, "Cetirizine 10 mg tablet")
    for number in range(30):
        for one in (days, other):
            if rng.random() < 0.25:
                expires = number + rng.randint(1, 20)
                one.come(number, rng.randint(1, 8), expires=expires, batch=f"B{number}")
            there = _sellable(one, number)
            if there and rng.random() < 0.6:
                arrives = number + (rng.randint(1, 3) if rng.random() < 0.2 else 0)
                if _sellable(one, arrives) >= there:
                    one.sell(number, rng.randint(1, there), arrives=arrives)
        if rng.random() < 0.4:
            days.night(number)
    days.night(34)
    night_by_night = kept()
    DemandDay.objects.all().delete()
    StockOut.objects.all().delete()
    DemandState.objects.all().delete()
    days.night(34)
    assert kept() == night_by_night


def _sellable(one: Days, number: int) -> int:
    rows = Balance.objects.filter(
        product_id=one.medicine.id, batch__expires_on__gt=FIRST + timedelta(days=number)
    )
    return sum(rows.annotate(free=F("quantity") - F("reserved")).values_list("free", flat=True))


def test_the_trail_says_that_the_system_kept_it(days: Days) -> None:
    days.come(0, 3)
    days.night(2)
    found = AuditRecord.objects.filter(command__startswith="forecasting.")
    assert {(one.command, one.actor_kind) for one in found} == {
        ("forecasting.keep_demand", "system"),
        ("forecasting.note_followed", "system"),
    }
