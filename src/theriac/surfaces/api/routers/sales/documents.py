"""Papers of sales and credit notes: drawn, issued, made out to a buyer, asked to be sent."""

from __future__ import annotations

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
from theriac.domains.sale_documents import documents
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.gst_return import gst_return
from theriac.domains.sale_documents.papers import credit_bill, pdf_of, sale_bill
from theriac.domains.sale_documents.queries import buyers_of, get_issue, requests_of
from theriac.domains.sales.permissions import COPY_RECEIPT, SELL, VIEW_SALES
from theriac.domains.sales.queries.receipts import branch_to_copy_at
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.documents import (
    BuyerNew,
    CreditDocumentWanted,
    DocumentBuyer,
    DocumentRequest,
    DocumentRequests,
    DocumentWanted,
    GstReturnWanted,
    Issue,
    SendingNew,
)

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
    request: HttpRequest, customer_return_id: Id, wanted: Query[CreditDocumentWanted]
) -> HttpResponse:
    """The paper as PDF."""
    bill = credit_bill(actor_of(request), customer_return_id, wanted.paper)
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
        lambda issue_id: _issue(actor, sale_id, issue_id),
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
    named = documents.DocumentBuyer(body.name, body.address, body.state, body.tax_number)
    return changed(
        request,
        lambda: name_buyer(actor=actor, branch_id=branch_id, sale_id=sale_id, buyer=named),
        lambda: told(DocumentBuyer, buyers_of([sale_id])[sale_id]),
        status=201,
    )


@router.get(
    "/sales/{sale_id}/sending",
    **operation(
        "listDocumentRequests",
        "List the wishes to send a document",
        answers=DocumentRequests,
        may=[COPY_RECEIPT],
    ),
)
def requests(request: HttpRequest, sale_id: Id) -> HttpResponse:
    """For the program that carries them out, with where to."""
    actor = actor_of(request)
    _branch_of(branch_to_copy_at(actor=actor, sale_id=sale_id), sale_id)
    return respond(request, _requests(actor, sale_id))


@router.post(
    "/sales/{sale_id}/sending",
    **writing(
        "requestDocument",
        "Ask that the document of a sale is sent",
        answers=DocumentRequests,
        may=[COPY_RECEIPT],
        status=201,
        detail=(
            "Announces `theriac.sale.document.requested.v1`, which has no address; nothing is "
            "sent by this."
        ),
    ),
)
def send(request: HttpRequest, sale_id: Id, body: SendingNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = _branch_of(branch_to_copy_at(actor=actor, sale_id=sale_id), sale_id)
    return changed(
        request,
        lambda: request_document(
            actor=actor, branch_id=branch_id, sale_id=sale_id, channel=body.channel, to=body.to
        ),
        lambda: _requests(actor, sale_id),
        status=201,
    )


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


def _issue(actor: Actor, sale_id: UUID, issue_id: UUID) -> Issue:
    found = get_issue(actor=actor, sale_id=sale_id, issue_id=issue_id)
    if found is None:
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    return told(Issue, found, copy_number=found.copy)


def _requests(actor: Actor, sale_id: UUID) -> DocumentRequests:
    rows = requests_of(actor=actor, sale_id=sale_id)
    return DocumentRequests(items=[told(DocumentRequest, one) for one in rows])


def _drawn(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=PDF, headers=PRIVATE)
