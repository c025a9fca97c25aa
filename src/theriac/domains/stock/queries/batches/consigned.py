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
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.money import divide_half_up
from theriac.core.query import query
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK

_KINDS = Movement.Kind
SIGNS: dict[tuple[str, str | None], int] = {
    (_KINDS.SALE, None): 1,
    (_KINDS.BROUGHT_BACK, None): -1,
    (_KINDS.REVERSAL, _KINDS.SALE): -1,
    (_KINDS.REVERSAL, _KINDS.BROUGHT_BACK): 1,
}
"""How a kind of movement, or the reversal of one, changes what was sold."""


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


def owed(sold: int, cost_amount: int | None, cost_units: int) -> int | None:
    """The cost of so many base units, rounded half up; pure."""
    if cost_amount is None:
        return None
    return divide_half_up(sold * cost_amount, cost_units)


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
    moves = consigned_moves(actor=actor, branch_id=branch_id, first=first, last=last).order_by()
    sold: dict[UUID, int] = defaultdict(int)
    kinds = moves.values_list("batch_id", "kind", "reverses__kind")
    for batch_id, kind, reversed_kind, units in kinds.annotate(units=Sum("quantity")):
        sold[batch_id] += SIGNS[kind, reversed_kind] * units
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
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone) if branch else UTC
    begin = datetime.combine(first, time(0), zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(0), zone).astimezone(UTC)
    plain = [kind for kind, reversed_kind in SIGNS if reversed_kind is None]
    counts = Q(kind__in=plain) | Q(kind=_KINDS.REVERSAL, reverses__kind__in=plain)
    return Movement.objects.filter(
        counts,
        branch_id=branch_id,
        batch__is_consigned=True,
        recorded_at__gte=begin,
        recorded_at__lt=end,
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
