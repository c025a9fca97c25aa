"""Operations on demand."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.forecasting.queries.demand import demand_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.stock.demand import DayDemand, DemandWanted, ProductDemand

router = Router(tags=["stock"])
USUAL = timedelta(days=90)


@router.get(
    "/products/{product_id}/demand",
    **operation(
        "getProductDemand",
        "Read a product's daily demand at a branch",
        answers=ProductDemand,
        may=[VIEW_STOCK],
        detail="Kept each night from the ledger; a sale that arrives late is added to its own day.",
    ),
)
def demand(request: HttpRequest, product_id: Id, wanted: Query[DemandWanted]) -> HttpResponse:
    """The days of a period, those before the product came as days without stock."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    if not product_names([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    last = wanted.until or branch_date(branch_id) - timedelta(days=1)
    first = wanted.since or last - USUAL + timedelta(days=1)
    found = demand_of(
        actor=actor, branch_id=branch_id, product_id=product_id, first=first, last=last
    )
    answer = ProductDemand(
        product_id=product_id,
        branch_id=branch_id,
        units=found.rate.units,
        asked=found.rate.asked,
        days_in_stock=found.rate.days_in_stock,
        days_out=found.rate.days_out,
        out_counted=found.rate.out_counted,
        kept_through=found.kept_through,
        days=[told(DayDemand, one) for one in found.days],
    )
    return respond(request, answer)
