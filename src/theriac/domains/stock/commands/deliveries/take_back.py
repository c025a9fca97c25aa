"""Taking a whole receipt out again, by opposite movements that name the first ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.permissions import REVERSE_MOVEMENT


@dataclass(frozen=True, slots=True)
class Gone:
    """Units of a batch that came by the receipt and aren't where it put them any more."""

    product_id: UUID
    batch_id: UUID
    batch_number: str
    received: int
    left: int


@dataclass(frozen=True, slots=True)
class ReversedReceipt:
    """The counter-document's movements; or, where something is gone, what, and nothing moved."""

    document_id: UUID
    movement_ids: tuple[UUID, ...] = ()
    gone: tuple[Gone, ...] = ()


@command(
    name="stock.take_back_receipt", done=_("Reversed a goods receipt"), permission=REVERSE_MOVEMENT
)
def take_back_receipt(
    *, actor: Actor, branch_id: BranchId, document_id: UUID, number: str, reason: str
) -> ReversedReceipt:
    """Answer every movement of a receipt by its opposite, if all of it is still there."""
    came = list(
        Movement.objects.filter(
            document_id=document_id, branch_id=branch_id, kind=Movement.Kind.RECEIPT
        )
        .select_related("batch")
        .order_by("id")
    )
    balances = _balances(came)
    current = lock_rows(Balance, "quantity", sorted(balances.values()))
    here = current_unit().effect_id
    gone = [
        Gone(one.product_id, one.batch_id, one.batch.number, one.quantity, left)
        for one in came
        if (left := current[balances[one.batch_id, one.to_place_id]]) < one.quantity
    ]
    if gone:
        return ReversedReceipt(here, gone=tuple(gone))
    document = Document(
        kind=Movement.Kind.REVERSAL, id=here, branch_id=branch_id, number=number, reason=reason
    )
    movements = post(document, [_opposite(one, balances) for one in came])
    current_unit().record("stock.reversal", here, reason=reason, facts={"receipt": document_id.hex})
    return ReversedReceipt(here, tuple(one.id for one in movements))


def _balances(came: Sequence[Movement]) -> dict[tuple[UUID, UUID], UUID]:
    rows = Balance.objects.filter(batch_id__in=[one.batch_id for one in came])
    return {
        (batch, place): key for batch, place, key in rows.values_list("batch_id", "place_id", "id")
    }


def _opposite(first: Movement, balances: dict[tuple[UUID, UUID], UUID]) -> Move:
    return Move(
        batch_id=first.batch_id,
        product_id=first.product_id,
        from_place_id=first.to_place_id,
        to_place_id=first.from_place_id,
        from_balance_id=balances[first.batch_id, first.to_place_id],
        quantity=first.quantity,
        line_id=first.line_id,
        reverses_id=first.id,
    )
