"""Products as lists and programs read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.reads import CachedRead
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Pack, Price, Product
from theriac.domains.catalog.permissions import VIEW_CATALOG

PRODUCTS: Listing[Product] = Listing(
    name="catalog.products",
    sorts={"name": SortFields(("name",)), "created_at": SortFields(("created_at",))},
    default_sort="name",
    filters={
        "category": lambda rows, name: rows.filter(category__name=name),
        "manufacturer": lambda rows, name: rows.filter(manufacturer__name=name),
        "status": lambda rows, status: rows.filter(status=status),
        "legal_class": lambda rows, legal_class: rows.filter(legal_class=legal_class),
        "generic_id": lambda rows, generic_id: rows.filter(generic_id=generic_id),
    },
)
"""What may be asked of the list of products."""


@dataclass(frozen=True, slots=True)
class PackDetail:
    """A pack with the codes that open it and its own price now; None where it has none.

    ``priced_here``: the price is the branch's own and not the general one.
    """

    id: UUID
    level: int
    name: str
    factor: int
    sellable: bool
    barcodes: tuple[str, ...]
    price: int | None
    priced_here: bool = False


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A product with its packs. Prices are minor units of the pharmacy's currency."""

    id: UUID
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    generic_id: UUID | None
    ingredients: tuple[str, ...]
    strengths: tuple[str, ...]
    atc: str
    generic_form: str
    description: str
    manufacturer: str
    category: str
    legal_class: str
    storage: str
    tax_class: str
    hsn: str
    base_unit: str
    rotation: str
    ved: str
    is_service: bool
    status: str
    merged_into: UUID | None
    has_picture: bool
    external_code: str | None
    created_at: datetime
    version: int
    packs: tuple[PackDetail, ...]


@query(permission=VIEW_CATALOG)
def list_products(*, actor: Actor) -> QuerySet[Product]:
    """Every product, in no order."""
    return Product.objects.order_by()


@query(permission=VIEW_CATALOG)
def product_details(
    *,
    actor: Actor,
    product_ids: Sequence[UUID],
    at_branch: UUID | None = None,
    priced: bool = True,
) -> list[ProductDetail]:
    """The products in the order of their ids, in three reads; unknown ids are left out.

    A price of ``at_branch`` goes before the general one; not ``priced``, no pack has one.
    """
    rows = {row[0]: row for row in _products(product_ids)}
    packs = _packs(list(rows), at_branch, priced=priced)
    return [
        _detail(rows[product_id], packs.get(product_id, ()))
        for product_id in product_ids
        if product_id in rows
    ]


@query(permission=VIEW_CATALOG)
def get_product(
    *, actor: Actor, product_id: UUID, at_branch: UUID | None = None
) -> ProductDetail | None:
    """One product, or None."""
    found = product_details(actor=actor, product_ids=[product_id], at_branch=at_branch)
    return found[0] if found else None


_NOWHERE = UUID(int=0)
_COLUMNS = (
    "id",
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "generic_id",
    "generic__substances",
    "generic__strengths",
    "generic__atc",
    "generic__dose_form",
    "description",
    "manufacturer__name",
    "category__name",
    "legal_class",
    "storage",
    "tax_class",
    "hsn",
    "base_unit",
    "rotation",
    "ved",
    "is_service",
    "status",
    "merged_into_id",
    "image_id",
    "external_code",
    "created_at",
    "version",
)
_products = CachedRead(
    lambda ids: Product.objects.filter(id__in=ids).order_by().values_list(*_COLUMNS)
)
_packs_of = CachedRead(
    lambda product_ids: (
        Pack.objects.filter(product_id__in=product_ids)
        .order_by("product_id", "level", "id", "barcodes__id")
        .values_list("product_id", "id", "level", "name", "factor", "sellable", "barcodes__code")
    )
)
_prices_of = CachedRead(
    lambda product_ids, branch_id: (
        Price.objects.filter(
            Q(branch_id=None) | Q(branch_id=branch_id), pack__product_id__in=product_ids
        )
        .order_by("valid_from", "recorded_at", "id")
        .values_list("pack_id", "branch_id", "amount", "valid_from")
    )
)


def _packs(
    product_ids: Sequence[UUID], at_branch: UUID | None, *, priced: bool
) -> dict[UUID, list[PackDetail]]:
    rows = _packs_of(product_ids)
    general, own = _prices_now(product_ids, at_branch) if priced else ({}, {})
    found: dict[UUID, list[PackDetail]] = defaultdict(list)
    for pack_id, same in groupby(rows, key=itemgetter(1)):
        lines = list(same)
        product_id, _, level, name, factor, sellable, _ = lines[0]
        found[product_id].append(
            PackDetail(
                id=pack_id,
                level=level,
                name=name,
                factor=factor,
                sellable=sellable,
                barcodes=tuple(line[-1] for line in lines if line[-1] is not None),
                price=own.get(pack_id, general.get(pack_id)),
                priced_here=pack_id in own,
            )
        )
    return found


def _prices_now(
    product_ids: Sequence[UUID], at_branch: UUID | None
) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Each pack's general price and the branch's own, the latest begun of each.

    Of two from the same instant the later recorded.
    """
    now = clock.now()
    general: dict[UUID, int] = {}
    own: dict[UUID, int] = {}
    for pack_id, branch_id, amount, valid_from in _prices_of(product_ids, at_branch or _NOWHERE):
        if valid_from <= now:
            (general if branch_id is None else own)[pack_id] = amount
    return general, own


class ListUnitPrice(NamedTuple):
    """An amount in minor units for so many base units."""

    amount: int
    units: int


def dearest_prices(
    product_ids: Sequence[UUID], *, at_branch: UUID | None = None
) -> dict[UUID, ListUnitPrice]:
    """Of each product the price now of the pack whose base units cost most; unpriced: left out."""
    general, own = _prices_now(product_ids, at_branch)
    prices = general | own
    found: dict[UUID, ListUnitPrice] = {}
    for product_id, pack_id, _level, _name, factor, *_rest in _packs_of(product_ids):
        if pack_id not in prices:
            continue
        price, dearest = ListUnitPrice(prices[pack_id], factor), found.get(product_id)
        if dearest is None or price.amount * dearest.units > dearest.amount * price.units:
            found[product_id] = price
    return found


def _detail(row: tuple[Any, ...], packs: Sequence[PackDetail]) -> ProductDetail:
    values = dict(zip(_COLUMNS, row, strict=True))
    maker, category = values.pop("manufacturer__name"), values.pop("category__name")
    return ProductDetail(
        ingredients=tuple(values.pop("generic__substances") or ()),
        strengths=tuple(values.pop("generic__strengths") or ()),
        atc=values.pop("generic__atc") or "",
        generic_form=values.pop("generic__dose_form") or "",
        manufacturer=maker or "",
        category=category or "",
        merged_into=values.pop("merged_into_id"),
        has_picture=values.pop("image_id") is not None,
        packs=tuple(packs),
        **values,
    )
