"""Opening an electronic prescription: it leaves who looked, and why with a patient who is known."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.problems import Erased
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.matches import SentMatch, match_of
from theriac.domains.eprescriptions.models import EPrescription
from theriac.domains.eprescriptions.reader.facts import SentPrescription, sent_of
from theriac.domains.eprescriptions.settlement import EPRESCRIPTION_RECORD, of_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS


@dataclass(frozen=True, slots=True)
class OpenedEPrescription:
    """It with what it says, None once that is gone; and while it waits, what it means here."""

    row: EPrescription
    sent: SentPrescription | None
    match: SentMatch | None


@command(
    name="eprescriptions.open",
    done=gettext_lazy("Opened an electronic prescription"),
    permission=OPEN_PRESCRIPTIONS,
)
def open_eprescription(
    *, actor: Actor, branch_id: BranchId, eprescription_id: EPrescriptionId
) -> OpenedEPrescription:
    """What it says. Raises EPrescriptionUnknown."""
    row = of_branch(branch_id, eprescription_id)
    sent = _sent(row)
    waits = row.state == EPrescription.State.WAITING
    match = match_of(sent, branch_date(branch_id)) if sent is not None and waits else None
    unit = current_unit()
    known: set[UUID | None] = {row.patient_id, match.patient_id if match is not None else None}
    patients = sorted(one for one in known if one is not None)
    for patient_id in patients:
        facts = {"sections": ["prescription"], "eprescription": row.id.hex}
        unit.record("patients.patient", patient_id, reason="dispensing", facts=facts)
    if not patients:
        unit.record(EPRESCRIPTION_RECORD, row.id, reason="dispensing")
    watch_readings(actor, patients or [row.id])
    return OpenedEPrescription(row, sent, match)


def _sent(row: EPrescription) -> SentPrescription | None:
    try:
        return sent_of(row.content) if row.content else None
    except Erased:
        return None
