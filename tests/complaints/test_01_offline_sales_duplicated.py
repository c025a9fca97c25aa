"""Complaint 1: offline sales arrive twice.

odoo #152259, #40567; erpnext #11000; BrainWise-DEV/POSNext #50.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.sales.models import Payment, Sale
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


def test_a_sale_sent_again_and_again_is_booked_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 3)])])

    states = [
        push(shop, replace(sale, sent_at=clock.now() + timedelta(minutes=minute))).state.value
        for minute in range(5)
    ]

    assert states == ["booked", *["replayed"] * 4]
    assert (Sale.objects.count(), Payment.objects.count()) == (1, 1)
    assert Balance.objects.get().quantity == 7
