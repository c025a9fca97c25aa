"""What another brand saved is counted by month, from the lines on which it was taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.domains.sales.models import SaleLine
from theriac.domains.sales.promotions.sums import brands_by_month

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-07")]


def test_lines_of_a_month_are_counted_with_what_they_saved() -> None:
    shop = open_shop()
    medicine, brand = add_medicine(shop), add_medicine(shop, "Brand 500 mg")
    lines = [
        replace(
            pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)]),
            position=position,
            instead_of=brand.id if saved is not None else None,
            instead_saved=saved or 5,
        )
        for position, saved in enumerate((1_500, -200, None), start=1)
    ]
    push(shop, pushed_sale(shop, lines))

    [month, *others] = brands_by_month(actor=shop.owner, branch_id=shop.branch_id, today=shop.today)

    assert (month.first_on, month.taken, month.cheaper) == (shop.today.replace(day=1), 2, 1)
    assert month.saved == 1_500
    assert len(others) == 11
    assert {(one.taken, one.saved) for one in others} == {(0, 0)}
    kept = SaleLine.objects.order_by("position").values_list("instead_saved", flat=True)
    assert list(kept) == [1_500, -200, 0]
