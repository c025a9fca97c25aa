"""A product's batches at a branch as people read them, and the stock of its other branches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import cost_seen
from theriac.domains.stock.queries.bins import bin_code
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stock.rules.allocation import (
    AllocationCandidate,
    BatchCondition,
    Rotation,
    condition_of,
    is_opened,
    order_candidates,
)


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch in one place. ``order`` is its turn to be sold, None where it may not be sold.

    Of ``quantity`` base units reservations hold ``reserved``.

    Cost and MRP are minor units for ``cost_units`` and ``mrp_units`` base units. The cost is None
    too for who may not see costs.
    """

    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    held: bool
    quantity: int
    place: str
    place_kind: str
    shelf: str
    cost_amount: int | None
    cost_units: int
    mrp_amount: int | None
    mrp_units: int
    version: int
    order: int | None
    opened: bool
    condition: BatchCondition
    reserved: int = 0


@query(permission=VIEW_STOCK)
def batch_lines(
    *,
    actor: Actor,
    branch_id: UUID,
    product_id: UUID,
    rotation: str = Rotation.FEFO,
    largest_pack: int = 1,
) -> list[BatchLine]:
    """The batches with stock, those that may be sold first, in the order the counter takes them."""
    rows = _balances(branch_id, [product_id])
    return _in_turn(actor, rows, branch_date(branch_id), Rotation(rotation), largest_pack)


@query(permission=VIEW_STOCK)
def batch_lines_of(
    *, actor: Actor, branch_id: UUID, product_ids: Collection[UUID]
) -> dict[UUID, list[BatchLine]]:
    """The batches with stock of several products, first expired in front, by product; one read."""
    today = branch_date(branch_id)
    found: dict[UUID, list[Any]] = {product_id: [] for product_id in product_ids}
    for row in _balances(branch_id, product_ids):
        found[row.product_id].append(row)
    return {
        product_id: _in_turn(actor, rows, today, Rotation.FEFO, 1)
        for product_id, rows in found.items()
    }


def _balances(branch_id: UUID, product_ids: Collection[UUID]) -> list[Any]:
    return list(
        Balance.objects.filter(
            branch_id=branch_id, product_id__in=list(product_ids), quantity__gt=0
        )
        .select_related("batch", "place")
        .annotate(bin=bin_code(branch_id))
        .order_by("batch__expires_on", "batch__received_on", "id")
    )


def _in_turn(
    actor: Actor, rows: Sequence[Any], today: date, rotation: Rotation, largest_pack: int
) -> list[BatchLine]:
    turns = _turns(rows, today, rotation, largest_pack)
    lines = [_line(actor, row, turns.get(row.id), today, largest_pack) for row in rows]
    return sorted(lines, key=lambda line: line.order or len(lines) + 1)


def _turns(
    rows: Sequence[Balance], today: date, rotation: Rotation, largest_pack: int
) -> dict[UUID, int]:
    shelf = [
        AllocationCandidate(
            row.id,
            row.quantity,
            row.batch.expires_on,
            row.batch.received_on,
            is_withheld(row.batch.state),
            row.reserved,
        )
        for row in rows
        if row.place.kind == Place.Kind.SHELF
    ]
    ordered = order_candidates(shelf, today=today, largest_pack=largest_pack, rotation=rotation)
    return {UUID(str(one.id)): turn for turn, one in enumerate(ordered, start=1)}


def _line(actor: Actor, row: Any, order: int | None, today: date, largest_pack: int) -> BatchLine:
    batch = row.batch
    held = is_withheld(batch.state)
    return BatchLine(
        batch_id=batch.id,
        product_id=row.product_id,
        number=batch.number,
        expires_on=batch.expires_on,
        received_on=batch.received_on,
        held=held,
        quantity=row.quantity,
        place=place_title(row.place.kind, row.place.name),
        place_kind=row.place.kind,
        shelf=row.bin,
        cost_amount=cost_seen(actor, row),
        cost_units=batch.cost_units,
        mrp_amount=batch.mrp_amount,
        mrp_units=batch.mrp_units,
        version=batch.version,
        order=order,
        opened=order is not None and is_opened(row.quantity, largest_pack),
        condition=condition_of(batch.expires_on, held=held, today=today),
        reserved=row.reserved,
    )


@query(permission=VIEW_STOCK)
def stock_elsewhere(*, actor: Actor, product_id: UUID, besides: UUID) -> dict[UUID, int]:
    """Base units on the shelves of the other branches that the actor may see, by branch."""
    rows = (
        Balance.objects.filter(
            product_id=product_id,
            place__kind=Place.Kind.SHELF,
            quantity__gt=0,
            **branches_seen(actor, VIEW_STOCK),
        )
        .exclude(branch_id=besides)
        .values_list("branch_id")
        .annotate(total=Sum("quantity"))
        .order_by()
    )
    totals: dict[UUID, int] = defaultdict(int)
    for branch_id, total in rows:
        totals[branch_id] += total
    return dict(totals)


@query(permission=VIEW_STOCK)
def products_in_stock(*, actor: Actor, branch_id: UUID) -> QuerySet[Balance, UUID]:
    """Ids of the products of which the branch's shelves have some; a subquery."""
    return Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    ).values_list("product_id", flat=True)


@query(permission=VIEW_STOCK)
def products_kept(*, actor: Actor, branch_id: UUID) -> QuerySet[Balance, UUID]:
    """Ids of the products that the branch has or ever had; a subquery."""
    return Balance.objects.filter(branch_id=branch_id).values_list("product_id", flat=True)
