"""Adjusting one batch's stock to what was counted, and writing stock off."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.problems import NotFound, Stale, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.approving import ValuedChange, demand_for_change
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import ADJUST_STOCK, WRITE_OFF_STOCK
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused
from theriac.domains.stock.queries.places import shelf_of
from theriac.domains.stock.queries.sellable import ShelfBatch


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """A posted movement with the balance after it."""

    document_id: UUID
    movement_id: UUID | None
    balance: int


@command(permission=ADJUST_STOCK)
def adjust_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    counted: int,
    reason: str,
    expected: int | None = None,
    approval_id: UUID | None = None,
) -> BalanceChange:
    """Make a batch's balance on the shelf what was counted, by a movement with a reason.

    ``expected`` is the balance that the person saw; Raises Stale with the current one when it
    has changed, QuantityRefused for a count below zero, Unprocessable without a reason, and above
    the branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    if counted < 0:
        raise QuantityRefused(_("A count is 0 or more."), field="counted")
    place_id, balance_id, product_id = _shelf_balance(branch_id, batch_id, reason)
    current = lock_rows(Balance, "quantity", [balance_id])[balance_id]
    if expected is not None and expected != current:
        raise Stale(
            _("The balance is now %(current)s. Count again, or confirm.") % {"current": current},
            current=current,
        )
    document = _document(Movement.Kind.ADJUSTMENT, branch_id, reason)
    if counted == current:
        current_unit().record("stock.adjustment", document.id, reason=reason)
        return BalanceChange(document.id, None, current)
    change = ValuedChange(Movement.Kind.ADJUSTMENT, batch_id, current, counted)
    approved = demand_for_change(change, branch_id, actor.id, approval_id)
    comes_in = counted > current
    move = Move(
        batch_id=batch_id,
        product_id=product_id,
        from_place_id=OUTSIDE_ID if comes_in else place_id,
        to_place_id=place_id if comes_in else OUTSIDE_ID,
        from_balance_id=None if comes_in else balance_id,
        to_balance_id=balance_id if comes_in else None,
        quantity=abs(counted - current),
    )
    movement = post(document, [move])[0]
    current_unit().record(
        "stock.adjustment",
        document.id,
        reason=reason,
        facts={"batch_id": batch_id, "before": current, "after": counted, **approved},
    )
    return BalanceChange(document.id, movement.id, counted)


@command(permission=WRITE_OFF_STOCK)
def write_off_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    quantity: int,
    reason: str,
    approval_id: UUID | None = None,
) -> BalanceChange:
    """Take broken, lost or expired goods off the shelf; any batch may be written off.

    Raises InsufficientStock, QuantityRefused, Unprocessable without a reason, and above the
    branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    if quantity < 1:
        raise QuantityRefused(_("A quantity is 1 or more base units."), field="quantity")
    place_id, balance_id, product_id = _shelf_balance(branch_id, batch_id, reason)
    current = lock_rows(Balance, "quantity", [balance_id])[balance_id]
    if current < quantity:
        raise InsufficientStock(
            product_id=product_id,
            product=Batch.objects.values_list("number", flat=True).get(id=batch_id),
            requested=quantity,
            available=current,
        )
    change = ValuedChange(Movement.Kind.WRITE_OFF, batch_id, current, current - quantity)
    approved = demand_for_change(change, branch_id, actor.id, approval_id)
    document = _document(Movement.Kind.WRITE_OFF, branch_id, reason)
    move = Move(
        batch_id=batch_id,
        product_id=product_id,
        from_place_id=place_id,
        to_place_id=OUTSIDE_ID,
        from_balance_id=balance_id,
        quantity=quantity,
    )
    movement = post(document, [move])[0]
    current_unit().record(
        "stock.write_off",
        document.id,
        reason=reason,
        facts={"batch_id": batch_id, "quantity": quantity, **approved},
    )
    return BalanceChange(document.id, movement.id, current - quantity)


def bring_in(*, branch_id: UUID, batch: ShelfBatch, quantity: int, reason: str) -> None:
    """Adjust units in that were found, inside the caller's unit of work."""
    lock_rows(Balance, "quantity", [batch.balance_id])
    move = Move(
        batch_id=batch.batch_id,
        product_id=batch.product_id,
        from_place_id=OUTSIDE_ID,
        to_place_id=batch.place_id,
        to_balance_id=batch.balance_id,
        quantity=quantity,
    )
    document = _document(Movement.Kind.ADJUSTMENT, branch_id, reason)
    post(document, [move])
    facts = {"batch_id": batch.batch_id, "found": quantity}
    current_unit().record("stock.adjustment", document.id, reason=reason, facts=facts)


def _shelf_balance(branch_id: UUID, batch_id: UUID, reason: str) -> tuple[UUID, UUID, UUID]:
    if not reason.strip():
        raise Unprocessable(_("Say why, so that others understand it later."), field="reason")
    product_id = Batch.objects.filter(id=batch_id).values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(_("This batch isn't in the books."))
    place_id = shelf_of(branch_id).id
    return place_id, balances_for(branch_id, {batch_id: product_id}, place_id)[batch_id], product_id


def _document(kind: str, branch_id: UUID, reason: str) -> Document:
    return Document(
        kind=kind, id=current_unit().effect_id, branch_id=branch_id, reason=reason.strip()
    )
