"""What is kept of a pushed sale stands as its device told it."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.sales.models import SaleGround, SaleLine
from theriac.domains.sales.pushes.sale import PushedGround

pytestmark = pytest.mark.django_db


def test_an_exception_stays_the_one_that_was_chosen(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    ground = PushedGround(
        id=new_id(), kind="exception", exception="emergency", permitted_by=shop.owner.id
    )
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 10), 2)], ground_id=ground.id)
    push(shop, pushed_sale(shop, [line], grounds=[ground]))
    row = SaleGround.objects.get()
    assert (row.kind, row.exception, row.permitted_by) == (
        "exception",
        "emergency",
        shop.owner.id,
    )


def test_a_line_that_stands_for_nothing_else_saved_nobody_anything(shop: Shop) -> None:
    medicine = add_medicine(shop)
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 10), 2)])
    push(shop, pushed_sale(shop, [line]))
    assert (line.instead_saved, SaleLine.objects.get().instead_saved) == (0, 0)
