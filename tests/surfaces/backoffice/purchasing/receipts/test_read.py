"""A delivery invoice on the screens: uploaded, read, corrected beside its page, posted."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from tests.support.backoffice import client_of
from tests.support.delivery_invoices import INVOICE, invoice_line, invoice_read
from tests.support.document_engine import OFFER, a_document, an_engine
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.offers.models import EngineJob, SupplierAlias
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-05", "PUR-15")]


def at(name: str, *parts: Any) -> str:
    return reverse(f"backoffice:{name}", args=parts)


def a_pdf() -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(300, 400))
    canvas.drawString(40, 300, "PCT GENERIK BOX")
    canvas.save()
    return kept.getvalue()


def test_an_invoice_goes_from_the_upload_to_the_shelf(shop: Shop, settings: Any) -> None:
    manager = client_of(shop, "manager")
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    file = SimpleUploadedFile("faktur.pdf", a_pdf(), content_type="application/pdf")
    answer = manager.post(
        at("receipt_upload"), {"file": [file], "supplier_id": str(supplier_id)}, follow=True
    )
    receipt = GoodsReceipt.objects.get()
    assert "1 invoice uploaded" in answer.content.decode()
    assert manager.get(at("receipt_page", receipt.id))["Content-Type"] == "image/png"

    invoice_read(a_document(invoice_line("PCT GENERIK BOX", code=""), number="F-77"))
    page = manager.get(at("receipt_detail", receipt.id)).content.decode()
    assert "Some lines need a check" in page
    page = manager.get(at("receipt_read", receipt.id)).content.decode()
    assert "PCT GENERIK BOX" in page
    assert "data-t-paper" in page
    assert "F-77" in page

    line, receipt = InvoiceLine.objects.get(), GoodsReceipt.objects.get()
    row = {
        "row-0-line_id": str(line.id),
        "row-0-product": "Paracetamol 500 mg tablet",
        "row-0-packs": "3",
        "row-0-bonus_packs": "1",
        "row-0-pack_id": str(medicine.packs[100]),
        "row-0-batch_number": "KF-01",
        "row-0-expires_on": "31/01/2028",
        "row-0-price": "40000",
    }
    head = {
        "supplier_id": str(supplier_id),
        "invoice_number": "F-77",
        "version": str(receipt.version),
        "shown": line.id.hex,
    }
    sent = manager.post(at("receipt_read", receipt.id), {**head, **row}, follow=True)
    assert "Lines saved as checked." in sent.content.decode()
    came = GoodsReceiptLine.objects.get()
    assert (came.product_id, came.packs, came.bonus_packs, came.quantity) == (
        medicine.id,
        3,
        1,
        400,
    )

    receipt.refresh_from_db()
    done = manager.post(
        at("receipt_at_once", receipt.id), {"version": str(receipt.version)}, follow=True
    )
    assert "Goods receipt posted." in done.content.decode()
    assert SupplierAlias.objects.get(kind="name").pack_id == medicine.packs[100]


def test_a_table_is_read_by_the_engine_and_the_same_file_is_refused(
    shop: Shop, settings: Any
) -> None:
    manager = client_of(shop, "manager")
    add_medicine(shop)
    file = SimpleUploadedFile("faktur.csv", OFFER.encode())
    with an_engine(settings):
        manager.post(at("receipt_upload"), {"file": [file], "supplier_id": ""})
        run_due_jobs()
    assert EngineJob.objects.get().state == "done"
    assert InvoiceLine.objects.get(row=1).name == "PARACETAMOL 500 MG TAB 100S"
    file = SimpleUploadedFile("faktur.csv", OFFER.encode())
    again = manager.post(at("receipt_upload"), {"file": [file], "supplier_id": ""})
    assert again.status_code == 409
    assert "This invoice was uploaded before." in again.content.decode()


def test_what_waits_says_why_and_is_tried_again(shop: Shop) -> None:
    manager = client_of(shop, "manager")
    file = SimpleUploadedFile("faktur.csv", INVOICE.encode())
    manager.post(at("receipt_upload"), {"file": [file], "supplier_id": ""})
    receipt = GoodsReceipt.objects.get()
    page = manager.get(at("receipt_detail", receipt.id)).content.decode()
    assert "THERIAC_DOCUMENT_ENGINE_URL" in page
    told = manager.post(at("receipt_read_again", receipt.id), follow=True).content.decode()
    assert "The file is read again." in told
