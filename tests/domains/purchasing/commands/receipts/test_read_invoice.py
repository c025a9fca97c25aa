"""What the engine read of an invoice becomes a draft, once."""

from __future__ import annotations

import pytest

from tests.support.delivery_invoices import invoice_line, invoice_read, invoice_uploaded
from tests.support.document_engine import a_document
from tests.support.receipts import checked, goods, posted
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_code, a_supplier
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.purchasing.commands.receipts.lines import add_line
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.queries.read_invoices import reading_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-15", "PUR-05")]


def test_what_is_read_surely_is_a_draft_that_can_be_posted(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    receipt_id = invoice_uploaded(shop)
    line = invoice_line(quantity="20", bonus="10+1", discount_percent="12.5", mrp="60000")
    head = {"supplier": "PT Kimia Farma Trading", "number": "F/26-7", "issued_on": "2026-11-20"}
    assert invoice_read(a_document(line, **head))

    receipt = GoodsReceipt.objects.get(id=receipt_id)
    assert (receipt.supplier_id, receipt.state) == (supplier_id, "draft")
    assert (receipt.invoice_number, str(receipt.invoice_on)) == ("F/26-7", "2026-11-20")
    row = GoodsReceiptLine.objects.get(receipt=receipt)
    assert (row.product_id, row.packs, row.bonus_packs, row.price) == (medicine.id, 20, 2, 40_000)
    assert (row.discount_bp, row.batch_number, row.mrp) == (1_250, "KF-01", 60_000)
    assert reading_of(actor=shop.owner, receipt_id=receipt_id).asking == 0  # type: ignore[union-attr]

    checked(shop, receipt_id)
    posted(shop, receipt_id)
    taught = SupplierAlias.objects.filter(supplier_id=supplier_id, kind="name")
    assert taught.get().text == "PARACETAMOL 500 MG TAB 100S"


def test_a_second_answer_changes_nothing(shop: Shop) -> None:
    add_medicine(shop)
    invoice_uploaded(shop)
    assert invoice_read(a_document(invoice_line()))
    assert not invoice_read(a_document(invoice_line(), invoice_line()))
    assert InvoiceLine.objects.count() == 1


def test_lines_that_somebody_typed_meanwhile_stay(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    receipt_id = invoice_uploaded(shop, supplier_id=supplier_id)
    add_line(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        facts=goods(shop, medicine, packs=2),
    )
    invoice_read(a_document(invoice_line()))
    assert GoodsReceiptLine.objects.get().packs == 2
    assert InvoiceLine.objects.get().packs == 3


def test_what_the_whole_invoice_takes_off_and_adds_is_in_the_batches_cost(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    receipt_id = invoice_uploaded(shop)
    sums = {"discount": "-20000", "freight": "9000", "rounding": "-40", "tax": "0"}
    invoice_read(
        a_document(
            invoice_line(),
            supplier="PT Kimia Farma Trading",
            number="F/26-8",
            total="108960",
            **sums,
        )
    )
    receipt = GoodsReceipt.objects.get(id=receipt_id)
    assert (receipt.discount, receipt.freight) == (20_040, 9_000)

    checked(shop, receipt_id)
    posted(shop, receipt_id)
    assert GoodsReceiptLine.objects.get().cost == 108_960
