"""What is to be ordered: told with all that it is counted from, and put on the want list."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.listing.ranked import RankedListing
from theriac.core.money import round_half_up
from theriac.domains.forecasting.queries.needs import ProductNeed as Need
from theriac.domains.forecasting.queries.needs import branch_needs
from theriac.domains.replenishment.commands.want_needed import want_needed
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.wants import list_wants
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.suppliers.queries import SupplierTerms
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.routers.replenishment.wants import told_wants
from theriac.surfaces.api.schemas.replenishment.needs import (
    NeededWants,
    NeedPage,
    NeedsListed,
    NeedsWanted,
    ProductNeed,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
NEEDS = RankedListing("forecasting.needs")


@router.get(
    "/needs",
    **operation(
        "listNeeds",
        "List what is to be ordered, and why",
        answers=NeedPage,
        may=[VIEW_STOCK],
        detail=(
            "Of every product that the branch has, sells or wants. The supplier, null for who may "
            "not see suppliers, is the one whose goods came last, and so is the pack."
        ),
    ),
)
def needs(request: HttpRequest, wanted: Query[NeedsWanted]) -> HttpResponse:
    """A page of needs by the products' names."""
    actor = actor_of(request)
    found = branch_needs(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    kept = {one.product_id: one for one in found.products if _fits(one, wanted)}
    start = NEEDS.start(wanted.cursor)
    page = NEEDS.page(list(kept), start=start, size=wanted.limit)
    currency = currency_here()
    answer = NeedPage(
        kept_through=found.last,
        items=[_told(kept[key], found.suppliers, currency) for key in page.items],
        next=page.next,
        previous=page.previous,
    )
    return respond(request, answer)


@router.post(
    "/needs/want",
    **writing(
        "wantNeeds",
        "Put what products need on the want list",
        answers=NeededWants,
        may=[KEEP_WANTS],
        detail=(
            "As much as each needs now, once: more where less stands there already, and nothing "
            "where it was ordered and hasn't come."
        ),
    ),
)
def want(request: HttpRequest, here: Query[Here], body: NeedsListed) -> HttpResponse:
    """What stands on the list of them then."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    wanted = set(body.product_ids)

    def act() -> object:
        found = branch_needs(actor=actor, branch_id=branch_id)
        return want_needed(actor=actor, branch_id=branch_id, needed=found.needed_of(wanted))

    def standing() -> NeededWants:
        rows = list_wants(actor=actor, branch_id=branch_id)
        return NeededWants(
            items=told_wants(list(rows.filter(product_id__in=wanted, open_key__isnull=False)))
        )

    return changed(request, act, standing)


def _fits(one: Need, wanted: NeedsWanted) -> bool:
    return (
        (wanted.supplier_id is None or one.supplier_id == wanted.supplier_id)
        and (wanted.abc is None or one.abc == wanted.abc)
        and (wanted.ved is None or one.ved == wanted.ved)
        and (wanted.needed is None or bool(one.order.units) is wanted.needed)
    )


def _told(one: Need, suppliers: Mapping[UUID, SupplierTerms], currency: str) -> ProductNeed:
    order, position = one.order, one.position
    supplier = suppliers.get(one.supplier_id) if one.supplier_id else None
    return told(
        ProductNeed,
        one,
        product=one.name,
        sold=one.rate.units,
        asked=one.rate.asked,
        days_in_stock=one.rate.days_in_stock,
        days_out=one.rate.days_out,
        out_counted=one.rate.out_counted,
        lead_days=ceil(one.lead.days),
        lead_hundredths=round_half_up(one.lead.days * 100),
        lead_source=one.lead.source.value,
        lead_orders=one.lead.orders,
        review_days=int(one.terms.review_days),
        service_percent=one.terms.service_percent,
        safety=order.safety,
        reorder_point=order.reorder_point,
        level=order.level,
        sellable=position.sellable,
        reserved=position.reserved,
        in_transit=position.in_transit,
        on_order=position.on_order,
        lacking=order.lacking,
        cap=order.cap,
        limit=order.limit.value,
        pack=order.pack,
        packs=order.packs,
        order=order.units,
        supplier=supplier.name if supplier else "",
        pack_cost=money_of(one.pack_cost, currency),
        value=money_of(one.value, currency),
    )
