"""Goods receipts are listed, read, written down line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.purchasing.commands.invoices import PrintedLine, set_invoice_lines
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt, change_receipt
from theriac.domains.purchasing.commands.receipts.lines import add_line, change_line, remove_line
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.bonuses import BONUSES, list_bonuses
from theriac.domains.purchasing.queries.receipts import RECEIPTS, find_receipt, list_receipts
from theriac.domains.purchasing.queries.scans import read_scan
from theriac.domains.purchasing.rules.facts import (
    GoodsLineWritten,
    GoodsReceiptHead,
    GoodsReceiptNew,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.purchasing.receipts.answers import (
    branch_of_receipt,
    receipt_told,
)
from theriac.surfaces.api.schemas.purchasing.bonuses import BonusesWanted, BonusPage, BonusReceived
from theriac.surfaces.api.schemas.purchasing.receipts import (
    GoodsReceipt,
    GoodsReceiptListed,
    GoodsReceiptPage,
    GoodsReceiptsWanted,
    GoodsScan,
    GoodsScanRead,
    InvoiceLinesWritten,
)
from theriac.surfaces.api.schemas.types import Here, Wanted

router = Router(tags=["goods receipts"])
_AT = "/goods-receipts/{receipt_id}"


@router.get(
    "/goods-receipts",
    **operation(
        "listGoodsReceipts", "List goods receipts", answers=GoodsReceiptPage, may=[VIEW_RECEIPTS]
    ),
)
def receipts(request: HttpRequest, wanted: Query[GoodsReceiptsWanted]) -> HttpResponse:
    """A page of deliveries, the newest first."""
    rows = RECEIPTS.narrowed(list_receipts(actor=actor_of(request)), _asked(wanted))
    page = RECEIPTS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(GoodsReceiptListed, row) for row in page.items]
    return respond(request, GoodsReceiptPage(items=items, **edges(page)))


@router.post(
    "/goods-receipts",
    **writing(
        "beginGoodsReceipt",
        "Write a delivery down",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        status=201,
        detail="A draft, with lines or without; it moves no stock until it is posted.",
    ),
)
def begin(request: HttpRequest, here: Query[Here], body: Body[GoodsReceiptNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: begin_receipt(actor=actor, branch_id=branch_id, facts=body, lines=body.lines),
        lambda key: receipt_told(actor, key),
    )


@router.get(
    "/goods-receipts/bonuses",
    **operation("listBonuses", "List bonus goods received", answers=BonusPage, may=[VIEW_RECEIPTS]),
)
def bonuses(request: HttpRequest, wanted: Query[BonusesWanted]) -> HttpResponse:
    """Posted lines that had bonus packs, the newest first."""
    rows = BONUSES.narrowed(list_bonuses(actor=actor_of(request)), _asked(wanted))
    page = BONUSES.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [
        told(
            BonusReceived,
            row,
            line_id=row.id,
            receipt_id=row.receipt_id,
            number=row.receipt.number,
            received_on=row.receipt.received_on,
            supplier_id=row.receipt.supplier_id,
        )
        for row in page.items
    ]
    return respond(request, BonusPage(items=items, currency=currency_here(None), **edges(page)))


@router.get(
    _AT,
    **operation(
        "getGoodsReceipt", "Read a goods receipt", answers=GoodsReceipt, may=[VIEW_RECEIPTS]
    ),
)
def read(request: HttpRequest, receipt_id: Id) -> HttpResponse:
    """A delivery with lines, costs, proposals and what differs from the invoice."""
    return respond(request, receipt_told(actor_of(request), receipt_id))


@router.put(
    _AT,
    **writing(
        "changeGoodsReceipt",
        "Change the head of a draft",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        edits=True,
    ),
)
def change(request: HttpRequest, receipt_id: Id, body: Body[GoodsReceiptHead]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return changed(
        request,
        lambda: change_receipt(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            facts=body,
        ),
        lambda: receipt_told(actor, receipt_id),
    )


@router.post(
    f"{_AT}/scan",
    **asking(
        "readGoodsScan",
        "Read a scan of goods that come in",
        answers=GoodsScanRead,
        may=[DRAFT_RECEIPT],
        detail="GS1 codes, barcodes, and the supplier's own codes; with the last price paid.",
    ),
)
def scan(request: HttpRequest, receipt_id: Id, body: GoodsScan) -> HttpResponse:
    """What the code says; it writes nothing down."""
    actor = actor_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    receipt = find_receipt(actor=actor, receipt_id=receipt_id)
    found = read_scan(
        actor=actor,
        branch_id=branch_id,
        supplier_id=receipt.supplier_id if receipt else None,
        text=body.code,
    )
    cautions = [str(one) for one in found.cautions]
    return respond(request, told(GoodsScanRead, found, cautions=cautions))


@router.post(
    f"{_AT}/lines",
    **writing(
        "addGoodsLine",
        "Add a line to a draft",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        status=201,
        detail="Goods that stand there already (same pack, batch, expiry) are counted up, unless "
        "another price is said for them.",
    ),
)
def add(request: HttpRequest, receipt_id: Id, body: Body[GoodsLineWritten]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return _answered(
        request,
        actor,
        receipt_id,
        lambda: add_line(actor=actor, branch_id=branch_id, receipt_id=receipt_id, facts=body),
        status=201,
    )


@router.put(
    f"{_AT}/lines/{{line_id}}",
    **writing(
        "changeGoodsLine", "Change a line of a draft", answers=GoodsReceipt, may=[DRAFT_RECEIPT]
    ),
)
def put_line(
    request: HttpRequest, receipt_id: Id, line_id: Id, body: Body[GoodsLineWritten]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return _answered(
        request,
        actor,
        receipt_id,
        lambda: change_line(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            line_id=line_id,
            facts=body,
        ),
    )


@router.post(
    f"{_AT}/lines/{{line_id}}/removal",
    **writing(
        "removeGoodsLine",
        "Take a line out of a draft",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
    ),
)
def remove(request: HttpRequest, receipt_id: Id, line_id: Id) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return _answered(
        request,
        actor,
        receipt_id,
        lambda: remove_line(
            actor=actor, branch_id=branch_id, receipt_id=receipt_id, line_id=line_id
        ),
    )


@router.put(
    f"{_AT}/invoice-lines",
    **writing(
        "setInvoiceLines",
        "Keep the lines of the supplier's invoice",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        detail="They are compared with what came: `differences` lists every one.",
    ),
)
def invoice(request: HttpRequest, receipt_id: Id, body: InvoiceLinesWritten) -> HttpResponse:
    """Keep these lines in place of those before."""
    actor = actor_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    lines = [PrintedLine(row=row, **dict(line)) for row, line in enumerate(body.lines, start=1)]
    return _answered(
        request,
        actor,
        receipt_id,
        lambda: set_invoice_lines(
            actor=actor, branch_id=branch_id, receipt_id=receipt_id, lines=lines
        ),
    )


def _asked(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in wanted if name not in {"cursor", "limit"}}


def _answered(
    request: HttpRequest,
    actor: Actor,
    receipt_id: UUID,
    act: Callable[[], object],
    status: int = 200,
) -> HttpResponse:
    """The whole receipt after the act."""
    return changed(
        request,
        act,
        lambda: receipt_told(actor, receipt_id),
        status=status,
    )
