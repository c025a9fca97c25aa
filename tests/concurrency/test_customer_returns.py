"""Several who return the same goods at once: together never more than was sold or paid."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db.models import Sum

from tests.support.at_once import how_many
from tests.support.customer_returns import a_return, returned, sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.models import Balance, Movement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-10")]


def test_two_branches_that_return_the_same_line_return_it_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 5)])
    there = second_branch(shop)
    draft = a_return(sale, returned(sale.lines[0].id, 3))

    def at(branch_id: UUID) -> Callable[[], object]:
        here = BranchId(branch_id)
        return lambda: return_goods(actor=shop.owner, branch_id=here, draft=draft)

    done = how_many([at(shop.branch_id), at(there)] * 2, ReturnTooMuch)

    assert done == 1
    assert CustomerReturn.objects.get().total == 2100
    lying = Balance.objects.filter(batch_id=batch).aggregate(units=Sum("quantity"))
    assert lying["units"] == 8
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_parts_that_are_returned_at_once_add_up_to_the_line(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 7)])
    draft = a_return(sale, returned(sale.lines[0].id, 1))

    done = how_many(
        [lambda: return_goods(actor=shop.owner, branch_id=shop.branch_id, draft=draft)] * 8,
        ReturnTooMuch,
    )

    assert done == 7
    sums = CustomerReturnLine.objects.aggregate(amount=Sum("amount"), tax=Sum("tax"))
    assert (sums["amount"], sums["tax"]) == (sale.sale.total, sale.sale.tax)
    notes = CustomerReturn.objects.order_by("number").values_list("number", flat=True)
    assert [int(number[-6:]) for number in notes] == list(range(1, 8))
    assert Movement.objects.filter(kind="brought_back").count() == 7
    assert [v.code for result in run_checks() for v in result.violations] == []
