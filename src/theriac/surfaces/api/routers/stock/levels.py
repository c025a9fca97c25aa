"""Stock: levels, batches, movements and minimums."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import BATCHES, list_batches
from theriac.domains.stock.queries.ledger.card import (
    CARD,
    CardLine,
    card_lines,
    get_movement,
    list_movements,
    movement_lines,
)
from theriac.domains.stock.queries.levels import StockLevel, stock_levels
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.routers.catalog.products import products_page
from theriac.surfaces.api.routers.stock.batches import in_place
from theriac.surfaces.api.schemas.catalog.products import ProductsWantedHere
from theriac.surfaces.api.schemas.stock.batches import Level, LevelPage, StockOfProduct
from theriac.surfaces.api.schemas.stock.movements import Movement, MovementPage, MovementsWanted
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/stock",
    **operation(
        "listStock",
        "List stock by product",
        answers=LevelPage,
        may=[VIEW_STOCK],
        detail="The filters, order and search of the list of products; products without stock too.",
    ),
)
def levels(request: HttpRequest, wanted: Query[ProductsWantedHere]) -> HttpResponse:
    """A page of levels at a branch."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    ids, cursors = products_page(actor, wanted)
    found = stock_levels(actor=actor, branch_id=branch_id, product_ids=ids)
    names = product_names(ids)
    items = [_level(found[product_id], names[product_id]) for product_id in ids]
    return respond(request, LevelPage(items=items, **cursors))


@router.get(
    "/stock/{product_id}",
    **operation(
        "getStock",
        "Read a product's stock by batch",
        answers=StockOfProduct,
        may=[VIEW_STOCK],
    ),
)
def level(request: HttpRequest, product_id: Id, here: Query[Here]) -> HttpResponse:
    """The level, and up to 200 batches with stock, what expires first in front."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    name = product_names([product_id]).get(product_id)
    if name is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    found = stock_levels(actor=actor, branch_id=branch_id, product_ids=[product_id])
    rows = list_batches(actor=actor, branch_id=branch_id)
    page = BATCHES.page(rows, wanted={"product_id": product_id, "in_stock": True}, size=200)
    currency = currency_here()
    answer = StockOfProduct(
        level=_level(found[product_id], name),
        batches=[in_place(actor, row, currency) for row in page.items],
    )
    return respond(request, answer)


@router.get(
    "/stock-movements",
    **operation(
        "listMovements",
        "List movements, or a product's stock card",
        answers=MovementPage,
        may=[VIEW_STOCK],
        detail="With `product_id` each has the balance after it.",
    ),
)
def movements(request: HttpRequest, wanted: Query[MovementsWanted]) -> HttpResponse:
    """A page of movements, the newest first."""
    actor = actor_of(request)
    rows = list_movements(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    asked = wanted.model_dump(exclude={"cursor", "limit", "branch_id"})
    is_card = wanted.product_id is not None
    page = CARD.page(
        rows,
        wanted=asked,
        sort="-recorded_at" if is_card else "-id",
        cursor=wanted.cursor,
        size=wanted.limit,
    )
    lines = card_lines if is_card else movement_lines
    items = movement_answers(lines(actor=actor, movements=page.items))
    return respond(request, MovementPage(items=items, **edges(page)))


@router.get(
    "/stock-movements/{movement_id}",
    **operation("getMovement", "Read a movement", answers=Movement, may=[VIEW_STOCK]),
)
def movement(request: HttpRequest, movement_id: Id) -> HttpResponse:
    """One movement with the balance after it."""
    return respond(request, movement_answers(_card_line(actor_of(request), movement_id))[0])


def movement_answers(lines: list[CardLine]) -> list[Movement]:
    """The lines with the names of products and people."""
    products = product_names(line.product_id for line in lines)
    people = names_of(line.actor_id for line in lines)
    return [
        told(
            Movement,
            line,
            product=products.get(line.product_id, ""),
            actor=people.get(line.actor_id, ""),
        )
        for line in lines
    ]


def _card_line(actor: Actor, movement_id: Any) -> list[CardLine]:
    found = get_movement(actor=actor, movement_id=movement_id)
    if found is None:
        raise NotFound(_("This movement doesn’t exist."), movement_id=movement_id)
    return card_lines(actor=actor, movements=[found])


def _level(found: StockLevel, product: str) -> Level:
    return told(Level, found, product=product)
