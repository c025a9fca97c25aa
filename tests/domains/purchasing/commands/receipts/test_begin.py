"""A delivery is begun, and its head changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.receipts import goods, version_of, written
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt, change_receipt
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptRefused, SupplierBlocked
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead
from theriac.domains.stock.models import Movement
from theriac.domains.suppliers.commands.block import block_supplier

pytestmark = pytest.mark.django_db


def test_a_draft_keeps_what_was_said_and_moves_nothing(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    receipt_id = written(shop, supplier_id, goods(shop, add_medicine(shop)), freight=5_000)

    receipt = GoodsReceipt.objects.get(id=receipt_id)
    assert (receipt.state, receipt.number, receipt.freight) == ("draft", "", 5_000)
    assert (receipt.received_on, receipt.tax_is_cost) == (shop.today, False)
    line = GoodsReceiptLine.objects.get()
    assert (line.quantity, line.factor, line.tax_bp) == (200, 100, 1100)
    assert not Movement.objects.exists()


def test_goods_of_a_supplier_that_charges_no_tax_bear_none(shop: Shop) -> None:
    supplier_id = a_supplier(shop, tax_registered=False)
    written(shop, supplier_id, goods(shop, add_medicine(shop)))

    assert GoodsReceiptLine.objects.get().tax_bp == 0


@pytest.mark.rows("PUR-14")
def test_a_blocked_supplier_is_refused_with_its_reason(shop: Shop) -> None:
    supplier_id = a_supplier(shop, "PT Palsu")
    block_supplier(
        actor=shop.owner, supplier_id=supplier_id, version=1, reason="licence was withdrawn"
    )

    with pytest.raises(SupplierBlocked) as refused:
        written(shop, supplier_id)
    assert "PT Palsu: licence was withdrawn" in str(refused.value)


def test_what_cant_be_is_refused_at_its_field(shop: Shop) -> None:
    medicine = add_medicine(shop)
    tomorrow = shop.today + timedelta(days=1)
    with pytest.raises(ReceiptRefused) as refused:
        written(shop, None, received_on=tomorrow)
    assert list(refused.value.errors) == ["received_on"]
    with pytest.raises(ReceiptRefused) as refused:
        written(shop, None, goods(shop, medicine), goods(shop, medicine, packs=0, price=2 * 10**15))
    assert set(refused.value.errors) == {"lines.1.packs", "lines.1.price"}
    with pytest.raises(Unprocessable) as wrong:
        goods(shop, medicine, packs=-1, discount_bp=10_001, temperature=1_001)
    assert set(wrong.value.errors) == {"packs", "discount_bp", "temperature"}
    other = add_medicine(shop, "Other")
    with pytest.raises(NotFound):
        written(shop, None, goods(shop, medicine, pack_id=other.packs[1]))


def test_only_who_may_writes_it(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        begin_receipt(actor=cashier, branch_id=shop.branch_id, facts=GoodsReceiptHead())


def test_the_head_is_changed_at_the_version_that_was_seen(shop: Shop) -> None:
    receipt_id = written(shop, None)
    facts = GoodsReceiptHead(delivery_note="SJ-2", discount=10, invoice_total=7)

    change_receipt(
        actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, version=1, facts=facts
    )

    receipt = GoodsReceipt.objects.get(id=receipt_id)
    assert (receipt.delivery_note, receipt.discount, receipt.invoice_total) == ("SJ-2", 10, 7)
    assert version_of(receipt_id) == 2
    with pytest.raises(Stale):
        change_receipt(
            actor=shop.owner,
            branch_id=shop.branch_id,
            receipt_id=receipt_id,
            version=1,
            facts=facts,
        )
