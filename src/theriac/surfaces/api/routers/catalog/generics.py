"""Generics: list, read, which one a product is, and the brands that stand for each other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound, Stale
from theriac.domains.catalog.commands.generics import GenericParts, set_atc, set_generic
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.generics import (
    GENERICS,
    equivalents_of,
    generic_details,
    list_generics,
    products_named,
)
from theriac.domains.catalog.queries.products import get_product, product_details
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.levels import brands_here
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.catalog.contents import product_contents
from theriac.surfaces.api.schemas.catalog.generics import (
    Brand,
    Brands,
    BrandsWanted,
    Generic,
    GenericAtc,
    GenericNamed,
    GenericPage,
    GenericsWanted,
)
from theriac.surfaces.api.schemas.catalog.products import Product
from theriac.surfaces.api.schemas.stock.batches import Level
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["catalogue"])


@router.get(
    "/generics",
    **operation("listGenerics", "List generics", answers=GenericPage, may=[VIEW_CATALOG]),
)
def generics(request: HttpRequest, wanted: Query[GenericsWanted]) -> HttpResponse:
    """A page of generics with their ingredients."""
    actor = actor_of(request)
    page = page_of(GENERICS, list_generics(actor=actor), wanted)
    found = generic_details(actor=actor, generic_ids=[row.id for row in page.items])
    items = [Generic.model_validate(one) for one in found]
    return respond(request, GenericPage(items=items, **edges(page)))


@router.get(
    "/generics/{generic_id}",
    **operation("getGeneric", "Read a generic", answers=Generic, may=[VIEW_CATALOG]),
)
def generic(request: HttpRequest, generic_id: Id) -> HttpResponse:
    return respond(request, _generic(actor_of(request), generic_id))


@router.put(
    "/generics/{generic_id}/atc",
    **writing(
        "setAtc",
        "Say a generic's ATC code",
        answers=Generic,
        may=[MANAGE_CATALOG],
        detail="Duplicate therapy is found by it. Every product of the generic has it.",
    ),
)
def name_atc(request: HttpRequest, generic_id: Id, body: GenericAtc) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: set_atc(actor=actor, generic_id=generic_id, atc=body.atc),
        lambda: _generic(actor, generic_id),
    )


@router.put(
    "/products/{product_id}/generic",
    **writing(
        "setGeneric",
        "Say which generic a product is",
        answers=Product,
        may=[MANAGE_CATALOG],
        edits=True,
        detail="The generic is made where no product had it yet; without ingredients it is open.",
    ),
)
def name_generic(request: HttpRequest, product_id: Id, body: GenericNamed) -> HttpResponse:
    """Name the substances with their strengths, and the form."""
    actor, version = actor_of(request), version_of(request)
    parts = [(one.substance, one.strength) for one in body.ingredients]
    named = GenericParts(ingredients=parts, dose_form=body.dose_form) if parts else None
    try:
        return changed(
            request,
            lambda: set_generic(actor=actor, product_id=product_id, version=version, generic=named),
            lambda: _product(actor, product_id),
        )
    except Stale as stale:
        current = _product(actor, product_id).model_dump(mode="json")
        raise Stale(stale.detail, current=current) from stale


@router.get(
    "/products/{product_id}/equivalents",
    **operation(
        "listEquivalents",
        "List what stands for a product",
        answers=Brands,
        may=[VIEW_STOCK],
        detail="Others with the same substances, strengths and form; what expires first in front.",
    ),
)
def equivalents(request: HttpRequest, product_id: Id, here: Query[Here]) -> HttpResponse:
    """The other products of the same medicine with stock, prices and earliest expiry."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    _product(actor, product_id)
    found = equivalents_of(actor=actor, product_id=product_id)
    return respond(request, _brands(actor, branch_id, found))


@router.get(
    "/brands",
    **operation(
        "listBrands",
        "List a medicine's brands",
        answers=Brands,
        may=[VIEW_STOCK],
        detail="Those that hold the substance that `text` names; what expires first in front.",
    ),
)
def brands(request: HttpRequest, wanted: Query[BrandsWanted]) -> HttpResponse:
    """The products that hold a substance with stock, prices and earliest expiry."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    found = products_named(actor=actor, text=wanted.text)
    return respond(request, _brands(actor, branch_id, found))


def _brands(actor: Actor, branch_id: UUID, product_ids: Sequence[UUID]) -> Brands:
    sorted_levels = brands_here(actor=actor, branch_id=branch_id, product_ids=product_ids)
    ids = [level.product_id for level, _name in sorted_levels]
    details = product_details(actor=actor, product_ids=ids, at_branch=branch_id)
    products = {one["id"]: one for one in product_contents(details, branch_id)}
    items = [
        Brand(product=Product(**products[level.product_id]), level=told(Level, level, product=name))
        for level, name in sorted_levels
    ]
    return Brands(items=items)


def _generic(actor: Actor, generic_id: UUID) -> Generic:
    found = generic_details(actor=actor, generic_ids=[generic_id])
    if not found:
        raise NotFound(_("This generic medicine isn’t in the catalogue."), generic_id=generic_id)
    return Generic.model_validate(found[0])


def _product(actor: Actor, product_id: UUID) -> Product:
    found = get_product(actor=actor, product_id=product_id, at_branch=actor.branch_id)
    if found is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    return Product(**product_contents([found])[0])
