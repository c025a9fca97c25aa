"""Keeping an intervention within a command that runs: its own, or one on a prescription."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.privacy.fields import PHARMACY
from theriac.core.privacy.keys import make_keys
from theriac.domains.interventions.facts import InterventionFound, check_found, content_kept
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.models import Intervention
from theriac.domains.interventions.problems import AlreadyIntervened
from theriac.domains.patients.queries.groups import get_patient

RECORD = "interventions.intervention"
TWICE_WITHIN = timedelta(minutes=5)
"""The same about the same within it is the same press of the button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionPlace:
    """What it is about: a patient, and a prescription with its line, where there are."""

    branch_id: UUID
    patient_id: UUID | None = None
    prescription_id: UUID | None = None
    line_id: UUID | None = None


def keep_intervention(
    new_id: UUID, place: InterventionPlace, found: InterventionFound
) -> InterventionId:
    """Keep it by who acts, in the running command, which asked the right.

    A patient is locked while it is looked whether the same was just recorded. Raises
    InterventionRefused, AlreadyIntervened, PatientUnknown, PatientGone, PatientRestricted.
    """
    check_found(found)
    if place.patient_id is not None:
        get_patient(place.patient_id, lock=True)
    _require_first(place, found)
    if place.patient_id is None:
        make_keys([PHARMACY])
    now, actor = clock.now(), current_unit().actor
    row = Intervention(
        id=new_id,
        branch_id=place.branch_id,
        patient_id=place.patient_id,
        prescription_id=place.prescription_id,
        line_id=place.line_id,
        prescriber_id=found.prescriber_id,
        problem=found.problem,
        cause=found.cause,
        action=found.action,
        key_of=place.patient_id or PHARMACY,
        content=content_kept(found),
        answer="",
        at=now,
        by=actor.id,
        outcome=found.outcome or "",
        outcome_at=now if found.outcome else None,
        outcome_by=actor.id if found.outcome else None,
        version=1,
    )
    row.save(force_insert=True)
    after = {name: getattr(row, name) for name in ("problem", "cause", "action", "outcome")}
    note_intervention(row, {}, {name: value for name, value in after.items() if value})
    return InterventionId(row.id)


def note_intervention(
    row: Intervention, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    """Leave the record of what became of it, without a word about the person."""
    facts: dict[str, object] = {"before": before, "after": after}
    if row.prescription_id is not None:
        facts["prescription"] = row.prescription_id.hex
    current_unit().record(RECORD, row.id, facts=facts, branch_id=row.branch_id)


def _require_first(place: InterventionPlace, found: InterventionFound) -> None:
    rows = Intervention.objects.filter(
        branch_id=place.branch_id,
        patient_id=place.patient_id,
        prescription_id=place.prescription_id,
        line_id=place.line_id,
        problem=found.problem,
        cause=found.cause,
        action=found.action,
        by=current_unit().actor.id,
        at__gt=clock.now() - TWICE_WITHIN,
    )
    content = content_kept(found)
    for one in rows.order_by("id"):
        if one.content == content:
            raise AlreadyIntervened(
                _("The same intervention was recorded a moment ago. Open it."),
                intervention_id=one.id,
            )
