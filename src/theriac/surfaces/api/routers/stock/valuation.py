"""Stock as it was, its value, its cover, where a product is, and the nightly proofs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core import clock
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.replenishment.queries.coverage import stock_cover, whereabouts
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.ledger.as_at import PAST, past_rows, past_total, stock_as_at
from theriac.domains.stock.queries.ledger.proofs import PROOFS, list_proofs
from theriac.domains.stock.queries.valuation import value_by_place, value_total
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.routers.catalog.products import products_page
from theriac.surfaces.api.routers.stock.batches import in_place
from theriac.surfaces.api.schemas.stock.valuation import (
    Cover,
    CoverPage,
    CoverWanted,
    PastStock,
    PastWanted,
    Proof,
    ProofPage,
    ProofsWanted,
    StockValue,
    ValueLine,
    Whereabouts,
    WhereaboutsOfProduct,
)
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["stock"])


@router.get(
    "/stock-as-at",
    **operation(
        "listStockAsAt",
        "List stock as at a past moment",
        answers=PastStock,
        may=[VIEW_STOCK],
        detail=(
            "By the server's clock: a movement counts from when the server recorded it. "
            "Costs are what the batches say now, each line rounded down."
        ),
    ),
)
def as_at(request: HttpRequest, wanted: Query[PastWanted]) -> HttpResponse:
    """A page of batches by place with what was there, what expires first in front."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    at = wanted.at or clock.now()
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id, "at": at}
    page = PAST.page(
        past_rows(**here),
        wanted={"product_id": wanted.product_id},
        cursor=wanted.cursor,
        size=wanted.limit,
    )
    figures, currency = stock_as_at(**here), currency_here()
    total = past_total(actor=actor, branch_id=branch_id, figures=figures)
    for row in page.items:
        row.quantity = figures.get((row.batch_id, row.place_id), 0)
    answer = PastStock(
        at=at,
        batches=total.batches,
        units=total.units,
        value=money_of(total.value, currency),
        items=[in_place(actor, row, currency, shelf="") for row in page.items],
        **edges(page),
    )
    return respond(request, answer)


@router.get(
    "/stock-value",
    **operation(
        "getStockValue",
        "Read the value of stock by branch, place and class",
        answers=StockValue,
        may=[SEE_COSTS],
    ),
)
def value(request: HttpRequest) -> HttpResponse:
    lines = value_by_place(actor=actor_of(request))
    currency = currency_here()
    items = [
        told(
            ValueLine,
            one,
            value=Money(amount=one.value, currency=currency),
            consigned=Money(amount=one.consigned, currency=currency),
        )
        for one in lines
    ]
    total = Money(amount=value_total(lines), currency=currency)
    return respond(request, StockValue(total=total, items=items))


@router.get(
    "/stock-cover",
    **operation(
        "listStockCover",
        "List for how many days stock lasts",
        answers=CoverPage,
        may=[VIEW_STOCK],
        detail=(
            "`available * (window - days_out) / sold`, rounded down, "
            "by the whole days before today."
        ),
    ),
)
def cover(request: HttpRequest, wanted: Query[CoverWanted]) -> HttpResponse:
    """A page of covers at a branch."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    ids, cursors = products_page(actor, wanted)
    found = stock_cover(actor=actor, branch_id=branch_id, product_ids=ids, window=wanted.window)
    names = product_names(ids)
    items = [
        Cover(
            product_id=key,
            product=names[key],
            available=found[key].level.available,
            on_hand=found[key].level.on_hand,
            sold=found[key].sold,
            window=found[key].window,
            days=found[key].days,
            days_out=found[key].days_out,
        )
        for key in ids
    ]
    return respond(request, CoverPage(items=items, **cursors))


@router.get(
    "/stock-whereabouts/{product_id}",
    **operation(
        "getStockWhereabouts",
        "Read where a product is across branches",
        answers=WhereaboutsOfProduct,
        may=[VIEW_STOCK],
    ),
)
def where(request: HttpRequest, product_id: Id) -> HttpResponse:
    """Each branch that the caller may see."""
    actor = actor_of(request)
    if not product_names([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    found = whereabouts(actor=actor, product_id=product_id)
    return respond(request, WhereaboutsOfProduct(items=[told(Whereabouts, one) for one in found]))


@router.get(
    "/stock-proofs",
    **operation(
        "listStockProofs",
        "List the nightly proofs of the books of stock",
        answers=ProofPage,
        may=[VIEW_STOCK],
    ),
)
def proofs(request: HttpRequest, wanted: Query[ProofsWanted]) -> HttpResponse:
    """A page of proofs, the newest first."""
    actor = actor_of(request)
    page = PROOFS.page(list_proofs(actor=actor), cursor=wanted.cursor, size=wanted.limit)
    items = [told(Proof, one) for one in page.items]
    return respond(request, ProofPage(items=items, **edges(page)))
