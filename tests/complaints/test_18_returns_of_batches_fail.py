"""Complaint 18: goods of batches can't be brought back, or one empty batch stops it.

POS-Awesome #478; POS-Awesome-V15 #1878; erpnext #41080, of whose return to a supplier
test_10_expired_cannot_go_back.py tells.
"""

from __future__ import annotations

import pytest

from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.models import CustomerReturnLine
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-10")]


def test_goods_of_two_batches_come_back_to_both_though_one_is_empty(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 3, days=100, batch_number="A")
    second = stock_up(shop, medicine, 10, days=200, batch_number="B")
    sale = sold(shop, [(medicine.id, 8)])  # all three of A, five of B
    line = sale.lines[0].id
    with pytest.raises(ReturnTooMuch):
        give_back(shop, a_return(sale, returned(line, 4, batch_id=first)))

    give_back(shop, a_return(sale, returned(line, 2, batch_id=second)))
    give_back(shop, a_return(sale, returned(line, 3, batch_id=first)))
    give_back(shop, a_return(sale, returned(line, 3)))

    with pytest.raises(ReturnTooMuch):
        give_back(shop, a_return(sale, returned(line, 1)))
    rows = CustomerReturnLine.objects.order_by("id").values_list("batch_id", "quantity")
    assert list(rows) == [(second, 2), (first, 3), (second, 3)]
    here = dict(Balance.objects.filter(quantity__gt=0).values_list("batch__number", "quantity"))
    assert here == {"A": 3, "B": 10}
    assert [one.name for one in run_checks() if one.violations] == []
