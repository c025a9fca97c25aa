"""What a sale has that somebody bills by it: its lines with the batches that they took."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.domains.sales.models import SaleLine
from theriac.domains.stock.queries.batches.allocations import taken_batches


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale: base units of a product, and of each batch that it took."""

    line_id: UUID
    product_id: UUID
    quantity: int
    batches: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class SaleToBill:
    """A sale that has a product, as somebody chooses it."""

    sale_id: UUID
    number: str
    sold_on: date


def sold_lines(branch_id: UUID, sale_id: UUID) -> list[SoldLine]:
    """The lines of a sale of the branch, in order; none where it has no such sale."""
    rows = SaleLine.objects.filter(sale_id=sale_id, sale__branch_id=branch_id).order_by("position")
    lines = list(rows.values_list("id", "product_id", "quantity"))
    taken = taken_batches(sale_id) if lines else {}
    return [
        SoldLine(key, product, quantity, {one.batch_id: one.quantity for one in taken.get(key, ())})
        for key, product, quantity in lines
    ]


def lines_there(line_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, UUID, UUID, int]]:
    """Branch, sale, product and base units of each line, for checks; unknown ids are missing."""
    rows = SaleLine.objects.filter(id__in=set(line_ids)).order_by()
    columns = ("id", "sale__branch_id", "sale_id", "product_id", "quantity")
    return {
        key: (branch, sale, product, units)
        for key, branch, sale, product, units in rows.values_list(*columns)
    }


def latest_sales_of(branch_id: UUID, product_id: UUID, at_most: int) -> list[SaleToBill]:
    """The branch's newest sales that have the product; for who may see its sales."""
    rows = SaleLine.objects.filter(product_id=product_id, sale__branch_id=branch_id)
    columns = ("sale_id", "sale__number", "sale__business_on", "sale__recorded_at")
    found = rows.order_by("-sale__recorded_at").values_list(*columns).distinct()[:at_most]
    return [SaleToBill(key, number, day) for key, number, day, _at in found]
