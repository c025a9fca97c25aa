"""Counselling on a prescription: recorded before the hand-over, or with it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.rights import require
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.permissions import GIVE_COUNSELLING
from theriac.domains.counselling.problems import CounsellingMissing
from theriac.domains.counselling.queries import is_recorded
from theriac.domains.counselling.record import HandOver, keep_counselling
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.safety import kept_patient
from theriac.domains.prescriptions.standing import locked_prescription, refused_jump

BEFORE = frozenset({"approved", "preparing", "verified", "ready"})
"""States in which the hand-over is still to come and a pharmacist has judged the prescription."""


@command(
    name="prescriptions.counsel",
    done=gettext_lazy("Recorded the counselling on a prescription"),
    permission=GIVE_COUNSELLING,
)
def counsel_on_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    given: CounsellingGiven,
) -> CounsellingId:
    """What the patient was told for the hand-over of this round, or refused; its id.

    Raises PrescriptionUnknown, Stale, PrescriptionJump, CounsellingRefused, AlreadyCounselled,
    PatientGone, PatientRestricted.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    if found.state not in BEFORE:
        raise refused_jump(found)
    return keep_on(found, current_unit().effect_id, given)


def keep_on(found: Prescription, key: UUID, given: CounsellingGiven) -> CounsellingId:
    """Keep the counselling of a locked prescription's round. Raises as ``keep_counselling``."""
    place = HandOver(found.id, found.round)
    return keep_counselling(key, found.branch_id, kept_patient(found), given, place)


def require_counselling(actor: Actor, found: Prescription, given: CounsellingGiven | None) -> None:
    """Keep what is given with the hand-over; without it, one of the round must stand.

    Raises CounsellingMissing, NotPermitted for who may not counsel, and as ``keep_counselling``.
    """
    if given is not None:
        require(actor, GIVE_COUNSELLING, found.branch_id)
        keep_on(found, new_id(), given)
    elif not is_recorded(HandOver(found.id, found.round)):
        raise CounsellingMissing(
            _("Record the counselling, or that the patient refused it, before the hand-over.")
        )
