"""Changing what is known about a patient."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_CLINICAL
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.rules.particulars import Particulars, checked
from theriac.domains.patients.sought import keep_tokens, mark, profile

LONGEST_NOTES = 4_000


@command(
    name="patients.change_patient",
    done=gettext_lazy("Edited the record"),
    permission=MANAGE_PATIENTS,
)
def change_patient(
    *,
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    version: int,
    particulars: Particulars,
    id_may_differ: bool = False,
) -> None:
    """Replace the particulars by others. The trail names the fields that changed, not their values.

    Raises ParticularsRefused, PatientUnknown, PatientGone, and Stale when somebody was faster.
    """
    country = profile()
    today = branch_date(branch_id)
    tidy = checked(particulars, country, today, id_may_differ=id_may_differ)
    patient = get_patient(patient_id, lock=True)
    at_version(patient, version, _("Another user changed this record. Load it again."))
    columns = tidy.as_columns()
    changed = sorted(name for name, value in columns.items() if getattr(patient, name) != value)
    for name in changed:
        setattr(patient, name, columns[name])
    patient.version += 1
    tokens = mark(patient, country.calling_code)
    patient.save()
    keep_tokens(patient, tokens)
    current_unit().record("patients.patient", patient.id, facts={"changed": changed})


@command(
    name="patients.write_notes", done=gettext_lazy("Edited the notes"), permission=VIEW_CLINICAL
)
def write_notes(*, actor: Actor, branch_id: BranchId, patient_id: PatientId, notes: str) -> None:
    """Replace the notes about a patient. Raises ParticularsRefused, PatientUnknown, PatientGone."""
    if len(notes) > LONGEST_NOTES:
        raise ParticularsRefused(_("Enter at most 4,000 characters for the notes."), field="notes")
    patient = get_patient(patient_id, lock=True)
    patient.notes = notes.strip()
    keep(patient, "notes")
    current_unit().record("patients.patient", patient.id, facts={"changed": ["notes"]})
