"""Minimum stock, set by hand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.permissions import SET_MINIMUM
from theriac.domains.replenishment.queries.minimums import MINIMUMS, get_minimum, list_minimums
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.replenishment.minimums import Minimum, MinimumPage, MinimumSet
from theriac.surfaces.api.schemas.types import Here, WantedHere

router = Router(tags=["stock"])


@router.get(
    "/minimums",
    **operation("listMinimums", "List minimum stock", answers=MinimumPage, may=[VIEW_STOCK]),
)
def minimums(request: HttpRequest, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of a branch's minimums."""
    actor = actor_of(request)
    rows = list_minimums(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(MINIMUMS, rows, wanted)
    items = [Minimum.model_validate(row) for row in page.items]
    return respond(request, MinimumPage(items=items, **edges(page)))


@router.get(
    "/minimums/{product_id}",
    **operation("getMinimum", "Read a product's minimum", answers=Minimum, may=[VIEW_STOCK]),
)
def minimum(request: HttpRequest, product_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _minimum(actor, branch_of(actor, here.branch_id), product_id))


@router.put(
    "/minimums/{product_id}",
    **writing(
        "setMinimum",
        "Set a product's minimum",
        answers=Minimum,
        may=[SET_MINIMUM],
        detail="Below it, one alert is raised; it clears by itself. 0 wants none.",
    ),
)
def put(request: HttpRequest, product_id: Id, here: Query[Here], body: MinimumSet) -> HttpResponse:
    """Set the least that a branch wants."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: set_minimum(
            actor=actor, branch_id=branch_id, product_id=product_id, quantity=body.quantity
        ),
        lambda: _minimum(actor, branch_id, product_id),
    )


def _minimum(actor: Actor, branch_id: UUID, product_id: UUID) -> Minimum:
    found = get_minimum(actor=actor, branch_id=branch_id, product_id=product_id)
    if found is None:
        raise NotFound(_("This product has no minimum stock."), product_id=product_id)
    return Minimum.model_validate(found)
