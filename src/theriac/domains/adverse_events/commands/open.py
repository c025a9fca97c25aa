"""Opening a report: where it names a patient, it leaves who looked, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.permissions import OPEN_ADVERSE_EVENTS
from theriac.domains.adverse_events.problems import AdverseEventUnknown
from theriac.domains.adverse_events.queries import due_on
from theriac.domains.adverse_events.record import DEFERRED, RECORD
from theriac.domains.adverse_events.rules.facts import AdverseEventTold, told_of
from theriac.domains.adverse_events.rules.naranjo import naranjo_band, naranjo_score
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.patients.rules.reasons import checked_why


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report with whose it is now; no patient where it names none.

    ``score`` and ``band`` are of the Naranjo scale, None and "" while it isn't answered.
    ``versions`` are the others of the same case, the first version in front.
    """

    report: AdverseEventReport
    told: AdverseEventTold
    patient_id: UUID | None
    patient: str
    score: int | None
    band: str
    due_on: date | None
    versions: Sequence[AdverseEventReport]


@command(
    name="adverse_events.open",
    done=gettext_lazy("Opened an adverse event report"),
    permission=OPEN_ADVERSE_EVENTS,
)
def open_report(
    *, actor: Actor, branch_id: BranchId, report_id: AdverseEventId, why: str = "care"
) -> OpenedReport:
    """What it tells, for the reason that is logged with the patient's record.

    Raises AdverseEventUnknown, PatientGone for who was erased, PatientRestricted, and
    ParticularsRefused for another reason than those that there are.
    """
    reason = checked_why(why)
    rows = AdverseEventReport.objects.filter(id=report_id, branch_id=branch_id)
    found: AdverseEventReport | None = rows.first()
    if found is None:
        raise AdverseEventUnknown(_("This report doesn’t exist at this branch."))
    if found.patient_id is None:
        current_unit().record(RECORD, found.id, reason=reason, facts={}, branch_id=branch_id)
        return _opened(found, None, "")
    kept = kept_records([found.patient_id])
    patient = get_patient(kept[0].id if kept else found.patient_id)
    facts = {"sections": ["adverse_events"], "report": found.id.hex}
    current_unit().record("patients.patient", patient.id, reason=reason, facts=facts)
    watch_readings(actor, [patient.id])
    return _opened(found, patient.id, patient.names)


def _opened(row: AdverseEventReport, patient_id: UUID | None, patient: str) -> OpenedReport:
    answers = row.assessment.get("answers")
    score = naranjo_score(answers) if answers else None
    head = row.first_id or row.id
    others = AdverseEventReport.objects.filter(Q(id=head) | Q(first_id=head)).exclude(id=row.id)
    return OpenedReport(
        report=row,
        told=told_of(row.content),
        patient_id=patient_id,
        patient=patient,
        score=score,
        band="" if score is None else naranjo_band(score),
        due_on=due_on(row.branch_id, [row]).get(row.id),
        versions=list(others.defer(*DEFERRED).order_by("follow_up")),
    )
