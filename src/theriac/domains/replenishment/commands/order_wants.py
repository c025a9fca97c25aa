"""What of the want list a purchase order takes, and gives back; inside its command."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.domains.replenishment.commands.settle_want import record_state
from theriac.domains.replenishment.models import WantEntry

State = WantEntry.State


def take_wants_for_order(branch_id: UUID, product_ids: Collection[UUID], order_id: UUID) -> None:
    """The branch's entries of these products are ordered by this order."""
    rows = WantEntry.objects.select_for_update().filter(
        branch_id=branch_id, product_id__in=list(product_ids), open_key__isnull=False
    )
    for entry in rows.order_by("id"):
        _settle(entry, State.TAKEN, order_id)


def give_wants_back(order_id: UUID, product_ids: Collection[UUID]) -> None:
    """What of these products stands on the list for the order, is to be ordered again."""
    rows = WantEntry.objects.select_for_update().filter(
        order_id=order_id, product_id__in=list(product_ids), open_key__isnull=False
    )
    for entry in rows.order_by("id"):
        _settle(entry, State.OPEN, None)


def _settle(entry: WantEntry, state: str, order_id: UUID | None) -> None:
    entry.state, entry.order_id = state, order_id
    is_taken = order_id is not None
    entry.taken_by = current_unit().actor.id if is_taken else None
    entry.taken_at = clock.now() if is_taken else None
    keep(entry, "state", "order_id", "taken_by", "taken_at")
    record_state(entry, state)
