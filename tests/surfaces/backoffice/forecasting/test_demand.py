"""A product's daily demand on the screen: figures, chart, days, and a file of them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from tests.domains.forecasting.demands import Days, days_of
from tests.support.backoffice import client_of
from tests.support.shop import Shop
from theriac.core import clock

ASKED = "Asked for and not in stock, base units"
pytestmark = pytest.mark.django_db


@pytest.fixture
def days(shop: Shop) -> Days:
    """10 come on the first day and are sold by the third; 50 come on the seventh, 5 are sold."""
    found = days_of(shop)
    found.come(0, 10)
    found.sell(1, 4)
    found.sell(2, 6)
    found.come(6, 50)
    found.sell(7, 5)
    found.night(9)
    return found


def asked(days: Days, query: str = "", *, role: str = "owner", number: int = 9) -> Any:
    with days.on(number):
        return client_of(days.shop, role).get(f"/stock/demand/{days.medicine.id}/{query}")


@pytest.mark.rows("ANA-05")
def test_days_without_stock_are_marked_and_arent_counted(days: Days) -> None:
    page = asked(days, "?window=30")
    assert page.status_code == 200
    context = page.context
    rate = context["rate"]
    # Of 30 days 21 were before it came, and three without stock.
    assert (rate.units, rate.days, rate.days_out, rate.days_in_stock) == (15, 30, 24, 6)
    assert context["per_day"] == "2,5 tablets"
    assert "Days without stock" in page.text
    rows = [(row.told.units, row.told.state.value) for row in context["rows"][:7]]
    assert rows == [
        (0, "in_stock"),
        (5, "in_stock"),
        (0, "ran_out"),
        (0, "out"),
        (0, "out"),
        (0, "out"),
        (6, "ran_out"),
    ]


def test_the_chart_shows_days_and_weeks_in_a_long_period(days: Days) -> None:
    daily = asked(days, "?window=30").context["chart"]["data"]
    sold, ran_out, lacking = daily["sets"]
    assert sold["data"][-9:] == [None, 4, None, 0, 0, 0, None, 5, 0]
    assert ran_out["data"][-9:] == [0, None, 6, None, None, None, 0, None, None]
    assert lacking["data"][-9:] == [None, None, None, 6, 6, 6, None, None, None]
    weekly = asked(days, "?window=365").context["chart"]
    assert str(weekly["title"]) == "Sold by week"
    assert sum(filter(None, weekly["data"]["sets"][1]["data"])) == 15
    assert len(weekly["data"]["labels"]) == 53


def test_only_days_that_lacked_and_a_file_of_them(days: Days) -> None:
    lacking = asked(days, "?window=30&lacking=true")
    assert len(lacking.context["rows"]) == 27
    with days.on(9):
        file = asked(days, "?window=30&export=csv").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0] == ["Day", "Sold, base units", ASKED, "Stock"]
    assert rows[2] == ["2026-10-08", "5", "0", "In stock"]
    assert len(rows) == 31


def test_before_the_first_night_it_says_when_days_appear(shop: Shop) -> None:
    found = days_of(shop)
    page = asked(found)
    assert "No days yet" in page.text
    assert "The first days appear tomorrow." in page.text


def test_a_product_that_isnt_there_is_said(days: Days) -> None:
    page = client_of(days.shop, "owner").get(f"/stock/demand/{days.shop.branch_id}/")
    assert page.status_code == 404
    assert "This product isn’t in the catalogue." in page.text


def test_an_odd_window_is_the_usual_one(days: Days) -> None:
    assert asked(days, "?window=many").context["rate"].days == 90


def test_it_is_found_from_the_product_and_from_days_of_cover(days: Days) -> None:
    address = f'href="/stock/demand/{days.medicine.id}/"'
    with days.on(9):
        owner = client_of(days.shop, "owner")
        assert address in owner.get(f"/products/{days.medicine.id}/").text
        assert address in owner.get(f"/stock/where/{days.medicine.id}/").text
        cover = owner.get("/stock/cover/?window=7")
    assert address in cover.text
    [row] = cover.context["rows"]
    # 45 left; 11 sold on days 2 to 8, of which three had no stock: 45 * 4 // 11.
    assert (row.cover.sold, row.cover.days_out, row.cover.days) == (11, 3, 16)


def test_the_latest_day_is_yesterday(days: Days) -> None:
    with days.on(9):
        assert clock.today("Asia/Jakarta") - timedelta(days=1) == asked(days).context["rows"][0].day
