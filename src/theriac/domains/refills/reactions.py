"""What refills do when something was dispensed, and when a patient was erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.refills.commands.work import follow_lines, forget_patients


@on_event("theriac.prescription.dispensed.v1", name="refills.follow_dispenses")
def follow_dispenses(events: Sequence[OutboxEvent]) -> None:
    """Plans follow what was dispensed, and what was taken back."""
    lines = {UUID(str(one)) for event in events for one in event.data["line_ids"]}
    follow_lines(actor=SYSTEM, line_ids=sorted(lines))


@on_event("theriac.patient.erased.v1", name="refills.forget_the_erased")
def forget_the_erased(events: Sequence[OutboxEvent]) -> None:
    """Who was erased is reminded of nothing."""
    patients = [UUID(str(event.data["patient_id"])) for event in events]
    forget_patients(actor=SYSTEM, patient_ids=patients)
