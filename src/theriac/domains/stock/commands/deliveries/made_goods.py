"""Goods made of others: batches leave the shelf, and one of what was made of them comes onto it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.documents import keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.commands.batches import tell_every_branch
from theriac.domains.stock.commands.deliveries.arrivals import hold_arrivals
from theriac.domains.stock.commands.deliveries.receive import require_receivable
from theriac.domains.stock.commands.take import LineTake
from theriac.domains.stock.ledger import Document, Move, lock_lying, open_balances, post
from theriac.domains.stock.models import Balance, Batch, BatchPrice, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.ports import freeze_arrivals, join_recalls, why_kept
from theriac.domains.stock.problems import BatchKept, BatchRecalled
from theriac.domains.stock.queries.places import shelf_of
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.domains.stock.queries.worth import lying_of
from theriac.domains.stock.rules.allocation import Allocation, allocate, order_candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGoods:
    """``quantity`` base units of a batch that was made, all sold for ``price`` minor units.

    ``held_for`` says why it is held until somebody else releases it.
    """

    product_id: UUID
    quantity: int
    number: str
    expires_on: date
    price: int
    held_for: str


@dataclass(frozen=True, slots=True)
class Made:
    """The batch that was made, and what each of the takes was worth; minor units."""

    batch_id: UUID
    costs: tuple[int, ...]


def lock_goods(branch_id: UUID, product_ids: Sequence[UUID]) -> dict[UUID, list[ShelfBatch]]:
    """The batches of these products on the branch's shelf, locked in key order, by product.

    Consigned ones are left out: they are their supplier's until a sale takes them.
    """
    shelf = Balance.objects.filter(
        branch_id=branch_id,
        product_id__in=list(product_ids),
        place__kind=Place.Kind.SHELF,
        quantity__gt=0,
    )
    lock_rows(Balance, "quantity", sorted(shelf.values_list("id", flat=True)))
    found = shelf_batches(branch_id, product_ids)
    return {key: [one for one in batches if not one.is_consigned] for key, batches in found.items()}


def first_to_go(batches: Sequence[ShelfBatch], quantity: int, today: date) -> Allocation:
    """What is taken of locked batches, by first expiry; nothing, and what is short, of too few."""
    ordered = order_candidates([one.candidate for one in batches], today=today)
    return allocate(ordered, quantity)


def make_goods(document: Document, takes: Sequence[LineTake], made: MadeGoods) -> Made:
    """Take locked batches out and bring what was made of them in, as one document.

    What comes in cost what went out was worth, to the minor unit, so that the value of stock
    stays. The batch is held, and frozen where its lot was recalled. Raises NotFound,
    ProductNotReceived for a product that isn't taken in.
    """
    require_receivable([made.product_id])
    costs = _costs(takes)
    batch = _batch(document, made, sum(costs))
    shelf = shelf_of(document.branch_id)
    balance_id = open_balances(document.branch_id, {batch.id: batch.product_id}, shelf.id)[batch.id]
    comes_in = Move(
        batch_id=batch.id,
        product_id=batch.product_id,
        from_place_id=OUTSIDE_ID,
        to_place_id=shelf.id,
        to_balance_id=balance_id,
        quantity=made.quantity,
    )
    post(document, [*map(_goes_out, takes), comes_in])
    return Made(batch.id, costs)


def _costs(takes: Sequence[LineTake]) -> tuple[int, ...]:
    """How each take changes what its batch is worth, one after the other."""
    here, found = lying_of({one.batch.balance_id for one in takes}), []
    for one in takes:
        before = here[one.batch.balance_id]
        after = replace(before, quantity=before.quantity - one.quantity)
        here[one.batch.balance_id] = after
        found.append(before.cost.worth(before.quantity) - after.cost.worth(after.quantity))
    return tuple(found)


def _goes_out(take: LineTake) -> Move:
    return Move(
        batch_id=take.batch.batch_id,
        product_id=take.batch.product_id,
        from_place_id=take.batch.place_id,
        to_place_id=OUTSIDE_ID,
        from_balance_id=take.batch.balance_id,
        quantity=take.quantity,
        line_id=take.line_id,
    )


def _batch(document: Document, made: MadeGoods, cost: int) -> Batch:
    now = clock.now()
    batch = Batch(
        id=new_id(),
        product_id=made.product_id,
        number=made.number,
        expires_on=made.expires_on,
        received_on=document.business_on or branch_date(document.branch_id),
        cost_amount=cost,
        cost_units=made.quantity,
        own_price_amount=made.price,
        own_price_units=made.quantity,
        own_price_from=now,
    )
    hold_arrivals([(batch, made.held_for)])
    frozen = freeze_arrivals([batch])
    insert_rows(Batch, [batch])
    join_recalls([(batch, made.quantity)], frozen, document.branch_id)
    price = BatchPrice(
        id=new_id(), batch_id=batch.id, amount=made.price, units=made.quantity, valid_from=now
    )
    insert_rows(BatchPrice, [price])
    return batch


def take_out(document: Document, batch_id: UUID) -> int:
    """Take all that the branch's shelf and quarantine have of a batch out of the books; the units.

    Raises StockReserved where some of it is kept for somebody.
    """
    rows = Balance.objects.filter(
        branch_id=document.branch_id,
        batch_id=batch_id,
        place__kind__in=(Place.Kind.SHELF, Place.Kind.QUARANTINE),
    )
    here = lock_rows(Balance, "quantity", sorted(rows.values_list("id", flat=True)))
    moves = [
        Move(
            batch_id=batch_id,
            product_id=row.product_id,
            from_place_id=row.place_id,
            to_place_id=OUTSIDE_ID,
            from_balance_id=row.id,
            quantity=here[row.id],
        )
        for row in rows.order_by("id")
        if here.get(row.id)
    ]
    if moves:
        post(document, moves)
    return sum(one.quantity for one in moves)


def release_made(batch_id: UUID, reason: str) -> None:
    """Let a batch that was made be sold, inside the unit of work of who checked it.

    Raises BatchRecalled for one that a recall keeps, BatchKept for one that something keeps.
    """
    if why := why_kept(batch_id):
        raise BatchKept(why)
    lock_lying([batch_id])
    batch = locked(Batch.objects.filter(id=batch_id), missing=_("This batch isn’t on record."))
    if batch.state == Batch.State.RECALLED:
        raise BatchRecalled(_("This batch is recalled. Settle it on the recall’s page."))
    before, batch.state = batch.state, Batch.State.RELEASED
    keep(batch, "state")
    facts = {"before": before, "after": batch.state}
    current_unit().record("stock.batch", batch.id, reason=reason, facts=facts)
    tell_every_branch([batch])
