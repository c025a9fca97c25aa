"""Products that may be in the catalogue twice, and the merges that were made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.merges.hindrances import hindrances, ways_of
from theriac.domains.catalog.merges.likeness import Likeness, Looked, pairs_alike
from theriac.domains.catalog.models import (
    Barcode,
    DistinctProducts,
    Pack,
    Product,
    ProductMerge,
)
from theriac.domains.catalog.permissions import MERGE_PRODUCTS, VIEW_CATALOG
from theriac.domains.catalog.rules import MERGED

MOST_PAIRS = 200
MERGES: Listing[ProductMerge] = Listing(
    name="catalog.merges",
    sorts={"merged_at": SortFields(("merged_at",))},
    default_sort="-merged_at",
    filters={
        "undone": lambda rows, yes: rows.filter(undone_at__isnull=not yes),
        "product_id": lambda rows, key: rows.filter(kept_id=key) | rows.filter(merged_id=key),
    },
)
"""What may be asked of the list of merges."""


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two products that may be one, with their names and the reasons."""

    one_id: UUID
    one: str
    other_id: UUID
    other: str
    reasons: tuple[Likeness, ...]


@query(permission=MERGE_PRODUCTS)
def suggest_duplicates(
    *, actor: Actor, product_id: UUID | None = None, limit: int = MOST_PAIRS
) -> list[DuplicatePair]:
    """Pairs of the catalogue, or of one product, the likeliest first; at most ``limit``.

    Pairs of which a person said that they are two products aren't among them.
    """
    looked = _looked()
    names = {one.id: one.name for one in looked}
    distinct = set(DistinctProducts.objects.values_list("one_id", "other_id"))
    pairs = [pair for pair in pairs_alike(looked) if (pair.one, pair.other) not in distinct]
    if product_id is not None:
        pairs = [pair for pair in pairs if product_id in (pair.one, pair.other)]
    return [
        DuplicatePair(pair.one, names[pair.one], pair.other, names[pair.other], pair.reasons)
        for pair in pairs[:limit]
    ]


@query(permission=MERGE_PRODUCTS)
def list_distinct_products(*, actor: Actor) -> QuerySet[DistinctProducts]:
    """Every pair of which a person said that they are two products, in no order."""
    return DistinctProducts.objects.select_related("one", "other").order_by()


def _looked() -> list[Looked]:
    codes: dict[UUID, list[str]] = defaultdict(list)
    standing = Product.objects.exclude(status=MERGED)
    for product_id, code in Barcode.objects.order_by().values_list("pack__product_id", "code"):
        codes[product_id].append(code)
    factors: dict[UUID, list[int]] = defaultdict(list)
    for product_id, factor in Pack.objects.order_by().values_list("product_id", "factor"):
        factors[product_id].append(factor)
    columns = ("id", "name", "generic_id", "manufacturer_id", "base_unit", "legal_class")
    return [
        Looked(
            **dict(zip(columns, row, strict=True)),
            codes=tuple(codes[row[0]]),
            factors=tuple(factors[row[0]]),
        )
        for row in standing.order_by("id").values_list(*columns)
    ]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging would meet: why it can't be, and packs whose codes need a pack chosen."""

    hindrances: tuple[str, ...]
    open_packs: tuple[UUID, ...]


@query(permission=MERGE_PRODUCTS)
def merge_plan(*, actor: Actor, kept_id: UUID, merged_id: UUID) -> MergePlan | None:
    """What keeps the two apart; None where one of them isn't there. Nothing is changed."""
    found = {one.id: one for one in Product.objects.filter(id__in=[kept_id, merged_id])}
    if kept_id not in found or merged_id not in found:
        return None
    kept, merged = found[kept_id], found[merged_id]
    sentences = tuple(sentence for _field, sentence in hindrances(kept, merged))
    coded = Pack.objects.filter(product=merged, barcodes__isnull=False).distinct()
    kept_packs = list(kept.packs.all())
    open_packs = [
        pack.id
        for pack in coded.order_by("factor")
        if isinstance(ways_of([pack], kept_packs, {}), Pack)
    ]
    return MergePlan(sentences, tuple(open_packs))


@query(permission=VIEW_CATALOG)
def list_merges(*, actor: Actor) -> QuerySet[ProductMerge]:
    """Every merge with both products, in no order."""
    return ProductMerge.objects.select_related("kept", "merged").order_by()


@dataclass(frozen=True, slots=True)
class MergeStanding:
    """The merge that holds a product: what stands for it, since when, and why."""

    merge_id: UUID
    kept_id: UUID
    kept: str
    merged_at: datetime
    reason: str


@query(permission=VIEW_CATALOG)
def merge_of(*, actor: Actor, product_id: UUID) -> MergeStanding | None:
    """The merge that holds of a product; None where it stands by itself."""
    row = (
        ProductMerge.objects.filter(open_key=str(product_id))
        .values_list("id", "kept_id", "kept__name", "merged_at", "reason")
        .first()
    )
    return None if row is None else MergeStanding(*row)
