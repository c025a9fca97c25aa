"""What a checked row does to the catalogue: adds a product, changes what differs, or nothing.

Pure over what was read of the catalogue. An empty cell changes nothing; a barcode is added, never
taken away; a price that differs becomes a new dated row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from uuid import UUID

from theriac.core.tables.heads import fold
from theriac.domains.catalog.commands.products import NewPack, NewProduct
from theriac.domains.catalog.imports.outcomes import RowAction
from theriac.domains.catalog.imports.products.known_products import (
    AMBIGUOUS,
    ExistingPack,
    ExistingProduct,
    KnownProducts,
    NamedProducts,
    Spellings,
    match,
)
from theriac.domains.catalog.imports.products.levels import ToldPack
from theriac.domains.catalog.imports.products.row_check import CheckedProduct
from theriac.domains.catalog.rules import unfit_factors

JUMP = 10
"""A price this many times the present one, or its part, wants a look."""


@dataclass(slots=True)
class ProductChange:
    """What differs of one product. Barcodes and prices name packs by factor."""

    product: ExistingProduct
    particulars: dict[str, str] = field(default_factory=dict)
    code: str = ""
    packs: list[ToldPack] = field(default_factory=list)
    altered: dict[UUID, dict[str, str | bool]] = field(default_factory=dict)
    barcodes: list[tuple[int, str]] = field(default_factory=list)
    prices: list[tuple[int, int]] = field(default_factory=list)
    ceiling: tuple[int, int] | None = None

    @property
    def what(self) -> tuple[str, ...]:
        """The kinds of change, for counting: name, price, packs, barcodes, ceiling, particulars."""
        kinds = {
            "price": bool(self.prices),
            "name": "name" in self.particulars,
            "packs": bool(self.packs or self.altered),
            "barcodes": bool(self.barcodes),
            "ceiling": self.ceiling is not None,
            "particulars": bool(self.code or set(self.particulars) - {"name"}),
        }
        return tuple(kind for kind, is_so in kinds.items() if is_so)


@dataclass(slots=True)
class RowPlan:
    """A row with what it does."""

    row: CheckedProduct
    action: RowAction
    product: NewProduct | None = None
    change: ProductChange | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans rows of one import. ``money`` writes an amount as the pharmacy's country does."""

    defaults: Mapping[str, str]
    named: NamedProducts
    spellings: Spellings
    money: Callable[[int], str]

    def plan(self, row: CheckedProduct, found: KnownProducts) -> RowPlan:
        """The row's plan; faults that the catalogue shows are added to those of the plan's row."""
        row = replace(row, faults=list(row.faults))
        if row.left_out:
            return RowPlan(row, RowAction.LEFT_OUT)
        product_id = match(row.key, found.by_code, found.by_barcode, self.named)
        if product_id == AMBIGUOUS:
            row.fault("name", "ambiguous", row.given.get("name", ""))
            return RowPlan(row, RowAction.LEFT_OUT)
        self._part_from_others(row, found, product_id)
        product = found.products.get(product_id) if product_id else None
        if product is not None and product.merged_into:
            names = {"product": product.name, "kept": product.merged_into}
            row.fault("name", "merged", row.code or row.given.get("name", ""), **names)
            return RowPlan(row, RowAction.LEFT_OUT)
        plan = self._new(row) if product is None else self._change(row, product)
        return RowPlan(row, RowAction.LEFT_OUT) if row.left_out else plan

    @staticmethod
    def _part_from_others(
        row: CheckedProduct, found: KnownProducts, product_id: UUID | None
    ) -> None:
        """Refuse the code of another product; drop barcodes of another, or another of its packs."""
        owner = found.by_code.get(fold(row.code)) if row.code else None
        if owner is not None and owner != product_id:
            row.fault("code", "code_taken", row.code, product=_name(found, owner))
        for factor, code in list(row.barcodes):
            owner = found.by_barcode.get(fold(code))
            if owner is None or (factor is None and owner == product_id):
                continue
            own = found.products[owner].packs.get(factor or 0) if owner == product_id else None
            if own is None or fold(code) not in own.barcodes:
                row.drop_barcode("barcode_taken", code, product=_name(found, owner))

    def _new(self, row: CheckedProduct) -> RowPlan:
        given = row.given
        amount, units = row.ceiling or (None, 1)
        legal_class = given.get("legal_class") or row.class_said
        legal_class = legal_class or self.defaults.get("legal_class", "")
        if not legal_class:
            row.fault("class", "class_empty", "")
        product = NewProduct(
            name=given.get("name", ""),
            base_unit=row.levels.base_unit,
            legal_class=legal_class,
            packs=[_new_pack(level) for level in row.levels.settled({})],
            generic_name=given.get("generic_name", ""),
            substance=given.get("substance", ""),
            strength=given.get("strength", ""),
            dose_form=given.get("dose_form", ""),
            description=given.get("description", ""),
            manufacturer=self._maker(given),
            category=self._category(given),
            storage=given.get("storage", ""),
            hsn=given.get("hsn", ""),
            tax_class=given.get("tax_class") or self.defaults.get("tax_class", ""),
            rotation=given.get("rotation") or "fefo",
            ved=given.get("ved", ""),
            status="discontinued" if row.gone else given.get("status", "active"),
            external_code=row.code or None,
            ceiling_amount=amount,
            ceiling_units=units,
        )
        return RowPlan(row, RowAction.NEW, product=product)

    def _change(self, row: CheckedProduct, product: ExistingProduct) -> RowPlan:
        change = ProductChange(product)
        change.particulars = self._particulars(row, product)
        if row.code and fold(row.code) != fold(product.code):
            change.code = row.code
        if row.ceiling is not None and row.ceiling != product.ceiling:
            change.ceiling = row.ceiling
        levels = row.levels
        if levels.unit_told and fold(levels.base_unit) != fold(product.base_unit):
            row.fault("unit", "unit_differs", levels.base_unit, unit=product.base_unit)
            return RowPlan(row, RowAction.LEFT_OUT)
        self._packs(row, product, change)
        if not change.what:
            return RowPlan(row, RowAction.UNCHANGED)
        return RowPlan(row, RowAction.CHANGED, change=change)

    def _particulars(self, row: CheckedProduct, product: ExistingProduct) -> dict[str, str]:
        given = dict(row.given)
        if "manufacturer" in given:
            given["manufacturer"] = self._maker(given)
        if "category" in given:
            given["category"] = self._category(given)
        if row.gone is not None and row.gone != (product.particulars["status"] == "discontinued"):
            given["status"] = "discontinued" if row.gone else "active"
        by_name = self.named.parts if row.key.named else ()
        return {
            part: text
            for part, text in given.items()
            if text != product.particulars[part] and part not in by_name
        }

    def _packs(self, row: CheckedProduct, product: ExistingProduct, change: ProductChange) -> None:
        levels = row.levels.settled({f: pack.sellable for f, pack in product.packs.items()})
        new = [level for level in levels if level.factor not in product.packs]
        factors = [*product.packs, *(level.factor for level in new)]
        if unfit_factors(factors):
            sizes = ", ".join(map(str, sorted(factors)))
            row.fault("pack", "packs_unfit", sizes, sizes=sizes)
            return
        change.packs = new
        anywhere = {code for pack in product.packs.values() for code in pack.barcodes}
        for level in levels:
            pack = product.packs.get(level.factor)
            if pack is not None:
                _alter(level, pack, change)
            present = pack.barcodes if pack else set()
            change.barcodes += [
                *((level.factor, code) for code in level.barcodes if fold(code) not in present),
                *((level.factor, code) for code in level.loose if fold(code) not in anywhere),
            ]
            if level.price is not None and (pack is None or pack.price != level.price):
                change.prices.append((level.factor, level.price))
                self._watch_price(row, level.price, pack.price if pack else None)
                self._watch_cost(row, level.price, level.factor, product.cost)

    def _watch_cost(
        self, row: CheckedProduct, price: int, factor: int, cost: Fraction | None
    ) -> None:
        """Note a price below what the pack cost the last time, rounded up."""
        if cost is not None and price < cost * factor:
            least = self.money(ceil(cost * factor))
            row.fault("price", "price_below_cost", self.money(price), cost=least)

    def _watch_price(self, row: CheckedProduct, price: int, present: int | None) -> None:
        if not present:
            return
        jump = "price_jump" if price > JUMP * present else ""
        drop = "price_drop" if price * JUMP < present else ""
        if jump or drop:
            row.fault("price", jump or drop, self.money(price), price=self.money(present))

    def _maker(self, given: Mapping[str, str]) -> str:
        written = given.get("manufacturer", "")
        return self.spellings.maker(written) if written else ""

    def _category(self, given: Mapping[str, str]) -> str:
        written = given.get("category", "")
        return self.spellings.category(written) if written else ""


def _name(found: KnownProducts, product_id: UUID) -> str:
    product = found.products.get(product_id)
    return product.name if product else ""


def _alter(level: ToldPack, pack: ExistingPack, change: ProductChange) -> None:
    altered: dict[str, str | bool] = {}
    if level.named and level.name != pack.name:
        altered["name"] = level.name
    if level.sold is not None and level.sold != pack.sellable:
        altered["sellable"] = level.sold
    if altered:
        change.altered[pack.id] = altered


def _new_pack(level: ToldPack) -> NewPack:
    return NewPack(
        name=level.name,
        factor=level.factor,
        barcodes=(*level.barcodes, *level.loose),
        price=level.price,
        sellable=level.sold is not False,
    )
