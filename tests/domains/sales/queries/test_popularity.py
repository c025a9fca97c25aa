"""What a branch sells, and the night that keeps it for the search."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.books import sell
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.domains.catalog.models.search import SearchPopularity
from theriac.domains.sales.jobs import rank_what_sells
from theriac.domains.sales.queries.popularity import sold_weights

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-18")]


def test_lines_count_and_halve_each_thirty_days(shop: Shop) -> None:
    often, once = add_medicine(shop, "Zinc"), add_medicine(shop, "Iron")
    for medicine in (often, once):
        stock_up(shop, medicine, 100)
    for _sale in range(3):
        sell(shop, often.id, 10)
    sell(shop, once.id)
    weights = {
        days: sold_weights(shop.branch_id, shop.today + timedelta(days=days))
        for days in (0, 29, 30, 60, 119, 120)
    }
    assert {days: found[often.id] for days, found in weights.items()} == {
        0: 24,
        29: 24,
        30: 12,
        60: 6,
        119: 3,
        120: 0,
    }
    assert weights[0][once.id] == 8


def test_the_night_keeps_what_sells_and_lets_go_of_what_no_longer_does(shop: Shop) -> None:
    medicine = add_medicine(shop, "Zinc")
    stock_up(shop, medicine, 100)
    sell(shop, medicine.id)
    assert (rank_what_sells.call(), rank_what_sells.call()) == (1, 0)
    kept = SearchPopularity.objects.get()
    assert (kept.branch_id, kept.product_id, kept.level) == (shop.branch_id, medicine.id, 4)
    with clock.at(clock.now() + timedelta(days=121)):
        assert rank_what_sells.call() == 1
    assert not SearchPopularity.objects.exists()
