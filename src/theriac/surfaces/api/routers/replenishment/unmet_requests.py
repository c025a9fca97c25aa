"""Unmet requests: recorded, read, counted, wanted, dismissed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.commands.record import record_request
from theriac.domains.unmet_requests.commands.settle import dismiss_request, want_request
from theriac.domains.unmet_requests.drafts import RequestWritten
from theriac.domains.unmet_requests.problems import RequestUnknown
from theriac.domains.unmet_requests.queries import (
    TOLD_DAYS,
    UNMET_REQUESTS,
    asked_products,
    find_request,
    list_requests,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.replenishment.unmet_requests import (
    AskedProduct,
    AskedProducts,
    AskedProductsWanted,
    UnmetRequest,
    UnmetRequestDismissed,
    UnmetRequestPage,
    UnmetRequestsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
MOST_TOLD = 1_000
_NO_PRODUCT = UUID(int=0)


@router.get(
    "/unmet-requests",
    **operation(
        "listUnmetRequests",
        "List what was asked for and not in stock",
        answers=UnmetRequestPage,
        may=[VIEW_STOCK],
    ),
)
def requests(request: HttpRequest, wanted: Query[UnmetRequestsWanted]) -> HttpResponse:
    """A page of the branch's requests, the latest first."""
    actor = actor_of(request)
    rows = list_requests(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(UNMET_REQUESTS, rows, wanted)
    return respond(request, UnmetRequestPage(items=_told(page.items), **edges(page)))


@router.post(
    "/unmet-requests",
    **writing(
        "recordUnmetRequest",
        "Record what was asked for and not in stock",
        answers=UnmetRequest,
        may=[KEEP_WANTS],
        status=201,
        detail="It counts as demand of today that couldn't be met.",
    ),
)
def record(request: HttpRequest, here: Query[Here], body: Body[RequestWritten]) -> HttpResponse:
    """The request as it is kept."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: record_request(actor=actor, branch_id=branch_id, asked=body),
        lambda request_id: _one(actor, branch_id, request_id),
    )


@router.get(
    "/unmet-requests/products",
    **operation(
        "countUnmetRequests",
        "Count what was asked for and not in stock, by product",
        answers=AskedProducts,
        may=[VIEW_STOCK],
    ),
)
def products(request: HttpRequest, wanted: Query[AskedProductsWanted]) -> HttpResponse:
    """What was asked for in a period, the most often first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    until = wanted.until or branch_date(branch_id)
    since = wanted.since or until - timedelta(days=TOLD_DAYS - 1)
    found = asked_products(actor=actor, branch_id=branch_id, first=since, last=until)[:MOST_TOLD]
    names = product_names(one.product_id for one in found if one.product_id)
    items = [
        told(AskedProduct, one, product=names.get(one.product_id or _NO_PRODUCT, ""))
        for one in found
    ]
    return respond(request, AskedProducts(since=since, until=until, items=items))


@router.get(
    "/unmet-requests/{unmet_request_id}",
    **operation("getUnmetRequest", "Read a request", answers=UnmetRequest, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, unmet_request_id: Id, here: Query[Here]) -> HttpResponse:
    """One request; its ETag is the version that an act names."""
    actor = actor_of(request)
    return respond(request, _one(actor, branch_of(actor, here.branch_id), unmet_request_id))


@router.post(
    "/unmet-requests/{unmet_request_id}/want",
    **writing(
        "wantUnmetRequest",
        "Put a request on the want list",
        answers=UnmetRequest,
        may=[KEEP_WANTS],
        edits=True,
        detail="Where the same stands there already the quantities add up.",
    ),
)
def want(request: HttpRequest, unmet_request_id: Id, here: Query[Here]) -> HttpResponse:
    return _edit(request, unmet_request_id, here, want_request)


@router.post(
    "/unmet-requests/{unmet_request_id}/dismiss",
    **writing(
        "dismissUnmetRequest",
        "Say that a request counts for nothing",
        answers=UnmetRequest,
        may=[KEEP_WANTS],
        edits=True,
        detail="Demand leaves it out from then on.",
    ),
)
def dismiss(
    request: HttpRequest, unmet_request_id: Id, here: Query[Here], body: UnmetRequestDismissed
) -> HttpResponse:
    return _edit(request, unmet_request_id, here, dismiss_request, reason=body.reason)


def _edit(
    request: HttpRequest, request_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    named = {"branch_id": branch_id, "unmet_request_id": request_id, "version": version}
    return changed(
        request,
        lambda: act(actor=actor, **named, **more),
        lambda: _one(actor, branch_id, request_id),
    )


def _one(actor: Actor, branch_id: UUID, request_id: UUID) -> UnmetRequest:
    found = find_request(actor=actor, branch_id=branch_id, unmet_request_id=request_id)
    if found is None:
        words = _("This lost sale isn’t recorded at this branch.")
        raise RequestUnknown(words, unmet_request_id=request_id)
    return _told([found])[0]


def _told(rows: Sequence[Any]) -> list[UnmetRequest]:
    names = product_names(row.product_id for row in rows if row.product_id)
    return [told(UnmetRequest, row, product=names.get(row.product_id, "")) for row in rows]
