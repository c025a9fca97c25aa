"""Products: list, read, add, change, picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Query, Router, UploadedFile

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.files.images import prepare_image
from theriac.core.files.store import Variant
from theriac.core.listing.ranked import RankedListing
from theriac.core.problems import NotFound, Stale, Unprocessable
from theriac.domains.catalog.commands.change import add_pack, change_product
from theriac.domains.catalog.commands.pictures import set_picture
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.pictures import open_picture
from theriac.domains.catalog.queries.products import (
    PRODUCTS,
    get_product,
    list_products,
    product_details,
)
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import NOT_FILTERS, edges, page_of
from theriac.surfaces.api.place import amount_of, currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.catalog.contents import product_contents
from theriac.surfaces.api.schemas.catalog.products import (
    PackLevelNew,
    PackNew,
    Picture,
    PictureWanted,
    Product,
    ProductEdit,
    ProductNew,
    ProductPage,
    ProductsWanted,
)

router = Router(tags=["catalogue"])


@router.get(
    "/products",
    **operation(
        "listProducts",
        "List products",
        answers=ProductPage,
        may=[VIEW_CATALOG],
        detail="Prices are those of the actor's branch.",
    ),
)
def products(request: HttpRequest, wanted: Query[ProductsWanted]) -> HttpResponse:
    """A page of products, or of those that the words find, best first."""
    actor = actor_of(request)
    ids, cursors = products_page(actor, wanted)
    details = product_details(actor=actor, product_ids=ids, at_branch=actor.branch_id)
    return respond(request, {"items": product_contents(details, actor.branch_id), **cursors})


@router.post(
    "/products",
    **writing(
        "addProduct",
        "Add a product",
        answers=Product,
        may=[MANAGE_CATALOG],
        status=201,
    ),
)
def add(request: HttpRequest, body: ProductNew) -> HttpResponse:
    """Add a product with its packs, codes and prices."""
    actor = actor_of(request)
    new = _new_product(body)
    return added(
        request,
        lambda: add_product(actor=actor, product=new),
        lambda product_id: _product(actor, product_id),
    )


@router.get(
    "/products/{product_id}",
    **operation("getProduct", "Read a product", answers=Product, may=[VIEW_CATALOG]),
)
def read(request: HttpRequest, product_id: Id) -> HttpResponse:
    """One product with its packs, codes and prices."""
    return respond(request, _product(actor_of(request), product_id))


@router.patch(
    "/products/{product_id}",
    **writing(
        "changeProduct",
        "Change a product",
        answers=Product,
        may=[MANAGE_CATALOG],
        edits=True,
        detail="A stale If-Match is refused with 409 and the `current` product.",
    ),
)
def change(request: HttpRequest, product_id: Id, body: ProductEdit) -> HttpResponse:
    actor = actor_of(request)
    version = version_of(request)
    given = body.model_dump(exclude={"reason"})
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise Unprocessable(_("No changes. Send at least one field with a new value."))
    try:
        return changed(
            request,
            lambda: change_product(
                actor=actor,
                product_id=product_id,
                version=version,
                changes=changes,
                reason=body.reason,
            ),
            lambda: _product(actor, product_id),
        )
    except Stale as stale:
        current = _product(actor, product_id).model_dump(mode="json")
        raise Stale(stale.detail, current=current) from stale


@router.post(
    "/products/{product_id}/packs",
    **writing(
        "addPack",
        "Add a pack level",
        answers=Product,
        may=[MANAGE_CATALOG],
        status=201,
        detail="The packs of a product are whole multiples of one another, each size once.",
    ),
)
def pack(request: HttpRequest, product_id: Id, body: PackLevelNew) -> HttpResponse:
    """Add a pack of so many base units."""
    actor = actor_of(request)
    return changed(
        request,
        lambda: add_pack(
            actor=actor,
            product_id=product_id,
            name=body.name,
            factor=body.factor,
            sellable=body.sellable,
        ),
        lambda: _product(actor, product_id),
        status=201,
    )


@router.post(
    "/products/{product_id}/picture",
    **writing(
        "setPicture",
        "Give a product its picture",
        answers=Picture,
        may=[MANAGE_CATALOG],
        detail="PNG, JPEG or WebP, at most 15 MB; it is written anew without metadata.",
    ),
)
def picture(request: HttpRequest, product_id: Id, image: File[UploadedFile]) -> HttpResponse:
    """Keep a picture in place of the one before."""
    actor = actor_of(request)
    file = cast("BinaryIO", image)
    remember_file(request, file)
    prepared = prepare_image(file, actor=actor)
    return changed(
        request,
        lambda: set_picture(
            actor=actor, product_id=product_id, image=prepared, name=image.name or ""
        ),
        lambda: _picture(request, actor, product_id),
    )


@router.get(
    "/products/{product_id}/picture",
    **operation(
        "getPicture",
        "Read a product's picture",
        answers=None,
        may=[VIEW_CATALOG],
        media=["image/webp"],
    ),
)
def read_picture(
    request: HttpRequest, product_id: Id, wanted: Query[PictureWanted]
) -> HttpResponse:
    opened = open_picture(
        actor=actor_of(request), product_id=product_id, variant=Variant(wanted.size)
    )
    with opened.file as file:
        headers = {"ETag": opened.etag, "Cache-Control": "private, no-cache"}
        if request.headers.get("If-None-Match") == opened.etag:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(file.read(), content_type=opened.content_type, headers=headers)


def products_page(
    actor: Actor, wanted: ProductsWanted
) -> tuple[Sequence[UUID], Mapping[str, str | None]]:
    """Ids and cursors of the page: in the list's order, or what ``q`` finds, best first."""
    rows = list_products(actor=actor)
    if not wanted.q.strip():
        page = page_of(PRODUCTS, rows, wanted)
        return [row.id for row in page.items], edges(page)
    asked = wanted.model_dump(exclude=set(NOT_FILTERS), exclude_none=True)
    listing = RankedListing(f"catalog.products|{wanted.q}|{sorted(asked.items())}")
    start = listing.start(wanted.cursor)
    found = search_products(
        actor=actor,
        text=wanted.q,
        limit=None if asked else start + wanted.limit + 1,
        only_active="status" not in asked,
        branch_id=actor.branch_id,
    ).product_ids
    if asked:
        kept = set(PRODUCTS.narrowed(rows, asked).values_list("id", flat=True))
        found = tuple(product_id for product_id in found if product_id in kept)
    best = listing.page(found, start=start, size=wanted.limit)
    return best.items, {"next": best.next, "previous": best.previous}


def _product(actor: Actor, product_id: UUID) -> Product:
    found = get_product(actor=actor, product_id=product_id, at_branch=actor.branch_id)
    if found is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    return Product(**product_contents([found])[0])


def _new_product(body: ProductNew) -> NewProduct:
    currency = currency_here()
    own = body.model_dump(exclude={"packs", "ceiling"})
    ceiling = body.ceiling
    most = amount_of(ceiling.price, currency, "ceiling.price") if ceiling else None
    return NewProduct(
        **own,
        packs=[_new_pack(pack, currency, index) for index, pack in enumerate(body.packs)],
        ceiling_amount=most,
        ceiling_units=ceiling.units if ceiling else 1,
    )


def _new_pack(pack: PackNew, currency: str, index: int) -> NewPack:
    return NewPack(
        name=pack.name,
        factor=pack.factor,
        barcodes=pack.barcodes,
        price=amount_of(pack.price, currency, f"packs.{index}.price"),
        sellable=pack.sellable,
    )


def _picture(request: HttpRequest, actor: Actor, product_id: UUID) -> Picture:
    product = _product(actor, product_id)
    return Picture(
        product_id=product_id,
        version=product.version,
        url=request.path,
        thumbnail_url=f"{request.path}?size=thumbnail",
    )
