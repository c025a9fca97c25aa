"""Complaints 10 and 18: expired goods can't be returned to the supplier; an empty batch blocks it.

erpnext #19029, #2588, #41080; hmis #5671; bhima #4749.
"""

from __future__ import annotations

import pytest

from tests.support.returns import a_sent_return, aside
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


@pytest.mark.rows("PUR-19", "STK-20")
def test_expired_goods_go_back_beside_an_empty_batch_and_the_rest_is_written_off() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    expired = stock_up(shop, medicine, 50, days=-10, batch_number="OLD")
    empty = stock_up(shop, medicine, 5, days=-20, batch_number="EMPTY")
    out = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "broken"}
    write_off_stock(**out, batch_id=empty, quantity=5)  # type: ignore[arg-type]
    a_sent_return(shop, a_supplier(shop), [aside(expired, 40)])
    write_off_stock(**out, batch_id=expired, quantity=10)  # type: ignore[arg-type]
    assert {one.quantity for one in Balance.objects.all()} == {0}
