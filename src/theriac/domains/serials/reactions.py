"""What is told of single packs to a national system."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.serials.ports import SerialPack, serial_system


def has_system() -> bool:
    """Whether a national system is there to be told."""
    return serial_system() is not None


@on_event("theriac.stock.serial.v1", name="serials.tell_system", background=True, wanted=has_system)
def tell_serial_system(events: Sequence[OutboxEvent]) -> None:
    """Tell the national system, where there is one, what was sold and what came back."""
    system = serial_system()
    if system is None:
        return
    for event in events:
        pack = SerialPack(event.data["gtin"], event.data["serial"])
        state, sold_id = event.data["state"], event.data["sold_id"]
        if state == "sold":
            system.decommission(pack, sold_id=UUID(sold_id), at=event.recorded_at)
        elif state == "returned":
            system.reactivate(pack, sold_id=UUID(sold_id), at=event.recorded_at)
