"""What a checked row of opening stock does: takes a batch in, or nothing because it was taken.

Pure over what was read of branches, products and lines that were taken in before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.outcomes import RowAction, is_left_out
from theriac.domains.catalog.imports.products.lookup import (
    AMBIGUOUS,
    ExistingProduct,
    FoundProducts,
)
from theriac.domains.catalog.imports.products.units import unit_name
from theriac.domains.stock.imports.row_check import CheckedStock

COUNTED_IN = ("smallest", "largest", "base")
"""Which pack a quantity without a unit counts; the smallest is the smallest that is sold."""


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A line that was taken in before."""

    quantity: int
    import_id: UUID
    row_number: int


@dataclass(frozen=True, slots=True)
class NewStock:
    """Goods to take in. Quantity and the units of cost and MRP are base units."""

    row: CheckedStock
    branch_id: UUID
    product_id: UUID
    quantity: int
    cost_units: int
    mrp_units: int
    key: str


@dataclass(frozen=True, slots=True)
class StockPlan:
    """A row with what it does; ``goods`` unless it is left out or passed over."""

    row: CheckedStock
    action: RowAction
    goods: NewStock | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What is counted beside: goods that lack batch or expiry."""
        if self.goods is None:
            return ()
        lacks = {"without_expiry": self.row.expires_on is None, "without_batch": not self.row.batch}
        return tuple(note for note, is_so in lacks.items() if is_so)


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches where the actor may receive: by folded code or name, and each one's today."""

    by_word: Mapping[str, UUID]
    today: Mapping[UUID, date]
    usual: UUID | None


def plan_row(
    row: CheckedStock, branches: Branches, found: FoundProducts, counted: str
) -> StockPlan:
    """The row's plan before earlier lines are asked; faults are added to the plan's own row."""
    row = replace(row, faults=list(row.faults))
    if is_left_out(row.faults):
        return StockPlan(row, RowAction.LEFT_OUT)
    if row.branch == "" or row.quantity == 0:
        return StockPlan(row, RowAction.PASSED_OVER)
    branch_id = branches.usual if row.branch is None else branches.by_word.get(fold(row.branch))
    if branch_id is None:
        row.fault("branch", "branch_unknown", row.branch or "", value=row.branch or "")
        return StockPlan(row, RowAction.LEFT_OUT)
    product = _product_of(row, found)
    factor = _factor(row, product, counted) if product is not None else None
    if product is None or factor is None:
        return StockPlan(row, RowAction.LEFT_OUT)
    if row.expires_on is not None and row.expires_on <= branches.today[branch_id]:
        row.fault("expiry", "expired", row.expires_on.isoformat())
    goods = NewStock(
        row=row,
        branch_id=branch_id,
        product_id=product.id,
        quantity=row.quantity * factor,
        cost_units=row.cost_for or factor,
        mrp_units=row.mrp_for or _printed_on(product),
        key=line_key(branch_id, product.id, row),
    )
    return StockPlan(row, RowAction.NEW, goods)


def _product_of(row: CheckedStock, found: FoundProducts) -> ExistingProduct | None:
    """The product that the row names; None, with the fault, where it names no one that stands."""
    product_id = found.ids[row.key]
    if product_id is None or product_id == AMBIGUOUS:
        row.fault("name", "ambiguous" if product_id else "product_unknown", row.shown)
        return None
    product = found.products[product_id]
    if product.merged_into:
        row.fault("name", "merged", row.shown, product=product.name, kept=product.merged_into)
        return None
    if product.is_service:
        row.fault("name", "service", row.shown, product=product.name)
        return None
    return product


def meet_taken(plan: StockPlan, taken: TakenLine | None, import_id: UUID) -> StockPlan:
    """The plan when ``taken`` has its key: nothing to do, or a fault."""
    if taken is None or plan.goods is None:
        return plan
    row = plan.row
    if taken.import_id == import_id and taken.row_number != row.number:
        row.fault("name", "repeated", row.shown, row=taken.row_number)
        return StockPlan(row, RowAction.LEFT_OUT)
    if taken.quantity != plan.goods.quantity:
        row.fault("quantity", "taken_already", str(row.quantity), quantity=taken.quantity)
        return StockPlan(row, RowAction.LEFT_OUT)
    return replace(plan, action=RowAction.UNCHANGED)


def line_key(branch_id: UUID, product_id: UUID, row: CheckedStock) -> str:
    """A digest of what a line is of; its quantity isn't part of it."""
    expiry = row.expires_on.isoformat() if row.expires_on else ""
    parts = (branch_id.hex, product_id.hex, fold(row.batch), expiry, str(row.repeat))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _factor(row: CheckedStock, product: ExistingProduct, counted: str) -> int | None:
    """Base units of the pack that the quantity counts; None where the unit isn't one of them."""
    packs = sorted(product.packs.values(), key=lambda pack: pack.factor)
    if row.unit:
        from_word = unit_name(row.unit)
        for pack in packs:
            if fold(pack.name) in (fold(row.unit), fold(from_word)):
                return pack.factor
        known = ", ".join(pack.name for pack in packs)
        row.fault("unit", "unit_unknown", row.unit, value=row.unit, known=known)
        return None
    if counted == "largest":
        return packs[-1].factor
    if counted == "base":
        return 1
    return next((pack.factor for pack in packs if pack.sellable), packs[-1].factor)


def _printed_on(product: ExistingProduct) -> int:
    """An MRP is printed on the smallest pack above the base unit: strip, bottle, tube."""
    above = sorted(factor for factor in product.packs if factor > 1)
    return above[0] if above else 1
