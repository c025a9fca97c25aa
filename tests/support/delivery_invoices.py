"""Delivery invoices that come in as files and are read, or told as an engine would."""

from __future__ import annotations

import io
from typing import Any

from tests.support.document_engine import told
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM
from theriac.domains.offers.engine.contract import document_of
from theriac.domains.offers.models import EngineJob
from theriac.domains.purchasing.commands.receipts.from_invoice import take_invoice_file
from theriac.domains.purchasing.commands.receipts.read_invoice import take_read_invoice
from theriac.domains.purchasing.ids import ReceiptId

INVOICE = "KODE;NAMA BARANG;QTY;HARGA\nKF-7;PARACETAMOL 500 MG TAB 100S;3;40000\n"


def invoice_uploaded(shop: Shop, content: str = INVOICE, **more: Any) -> ReceiptId:
    """A draft from a file, not read yet."""
    return take_invoice_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        file=io.BytesIO(content.encode()),
        name="invoice.csv",
        **more,
    )


def invoice_line(name: str = "PARACETAMOL 500 MG TAB 100S", **values: Any) -> dict[str, Any]:
    """A line as an engine tells it: three boxes at 40,000 of a batch."""
    usual = {"quantity": "3", "batch": "KF-01", "expires_on": "2028-01-31", "code": "KF-7"}
    return told(name, **{**usual, **values})


def invoice_read(document: Any) -> bool:
    """The only job's answer comes."""
    job = EngineJob.objects.get()
    return take_read_invoice(actor=SYSTEM, job_id=job.id, document=document_of(document))
