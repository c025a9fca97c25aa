"""A delivery invoice comes in as a file: a draft that the document engine writes the lines of."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.files.models import StoredFile
from theriac.core.rights import require
from theriac.domains.offers.commands.engine import renewed_job
from theriac.domains.offers.engine.paper import PreparedPaper, keep_paper, prepare_paper
from theriac.domains.offers.engine.progress import begin_job
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.receipts.begin import begun_receipt
from theriac.domains.purchasing.delivery import RECORD, locked_receipt, require_state
from theriac.domains.purchasing.files import INVOICE
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.problems import InvoiceTwice
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead

READ = "delivery_invoice"
"""The engine's kind of document."""


def take_invoice_file(
    *,
    actor: Actor,
    branch_id: BranchId,
    file: BinaryIO,
    name: str = "",
    supplier_id: UUID | None = None,
) -> ReceiptId:
    """Keep a file as a draft that is being read; its id. Takes seconds, outside a transaction.

    Raises as ``prepare_invoice_file`` and ``register_invoice``.
    """
    prepared = prepare_invoice_file(actor=actor, branch_id=branch_id, file=file, name=name)
    return register_invoice(
        actor=actor,
        branch_id=branch_id,
        row=prepared.row,
        sha256=prepared.sha256,
        supplier_id=supplier_id,
    )


def prepare_invoice_file(
    *, actor: Actor, branch_id: BranchId, file: BinaryIO, name: str = ""
) -> PreparedPaper:
    """Check a file's size, kind and hash before anything opens it, and write it.

    Raises NotPermitted, FileRefused (and its kinds).
    """
    require(actor, DRAFT_RECEIPT, branch_id)
    purpose, record = INVOICE, RECORD
    return prepare_paper(
        actor=actor, branch_id=branch_id, file=file, name=name, purpose=purpose, record=record
    )


@command(
    name="purchasing.register_invoice",
    done=gettext_lazy("Uploaded a delivery invoice"),
    permission=DRAFT_RECEIPT,
)
def register_invoice(
    *,
    actor: Actor,
    branch_id: BranchId,
    row: StoredFile,
    sha256: str,
    supplier_id: UUID | None = None,
) -> ReceiptId:
    """Keep the row of a file that was just written as a new draft's, and queue it for the engine.

    Raises InvoiceTwice, NotFound, SupplierBlocked.
    """
    _refuse_twice(branch_id, sha256)
    head = GoodsReceiptHead(supplier_id=supplier_id)
    try:
        with transaction.atomic():
            key = begun_receipt(actor, branch_id, head, (), file=(row.id, sha256))
    except IntegrityError:
        _refuse_twice(branch_id, sha256)
        raise
    keep_paper(row, RECORD, key)
    begin_job(READ, key, branch_id, row.id)
    return key


@command(
    name="purchasing.read_invoice_again",
    done=gettext_lazy("Sent a delivery invoice to the document engine again"),
    permission=DRAFT_RECEIPT,
)
def read_invoice_again(*, actor: Actor, branch_id: BranchId, receipt_id: UUID) -> UUID:
    """Have a draft's file that wasn't read tried again from the beginning; the job.

    Raises NotFound, ReceiptFixed, OfferFixed for one that was read.
    """
    require_state(locked_receipt(receipt_id, branch_id), GoodsReceipt.State.DRAFT)
    return renewed_job(READ, receipt_id, branch_id)


def _refuse_twice(branch_id: UUID, sha256: str) -> None:
    """Raise InvoiceTwice where a delivery that stands at the branch was read from this file."""
    rows = GoodsReceipt.objects.filter(branch_id=branch_id, file_key=sha256)
    found = rows.values_list("id", flat=True).first()
    if found is not None:
        raise InvoiceTwice(
            _("This invoice was uploaded before. Open that goods receipt, or discard it first."),
            field="file",
            receipt_id=str(found),
        )
