"""Of orders that many place at once a budget lets through what fits, and no more."""

from __future__ import annotations

import pytest

from tests.support.at_once import how_many
from tests.support.budgets import a_budget, use_of_budget
from tests.support.orders import capital, order_line, placed
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.budgets.commands.budget import change_budget
from theriac.domains.budgets.models import Budget, BudgetOverrun
from theriac.domains.budgets.problems import BudgetExceeded
from theriac.domains.purchase_orders.models import PurchaseOrder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CAP-03")]


def test_of_two_orders_at_once_one_fits(shop: Shop) -> None:
    capital(shop, 1_000_000)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    key = a_budget(shop, 100_000)

    def order() -> object:
        return placed(shop, order_line(medicine), supplier_id=supplier_id)

    assert how_many([order, order], BudgetExceeded) == 1
    assert (PurchaseOrder.objects.count(), BudgetOverrun.objects.count()) == (1, 0)
    assert use_of_budget(shop, key).used == 80_000


def test_an_order_and_a_smaller_amount_at_once_leave_no_order_over_it_unseen(shop: Shop) -> None:
    capital(shop, 1_000_000)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    key = a_budget(shop, 80_000)

    def order() -> object:
        return placed(shop, order_line(medicine), supplier_id=supplier_id)

    def change() -> object:
        return change_budget(
            actor=shop.owner, budget_id=key, version=1, amount=70_000, reason="less"
        )

    done = how_many([order, change], BudgetExceeded)

    assert Budget.objects.get().amount == 70_000
    assert done == 1 + PurchaseOrder.objects.count()
