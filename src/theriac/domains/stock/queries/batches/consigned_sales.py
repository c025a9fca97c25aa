"""What was sold of consigned goods between two instants, for what settles with their suppliers.

Nothing is asked here: queries and commands that read these ask their own rights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Sum

from theriac.core.money import divide_half_up
from theriac.domains.stock.models import Balance, Batch, Movement

_KINDS = Movement.Kind
SIGNS: dict[tuple[str, str | None], int] = {
    (_KINDS.SALE, None): 1,
    (_KINDS.BROUGHT_BACK, None): -1,
    (_KINDS.REVERSAL, _KINDS.SALE): -1,
    (_KINDS.REVERSAL, _KINDS.BROUGHT_BACK): 1,
}
"""How a kind of movement, or the reversal of one, changes what was sold."""
_PLAIN = tuple(kind for kind, reversed_kind in SIGNS if reversed_kind is None)


@dataclass(frozen=True, slots=True)
class ConsignedSold:
    """What was sold of one batch, less what came back: base units, below zero where more did.

    ``due`` is minor units, the batch's cost for these units; None where it has no cost.
    """

    batch_id: UUID
    product_id: UUID
    number: str
    sold: int
    cost_amount: int | None
    cost_units: int

    @property
    def due(self) -> int | None:
        """What these units are owed, rounded half up once."""
        return owed(self.sold, self.cost_amount, self.cost_units)


def owed(sold: int, cost_amount: int | None, cost_units: int) -> int | None:
    """The cost of so many base units, rounded half up; pure."""
    if cost_amount is None:
        return None
    return divide_half_up(sold * cost_amount, cost_units)


def counted_moves(branch_id: UUID) -> QuerySet[Movement]:
    """The branch's movements by which consigned units were sold or came back, in no order."""
    counts = Q(kind__in=_PLAIN) | Q(kind=_KINDS.REVERSAL, reverses__kind__in=_PLAIN)
    rows: QuerySet[Movement] = Movement.objects.filter(
        counts, branch_id=branch_id, batch__is_consigned=True
    )
    return rows.order_by()


def units_sold(moves: QuerySet[Movement]) -> dict[UUID, int]:
    """Base units by batch that these movements sold, less what came back; one read."""
    sold: dict[UUID, int] = defaultdict(int)
    kinds = moves.values_list("batch_id", "kind", "reverses__kind")
    for batch_id, kind, reversed_kind, units in kinds.annotate(units=Sum("quantity")):
        sold[batch_id] += SIGNS[kind, reversed_kind] * units
    return dict(sold)


def consignors(branch_id: UUID) -> set[UUID]:
    """The suppliers of whom the branch has or had consigned batches."""
    rows = Balance.objects.filter(
        branch_id=branch_id, batch__is_consigned=True, batch__supplier_id__isnull=False
    )
    return set(rows.order_by().values_list("batch__supplier_id", flat=True).distinct())


def first_sold(branch_id: UUID, supplier_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When consigned units of each of these suppliers were first sold or came back, if ever."""
    if not supplier_ids:
        return {}
    rows = counted_moves(branch_id).filter(batch__supplier_id__in=list(supplier_ids))
    firsts = rows.values_list("batch__supplier_id").annotate(first=Min("recorded_at"))
    return dict(firsts)


def sold_between(
    branch_id: UUID, periods: Mapping[UUID, tuple[datetime, datetime]]
) -> dict[UUID, list[ConsignedSold]]:
    """By supplier, what was sold from its first instant until before its second, batch by batch.

    A batch of which as much came back as was sold isn't told. In two reads.
    """
    wanted = Q()
    for supplier_id, (begins_at, ends_at) in periods.items():
        wanted |= Q(
            batch__supplier_id=supplier_id, recorded_at__gte=begins_at, recorded_at__lt=ends_at
        )
    found: dict[UUID, list[ConsignedSold]] = {key: [] for key in periods}
    if not periods:
        return found
    moves = counted_moves(branch_id).filter(wanted)
    sold = {key: units for key, units in units_sold(moves).items() if units}
    for batch in Batch.objects.filter(id__in=list(sold)).order_by("number", "id"):
        if batch.supplier_id is None:
            continue
        found[batch.supplier_id].append(
            ConsignedSold(
                batch_id=batch.id,
                product_id=batch.product_id,
                number=batch.number,
                sold=sold[batch.id],
                cost_amount=batch.cost_amount,
                cost_units=batch.cost_units,
            )
        )
    return found


def numbers_of_batches(batch_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Product and batch number of each of these batches."""
    rows = Batch.objects.filter(id__in=list(batch_ids)).values_list("id", "product_id", "number")
    return {key: (product_id, number) for key, product_id, number in rows}
