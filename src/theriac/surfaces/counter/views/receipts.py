"""Older receipts: found, opened and printed again by somebody whom the server knows here."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotFound, NotPermitted, Problem
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.sales.commands.take_receipt_copy import (
    take_device_copy,
    take_receipt_copy,
)
from theriac.domains.sales.queries.receipt_search import ReceiptSought, find_receipts
from theriac.domains.sales.queries.receipts import (
    ReceiptLine,
    SaleReceipt,
    copy_again,
    get_receipt,
    is_void,
    list_receipt_copies,
)
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body, refusal
from theriac.surfaces.counter.feed.products import usual_goods_codes
from theriac.surfaces.counter.feed.settings import paper_of
from theriac.surfaces.counter.people import short_name
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.wire.receipts import (
    CopyOut,
    DeviceCopiesIn,
    FoundReceiptOut,
    OldReceiptOut,
    PrintedBatchOut,
    PrintedGroundOut,
    PrintedLineOut,
    PrintedOut,
    PrintedPackOut,
    PrintedPaymentOut,
    PrintedTaxOut,
    ReceiptCopyIn,
    ReceiptIn,
    ReceiptsIn,
    ReceiptsOut,
    TakenCopiesOut,
    TakenCopyOut,
)


@endpoint("POST")
def receipts(request: HttpRequest) -> HttpResponse:
    """The branch's receipts that fit, the newest first."""
    device = paired_device(request)
    asked = read_body(request, ReceiptsIn)
    found = find_receipts(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        today=clock.today(device.point.time_zone),
        sought=ReceiptSought(
            number=asked.number, on=asked.on, total=asked.total, product_id=asked.product_id
        ),
    )
    return answer_with(
        ReceiptsOut(
            receipts=[
                FoundReceiptOut(
                    id=one.sale.id,
                    number=one.sale.number,
                    occurred_at=one.sale.occurred_at,
                    business_on=one.sale.business_on,
                    total=one.sale.total,
                    lines=one.lines,
                    product=one.product,
                )
                for one in found.receipts
            ],
            has_more=found.has_more,
        )
    )


@endpoint("POST")
def receipt(request: HttpRequest) -> HttpResponse:
    """One of the branch's receipts whole."""
    device = paired_device(request)
    asked = read_body(request, ReceiptIn)
    person = person_of(device, asked.token)
    found = get_receipt(actor=person, sale_id=asked.sale_id)
    if found is None or found.sale.branch_id != device.point.branch_id:
        raise NotFound(_("This receipt doesn't exist at this branch. Search again."))
    copies = list_receipt_copies(actor=person, sale_id=asked.sale_id).count()
    return answer_with(_told(device.actor, found, copies))


@require_safe
def printed_receipt(request: HttpRequest, sale_id: UUID) -> HttpResponse:
    """One receipt with what its paper shows besides, for who is signed in to the back office."""
    actor = getattr(request, "actor", None)
    try:
        if not isinstance(actor, Actor):
            raise NotPermitted(_("Your session has ended. Sign in again."))
        found = get_receipt(actor=actor, sale_id=sale_id)
        if found is None:
            raise NotFound(_("This receipt doesn't exist at this branch. Search again."))
        copies = list_receipt_copies(actor=actor, sale_id=sale_id).count()
        return answer_with(
            PrintedOut(
                sale=_told(actor, found, copies), settings=paper_of(BranchId(found.sale.branch_id))
            )
        )
    except Problem as problem:
        return refusal(problem)


@endpoint("POST")
def receipt_copy(request: HttpRequest) -> HttpResponse:
    """Record that one is printed again; the answer is the number of the copy."""
    device = paired_device(request)
    asked = read_body(request, ReceiptCopyIn)
    person = person_of(device, asked.token)
    copy_id = take_receipt_copy(
        actor=person, branch_id=device.point.branch_id, sale_id=asked.sale_id, copy_id=asked.id
    )
    copy = copy_again(copy_id)
    return answer_with(CopyOut(number=copy.number, taken_at=copy.taken_at))


@endpoint("POST")
def receipt_copies(request: HttpRequest) -> HttpResponse:
    """Record the copies that the device printed of its own sales, each once."""
    device = paired_device(request)
    taken = []
    for said in read_body(request, DeviceCopiesIn).copies:
        number = take_device_copy(
            actor=device.actor,
            branch_id=device.point.branch_id,
            terminal_id=device.point.terminal_id,
            copy=said,
        )
        if number is not None:
            taken.append(TakenCopyOut(id=said.id, number=number))
    return answer_with(TakenCopiesOut(taken=taken))


def _told(actor: Actor, found: SaleReceipt, copies: int) -> OldReceiptOut:
    sale = found.sale
    terminal = get_terminal(sale.terminal_id)
    rows = [line.row for line in found.lines]
    sold = {row.product_id for row in rows}
    usual = usual_goods_codes()
    details = {
        one.id: one for one in product_details(actor=actor, product_ids=sorted(sold), priced=False)
    }
    return OldReceiptOut(
        id=sale.id,
        number=sale.number,
        occurred_at=sale.occurred_at,
        business_on=sale.business_on,
        person=short_name(names_of([sale.person_id]).get(sale.person_id, "")),
        terminal=terminal.name if terminal else "",
        inclusive=all(row.gross - row.discount == row.total for row in rows),
        rounding=sale.rounding,
        total=sale.total,
        lines=[_line(line, details.get(line.row.product_id), usual) for line in found.lines],
        grounds=[
            PrintedGroundOut(
                id=one.id, kind=one.kind, written_on=one.written_on, exception=one.exception
            )
            for one in found.grounds
        ],
        payments=[
            PrintedPaymentOut(
                id=one.id, method=one.method, tendered=one.tendered, change=one.change
            )
            for one in found.payments
        ],
        is_void=is_void(sale),
        copies=copies,
    )


def _line(
    line: ReceiptLine, product: ProductDetail | None, usual: Mapping[str, str]
) -> PrintedLineOut:
    row = line.row
    return PrintedLineOut(
        id=row.id,
        product=line.product,
        legal_class=product.legal_class if product else "",
        hsn=(product.hsn or usual.get(product.tax_class, "")) if product else "",
        pack=PrintedPackOut(name=line.pack, factor=row.quantity // row.packs),
        packs=row.packs,
        price_amount=row.price_amount,
        price_units=row.price_units,
        gross=row.gross,
        discount=row.discount,
        taxable=row.taxable,
        tax=row.tax,
        total=row.total,
        taxes=[
            PrintedTaxOut(code=tax["code"], rate_bp=tax["rate_bp"], amount=tax["amount"])
            for tax in row.taxes
        ],
        batches=[
            PrintedBatchOut(number=batch.number, expiry=batch.expires_on, quantity=batch.quantity)
            for batch in line.batches
        ],
    )
