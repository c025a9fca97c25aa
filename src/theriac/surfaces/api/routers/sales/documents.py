"""Papers of sales and credit notes: drawn, issued, made out to a buyer, asked to be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents import documents, queries
from theriac.domains.sale_documents.commands.end_request import (
    cancel_document_request,
    mark_document_sent,
)
from theriac.domains.sale_documents.commands.issue_credit_note import issue_credit_note
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.gst_return import gst_return
from theriac.domains.sale_documents.papers import credit_bill, pdf_of, sale_bill
from theriac.domains.sale_documents.queries import buyers_of, get_credit_issue, get_issue
from theriac.domains.sale_documents.requests.queries import (
    REQUESTS,
    get_request,
    list_requests,
    requested,
)
from theriac.domains.sales.permissions import COPY_RECEIPT, SELL, VIEW_SALES
from theriac.domains.sales.queries.receipts import branch_to_copy_at
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.documents import (
    BuyerNew,
    DocumentBuyer,
    DocumentRequest,
    DocumentRequestNew,
    DocumentRequestPage,
    DocumentRequestsWanted,
    DocumentWanted,
    GstReturnWanted,
    Issue,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["sales"])
PDF, JSON = "application/pdf", "application/json"
PRIVATE = {"Cache-Control": "private, no-store"}


@router.get(
    "/sales/{sale_id}/document",
    **operation(
        "getSaleDocument",
        "Draw the document of a sale on a roll or sheet",
        answers=None,
        may=[VIEW_SALES],
        media=[PDF],
        detail="Issue it first, so that it is marked as the original or as the next copy.",
    ),
)
def paper(request: HttpRequest, sale_id: Id, wanted: Query[DocumentWanted]) -> HttpResponse:
    """The paper as PDF."""
    bill = sale_bill(actor_of(request), sale_id, wanted.paper, wanted.issue_id)
    return _drawn(pdf_of(bill, wanted.paper))


@router.get(
    "/customer-returns/{customer_return_id}/document",
    **operation(
        "getCreditNoteDocument",
        "Draw a credit note on a roll or sheet",
        answers=None,
        may=[VIEW_SALES],
        media=[PDF],
    ),
)
def credit_paper(
    request: HttpRequest, customer_return_id: Id, wanted: Query[DocumentWanted]
) -> HttpResponse:
    """The paper as PDF."""
    bill = credit_bill(actor_of(request), customer_return_id, wanted.paper, wanted.issue_id)
    return _drawn(pdf_of(bill, wanted.paper))


@router.post(
    "/sales/{sale_id}/document",
    **writing(
        "issueSaleDocument",
        "Issue the document of a sale",
        answers=Issue,
        may=[COPY_RECEIPT],
        status=201,
        detail=(
            "The first of a program's sale is the original; whatever follows, and each of a "
            "counter's sale, which printed its own, is a copy with the next number. Draw it with "
            "`GET /sales/{sale_id}/document?issue_id=…`."
        ),
    ),
)
def issue(request: HttpRequest, sale_id: Id) -> HttpResponse:
    """Count what is handed out, with who did."""
    actor = actor_of(request)
    branch_id = _branch_of(branch_to_copy_at(actor=actor, sale_id=sale_id), sale_id)
    return added(
        request,
        lambda: issue_document(actor=actor, branch_id=branch_id, sale_id=sale_id),
        lambda key: _told(get_issue(actor=actor, sale_id=sale_id, issue_id=key)),
    )


@router.post(
    "/customer-returns/{customer_return_id}/document",
    **writing(
        "issueCreditNoteDocument",
        "Issue a credit note",
        answers=Issue,
        may=[COPY_RECEIPT],
        status=201,
        detail="The first of a note of the office is the original; else it is the next copy.",
    ),
)
def issue_note(request: HttpRequest, customer_return_id: Id, here: Query[Here]) -> HttpResponse:
    """Count what is handed out, with who did."""
    actor = actor_of(request)
    branch_id, note_id = branch_of(actor, here.branch_id), customer_return_id
    return added(
        request,
        lambda: issue_credit_note(actor=actor, branch_id=branch_id, customer_return_id=note_id),
        lambda key: _told(get_credit_issue(actor=actor, return_id=note_id, issue_id=key)),
    )


@router.post(
    "/sales/{sale_id}/buyer",
    **writing(
        "nameBuyer",
        "Name the buyer of a sale",
        answers=DocumentBuyer,
        may=[SELL],
        status=201,
        detail=(
            "Once, in the month of the sale. A buyer without GSTIN in another State than the one "
            "that the sale was taxed for is refused: the sale would bear another tax."
        ),
    ),
)
def buyer(request: HttpRequest, sale_id: Id, body: BuyerNew) -> HttpResponse:
    actor = actor_of(request)
    seen = list_sales(actor=actor).filter(id=sale_id).values_list("branch_id", flat=True).first()
    branch_id = _branch_of(seen, sale_id)
    named = documents.DocumentBuyer(**body.model_dump())
    return changed(
        request,
        lambda: name_buyer(actor=actor, branch_id=branch_id, sale_id=sale_id, buyer=named),
        lambda: told(DocumentBuyer, buyers_of([sale_id])[sale_id]),
        status=201,
    )


@router.get(
    "/document-requests",
    **operation(
        "listDocumentRequests",
        "List the wishes to send documents",
        answers=DocumentRequestPage,
        may=[COPY_RECEIPT],
    ),
)
def requests(request: HttpRequest, wanted: Query[DocumentRequestsWanted]) -> HttpResponse:
    """For the program that carries them out, with where to; the latest first."""
    actor = actor_of(request)
    rows = list_requests(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(REQUESTS, rows, wanted)
    items = [told(DocumentRequest, requested(row)) for row in page.items]
    return respond(request, DocumentRequestPage(items=items, **edges(page)))


@router.post(
    "/document-requests",
    **writing(
        "requestDocument",
        "Ask that a document is sent",
        answers=DocumentRequest,
        may=[COPY_RECEIPT],
        status=201,
        detail=(
            "Announces `theriac.sale.document.requested.v1`, which has no address; nothing is "
            "sent by this."
        ),
    ),
)
def send(request: HttpRequest, here: Query[Here], body: DocumentRequestNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: request_document(actor=actor, branch_id=branch_id, **body.model_dump()),
        lambda request_id: _request(actor, request_id),
    )


@router.post(
    "/document-requests/{document_request_id}/sent",
    **writing(
        "markDocumentSent",
        "Tell that a document was sent",
        answers=DocumentRequest,
        may=[COPY_RECEIPT],
        detail="Once: a wish that is over answers 409.",
    ),
)
def sent(request: HttpRequest, document_request_id: Id, here: Query[Here]) -> HttpResponse:
    return _ended(request, document_request_id, here, mark_document_sent)


@router.post(
    "/document-requests/{document_request_id}/cancel",
    **writing(
        "cancelDocumentRequest",
        "Cancel the wish to send a document",
        answers=DocumentRequest,
        may=[COPY_RECEIPT],
    ),
)
def cancel(request: HttpRequest, document_request_id: Id, here: Query[Here]) -> HttpResponse:
    return _ended(request, document_request_id, here, cancel_document_request)


@router.get(
    "/gst/gstr-1",
    **operation(
        "getGstr1",
        "Read GSTR-1 of a month",
        answers=None,
        may=[VIEW_BOOKS],
        media=[JSON],
        detail=(
            "As the portal's offline tool takes it, of every branch with the branch's GSTIN: "
            "rupees with two decimals. An empty object outside India."
        ),
    ),
)
def gstr1(request: HttpRequest, wanted: Query[GstReturnWanted]) -> HttpResponse:
    """The return as it stands now; the month may still go on."""
    actor = actor_of(request)
    year, month = map(int, wanted.month.split("-"))
    found = gst_return(
        actor=actor, branch_id=branch_of(actor, wanted.branch_id), month=date(year, month, 1)
    )
    return HttpResponse(found.text, content_type=JSON, headers=PRIVATE)


def _branch_of(found: UUID | None, sale_id: UUID) -> BranchId:
    if found is None:
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    return BranchId(found)


def _told(found: queries.Issue | None) -> Issue:
    if found is None:
        raise NotFound(_("This document wasn’t issued. Issue it again."))
    return told(Issue, found, copy_number=found.copy)


def _request(actor: Actor, request_id: UUID) -> DocumentRequest:
    found = get_request(actor=actor, request_id=request_id)
    if found is None:
        raise NotFound(_("This request doesn’t exist."), request_id=request_id)
    return told(DocumentRequest, found)


def _ended(
    request: HttpRequest, request_id: UUID, here: Here, command: Callable[..., UUID]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: command(actor=actor, branch_id=branch_id, document_request_id=request_id),
        lambda: _request(actor, request_id),
    )


def _drawn(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=PDF, headers=PRIVATE)
