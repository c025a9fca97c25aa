"""What a line names of batches is never more than the line has."""

from __future__ import annotations

import pytest

from tests.support.pushing import pushed_line
from tests.support.shop import add_medicine, open_shop
from theriac.core.ids import new_id
from theriac.domains.sales.pushes.goods.counted import named_units


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shares", "kept"),
    [((3,), [3]), ((2, 1), [2, 1]), ((1000,), [3]), ((2, 2, 2), [2, 1]), ((), [])],
)
def test_a_line_takes_no_more_than_its_quantity(shares: tuple[int, ...], kept: list[int]) -> None:
    shop = open_shop()
    named = [(new_id(), share) for share in shares]
    line = pushed_line(shop, add_medicine(shop), named, quantity=3, packs=3, gross=2_100)

    assert [units for _batch, units in named_units(line)] == kept
