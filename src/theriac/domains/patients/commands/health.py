"""Recording an allergy or a condition, and ending one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import HealthFact
from theriac.domains.patients.permissions import VIEW_CLINICAL
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.rules.lists import (
    ALLERGY,
    CONDITION,
    ENDINGS,
    OTHER,
    SEVERITIES,
    codes_of,
)

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class NewHealthFact:
    """An allergy or a condition as it is told: a code of the lists, and words beside it."""

    kind: str
    code: str
    text: str = ""
    severity: str = ""
    reaction: str = ""


@command(
    name="patients.record_health",
    done=gettext_lazy("Added an allergy or condition"),
    permission=VIEW_CLINICAL,
)
def record_health(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, fact: NewHealthFact
) -> UUID:
    """Add an allergy or a condition; one that isn't in the list needs its text.

    Raises ParticularsRefused, PatientUnknown, PatientGone.
    """
    content = {name: str(value).strip() for name, value in asdict(fact).items()}
    _check(content)
    patient = get_patient(patient_id)
    row = HealthFact(
        id=new_id(),
        patient=patient,
        content=content,
        recorded_at=clock.now(),
        recorded_by=actor.id,
    )
    row.save(force_insert=True)
    current_unit().record("patients.patient", patient.id, facts={"added": str(row.id)})
    return row.id


@command(
    name="patients.end_health",
    done=gettext_lazy("Ended an allergy or condition"),
    permission=VIEW_CLINICAL,
)
def end_health(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, fact_id: UUID, why: str
) -> None:
    """Say that something no longer holds, or never did. Raises NotFound, ParticularsRefused."""
    if why not in ENDINGS:
        raise ParticularsRefused(_("Choose a reason from the list."), field="why")
    rows = HealthFact.objects.select_for_update()
    fact = rows.filter(id=fact_id, patient_id__in=ids_of(patient_id), ended_at=None).first()
    if fact is None:
        raise NotFound(_("This entry was already removed from the record. Load it again."))
    fact.ended_at, fact.ended_by, fact.ended_why = clock.now(), actor.id, why
    fact.save(update_fields=["ended_at", "ended_by", "ended_why"])
    current_unit().record("patients.patient", patient_id, reason=why, facts={"ended": str(fact_id)})


def _check(content: dict[str, str]) -> None:
    errors: dict[str, Text] = {}
    if content["kind"] not in (ALLERGY, CONDITION) or content["code"] not in codes_of(
        content["kind"]
    ):
        errors["code"] = _("Choose from the list.")
    elif content["code"] == OTHER and not content["text"]:
        errors["text"] = _("Enter the name if it isn't in the list.")
    if content["severity"] not in SEVERITIES:
        errors["severity"] = _("Choose from the list.")
    for name in ("text", "reaction"):
        if len(content[name]) > LONGEST_TEXT:
            errors[name] = _("Enter at most 500 characters.")
    if errors:
        raise ParticularsRefused(errors=errors)
