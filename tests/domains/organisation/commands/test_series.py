"""Series: opened once a period, numbered without a gap."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.series import open_series, take_next_number
from theriac.domains.organisation.ids import SeriesId
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.organisation.problems import SeriesUnknown

pytestmark = pytest.mark.django_db


def series(shop: Shop, period: str = "2026", generation: int = 1) -> SeriesId:
    return open_series(
        actor=shop.owner,
        terminal_id=shop.terminal_id,
        kind="sale",
        prefix=f"MLT-K1-{period}-{generation}-",
        period=period,
        generation=generation,
    )


def test_a_series_is_opened_once(shop: Shop) -> None:
    assert series(shop) == series(shop)
    assert DocumentSeries.objects.count() == 1


def test_each_period_and_generation_starts_at_one(shop: Shop) -> None:
    first, next_year, repaired = series(shop), series(shop, "2027"), series(shop, "2026", 2)

    numbers = [
        take_next_number(actor=shop.owner, series_id=one)
        for one in (first, first, next_year, repaired, first)
    ]

    assert numbers == [1, 2, 1, 1, 3]


def test_an_unknown_series_has_no_number(shop: Shop) -> None:
    with pytest.raises(SeriesUnknown):
        take_next_number(actor=shop.owner, series_id=SeriesId(new_id()))
