"""What falls due to suppliers for their consigned goods: what was sold of them, and nothing else.

A consigned batch is its supplier's until a sale takes units of it; these are owed at its cost.
Units that customers brought back, or whose sale was reversed, are its supplier's again: they count
against the period in which they came back, so that a period in which more came back than was sold
is a credit. Units that are written off, returned, moved or still there aren't: what of them was
agreed stands in no ledger of stock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.organisation.queries.branches import branch_zone, day_begins
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.consigned_sales import (
    counted_moves,
    owed,
    units_sold,
)


@dataclass(frozen=True, slots=True)
class DueBatch:
    """One consigned batch in a period: base units sold, what they are owed, and what is left.

    ``sold`` is less what came back, and below zero where more did. ``due`` is minor units, the
    batch's cost for the units sold, rounded half up once; None where the batch has no cost, and for
    who may not see costs.
    ``left`` is what the branch still holds, which isn't owed.
    """

    batch_id: UUID
    product_id: UUID
    supplier_id: UUID | None
    number: str
    sold: int
    due: int | None
    left: int


@dataclass(frozen=True, slots=True)
class DueSupplier:
    """What one supplier is owed, with its batches; ``unpriced`` of them have no cost.

    ``due`` is None for who may not see costs.
    """

    supplier_id: UUID | None
    due: int | None
    sold: int
    left: int
    unpriced: int
    batches: tuple[DueBatch, ...]


@query(permission=VIEW_STOCK)
def has_consigned(*, actor: Actor, branch_id: UUID, supplier_id: UUID) -> bool:
    """Whether the branch has or had consigned batches of the supplier."""
    mine = Balance.objects.filter(
        branch_id=branch_id, batch__is_consigned=True, batch__supplier_id=supplier_id
    )
    return mine.exists()


@query(permission=VIEW_STOCK)
def consignment_due(
    *, actor: Actor, branch_id: UUID, first: date, last: date, supplier_id: UUID | None = None
) -> list[DueSupplier]:
    """By supplier, what was sold from ``first`` to ``last`` by the branch's own date.

    A batch stands here that was sold or came back in the period, or is still in stock. In three
    reads.
    """
    sold = units_sold(consigned_moves(actor=actor, branch_id=branch_id, first=first, last=last))
    balances = Balance.objects.filter(
        branch_id=branch_id, batch__is_consigned=True, quantity__gt=0
    ).order_by()
    left = dict(balances.values_list("batch_id").annotate(units=Sum("quantity")))
    batches = Batch.objects.filter(id__in={*sold, *left}, is_consigned=True)
    if supplier_id is not None:
        batches = batches.filter(supplier_id=supplier_id)
    by_supplier: dict[UUID | None, list[DueBatch]] = defaultdict(list)
    for batch in batches.order_by("number", "id"):
        units = sold.get(batch.id, 0)
        by_supplier[batch.supplier_id].append(
            DueBatch(
                batch_id=batch.id,
                product_id=batch.product_id,
                supplier_id=batch.supplier_id,
                number=batch.number,
                sold=units,
                due=owed(units, batch.cost_amount, batch.cost_units),
                left=left.get(batch.id, 0),
            )
        )
    found = [_supplier(key, lines) for key, lines in by_supplier.items()]
    return found if actor.may(SEE_COSTS, branch_id) else [_without_costs(one) for one in found]


@query(permission=VIEW_STOCK)
def consigned_moves(
    *, actor: Actor, branch_id: UUID, first: date, last: date
) -> QuerySet[Movement]:
    """The movements by which consigned units were sold in the period, or came back."""
    zone = branch_zone(branch_id)
    return counted_moves(branch_id).filter(
        recorded_at__gte=day_begins(first, zone),
        recorded_at__lt=day_begins(last + timedelta(days=1), zone),
    )


def _supplier(supplier_id: UUID | None, lines: Sequence[DueBatch]) -> DueSupplier:
    return DueSupplier(
        supplier_id=supplier_id,
        due=sum(line.due or 0 for line in lines),
        sold=sum(line.sold for line in lines),
        left=sum(line.left for line in lines),
        unpriced=sum(line.due is None for line in lines),
        batches=tuple(lines),
    )


def _without_costs(one: DueSupplier) -> DueSupplier:
    lines = tuple(replace(line, due=None) for line in one.batches)
    return replace(one, due=None, batches=lines)
