"""What a sale needs to know of its products, in one read whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.database.backends.trips import Rows
from theriac.core.database.reads import CachedRead, PendingRead
from theriac.domains.catalog.models import Pack
from theriac.domains.catalog.queries.generics import ProductContents
from theriac.domains.catalog.rules import MERGED, SOLD


@dataclass(frozen=True, slots=True)
class PriceFact:
    """A dated price of a pack; ``branch_id`` None means everywhere."""

    branch_id: UUID | None
    amount: int
    valid_from: datetime


@dataclass(slots=True)
class PackFact:
    """A pack with its dated prices, in the order in which they were recorded."""

    id: UUID
    name: str
    factor: int
    sellable: bool
    prices: list[PriceFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CeilingFact:
    """The most that law lets the product cost from an instant on."""

    amount: int
    units: int
    valid_from: datetime


@dataclass(slots=True)
class ProductFact:
    """A product as the sale sees it."""

    id: UUID
    name: str
    legal_class: str
    tax_class: str
    rotation: str
    sellable: bool
    merged: bool = False
    """Whether another product stands for it: what was sold of it before is its stock's."""
    packs: dict[UUID, PackFact] = field(default_factory=dict)
    ceilings: list[CeilingFact] = field(default_factory=list)
    """In the order in which they were recorded."""
    base_unit: str = ""
    dose_form: str = ""
    atc: str = ""
    parts: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Of its generic: (substance's key, strength) by place."""
    category_id: UUID | None = None
    is_service: bool = False
    """Sold without batches: nothing of it lies anywhere."""

    @property
    def contents(self) -> ProductContents:
        """What is in it, as the safety checks ask; no parts where its generic isn't known."""
        parts = tuple(self.parts[place] for place in sorted(self.parts))
        return ProductContents(self.name, self.base_unit, self.dose_form, self.atc, parts)

    @property
    def largest_pack(self) -> int:
        """Base units in the largest pack; tells opened boxes."""
        return max((pack.factor for pack in self.packs.values()), default=1)

    @property
    def smallest_sold(self) -> int:
        """Base units in the smallest pack that is sold; 1 where none is."""
        return min((pack.factor for pack in self.packs.values() if pack.sellable), default=1)

    def ceiling_at(self, moment: datetime) -> CeilingFact | None:
        """What law lets it cost at a moment: the latest ceiling that began by then.

        Of two from the same instant the later recorded.
        """
        begun = (row for row in reversed(self.ceilings) if row.valid_from <= moment)
        return max(begun, key=lambda row: row.valid_from, default=None)


@CachedRead
def _facts(product_ids: list[UUID]) -> QuerySet[Pack, Any]:
    return (
        Pack.objects.filter(product_id__in=product_ids)
        .order_by()
        .values_list(
            "product_id",
            "product__name",
            "product__legal_class",
            "product__tax_class",
            "product__rotation",
            "product__status",
            "id",
            "name",
            "factor",
            "sellable",
            "prices__branch_id",
            "prices__amount",
            "prices__valid_from",
            "product__ceilings__amount",
            "product__ceilings__units",
            "product__ceilings__valid_from",
            "prices__recorded_at",
            "prices__id",
            "product__ceilings__recorded_at",
            "product__ceilings__id",
            "product__base_unit",
            "product__generic__dose_form",
            "product__generic__atc",
            "product__generic__ingredients__position",
            "product__generic__ingredients__substance__key",
            "product__generic__ingredients__strength",
            "product__is_service",
            "product__category_id",
        )
    )


def sale_facts(product_ids: Iterable[UUID]) -> dict[UUID, ProductFact]:
    """Facts by product id; unknown products are missing."""
    return ask_sale_facts(product_ids).answer()


def ask_sale_facts(product_ids: Iterable[UUID]) -> PendingRead[dict[UUID, ProductFact]]:
    """The read of these facts, to be asked together with others."""
    return PendingRead(_facts, (list(product_ids),), _facts_of)


def _facts_of(rows: Rows) -> dict[UUID, ProductFact]:
    found: dict[UUID, ProductFact] = {}
    prices: dict[UUID, tuple[datetime, list[PriceFact], PriceFact]] = {}
    ceilings: dict[UUID, tuple[datetime, list[CeilingFact], CeilingFact]] = {}
    for row in rows:
        product = found.get(row[0])
        if product is None:
            product = found[row[0]] = _product(row)
        pack = product.packs.get(row[6])
        if pack is None:
            pack = product.packs[row[6]] = PackFact(*row[6:10])
        product.parts |= _part(row)
        if row[11] is not None:
            prices[row[17]] = (row[16], pack.prices, PriceFact(*row[10:13]))
        if row[13] is not None:
            ceilings[row[19]] = (row[18], product.ceilings, CeilingFact(*row[13:16]))
    for _id, (_at, known, price) in sorted(prices.items(), key=_recorded):
        known.append(price)
    for _id, (_at, held, ceiling) in sorted(ceilings.items(), key=_recorded):
        held.append(ceiling)
    return found


def _product(row: tuple[Any, ...]) -> ProductFact:
    product = ProductFact(*(*row[:5], row[5] in SOLD, row[5] == MERGED))
    product.base_unit, product.dose_form, product.atc = row[20], row[21] or "", row[22] or ""
    product.is_service, product.category_id = bool(row[26]), row[27]
    return product


def _part(row: tuple[Any, ...]) -> dict[int, tuple[str, str]]:
    return {} if row[23] is None else {row[23]: (row[24], row[25])}


def _recorded(one: tuple[UUID, tuple[datetime, object, object]]) -> tuple[datetime, UUID]:
    return one[1][0], one[0]
