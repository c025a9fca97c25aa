"""Merging two records of one person, and taking it back."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.events import merged, unmerged
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Merge, Patient
from theriac.domains.patients.permissions import MERGE_PATIENTS
from theriac.domains.patients.problems import PatientMergeRefused, PatientUnknown
from theriac.domains.patients.queries.groups import get_patient


@command(
    name="patients.merge_patients",
    done=gettext_lazy("Merged two records"),
    permission=MERGE_PATIENTS,
)
def merge_patients(
    *, actor: Actor, branch_id: BranchId, kept_id: PatientId, merged_id: PatientId
) -> None:
    """Let one record stand for both; the other keeps all that is in it, and is found as the first.

    Raises MergeRefused for a record with itself, PatientUnknown, PatientGone.
    """
    if kept_id == merged_id:
        raise PatientMergeRefused(_("This is the same record. Choose another one."))
    first, second = sorted((kept_id, merged_id))
    rows = {one: get_patient(one, lock=True) for one in (first, second)}
    other = rows[merged_id]
    other.merged_into = rows[kept_id]
    other.save(update_fields=["merged_into"])
    Merge.objects.create(
        id=new_id(),
        kept=rows[kept_id],
        merged=other,
        merged_at=clock.now(),
        merged_by=actor.id,
    )
    unit = current_unit()
    unit.record("patients.patient", kept_id, facts={"merged": str(merged_id)})
    unit.record("patients.patient", merged_id, facts={"merged_into": str(kept_id)})
    unit.announce(merged(kept_id, merged_id))


@command(name="patients.undo_merge", done=gettext_lazy("Undid a merge"), permission=MERGE_PATIENTS)
def undo_merge(*, actor: Actor, branch_id: BranchId, merged_id: PatientId) -> PatientId:
    """Let both records stand by themselves again, as they were; returns the one that was kept.

    What was added to the kept record since stays there. Raises PatientUnknown, MergeRefused.
    """
    patient: Patient | None = Patient.objects.select_for_update().filter(id=merged_id).first()
    if patient is None:
        raise PatientUnknown(_("This patient doesn't exist. Search by name."))
    kept_id = patient.merged_into_id
    if kept_id is None or patient.erased_at is not None:
        raise PatientMergeRefused(_("This record isn't merged any longer. Load it again."))
    patient.merged_into = None
    patient.save(update_fields=["merged_into"])
    Merge.objects.filter(merged_id=merged_id, undone_at=None).update(
        undone_at=clock.now(), undone_by=actor.id
    )
    unit = current_unit()
    unit.record("patients.patient", kept_id, facts={"unmerged": str(merged_id)})
    unit.record("patients.patient", merged_id, facts={"unmerged_from": str(kept_id)})
    unit.announce(unmerged(PatientId(kept_id), merged_id))
    return PatientId(kept_id)
