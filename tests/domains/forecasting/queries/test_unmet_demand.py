"""Demand with what was asked for and not in stock: told by day, in needs, and in proposals."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.domains.forecasting.demands import FIRST, Days, days_of, noon
from tests.support.shop import Shop, add_medicine
from tests.support.unmet_requests import an_unmet_request, tell, told_request
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.forecasting.queries.needs import ProductNeed, branch_needs
from theriac.domains.unmet_requests.commands.settle import dismiss_request
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-33")]


@pytest.fixture
def days(shop: Shop) -> Days:
    return days_of(shop)


def ask(days: Days, number: int, units: int, told_on: int | None = None) -> None:
    """Somebody asks on a day; the counter tells it on that or another."""
    with days.on(number if told_on is None else told_on):
        tell(
            days.shop,
            told_request(days.shop, days.medicine, quantity=units, at=noon(number).isoformat()),
        )


def the_need(days: Days, number: int) -> ProductNeed:
    with days.on(number):
        found = branch_needs(actor=days.shop.owner, branch_id=days.shop.branch_id)
        return {one.product_id: one for one in found.products}[days.medicine.id]


def test_what_was_asked_on_a_day_that_ran_out_adds_to_its_sales(days: Days) -> None:
    days.come(0, 10)
    days.sell(1, 4)
    days.sell(2, 6)
    ask(days, 2, 5)
    days.night(4)
    found = days.told(0, 3)
    assert [(one.units, one.asked) for one in found.days] == [(0, 0), (4, 0), (6, 5), (0, 0)]
    # Day 3 has no stock and counts for nothing: 15 in 3 days.
    assert (found.rate.units, found.rate.asked, found.rate.days_counted) == (10, 5, 3)
    assert found.rate.per_day == Fraction(15, 3)


def test_requests_on_days_without_stock_count_only_beyond_the_usual_rate(days: Days) -> None:
    days.come(0, 28)
    for number in range(14):
        days.sell(number, 2)
    ask(days, 15, 2)
    days.night(20)
    told = days.told(0, 19)
    assert (told.rate.asked, told.rate.out_counted) == (0, False)
    assert told.rate.per_day == Fraction(2)
    ask(days, 16, 60, told_on=21)  # a counter that was offline
    told = days.told(0, 19)
    assert (told.rate.asked, told.rate.out_counted) == (62, True)
    # Fourteen days sold 28, six without stock were asked for 62.
    assert told.rate.per_day == Fraction(90, 20)


def test_a_need_counts_and_names_it_and_a_dismissed_one_no_more(days: Days) -> None:
    days.come(0, 30)
    for number in range(20):
        days.sell(number, 1)
    days.night(21)
    before = the_need(days, 21)
    assert (before.asked_times, before.rate.asked) == (0, 0)
    for number in (5, 6, 18):
        ask(days, number, 10)
    after = the_need(days, 21)
    assert (after.asked_times, after.rate.asked, after.rate.units) == (3, 30, 20)
    assert after.spread.mean == Fraction(50, 21)
    assert after.order.lacking > before.order.lacking
    row = UnmetRequest.objects.order_by("asked_on")[0]
    dismiss_request(
        actor=days.shop.owner,
        branch_id=days.shop.branch_id,
        unmet_request_id=row.id,
        version=1,
        reason="Typo",
    )
    assert (the_need(days, 21).asked_times, the_need(days, 21).rate.asked) == (2, 20)


def test_what_never_came_here_is_needed_as_it_is_asked_for(days: Days) -> None:
    new = days_of(days.shop, "Zinc 20 mg tablet")
    for number in range(9):
        ask(new, number, 10)
    days.night(10)
    found = the_need(new, 10)
    assert (found.rate.days_in_stock, found.rate.asked) == (0, 90)
    assert found.spread.mean == Fraction(90, 90)
    assert found.order.units > 0


def test_what_was_asked_of_a_merged_product_counts_for_the_kept_one(days: Days) -> None:
    with days.on(0):
        other = Days(days.shop, add_medicine(days.shop, "Paracetamol 500mg tab"))
    days.come(0, 50)
    ask(other, 1, 4)
    with days.on(2):
        dismissed = an_unmet_request(days.shop, other.medicine, quantity=9)
        dismiss_request(
            actor=days.shop.owner,
            branch_id=days.shop.branch_id,
            unmet_request_id=dismissed,
            version=1,
            reason="Typo",
        )
        merge_products(
            actor=days.shop.owner,
            kept_id=days.medicine.id,
            merged_id=other.medicine.id,
            reason="Twice",
        )
    days.night(3)
    assert days.told(0, 2).rate.asked == 4
    assert the_need(days, 3).rate.asked == 4
    assert FIRST + timedelta(days=1) in {one.day for one in days.told(0, 2).days if one.asked}
