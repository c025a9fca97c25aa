"""Quotations: issued, read, drawn, cancelled, converted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.quotations import queries
from theriac.domains.quotations.commands.cancel import cancel_quotation
from theriac.domains.quotations.commands.convert import convert_quotation
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.customers import seen_customer
from theriac.domains.quotations.papers import quotation_bill
from theriac.domains.quotations.problems import QuotationUnknown
from theriac.domains.quotations.steps import NOT_HERE
from theriac.domains.sale_documents.papers import pdf_of
from theriac.domains.sales.permissions import SELL, VIEW_SALES
from theriac.domains.sales.queries.receipts import receipt_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, terminal_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.sales.documents import PDF, PRIVATE
from theriac.surfaces.api.routers.sales.receipts import done_content
from theriac.surfaces.api.routers.sales.sales import sold_again, terms_of
from theriac.surfaces.api.schemas.sales.quotations import (
    Quotation,
    QuotationCancelled,
    QuotationIssue,
    QuotationLine,
    QuotationPage,
    QuotationPaperWanted,
    QuotationSale,
    QuotationSummary,
    QuotationsWanted,
    QuotedBuyer,
)
from theriac.surfaces.api.schemas.sales.sales import SaleDone
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["sales"])


@router.get(
    "/quotations",
    **operation("listQuotations", "List quotations", answers=QuotationPage, may=[VIEW_SALES]),
)
def quotations(request: HttpRequest, wanted: Query[QuotationsWanted]) -> HttpResponse:
    """A page of the branch's quotations, the latest first."""
    actor = actor_of(request)
    rows = queries.list_quotations(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(queries.QUOTATIONS, rows, wanted)
    items = [told(QuotationSummary, row, standing=queries.standing_of(row)) for row in page.items]
    return respond(request, QuotationPage(items=items, **edges(page)))


@router.post(
    "/quotations",
    **writing(
        "issueQuotation",
        "Issue a quotation",
        answers=Quotation,
        may=[SELL],
        status=201,
        detail=(
            "At today's prices, numbered in a run of the branch's own; no stock is touched or "
            "kept. A discount above the limit answers `approval.needed`, as a sale's does."
        ),
    ),
)
def issue(request: HttpRequest, here: Query[Here], body: Body[QuotationIssue]) -> HttpResponse:
    """The quotation as it is promised."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: issue_quotation(
            actor=actor,
            branch_id=branch_id,
            draft=body.quotation,
            approval_id=body.approval_id,
        ),
        lambda quotation_id: _one(actor, branch_id, quotation_id),
    )


@router.get(
    "/quotations/{quotation_id}",
    **operation("getQuotation", "Read a quotation", answers=Quotation, may=[VIEW_SALES]),
)
def quotation(request: HttpRequest, quotation_id: Id, here: Query[Here]) -> HttpResponse:
    """The quotation with its lines; its ETag is the version that an act names."""
    actor = actor_of(request)
    return respond(request, _one(actor, branch_of(actor, here.branch_id), quotation_id))


@router.get(
    "/quotations/{quotation_id}/document",
    **operation(
        "getQuotationDocument",
        "Draw a quotation on a roll or sheet",
        answers=None,
        may=[VIEW_SALES],
        media=[PDF],
    ),
)
def paper(
    request: HttpRequest, quotation_id: Id, wanted: Query[QuotationPaperWanted]
) -> HttpResponse:
    """The paper as PDF."""
    bill = quotation_bill(actor_of(request), quotation_id, wanted.paper)
    return HttpResponse(pdf_of(bill, wanted.paper), content_type=PDF, headers=PRIVATE)


@router.post(
    "/quotations/{quotation_id}/cancel",
    **writing(
        "cancelQuotation",
        "Cancel a quotation",
        answers=Quotation,
        may=[SELL],
        edits=True,
        detail="It keeps its number; nothing is sold on it any more.",
    ),
)
def cancel(
    request: HttpRequest, quotation_id: Id, here: Query[Here], body: QuotationCancelled
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: cancel_quotation(
            actor=actor,
            branch_id=branch_id,
            quotation_id=quotation_id,
            version=version,
            reason=body.reason,
        ),
        lambda: _one(actor, branch_id, quotation_id),
    )


@router.post(
    "/quotations/{quotation_id}/convert",
    **writing(
        "convertQuotation",
        "Convert a quotation to a sale",
        answers=SaleDone,
        may=[SELL],
        status=201,
        detail=(
            "Once: a second try answers `quotations.ended`. Sells the quotation's lines in the "
            "key's own series, and may refuse as `POST /sales` does. With `keeps_prices` what "
            "today's prices are above the promised ones is a discount; after the last day it "
            "answers `quotations.expired`. What a counter has in a basket answers "
            "`quotations.taken`."
        ),
    ),
)
def convert(request: HttpRequest, quotation_id: Id, body: QuotationSale) -> HttpResponse:
    actor = actor_of(request)
    branch_id, terminal_id = terminal_of(actor)
    return once(
        request,
        lambda: convert_quotation(
            actor=actor,
            branch_id=branch_id,
            terminal_id=terminal_id,
            quotation_id=quotation_id,
            sale=terms_of(body),
            keeps_prices=body.keeps_prices,
            grounds=body.line_grounds,
        ),
        first=lambda done: done_content(receipt_of(done), done.left),
        again=sold_again,
        status=201,
    )


def _one(actor: Actor, branch_id: BranchId, quotation_id: UUID) -> Quotation:
    row = queries.find_quotation(actor=actor, quotation_id=quotation_id)
    if row is None or row.branch_id != branch_id:
        raise QuotationUnknown(NOT_HERE, quotation_id=quotation_id)
    lines = queries.lines_of_quotation(row.id)
    names = product_names(line.product_id for line in lines)
    buyer, customer = queries.buyer_of(row), seen_customer(actor, row)
    return told(
        Quotation,
        row,
        standing=queries.standing_of(row),
        buyer=told(QuotedBuyer, buyer) if buyer else None,
        patient_id=customer.patient_id,
        credit_account_id=customer.credit_account_id,
        lines=[
            told(
                QuotationLine,
                line,
                product=names.get(line.product_id, ""),
                pack=line.pack.name,
            )
            for line in lines
        ],
    )
