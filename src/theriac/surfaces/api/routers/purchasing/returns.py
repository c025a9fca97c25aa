"""Returns to suppliers are listed, read, begun and written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.returns.draft import (
    begin_return,
    discard_return,
    write_return_lines,
)
from theriac.domains.purchasing.permissions import DRAFT_RETURN, VIEW_RETURNS
from theriac.domains.purchasing.queries.returns import RETURNS, list_returns
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.routers.purchasing.return_answers import moved, return_told
from theriac.surfaces.api.schemas.purchasing.returns import (
    ReturnBegun,
    ReturnLinesWritten,
    ReturnsWanted,
    SupplierReturn,
    SupplierReturnListed,
    SupplierReturnPage,
)

router = Router(tags=["returns to suppliers"])
_AT = "/supplier-returns/{return_id}"


@router.get(
    "/supplier-returns",
    **operation(
        "listSupplierReturns",
        "List returns to suppliers",
        answers=SupplierReturnPage,
        may=[VIEW_RETURNS],
    ),
)
def returns(request: HttpRequest, wanted: Query[ReturnsWanted]) -> HttpResponse:
    """A page of returns, the newest first."""
    asked = {
        "state": wanted.state,
        "branch_id": wanted.branch_id,
        "supplier_id": wanted.supplier_id,
    }
    rows = RETURNS.narrowed(list_returns(actor=actor_of(request)), asked)
    page = RETURNS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(SupplierReturnListed, row) for row in page.items]
    return respond(request, SupplierReturnPage(items=items, **edges(page)))


@router.post(
    "/supplier-returns",
    **writing(
        "beginSupplierReturn",
        "Put goods aside for their supplier",
        answers=SupplierReturn,
        may=[DRAFT_RETURN],
        status=201,
        detail="Moves no stock. Batches may be expired, held or recalled.",
    ),
)
def begin(request: HttpRequest, body: ReturnBegun) -> HttpResponse:
    actor = actor_of(request)

    return added(
        request,
        lambda: begin_return(
            actor=actor,
            branch_id=BranchId(body.branch_id),
            supplier_id=body.supplier_id,
            lines=body.lines,
            note=body.note,
        ),
        lambda return_id: return_told(actor, return_id),
    )


@router.get(
    _AT,
    **operation("getSupplierReturn", "Read a return", answers=SupplierReturn, may=[VIEW_RETURNS]),
)
def read(request: HttpRequest, return_id: Id) -> HttpResponse:
    """One return; its ETag is the version that a change names."""
    return respond(request, return_told(actor_of(request), return_id))


@router.put(
    f"{_AT}/lines",
    **writing(
        "writeSupplierReturnLines",
        "Write what goes back",
        answers=SupplierReturn,
        may=[DRAFT_RETURN],
        edits=True,
        detail="All lines, instead of those there were.",
    ),
)
def write_lines(request: HttpRequest, return_id: Id, body: ReturnLinesWritten) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: write_return_lines(
            actor=actor,
            branch_id=branch_id,
            return_id=return_id,
            version=version,
            lines=body.lines,
            note=body.note,
        ),
    )


@router.post(
    f"{_AT}/discarding",
    **writing(
        "discardSupplierReturn",
        "Don't send a return after all",
        answers=SupplierReturn,
        may=[DRAFT_RETURN],
        edits=True,
    ),
)
def discard(request: HttpRequest, return_id: Id) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: discard_return(
            actor=actor, branch_id=branch_id, return_id=return_id, version=version
        ),
    )
