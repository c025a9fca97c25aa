"""Dated prices of packs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.permissions import SET_PRICES, VIEW_CATALOG
from theriac.domains.catalog.queries.prices.listed import PRICES, get_price, list_prices
from theriac.domains.catalog.queries.products import get_product
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import amount_of, branch_of, currency_here
from theriac.surfaces.api.schemas.catalog.prices import Price, PriceNew, PricePage, PricesWanted
from theriac.surfaces.api.schemas.types import Here, Money

router = Router(tags=["catalogue"])


@router.get(
    "/products/{product_id}/prices",
    **operation(
        "listPrices",
        "List the dated prices of a product",
        answers=PricePage,
        may=[VIEW_CATALOG],
        detail="General ones and those of branches that the actor may see.",
    ),
)
def prices(request: HttpRequest, product_id: Id, wanted: Query[PricesWanted]) -> HttpResponse:
    """A page of dated prices, past and to come."""
    rows = list_prices(actor=actor_of(request), product_id=product_id)
    page = page_of(PRICES, rows, wanted)
    currency = currency_here()
    items = [_answer(row, currency) for row in page.items]
    return respond(request, PricePage(items=items, **edges(page)))


@router.post(
    "/products/{product_id}/prices",
    **writing(
        "setPrice",
        "Set a pack's price from an instant on",
        answers=Price,
        may=[SET_PRICES],
        status=201,
        detail="Earlier prices stay as they were. One above the ceiling by law is refused. One "
        "below what the goods cost the last time, or far off the price before, is refused as "
        "`asks_first` until it is sent again with the question's code in `confirmed`.",
    ),
)
def add(request: HttpRequest, product_id: Id, here: Query[Here], body: PriceNew) -> HttpResponse:
    """Add a dated price, at the branch or everywhere."""
    actor = actor_of(request)
    branch_id = None if body.everywhere else branch_of(actor, here.branch_id)
    currency = currency_here()
    amount = amount_of(body.price, currency, "price") or 0
    product = get_product(actor=actor, product_id=product_id)
    if product is None or all(pack.id != body.pack_id for pack in product.packs):
        raise NotFound(_("This product doesn’t have this pack."), pack_id=body.pack_id)

    return added(
        request,
        lambda: set_price(
            actor=actor,
            pack_id=body.pack_id,
            amount=amount,
            branch_id=branch_id,
            valid_from=body.valid_from,
            confirmed=body.confirmed,
        ),
        lambda price_id: _answer(get_price(actor=actor, price_id=price_id), currency),
    )


def _answer(row: Any, currency: str) -> Price:
    return told(Price, row, price=Money(amount=row.amount, currency=currency))
