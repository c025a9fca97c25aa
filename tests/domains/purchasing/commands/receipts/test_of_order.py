"""A delivery of an order: begun from it, told to it once, matched with it."""

from __future__ import annotations

import pytest

from tests.support.orders import begun, came, cancelled, capital, order_line, placed
from tests.support.payments import paid
from tests.support.receipts import version_of
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.shops import second_branch
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.capital.models import Commitment
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.problems import OrderClosed
from theriac.domains.purchasing.commands.receipts.begin import change_receipt
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceiptLine, SupplierBill
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-13")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def reversed_receipt(shop: Shop, key: ReceiptId) -> None:
    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=key,
        version=version_of(key),
        reason="wrong order",
    )


def violations() -> list[str]:
    return [one.code for result in run_checks() for one in result.violations]


def test_its_lines_stand_in_the_draft_as_ordered(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    line = order_line(medicine, packs=10, bonus_packs=1, discount_bp=500, supplier_code="PCT")
    key = begun(shop, placed(shop, line))

    made = GoodsReceiptLine.objects.get(receipt_id=key)
    assert (made.packs, made.bonus_packs, made.price, made.discount_bp) == (10, 1, 40_000, 500)
    assert (made.supplier_code, made.quantity) == ("PCT", 1_100)


def test_what_is_left_is_proposed_the_next_time_bonus_packs_last(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine, packs=10, bonus_packs=1))
    came(shop, order_id, 4)

    made = GoodsReceiptLine.objects.get(receipt_id=begun(shop, order_id))
    assert (made.packs, made.bonus_packs) == (6, 1)


@pytest.mark.rows("CAP-01")
def test_approve_receive_pay_keeps_the_sum(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    start = capital_position()
    assert (start.available, start.committed, start.spent) == (1_000_000, 0, 0)

    order_id = placed(shop, order_line(medicine, packs=3))
    ordered = capital_position()
    assert (ordered.available, ordered.committed, ordered.spent) == (880_000, 120_000, 0)
    first, second = came(shop, order_id, 1), came(shop, order_id, 2)
    received = capital_position()
    assert (received.available, received.committed, received.spent) == (880_000, 120_000, 0)
    assert (received.on_order, received.owed) == (0, 120_000)
    assert PurchaseOrder.objects.get().state == "received"

    paid(shop, *SupplierBill.objects.filter(receipt_id__in=[first, second]))
    end = capital_position()
    assert (end.available, end.committed, end.spent) == (880_000, 0, 120_000)
    assert violations() == []


def test_a_reversed_receipt_is_awaited_again_with_its_money(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine, packs=3))
    before = capital_position()
    first = came(shop, order_id, 1)
    came(shop, order_id, 2)

    reversed_receipt(shop, first)

    assert capital_position().available == before.available
    assert (PurchaseOrder.objects.get().state, Commitment.objects.get().remaining) == (
        "partly",
        40_000,
    )
    assert PurchaseOrderLine.objects.get().open_units == 100
    assert violations() == []


def test_nothing_is_begun_of_a_closed_or_foreign_order(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine))
    other = second_branch(shop)
    with pytest.raises(NotFound):
        begin_order_receipt(actor=shop.owner, branch_id=other, order_id=order_id)
    cancelled(shop, order_id)
    with pytest.raises(OrderClosed):
        begin_order_receipt(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)


def test_it_stays_the_suppliers_of_the_order_and_is_never_consigned(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    key = begun(shop, placed(shop, order_line(medicine)))

    with pytest.raises(Unprocessable) as refused:
        change_receipt(
            actor=shop.owner,
            branch_id=shop.branch_id,
            receipt_id=key,
            version=1,
            facts=GoodsReceiptHead(is_consigned=True),
        )
    assert set(refused.value.errors) == {"supplier_id", "is_consigned"}
