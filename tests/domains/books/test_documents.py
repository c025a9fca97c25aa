"""Every document enters what it is worth: sales, deliveries, invoices, returns, payments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.domains.books.entered import amounts, change, violated
from tests.support.consigned import COST, a_settlement
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def posted(shop: Shop, receipt_id: ReceiptId) -> None:
    checked(shop, receipt_id)
    post_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
    )


def delivered(shop: Shop, medicine: Medicine, **facts: Any) -> ReceiptId:
    """Two boxes of 100 at 40,000 with 11 % tax, posted."""
    line = goods(shop, medicine, tax_bp=1100)
    receipt_id = written(shop, a_supplier(shop), line, **facts)
    posted(shop, receipt_id)
    return receipt_id


def test_goods_without_an_invoice_are_owed_but_not_invoiced(shop: Shop, medicine: Medicine) -> None:
    delivered(shop, medicine, tax_is_cost=True)

    assert amounts() == {"stock": 88_800, "not_invoiced": -88_800}


def test_an_invoice_makes_them_a_debt(shop: Shop, medicine: Medicine) -> None:
    delivered(shop, medicine, invoice_number="INV-7", tax_is_cost=True)

    assert amounts() == {"stock": 88_800, "suppliers": -88_800}
    assert violated() == []


def test_tax_that_comes_back_is_no_cost(shop: Shop, medicine: Medicine) -> None:
    delivered(shop, medicine, invoice_number="INV-7", tax_is_cost=False)

    assert amounts() == {"stock": 80_000, "input_tax": 8_800, "suppliers": -88_800}


def test_a_reversed_delivery_leaves_nothing(shop: Shop, medicine: Medicine) -> None:
    receipt_id = delivered(shop, medicine, invoice_number="INV-7", tax_is_cost=False)

    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        reason="another pharmacy’s goods",
    )

    assert amounts() == {}
    assert violated() == []


def test_a_payment_for_consigned_goods_takes_off_what_is_owed(shop: Shop) -> None:
    supplier_id = a_supplier(shop, "PT Titip Jual")
    settlement_id = a_settlement(shop, supplier_id)

    assert amounts() == {"cost_of_goods": 5 * COST, "consignors": -2 * COST, "bank": -3 * COST}
    withdrawn = change(
        lambda: withdraw_settlement(
            actor=shop.owner,
            branch_id=shop.branch_id,
            settlement_id=settlement_id,
            reason="paid twice",
        )
    )
    assert withdrawn == {"bank": 3 * COST, "consignors": -3 * COST}


def test_what_is_counted_nowhere_else_has_no_entry(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 10, cost_amount=None)

    assert amounts() == {}


def test_a_payment_that_a_counter_calls_otherwise_is_to_be_identified(
    shop: Shop, medicine: Medicine
) -> None:
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 10, cost_amount=400), 2)])
    sale = pushed_sale(shop, [line])
    (payment,) = sale.payments

    push(shop, replace(sale, payments=(replace(payment, method="voucher"),)))

    assert amounts(document_kind="sale")["suspense"] == sale.total
    assert violated() == []
