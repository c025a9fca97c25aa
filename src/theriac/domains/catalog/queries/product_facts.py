"""What other domains' rules and sums ask of products; nobody is asked whether they may know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from theriac.core.database.among import Among
from theriac.domains.catalog.models import Pack, Product, ProductMerge
from theriac.domains.catalog.rules import RECEIVED, SERVICE


@dataclass(frozen=True, slots=True)
class ProductOutline:
    """A product by name; ``merged_into`` stands for it, ``ved`` as ``models.Product`` has it.

    ``is_bought``: goods of it may be received.
    """

    name: str
    is_bought: bool
    merged_into: UUID | None
    ved: str


def product_outlines() -> dict[UUID, ProductOutline]:
    """The whole catalogue by id, in one statement; nothing is asked of who reads it."""
    rows = Product.objects.order_by().values_list(
        "id", "name", "status", "merged_into_id", "ved", "is_service"
    )
    return {
        key: ProductOutline(name, status in RECEIVED and not serves, merged_into, ved)
        for key, name, status, merged_into, ved, serves in rows
    }


def class_and_texts_of(product_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Legal class and what a product is made of, as far as its texts say, by id."""
    rows = Product.objects.filter(id__in=list(product_ids)).order_by()
    names = rows.values_list("id", "legal_class", "generic_name", "substance", "name")
    return {key: (legal, " ".join(texts)) for key, legal, *texts in names}


def pack_sizes(product_ids: Collection[UUID]) -> Mapping[UUID, Collection[int]]:
    """The base units of each pack of these products, in one statement."""
    rows = Pack.objects.filter(Among("product_id", product_ids)).order_by()
    found: dict[UUID, list[int]] = defaultdict(list)
    for product_id, factor in rows.values_list("product_id", "factor"):
        found[product_id].append(factor)
    return found


def product_of_pack(pack_id: UUID) -> UUID:
    """The product of a pack that is there; for who works on the pack, so nothing is asked."""
    return Pack.objects.values_list("product_id", flat=True).get(id=pack_id)


def known_products(product_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the ids that are products; for other domains' checks, so nothing is asked."""
    return set(Product.objects.filter(id__in=set(product_ids)).values_list("id", flat=True))


def products_of_classes(codes: Iterable[str]) -> list[UUID]:
    """The products of these legal classes, by id; for other domains' rules, so nothing is asked."""
    rows = Product.objects.filter(legal_class__in=list(codes)).order_by("id")
    return list(rows.values_list("id", flat=True))


def product_classes() -> dict[UUID, str]:
    """The legal class of every product by id; for other domains' sums, so nothing is asked."""
    return dict(Product.objects.order_by().values_list("id", "legal_class"))


def classes_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The legal class of each by id; for other domains' rules, so nothing is asked."""
    rows = Product.objects.filter(id__in=set(product_ids)).order_by()
    return dict(rows.values_list("id", "legal_class"))


def classes_and_categories_of(
    product_ids: Iterable[UUID],
) -> dict[UUID, tuple[str, UUID | None]]:
    """Legal class and category of each by id; for other domains' rules, so nothing is asked."""
    rows = Product.objects.filter(Among("id", product_ids)).order_by()
    found = rows.values_list("id", "legal_class", "category_id")
    return {key: (legal_class, category_id) for key, legal_class, category_id in found}


def substances_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The substance that each one's record names, "" for none; for other domains' rules."""
    rows = Product.objects.filter(id__in=set(product_ids)).order_by()
    return dict(rows.values_list("id", "substance"))


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """What a tax document says of goods; ``hsn`` is "" where only the tax class tells a code."""

    legal_class: str
    hsn: str
    tax_class: str
    base_unit: str


def goods_facts(product_ids: Iterable[UUID]) -> dict[UUID, GoodsFacts]:
    """By id; for papers of what was sold, so nothing is asked."""
    rows = Product.objects.filter(Among("id", product_ids)).order_by()
    columns = ("id", "legal_class", "hsn", "tax_class", "base_unit")
    return {key: GoodsFacts(*facts) for key, *facts in rows.values_list(*columns)}


def states_of(product_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Name and state of each by id, SERVICE for what isn't stocked; for other domains' checks."""
    rows = Product.objects.filter(id__in=set(product_ids))
    columns = rows.values_list("id", "name", "status", "is_service")
    return {key: (name, SERVICE if serves else state) for key, name, state, serves in columns}


def standing_for(product_id: UUID) -> tuple[UUID | None, UUID | None]:
    """The merge that holds of a product and what stands for it; None for one by itself."""
    held = ProductMerge.objects.filter(open_key=str(product_id)).values_list("id", "kept_id")
    return held.first() or (None, None)


def service_ids() -> list[UUID]:
    """The products that aren't stocked, by id; for other domains' checks, so nothing is asked."""
    rows = Product.objects.filter(is_service=True).order_by("id")
    return list(rows.values_list("id", flat=True))
