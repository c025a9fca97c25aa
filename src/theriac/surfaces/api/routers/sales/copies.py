"""Copies of receipts: take one, list them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.sales.commands.take_receipt_copy import take_receipt_copy
from theriac.domains.sales.permissions import COPY_RECEIPT, VIEW_SALES
from theriac.domains.sales.queries.receipts import (
    COPIES,
    branch_to_copy_at,
    copy_again,
    list_receipt_copies,
)
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.schemas.sales.copies import ReceiptCopy, ReceiptCopyPage
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["sales"])


@router.get(
    "/sales/{sale_id}/copies",
    **operation(
        "listReceiptCopies",
        "List the copies of a receipt",
        answers=ReceiptCopyPage,
        may=[VIEW_SALES],
    ),
)
def copies(request: HttpRequest, sale_id: Id, wanted: Query[Wanted]) -> HttpResponse:
    """A page of the copies that were printed of a sale's receipt."""
    actor = actor_of(request)
    if not list_sales(actor=actor).filter(id=sale_id).exists():
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    page = page_of(COPIES, list_receipt_copies(actor=actor, sale_id=sale_id), wanted)
    items = [told(ReceiptCopy, row) for row in page.items]
    return respond(request, ReceiptCopyPage(items=items, **edges(page)))


@router.post(
    "/sales/{sale_id}/copies",
    **writing(
        "takeReceiptCopy",
        "Record a copy of a receipt",
        answers=ReceiptCopy,
        may=[COPY_RECEIPT],
        status=201,
        detail=(
            "Call it each time an older receipt is printed again, and print the word COPY "
            "(SALINAN) with the copy's number on it. `GET /sales/{sale_id}` has what it shows."
        ),
    ),
)
def copy(request: HttpRequest, sale_id: Id) -> HttpResponse:
    """Count the copy, with who took it and where."""
    actor = actor_of(request)
    branch_id = branch_to_copy_at(actor=actor, sale_id=sale_id)
    if branch_id is None:
        raise NotFound(_("This sale doesn’t exist."), sale_id=sale_id)
    return added(
        request,
        lambda: take_receipt_copy(actor=actor, branch_id=branch_id, sale_id=sale_id),
        lambda copy_id: told(ReceiptCopy, copy_again(copy_id)),
    )
