"""What a budget has used is counted; what goes over it waits for exactly that approval."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.approving import said_yes
from tests.support.budgets import a_budget, use_of_budget
from tests.support.orders import came, cancelled, capital, order_line, placed
from tests.support.receipts import goods, received, version_of
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.facts.records import given
from theriac.domains.budgets.commands.budget import end_budget
from theriac.domains.budgets.models import BudgetOverrun
from theriac.domains.budgets.problems import BudgetExceeded
from theriac.domains.budgets.queries.overruns import overrun_words_by_line
from theriac.domains.budgets.queries.used import BudgetUse
from theriac.domains.catalog.models import Category, Product
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.models import GoodsReceiptLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-03")]


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    capital(shop, 10_000_000)
    return shop


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def ordered(shop: Shop, *lines: Any, supplier_id: Any = None, **more: Any) -> Any:
    facts = {"supplier_id": supplier_id or a_supplier(shop), "lines": lines}
    order = given(PurchaseOrderNew, **facts)
    return order_now(actor=shop.owner, branch_id=shop.branch_id, order=order, **more)


def test_used_is_what_is_awaited_and_what_came_less_what_was_credited(
    shop: Shop, medicine: Medicine
) -> None:
    key = a_budget(shop, 1_000_000)
    supplier_id = a_supplier(shop)
    order_id = placed(shop, order_line(medicine, packs=3, tax_bp=1_100), supplier_id=supplier_id)
    assert use_of_budget(shop, key) == BudgetUse(0, 133_200)

    came(shop, order_id, 1)
    assert use_of_budget(shop, key) == BudgetUse(44_400, 88_800)
    cancelled(shop, order_id)
    assert use_of_budget(shop, key) == BudgetUse(44_400, 0)

    receipt_id = received(shop, supplier_id, goods(shop, medicine, tax_bp=1_100), tax_is_cost=False)
    assert use_of_budget(shop, key) == BudgetUse(133_200, 0)
    batch_id = GoodsReceiptLine.objects.get(receipt_id=receipt_id).batch_id
    assert batch_id is not None
    sent = a_sent_return(shop, supplier_id, [aside(batch_id, credit=4_000)])
    enter_credit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        return_id=sent.id,
        version=sent.version,
        number="CN-1",
        credited_on=shop.today,
        amount=4_000,
    )
    assert use_of_budget(shop, key) == BudgetUse(129_200, 0)


def test_a_reversed_receipt_is_awaited_again(shop: Shop, medicine: Medicine) -> None:
    key = a_budget(shop, 1_000_000)
    order_id = placed(shop, order_line(medicine))
    receipt_id = came(shop, order_id, 2)
    assert use_of_budget(shop, key) == BudgetUse(80_000, 0)

    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        reason="wrong",
    )

    assert use_of_budget(shop, key) == BudgetUse(0, 80_000)


def test_a_budget_is_of_its_supplier_category_and_branch(shop: Shop, medicine: Medicine) -> None:
    category = Category.objects.create(name="Antibiotics")
    Product.objects.filter(id=medicine.id).update(category=category)
    other, supplier_id = add_medicine(shop, "Vitamin C 500 mg"), a_supplier(shop)
    of_category = a_budget(shop, 1_000_000, category_id=category.id)
    of_supplier = a_budget(shop, 1_000_000, supplier_id=supplier_id)
    of_all = a_budget(shop, 1_000_000, branch_id=shop.branch_id, period="year")

    placed(shop, order_line(medicine), order_line(other, packs=1), supplier_id=supplier_id)
    placed(shop, order_line(other, packs=1), supplier_id=a_supplier(shop, name="PT Other"))

    found = [use_of_budget(shop, key).used for key in (of_category, of_supplier, of_all)]
    assert found == [80_000, 120_000, 160_000]


def test_what_is_awaited_next_month_counts_there(shop: Shop, medicine: Medicine) -> None:
    key = a_budget(shop, 100_000)

    placed(shop, order_line(medicine), expected_on=shop.today + timedelta(days=40))
    placed(shop, order_line(medicine), supplier_id=a_supplier(shop, name="PT Other"))

    assert use_of_budget(shop, key) == BudgetUse(0, 80_000)


def test_an_order_over_a_budget_waits_for_exactly_that_approval(
    shop: Shop, medicine: Medicine
) -> None:
    key, supplier_id = a_budget(shop, 100_000), a_supplier(shop)
    lines = (order_line(medicine), order_line(medicine, packs=1))
    with pytest.raises(ApprovalNeeded) as needed:
        ordered(shop, *lines, supplier_id=supplier_id)
    assert needed.value.facts["action"] == "budgets.exceed"
    assert needed.value.facts["content"]["budgets"] == [[str(key), "Medicines", 20_000]]
    manager = add_staff("manager", shop.branch_id)
    approval_id = said_yes(manager, needed.value, shop.owner)

    small = order_line(medicine, packs=1, price=10_000)
    (other,) = ordered(shop, small, supplier_id=supplier_id)
    with pytest.raises(ApprovalUnfit):
        ordered(shop, *lines, supplier_id=supplier_id, approval_id=approval_id)
    cancelled(shop, other.id)
    (made,) = ordered(shop, *lines, supplier_id=supplier_id, approval_id=approval_id)

    first, second = PurchaseOrderLine.objects.filter(order_id=made.id).order_by("position")
    overrun = BudgetOverrun.objects.get()
    assert (overrun.line_id, overrun.over, overrun.approval_id) == (second.id, 20_000, approval_id)
    assert PurchaseOrder.objects.get(id=made.id).approval_id == approval_id
    words = overrun_words_by_line(made.id)
    assert words == {second.id: ["Over the budget “Medicines” by Rp 20.000."]}
    assert first.id not in words


def test_no_order_goes_over_without_an_approval(shop: Shop, medicine: Medicine) -> None:
    key = a_budget(shop, 79_999)

    with pytest.raises(BudgetExceeded) as refused:
        placed(shop, order_line(medicine))

    assert refused.value.facts["budgets"] == [
        {"budget_id": str(key), "name": "Medicines", "over": 1}
    ]
    assert not PurchaseOrder.objects.exists()
    end_budget(actor=shop.owner, budget_id=key, version=1, reason="wrong")
    placed(shop, order_line(medicine))
