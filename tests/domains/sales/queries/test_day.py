"""What a day sold by the hour, on the clock of the shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.books import sell
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.sales.models import Sale
from theriac.domains.sales.queries.day import hour_totals

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Kolkata", "Asia/Kathmandu"])
def test_each_sale_stands_in_its_hour_of_the_shops_clock(zone: str) -> None:
    """Zones that are whole hours, a half and three quarters of one away from UTC."""
    shop = open_shop(time_zone=zone)
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 500)
    day = shop.today + timedelta(days=1)
    begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    moments = (timedelta(0), timedelta(minutes=59, seconds=59), timedelta(hours=13, minutes=20))
    totals = []
    for moment in (*moments, timedelta(hours=13, minutes=25), timedelta(hours=23, minutes=59)):
        with clock.at(begins + moment):
            totals.append(sell(shop, medicine.id, quantity=1 + len(totals)).total)

    hours = hour_totals(actor=shop.owner, branch_id=shop.branch_id, days=[day], time_zone=zone)

    expected = [0] * 24
    expected[0] = totals[0] + totals[1]
    expected[13] = totals[2] + totals[3]
    expected[23] = totals[4]
    assert hours == {day: expected}
    assert sum(expected) == sum(Sale.objects.values_list("total", flat=True))
