"""What registers do when a product changes: another legal class is another register."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.controlled.commands.registers import keep_registers
from theriac.domains.controlled.queries.registers import products_to_move


@on_event("theriac.catalog.product.changed.v1", name="controlled.follow_classes")
def follow_classes(events: Sequence[OutboxEvent]) -> None:
    """What lies of these products stands in the register of their class."""
    named = {UUID(str(event.subject)) for event in events if event.subject}
    if moved := products_to_move(named):
        keep_registers(actor=SYSTEM, product_ids=moved)
