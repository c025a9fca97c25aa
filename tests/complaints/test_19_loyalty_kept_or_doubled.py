"""Complaint 19: points stay after a refund, or are doubled when an offline sale is sent again.

erpnext #32951; odoo PR #257854; OCA/pos PR #185.
"""

from __future__ import annotations

import pytest

from tests.support.credit import sold_for
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.loyalty import a_member, ledger, points, programme, with_points
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]
CASH = TenderGiven(method=PaymentMethod.CASH)


def test_a_sale_sent_three_times_earns_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    programme(shop)
    member = a_member(shop)
    told = pushed_sale(
        shop, [pushed_line(shop, medicine, [(batch, 10)])], member_number=member.number
    )
    states = [push(shop, told).state.value for _time in range(3)]
    assert states == ["booked", "replayed", "replayed"]
    assert (points(member), ledger(member)) == (70, [("earned", 70)])
    assert Sale.objects.count() == 1


def test_what_comes_back_takes_its_points_and_gives_those_that_paid(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    programme(shop)
    member = a_member(shop)
    number = member.number
    sold_for(shop, medicine.id, 10, [CASH], member_number=number)  # 70 points
    sale = sold_for(shop, medicine.id, 3, [with_points(200), CASH], member_number=number)
    assert points(member) == 70 - 40 + (2_100 - 200) // 100

    line = sale.lines[0].id
    give_back(shop, a_return(sale, returned(line, 1)))
    # A third is back: 6 of 19 points are taken, and 200 of 700 went back to the 40 that paid.
    assert points(member) == 70 - 40 + 19 - 6 + 40
    give_back(shop, a_return(sale, returned(line, 2)))
    assert points(member) == 70
    assert [one.name for one in run_checks() if one.violations] == []
