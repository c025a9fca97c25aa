"""Delivery invoices handed in as files: read into a draft, and corrected."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, File, Form, Query, Router, UploadedFile

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.purchasing.commands.receipts.check_invoice import check_invoice_lines
from theriac.domains.purchasing.commands.receipts.from_invoice import (
    prepare_invoice_file,
    register_invoice,
)
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.read_invoices import asks, invoice_lines, reading_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.purchasing.receipts.answers import (
    branch_of_receipt,
    receipt_told,
)
from theriac.surfaces.api.schemas.purchasing.read_invoices import (
    DeliveryInvoiceFile,
    InvoiceChecking,
    InvoiceRead,
    InvoiceReadLine,
)
from theriac.surfaces.api.schemas.purchasing.receipts import GoodsReceipt
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["goods receipts"])
_AT = "/goods-receipts/{receipt_id}/read-invoice"


@router.post(
    "/goods-receipts/files",
    **writing(
        "addDeliveryInvoiceFile",
        "Hand in a delivery invoice as a file",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        status=201,
        detail="PDF, picture, CSV or XLSX as `multipart/form-data`: `curl -F file=@invoice.pdf`. "
        "The document engine reads it into the draft that is answered; ask for `/read-invoice` "
        "until its state is `done`. The same file is taken once.",
    ),
)
def add_file(
    request: HttpRequest,
    here: Query[Here],
    wish: Form[DeliveryInvoiceFile],
    file: File[UploadedFile],
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    content = cast("BinaryIO", file.file)
    remember_file(request, content, wish.model_dump(mode="json"))
    prepared = prepare_invoice_file(
        actor=actor, branch_id=branch_id, file=content, name=file.name or ""
    )
    return added(
        request,
        lambda: register_invoice(
            actor=actor,
            branch_id=branch_id,
            row=prepared.row,
            sha256=prepared.sha256,
            supplier_id=wish.supplier_id,
        ),
        lambda key: receipt_told(actor, key),
    )


@router.get(
    _AT,
    **operation(
        "getReadInvoice",
        "Read what was read of a delivery invoice",
        answers=InvoiceRead,
        may=[VIEW_RECEIPTS],
        detail="Its lines, those first that somebody must look at before the check.",
    ),
)
def read(request: HttpRequest, receipt_id: Id) -> HttpResponse:
    """How far the document engine is, and the invoice's lines."""
    return respond(request, _read(actor_of(request), receipt_id))


@router.put(
    _AT,
    **writing(
        "checkReadInvoice",
        "Correct what was read of a delivery invoice",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        edits=True,
        detail="The lines given count as looked at, in the invoice and in the draft's goods; a "
        "line named in `shown` that isn't given is no line of the invoice.",
    ),
)
def check(request: HttpRequest, receipt_id: Id, body: Body[InvoiceChecking]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return changed(
        request,
        lambda: check_invoice_lines(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            facts=body.head,
            lines=body.lines,
            shown=body.shown,
        ),
        lambda: receipt_told(actor, receipt_id),
    )


def _read(actor: Actor, receipt_id: UUID) -> InvoiceRead:
    branch_of_receipt(actor, receipt_id)
    reading = reading_of(actor=actor, receipt_id=receipt_id)
    if reading is None:
        raise NotFound(_("No invoice of this goods receipt is read."), receipt_id=receipt_id)
    lines = invoice_lines(actor=actor, receipt_id=receipt_id)
    return told(
        InvoiceRead, reading, lines=[told(InvoiceReadLine, one, asks=asks(one)) for one in lines]
    )
