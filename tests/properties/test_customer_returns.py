"""Random returns of random sales: never more than was sold, and all parts add up."""

from __future__ import annotations

import random

import pytest
from django.db.models import Sum

from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.approval.commands import set_limit
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.customer_returns.models import CustomerRefund, CustomerReturn
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.sales.models import Payment
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db
CONDITIONS = ("sealed", "sealed", "opened")


@pytest.mark.rows("SAL-10")
@pytest.mark.parametrize("turn", range(4))
def test_whatever_comes_back_adds_up(shop: Shop, rng: random.Random, turn: int) -> None:
    change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"cash_rounding": rng.choice((1, 50, 100))},
    )
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="customer_returns.refund",
        amount=None,
        reason="returns are looked at each evening",
    )
    price = rng.randint(1, 999)
    pack = NewPack(name="tablet", factor=1, price=price)
    medicine = add_medicine(shop, packs=[pack])
    for number in range(3):
        stock_up(shop, medicine, 20, days=100 + number, batch_number=f"B{number}")
    sale = sold(shop, [(medicine.id, rng.randint(5, 30)), (medicine.id, rng.randint(1, 20))])
    left = {line.id: line.quantity for line in sale.lines}

    while any(left.values()):
        line = rng.choice(sorted(left))
        units = rng.randint(1, 9)
        draft = a_return(sale, returned(line, units, condition=rng.choice(CONDITIONS)))
        if units > left[line]:
            with pytest.raises(ReturnTooMuch):
                give_back(shop, draft)
        else:
            give_back(shop, draft)
            left[line] -= units

    notes = CustomerReturn.objects.aggregate(total=Sum("total"), tax=Sum("tax"))
    assert (notes["total"], notes["tax"]) == (sale.sale.total, sale.sale.tax)
    paid = sum(one.tendered - one.change for one in Payment.objects.all())
    assert CustomerRefund.objects.aggregate(sum=Sum("amount"))["sum"] == paid
    assert Balance.objects.aggregate(units=Sum("quantity"))["units"] == 60
    assert [v.code for result in run_checks() for v in result.violations] == []
