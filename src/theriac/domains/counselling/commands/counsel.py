"""Recording a counselling that no hand-over of a prescription asked for."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import require
from theriac.domains.counselling.facts import CounsellingGiven, topics_kept
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.permissions import GIVE_COUNSELLING
from theriac.domains.counselling.record import keep_counselling, require_first
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient

TWICE_WITHIN = timedelta(minutes=5)
"""The same to the same patient within it is the same press of the button."""


@command(
    name="counselling.counsel",
    done=gettext_lazy("Recorded a counselling"),
    permission=GIVE_COUNSELLING,
)
def counsel_patient(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, given: CounsellingGiven
) -> CounsellingId:
    """What a patient was told without a prescription at hand, or refused; its id.

    Raises CounsellingRefused, AlreadyCounselled for the same a moment ago, PatientUnknown,
    PatientGone, PatientRestricted, NotPermitted for who may not see patients.
    """
    require(actor, VIEW_PATIENTS, branch_id)
    get_patient(patient_id, lock=True)
    require_first(
        Counselling.objects.filter(
            branch_id=branch_id,
            patient_id=patient_id,
            prescription_id=None,
            withdrawn_at=None,
            topics=topics_kept(given),
            refused_why=given.refused_why or "",
            at__gt=clock.now() - TWICE_WITHIN,
        )
    )
    return keep_counselling(current_unit().effect_id, branch_id, patient_id, given)
