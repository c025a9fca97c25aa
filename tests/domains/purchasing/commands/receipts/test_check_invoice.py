"""What was read is corrected by a person, learnt, and asked for before the check."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.delivery_invoices import invoice_line, invoice_read, invoice_uploaded
from tests.support.document_engine import a_document
from tests.support.orders import an_order, capital
from tests.support.receipts import checked, posted
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_code, a_supplier
from theriac.core.facts.records import given
from theriac.core.problems import NotFound
from theriac.domains.offers.models import EngineJob
from theriac.domains.purchasing.commands.receipts.check_invoice import (
    InvoiceHeadChecked,
    InvoiceLineChecked,
    check_invoice_lines,
)
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.problems import ReceiptRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-15", "PUR-05")]


def corrected(shop: Shop, line: InvoiceLine, medicine: Any, **facts: Any) -> InvoiceLineChecked:
    """The line as somebody leaves it: of this medicine, in boxes of 100."""
    said = {
        "packs": line.packs,
        "price": line.price,
        "batch_number": line.batch_number,
        "expires_on": line.expires_on,
        "supplier_code": line.code,
    }
    return given(
        InvoiceLineChecked,
        invoice_line_id=line.id,
        product_id=medicine.id,
        pack_id=medicine.packs[100],
        **{**said, **facts},
    )


def checked_lines(shop: Shop, receipt_id: Any, *lines: InvoiceLineChecked, **more: Any) -> int:
    """Keep these lines; the head as it is but for what is said."""
    receipt = GoodsReceipt.objects.get(id=receipt_id)
    head = {
        name: getattr(receipt, name)
        for name in ("supplier_id", "order_id", "invoice_number", "invoice_on", "invoice_total")
    }
    shown = more.pop("shown", ())
    return check_invoice_lines(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=receipt.version,
        facts=InvoiceHeadChecked(**{**head, **more}),
        lines=lines,
        shown=shown,
    )


def test_an_unsure_line_wants_a_look_and_its_correction_is_learnt(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    first = invoice_uploaded(shop, supplier_id=supplier_id)
    invoice_read(a_document(invoice_line("PCT GENERIK BOX", code="")))
    line = InvoiceLine.objects.get()
    assert (line.product_id, line.receipt_line_id) == (None, None)

    checked_lines(shop, first, corrected(shop, line, medicine))
    line.refresh_from_db()
    assert (line.matched_by, line.is_checked) == ("person", True)
    checked(shop, first)
    posted(shop, first)

    EngineJob.objects.all().delete()
    invoice_uploaded(shop, "another;invoice\n1;2\n", supplier_id=supplier_id)
    invoice_read(a_document(invoice_line("PCT GENERIK BOX", code="", batch="KF-02")))
    again = InvoiceLine.objects.get(receipt__state="draft")
    assert (again.product_id, again.matched_by) == (medicine.id, "alias")


def test_a_check_is_refused_while_a_line_waits_for_a_look(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    receipt_id = invoice_uploaded(shop, supplier_id=supplier_id)
    unsure = {"value": "8", "text": "8", "confidence": 0.5, "place": {"page": 1}}
    line = invoice_line(quantity=unsure)
    invoice_read(a_document({**line, "confidence": 0.5}))
    with pytest.raises(ReceiptRefused) as refused:
        checked(shop, receipt_id)
    assert "lines" in (refused.value.errors or {})

    read = InvoiceLine.objects.get()
    checked_lines(shop, receipt_id, corrected(shop, read, medicine, packs=3), shown=[read.id])
    row = GoodsReceiptLine.objects.get()
    assert (row.packs, row.quantity) == (3, 300)
    checked(shop, receipt_id)


def test_a_line_that_is_none_is_taken_away_with_its_goods(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    receipt_id = invoice_uploaded(shop, supplier_id=supplier_id)
    invoice_read(a_document(invoice_line(), invoice_line(batch="KF-02")))
    gone = InvoiceLine.objects.get(batch_number="KF-02")
    checked_lines(shop, receipt_id, shown=[gone.id])
    assert GoodsReceiptLine.objects.get().batch_number == "KF-01"
    assert InvoiceLine.objects.get().batch_number == "KF-01"


def test_another_supplier_recognises_anew(shop: Shop) -> None:
    medicine = add_medicine(shop)
    wrong, right = a_supplier(shop, "PT Salah"), a_supplier(shop)
    a_code(right, medicine)
    receipt_id = invoice_uploaded(shop, supplier_id=wrong)
    invoice_read(a_document(invoice_line("ZZZ")))
    assert not GoodsReceiptLine.objects.exists()
    checked_lines(shop, receipt_id, supplier_id=right)
    assert GoodsReceiptLine.objects.get().product_id == medicine.id


def test_the_order_that_awaits_the_goods_is_recognised_and_told(shop: Shop) -> None:
    capital(shop)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    a_code(supplier_id, medicine)
    order_id = an_order(shop, medicine, supplier_id)
    receipt_id = invoice_uploaded(shop, supplier_id=supplier_id)
    invoice_read(a_document(invoice_line(quantity="1")))
    assert GoodsReceipt.objects.get().order_id == order_id

    other = a_supplier(shop, "PT Lain")
    with pytest.raises(ReceiptRefused):
        checked_lines(shop, receipt_id, supplier_id=other)
    checked_lines(shop, receipt_id, order_id=None)
    assert GoodsReceipt.objects.get().order_id is None


def test_a_line_of_another_invoice_is_unknown(shop: Shop) -> None:
    receipt_id = invoice_uploaded(shop)
    line = given(
        InvoiceLineChecked,
        invoice_line_id=shop.branch_id,
        product_id=(medicine := add_medicine(shop)).id,
        pack_id=medicine.packs[100],
    )
    with pytest.raises(NotFound):
        checked_lines(shop, receipt_id, line)
