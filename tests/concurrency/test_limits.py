"""What one person changes at the same moment, where more of it in a day asks somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.concurrency.test_sales import all_at_once, assert_books_clean
from tests.concurrency.test_stock_room import CLIENTS, answered
from tests.support.orders import capital, order_line
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given
from theriac.domains.catalog.models import Product
from theriac.domains.purchase_orders.categories import PRESCRIPTION
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("STK-13")
def test_what_one_person_changes_at_once_adds_up_to_the_limit() -> None:
    """Twelve write-offs of 800 each in three batches, where 4,800 a day asks nobody."""
    shop = open_shop()
    batches = [stock_up(shop, add_medicine(shop, f"Medicine {n}"), 100) for n in range(3)]
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=CHANGE.code,
        amount=12 * 400,
        reason="as agreed",
    )

    def write_off(number: int) -> Callable[[], str]:
        return answered(
            lambda: write_off_stock(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_id=batches[number % 3],
                quantity=2,
                reason="broken",
            ),
            "written off",
        )

    answers = all_at_once([write_off(number) for number in range(12)], clients=CLIENTS)

    assert answers == {"written off": 6, ApprovalNeeded.__name__: 6}
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 300 - 12
    assert_books_clean()


@pytest.mark.rows("PUR-11")
def test_a_category_of_goods_ordered_at_once_adds_up_to_its_limit() -> None:
    """Six orders of 40,000 of a prescription medicine, where 120,000 a day asks nobody."""
    shop = open_shop()
    capital(shop, 10_000_000)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    Product.objects.filter(id=medicine.id).update(legal_class="keras")
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=PRESCRIPTION.code,
        amount=120_000,
        reason="as agreed",
    )
    lines = (order_line(medicine, packs=1),)
    order = given(PurchaseOrderNew, supplier_id=supplier_id, lines=lines)

    def place() -> str:
        return answered(
            lambda: order_now(actor=shop.owner, branch_id=shop.branch_id, order=order), "placed"
        )()

    answers = all_at_once([place for _number in range(6)], clients=CLIENTS)

    assert answers == {"placed": 3, ApprovalNeeded.__name__: 3}
    assert sum(PurchaseOrder.objects.values_list("total", flat=True)) == 120_000
