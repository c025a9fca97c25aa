"""Reversing a movement by an opposite one that names it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.problems import Conflict, NotFound, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.approval import ValuedChange, demand_for_change
from theriac.domains.stock.commands.adjust import BalanceChange
from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.permissions import REVERSE_MOVEMENT
from theriac.domains.stock.problems import AlreadyReversed
from theriac.domains.stock.shortage import short_batch

REVERSIBLE = frozenset(
    {
        Movement.Kind.RECEIPT,
        Movement.Kind.OPENING,
        Movement.Kind.ADJUSTMENT,
        Movement.Kind.WRITE_OFF,
    }
)
"""What is answered movement by movement; other kinds belong to a document with its own answer."""


@command(
    name="stock.reverse_movement",
    done=gettext_lazy("Added a reversing entry"),
    permission=REVERSE_MOVEMENT,
)
def reverse_movement(
    *,
    actor: Actor,
    branch_id: BranchId,
    movement_id: UUID,
    reason: str,
    approval_id: UUID | None = None,
) -> BalanceChange:
    """Answer opening stock, an adjustment or a write-off by its opposite; the first stays.

    A sale isn't reversed here: a return answers it. Raises AlreadyReversed, InsufficientStock, and
    above the branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    require_reason(reason)
    first = _movement(branch_id, movement_id)
    balances = dict(
        Balance.objects.filter(
            batch_id=first.batch_id, place_id__in=[first.from_place_id, first.to_place_id]
        ).values_list("place_id", "id")
    )
    current = lock_rows(Balance, "quantity", sorted(balances.values()))
    taken_from = balances.get(first.to_place_id)
    if taken_from is not None and current[taken_from] < first.quantity:
        raise short_batch(
            first.batch_id,
            requested=first.quantity,
            available=current[taken_from],
            to_do=_("Some units have left since. Count the batch and adjust the stock instead."),
        )
    touched = taken_from or balances.get(first.from_place_id)
    before = current[touched] if touched else 0
    after = before + (-first.quantity if taken_from else first.quantity)
    change = ValuedChange(Movement.Kind.REVERSAL, first.batch_id, before, after)
    approved = demand_for_change(change, branch_id, actor, approval_id)
    document = Document(
        kind=Movement.Kind.REVERSAL,
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=reason.strip(),
    )
    move = Move(
        batch_id=first.batch_id,
        product_id=first.product_id,
        from_place_id=first.to_place_id,
        to_place_id=first.from_place_id,
        from_balance_id=taken_from,
        to_balance_id=balances.get(first.from_place_id),
        quantity=first.quantity,
        reverses_id=first.id,
    )
    movement = post(document, [move])[0]
    current_unit().record(
        "stock.reversal",
        document.id,
        reason=reason,
        facts={"movement_id": first.id, **approved},
    )
    return BalanceChange(document.id, movement.id, after if touched else 0)


def _movement(branch_id: UUID, movement_id: UUID) -> Movement:
    first = Movement.objects.filter(id=movement_id, branch_id=branch_id).first()
    if first is None:
        raise NotFound(_("This movement belongs to another branch."))
    if first.kind in {Movement.Kind.SALE, Movement.Kind.REVERSAL}:
        raise Conflict(_("A sale is corrected with a return. A reversal can’t be reversed."))
    if first.kind == Movement.Kind.RECEIPT and first.line_id is not None:
        raise Conflict(_("This movement belongs to a goods receipt. Reverse the whole receipt."))
    if first.kind == Movement.Kind.TRANSFER:
        raise Conflict(_("Goods in transit are settled in their transfer."))
    if first.kind not in REVERSIBLE:
        raise Conflict(_("This movement belongs to a document. Open the document to reverse it."))
    if Movement.objects.filter(reverses_id=first.id).exists():
        raise AlreadyReversed(_("The reversing entry is on the stock card."))
    if not Place.objects.filter(
        id__in=[first.from_place_id, first.to_place_id], kind=Place.Kind.OUTSIDE
    ).exists():
        raise Conflict(_("Only goods received or issued can be reversed."))
    return first
