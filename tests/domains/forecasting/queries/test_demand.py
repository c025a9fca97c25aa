"""What is told of demand: day by day, with what was merged, and for how long it lacked."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.domains.forecasting.demands import FIRST, Days, days_of
from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.forecasting.queries.demand import days_without_stock
from theriac.domains.forecasting.rules.series import DayState
from theriac.domains.replenishment.queries.coverage import stock_cover, whereabouts
from theriac.domains.replenishment.queries.reorder import reorder_reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(shop: Shop) -> Days:
    return days_of(shop)


@pytest.mark.rows("ANA-05")
def test_each_day_is_told_with_its_state_and_the_rate_of_those_with_stock(days: Days) -> None:
    days.come(1, 10)
    days.sell(2, 4)
    days.sell(3, 6)
    days.night(7)
    found = days.told(0, 20)
    assert [(one.units, one.state) for one in found.days] == [
        (0, DayState.OUT),
        (0, DayState.RAN_OUT),
        (4, DayState.IN_STOCK),
        (6, DayState.RAN_OUT),
        (0, DayState.OUT),
        (0, DayState.OUT),
        (0, DayState.OUT),
    ]
    assert (found.rate.units, found.rate.days, found.rate.days_out) == (10, 7, 4)
    assert found.rate.per_day == Fraction(10, 3)
    assert found.kept_through == FIRST + timedelta(days=6)


def test_before_the_first_night_nothing_is_known(days: Days) -> None:
    days.come(0, 10)
    found = days.told(0, 5)
    assert (found.days, found.kept_through, found.rate.per_day) == ((), None, None)


def test_what_never_came_here_always_lacked(days: Days) -> None:
    days.come(0, 1)
    days.night(4)
    never = days_of(days.shop, "Cetirizine 10 mg tablet")
    assert [one.state for one in never.told(0, 3).days] == [DayState.OUT] * 4


def test_a_long_period_is_cut_to_two_years(days: Days) -> None:
    days.come(0, 1)
    days.night(2)
    assert len(days.told(-3000, 1).days) == 731


def test_what_was_merged_counts_as_the_product_that_is_left(days: Days) -> None:
    """The merged one lacks on days 2 to 4, the kept one until day 3: together on day 2 alone."""
    merged = days_of(days.shop, "Paracetamol 500mg tab")
    merged.come(0, 5)
    merged.sell(1, 5)
    days.come(3, 8)
    days.sell(4, 2)
    with days.on(5):
        merge_products(
            actor=days.shop.owner,
            kept_id=days.medicine.id,
            merged_id=merged.medicine.id,
            reason="Entered twice",
        )
    days.night(7)
    found = days.told(0, 6)
    assert [one.units for one in found.days] == [0, 5, 0, 0, 2, 0, 0]
    assert found.rate.days_out == 1
    assert found.days[2].state is DayState.OUT


def test_who_may_not_see_stock_may_not_see_demand(days: Days) -> None:
    counting = add_staff("stocktaker", days.shop.branch_id)
    with pytest.raises(NotPermitted):
        days.told(0, 1, actor=counting)


@pytest.mark.rows("ANA-05")
def test_days_without_stock_are_left_out_of_how_long_stock_lasts(days: Days) -> None:
    """6 sold on two of 30 days, 27 without stock: two a day in stock, so that 20 last ten days."""
    days.come(0, 6)
    days.sell(0, 4)
    days.sell(1, 2)
    days.come(29, 20)
    days.night(30)
    ids = [days.medicine.id]
    where = {"actor": days.shop.owner, "branch_id": days.shop.branch_id, "product_ids": ids}
    with days.on(30):
        cover = stock_cover(**where)[days.medicine.id]
        reason = reorder_reasons(today=days.shop.today, **where)[days.medicine.id]
        [here] = whereabouts(actor=days.shop.owner, product_id=days.medicine.id)
    assert (cover.sold, cover.days_out, cover.days, here.days) == (6, 27, 10, 10)
    # Of the 90 days before, it hadn't come yet on 60.
    assert (reason.sold, reason.days_out, reason.days_of_cover) == (6, 87, 10)


def test_only_days_that_are_kept_are_known_to_lack(days: Days) -> None:
    assert days_without_stock(days.shop.branch_id, [days.medicine.id], FIRST, FIRST) == {}
    days.come(0, 1)
    days.sell(0, 1)
    days.night(3)
    found = days_without_stock(
        days.shop.branch_id, [days.medicine.id], FIRST, FIRST + timedelta(days=9)
    )
    assert found == {days.medicine.id: 2}
