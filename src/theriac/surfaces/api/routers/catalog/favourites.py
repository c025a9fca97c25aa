"""The tiles of a branch's counters: listed, added and moved, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.favourites import put_favourite, remove_favourite
from theriac.domains.catalog.permissions import CHOOSE_FAVOURITES, VIEW_CATALOG
from theriac.domains.catalog.queries.favourites import FAVOURITES, get_favourite, list_favourites
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.catalog.favourites import (
    FavouritePlace,
    FavouriteTile,
    FavouriteTilePage,
)
from theriac.surfaces.api.schemas.types import Here, WantedHere

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Favourite

router = Router(tags=["catalogue"])


@router.get(
    "/favourites",
    **operation(
        "listFavourites",
        "List the counter's favourites",
        answers=FavouriteTilePage,
        may=[VIEW_CATALOG],
        detail="The packs that a branch's counters show as tiles, in their order.",
    ),
)
def favourites(request: HttpRequest, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of a branch's tiles."""
    actor = actor_of(request)
    rows = list_favourites(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(FAVOURITES, rows, wanted)
    return respond(
        request, FavouriteTilePage(items=[_told(row) for row in page.items], **edges(page))
    )


@router.get(
    "/favourites/{pack_id}",
    **operation("getFavourite", "Read one favourite", answers=FavouriteTile, may=[VIEW_CATALOG]),
)
def favourite(request: HttpRequest, pack_id: Id, here: Query[Here]) -> HttpResponse:
    """The tile of a pack."""
    actor = actor_of(request)
    return respond(request, _one(actor, branch_of(actor, here.branch_id), pack_id))


@router.put(
    "/favourites/{pack_id}",
    **writing(
        "putFavourite",
        "Add or move a favourite",
        answers=FavouriteTile,
        may=[CHOOSE_FAVOURITES],
        detail="A branch has 24 at most. Counters show it within seconds.",
    ),
)
def put(request: HttpRequest, pack_id: Id, here: Query[Here], body: FavouritePlace) -> HttpResponse:
    """Make the pack a tile, or move it."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: put_favourite(
            actor=actor, branch_id=branch_id, pack_id=pack_id, position=body.position
        ),
        lambda: _one(actor, branch_id, pack_id),
    )


@router.post(
    "/favourites/{pack_id}/remove",
    **writing(
        "removeFavourite",
        "Remove a favourite",
        answers=FavouriteTilePage,
        may=[CHOOSE_FAVOURITES],
        detail="The answer is what is left. What isn't a favourite stays so.",
    ),
)
def remove(request: HttpRequest, pack_id: Id, here: Query[Here]) -> HttpResponse:
    """The pack is no tile any more."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: remove_favourite(actor=actor, branch_id=branch_id, pack_id=pack_id),
        lambda: _left(actor, branch_id),
    )


def _left(actor: Actor, branch_id: UUID) -> FavouriteTilePage:
    rows = list_favourites(actor=actor, branch_id=branch_id)
    page = page_of(FAVOURITES, rows, WantedHere())
    return FavouriteTilePage(items=[_told(row) for row in page.items], **edges(page))


def _one(actor: Actor, branch_id: UUID, pack_id: UUID) -> FavouriteTile:
    found = get_favourite(actor=actor, branch_id=branch_id, pack_id=pack_id)
    if found is None:
        raise NotFound(_("This pack isn’t a favourite."), pack_id=pack_id)
    return _told(found)


def _told(row: Favourite) -> FavouriteTile:
    return FavouriteTile(
        pack_id=row.pack_id,
        branch_id=row.branch_id,
        product_id=row.pack.product_id,
        product=row.pack.product.name,
        pack=row.pack.name,
        factor=row.pack.factor,
        position=row.position,
    )
