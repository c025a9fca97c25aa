"""Products that are there twice: proposed, merged, taken apart; and a pack that changes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.commands.packs import change_pack
from theriac.domains.catalog.permissions import MANAGE_CATALOG, MERGE_PRODUCTS, VIEW_CATALOG
from theriac.domains.catalog.queries.duplicates import MERGES, list_merges, suggest_duplicates
from theriac.domains.catalog.queries.products import get_product
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.routers.catalog.contents import product_contents
from theriac.surfaces.api.schemas.catalog.merges import (
    MergesWanted,
    MergeUndone,
    PackChanged,
    PairsWanted,
    ProductMerge,
    ProductMergeNew,
    ProductMergePage,
    ProductPair,
    ProductPairs,
)
from theriac.surfaces.api.schemas.catalog.products import Product

router = Router(tags=["catalogue"])


@router.get(
    "/product-duplicates",
    **operation(
        "suggestDuplicateProducts",
        "Find products that are there twice",
        answers=ProductPairs,
        may=[MERGE_PRODUCTS],
        detail="By the digits of their codes, by medicine, maker and packs, and by like names.",
    ),
)
def suggest(request: HttpRequest, wanted: Query[PairsWanted]) -> HttpResponse:
    found = suggest_duplicates(
        actor=actor_of(request), product_id=wanted.product_id, limit=wanted.limit
    )
    items = [told(ProductPair, pair, reasons=[one.value for one in pair.reasons]) for pair in found]
    return respond(request, ProductPairs(items=items))


@router.get(
    "/product-merges",
    **operation(
        "listProductMerges",
        "List merges of products",
        answers=ProductMergePage,
        may=[VIEW_CATALOG],
    ),
)
def merges(request: HttpRequest, wanted: Query[MergesWanted]) -> HttpResponse:
    """A page of merges, those that were undone among them."""
    page = page_of(MERGES, list_merges(actor=actor_of(request)), wanted)
    return respond(
        request, ProductMergePage(items=[_told(row) for row in page.items], **edges(page))
    )


@router.post(
    "/product-merges",
    **writing(
        "mergeProducts",
        "Let a product stand for another that is the same",
        answers=ProductMerge,
        may=[MERGE_PRODUCTS],
        status=201,
        detail=(
            "Its codes open the kept product and its stock is carried over at every branch; no "
            "movement changes, and it can be undone. Refused where base unit, legal class or "
            "medicine differ."
        ),
    ),
)
def merge(request: HttpRequest, body: ProductMergeNew) -> HttpResponse:
    """Merge ``merged_id`` into ``kept_id``."""
    actor = actor_of(request)
    packs = {one.merged_pack_id: one.kept_pack_id for one in body.packs}
    return once(
        request,
        lambda: merge_products(
            actor=actor,
            kept_id=body.kept_id,
            merged_id=body.merged_id,
            reason=body.reason,
            packs=packs,
        ),
        first=lambda merge_id: _merge(actor, merge_id),
        again=lambda effect: _merge(actor, effect),
        status=201,
    )


@router.post(
    "/product-merges/{merge_id}/undo",
    **writing(
        "undoProductMerge",
        "Let a merged product stand by itself again",
        answers=ProductMerge,
        may=[MERGE_PRODUCTS],
        detail="What is still there goes back; what was sold or moved since stays.",
    ),
)
def undo(request: HttpRequest, merge_id: Id, body: MergeUndone) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: unmerge_products(actor=actor, merge_id=merge_id, reason=body.reason),
        lambda: _merge(actor, merge_id),
    )


@router.put(
    "/products/{product_id}/packs/{pack_id}",
    **writing(
        "changePack",
        "Change a pack",
        answers=Product,
        may=[MANAGE_CATALOG],
        detail="What a pack holds stays once a unit of the product was booked.",
    ),
)
def pack(request: HttpRequest, product_id: Id, pack_id: Id, body: PackChanged) -> HttpResponse:
    """Another name, content, or whether it is sold as a whole."""
    actor = actor_of(request)
    if pack_id not in {UUID(str(one.id)) for one in _product(actor, product_id).packs}:
        raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    return changed(
        request,
        lambda: change_pack(
            actor=actor,
            pack_id=pack_id,
            name=body.name,
            factor=body.factor,
            sellable=body.sellable,
        ),
        lambda: _product(actor, product_id),
    )


def _product(actor: Actor, product_id: UUID) -> Product:
    found = get_product(actor=actor, product_id=product_id, at_branch=actor.branch_id)
    if found is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    return Product(**product_contents([found])[0])


def _merge(actor: Actor, merge_id: UUID) -> ProductMerge:
    return _told(list_merges(actor=actor).get(id=merge_id))


def _told(row: object) -> ProductMerge:
    codes, stock = getattr(row, "codes", []), getattr(row, "stock", {})
    return told(
        ProductMerge,
        row,
        codes=len(codes),
        units=stock.get("units", 0),
        batches=stock.get("batches", 0),
    )
