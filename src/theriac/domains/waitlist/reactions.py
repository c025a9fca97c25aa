"""What the waitlist does when a patient was erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.waitlist.commands.work import forget_waits


@on_event("theriac.patient.erased.v1", name="waitlist.forget_the_erased")
def forget_the_erased(events: Sequence[OutboxEvent]) -> None:
    """Who was erased waits no more."""
    patients = [UUID(str(event.data["patient_id"])) for event in events]
    forget_waits(actor=SYSTEM, patient_ids=patients)
