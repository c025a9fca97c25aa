"""Adjusting one batch's stock to what was counted, and writing stock off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Stale, Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.approval import ValuedChange, demand_for_change
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, ChangeReason, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import ADJUST_STOCK, WRITE_OFF_STOCK
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.stock.queries.batches.by_place import product_of_batch_at
from theriac.domains.stock.queries.places import shelf_of
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.shortage import short_batch


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """A posted movement with the balance after it."""

    document_id: UUID
    movement_id: UUID | None
    balance: int


class CodedReason(NamedTuple):
    """Why, in a person's words, and as a code that lists and exports are filtered by."""

    words: str
    code: str = ChangeReason.Code.OTHER.value


@command(name="stock.adjust_stock", done=gettext_lazy("Adjusted stock"), permission=ADJUST_STOCK)
def adjust_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    counted: int,
    reason: str | CodedReason,
    expected: int | None = None,
    approval_id: UUID | None = None,
) -> BalanceChange:
    """Make a batch's balance on the shelf what was counted, by a movement with a reason.

    ``expected`` is the balance that the person saw; Raises Stale with the current one when it
    has changed, NotFound for a batch that was never at the branch, QuantityRefused for a count
    below zero, Unprocessable without a reason or for a code that there isn't, and above the
    branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    if counted < 0:
        raise QuantityRefused(_("Enter a count of 0 or more."), field="counted")
    reason, code = coded(reason)
    place_id, balance_id, product_id = _shelf_balance(branch_id, batch_id, reason)
    current = lock_rows(Balance, "quantity", [balance_id])[balance_id]
    if expected is not None and expected != current:
        raise Stale(
            _("The stock is now %(current)s. Count again, or confirm.") % {"current": current},
            current=current,
        )
    document = _document(Movement.Kind.ADJUSTMENT, branch_id, reason)
    if counted == current:
        current_unit().record("stock.adjustment", document.id, reason=reason)
        return BalanceChange(document.id, None, current)
    change = ValuedChange(Movement.Kind.ADJUSTMENT, batch_id, current, counted)
    approved = demand_for_change(change, branch_id, actor, approval_id)
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
    _keep_code(document, code)
    current_unit().record(
        "stock.adjustment",
        document.id,
        reason=reason,
        facts={"batch_id": batch_id, "before": current, "after": counted, **approved},
    )
    return BalanceChange(document.id, movement.id, counted)


@command(
    name="stock.write_off_stock", done=gettext_lazy("Wrote off stock"), permission=WRITE_OFF_STOCK
)
def write_off_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    quantity: int,
    reason: str | CodedReason,
    approval_id: UUID | None = None,
) -> BalanceChange:
    """Take broken, lost or expired goods off the shelf; any batch may be written off.

    Raises InsufficientStock, QuantityRefused, Unprocessable without a reason or for a code that
    there isn't, and above the branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    if quantity < 1:
        raise QuantityRefused(_("Enter a quantity of 1 or more base units."), field="quantity")
    reason, code = coded(reason)
    place_id, balance_id, product_id = _shelf_balance(branch_id, batch_id, reason)
    current = lock_rows(Balance, "quantity", [balance_id])[balance_id]
    if current < quantity:
        raise short_batch(
            batch_id,
            requested=quantity,
            available=current,
            to_do=_("Write off at most this quantity, or adjust the stock to your count."),
        )
    change = ValuedChange(Movement.Kind.WRITE_OFF, batch_id, current, current - quantity)
    approved = demand_for_change(change, branch_id, actor, approval_id)
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
    _keep_code(document, code)
    current_unit().record(
        "stock.write_off",
        document.id,
        reason=reason,
        facts={"batch_id": batch_id, "quantity": quantity, **approved},
    )
    return BalanceChange(document.id, movement.id, current - quantity)


def coded(reason: str | CodedReason) -> CodedReason:
    """The reason with its code, "other" where none was given. Raises Unprocessable for no code."""
    given = reason if isinstance(reason, CodedReason) else CodedReason(reason)
    if given.code not in ChangeReason.Code.values:
        raise Unprocessable(_("Choose from the list."), field="reason_code")
    return given


def _keep_code(document: Document, code: str) -> None:
    reason = ChangeReason(
        id=new_id(),
        document_id=document.id,
        branch_id=document.branch_id,
        code=code,
        recorded_at=clock.now(),
    )
    insert_rows(ChangeReason, [reason])


def bring_in(
    *,
    branch_id: UUID,
    batch: ShelfBatch,
    quantity: int,
    reason: str,
    occurred_at: datetime | None = None,
) -> None:
    """Adjust units in that were found, inside the caller's unit of work.

    ``occurred_at``: when they were there, where that was before now.
    """
    lock_rows(Balance, "quantity", [batch.balance_id])
    move = Move(
        batch_id=batch.batch_id,
        product_id=batch.product_id,
        from_place_id=OUTSIDE_ID,
        to_place_id=batch.place_id,
        to_balance_id=batch.balance_id,
        quantity=quantity,
    )
    document = _document(Movement.Kind.ADJUSTMENT, branch_id, reason, occurred_at)
    post(document, [move])
    facts = {"batch_id": batch.batch_id, "found": quantity}
    current_unit().record("stock.adjustment", document.id, reason=reason, facts=facts)


def _shelf_balance(branch_id: UUID, batch_id: UUID, reason: str) -> tuple[UUID, UUID, UUID]:
    require_reason(reason)
    product_id = product_of_batch_at(branch_id, batch_id)
    place_id = shelf_of(branch_id).id
    return place_id, balances_for(branch_id, {batch_id: product_id}, place_id)[batch_id], product_id


def _document(
    kind: str, branch_id: UUID, reason: str, occurred_at: datetime | None = None
) -> Document:
    return Document(
        kind=kind,
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=reason.strip(),
        occurred_at=occurred_at,
    )
