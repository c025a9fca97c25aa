"""Writing a report, and changing it until it is sent."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.privacy.fields import PHARMACY
from theriac.core.privacy.keys import make_keys
from theriac.core.rights import require
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.record import (
    keep_medicines,
    keep_told,
    locked_report,
    note_report,
    require_first,
    with_labels,
)
from theriac.domains.adverse_events.rules.codes import DRAFT
from theriac.domains.adverse_events.rules.facts import AdverseEventTold, check_told, told_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient


@command(
    name="adverse_events.draft",
    done=gettext_lazy("Wrote an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def draft_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    told: AdverseEventTold,
    patient_id: PatientId | None = None,
) -> AdverseEventId:
    """A draft, of a patient or of somebody known by initials alone; its id.

    A patient is locked while it is looked whether the same was just written. Raises
    AdverseEventRefused, AlreadyReported, PatientUnknown, PatientGone, PatientRestricted, and
    NotPermitted for a patient whom the actor may not see.
    """
    if patient_id is not None:
        require(actor, VIEW_PATIENTS, branch_id)
    check_told(told, branch_date(branch_id))
    told = with_labels(told)
    if patient_id is None:
        make_keys([PHARMACY])
    else:
        get_patient(patient_id, lock=True)
    require_first(branch_id, patient_id, told, actor.id)
    row = AdverseEventReport(
        id=current_unit().effect_id,
        branch_id=branch_id,
        patient_id=patient_id,
        key_of=patient_id or PHARMACY,
        assessment={},
        at=clock.now(),
        by=actor.id,
        version=1,
    )
    keep_told(row, told)
    row.save(force_insert=True)
    keep_medicines(row.id, told.medicines)
    return note_report(row, {}, {"state": row.state, "seriousness": row.codes})


@command(
    name="adverse_events.change",
    done=gettext_lazy("Edited an adverse event report"),
    permission=REPORT_ADVERSE_EVENTS,
)
def change_report(
    *,
    actor: Actor,
    branch_id: BranchId,
    report_id: AdverseEventId,
    version: int,
    told: AdverseEventTold,
) -> int:
    """What is told instead, all of it, while it is a draft; the version then.

    Raises AdverseEventUnknown, WrongReportState, Stale, AdverseEventRefused, PatientGone,
    PatientRestricted.
    """
    only_drafts = _("This report isn’t a draft any more. Write a follow-up instead.")
    row = locked_report(branch_id, report_id, version, DRAFT, otherwise=only_drafts)
    check_told(told, branch_date(branch_id))
    told = with_labels(told)
    before = told_of(row.content)
    was = {"seriousness": row.codes, "learned_on": row.learned_on}
    keep_told(row, told)
    version = keep(row)
    keep_medicines(row.id, told.medicines)
    names = [name for name in _names() if getattr(before, name) != getattr(told, name)]
    after = {"seriousness": row.codes, "learned_on": row.learned_on, "changed": names}
    note_report(row, was, after)
    return version


def _names() -> list[str]:
    return list(AdverseEventTold.__dataclass_fields__)
