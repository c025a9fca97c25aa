"""Preparing what was approved, verifying it, and laying it out to be collected."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription, PrescriptionStep
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS, VERIFY_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import SecondPersonNeeded
from theriac.domains.prescriptions.risk import is_risky
from theriac.domains.prescriptions.rules.states import PREPARING, READY, VERIFIED
from theriac.domains.prescriptions.standing import go, locked_prescription, require_jump


@command(
    name="prescriptions.prepare",
    done=gettext_lazy("Started preparing a prescription"),
    permission=PREPARE_PRESCRIPTIONS,
)
def start_preparation(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """Prepare it, or prepare it again after a look; the version then.

    A verification before counts no more. Raises PrescriptionUnknown, Stale, PrescriptionJump.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    require_jump(found, PREPARING)
    found.verified_by = None
    found.prepared_by = actor.id
    found.needs_second = is_risky(found)
    return go(found, PREPARING)


@command(
    name="prescriptions.verify",
    done=gettext_lazy("Verified a prepared prescription"),
    permission=VERIFY_PRESCRIPTIONS,
)
def verify_prescription(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """What was prepared is what was prescribed; the version then.

    High-risk goods are verified by nobody who prepared them in this round, whoever did so last.
    Raises PrescriptionUnknown, Stale, PrescriptionJump, SecondPersonNeeded.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    require_jump(found, VERIFIED)
    found.needs_second = is_risky(found)
    if found.needs_second and (found.prepared_by == actor.id or actor.id in preparers(found)):
        raise SecondPersonNeeded(
            _(
                "This prescription has a high-risk medicine and you prepared it. Ask a colleague "
                "to verify it."
            )
        )
    found.verified_by = actor.id
    return go(found, VERIFIED)


@command(
    name="prescriptions.lay_out",
    done=gettext_lazy("Laid a prescription out to be collected"),
    permission=PREPARE_PRESCRIPTIONS,
)
def lay_out(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """It may be collected; the version then.

    Raises PrescriptionUnknown, Stale, PrescriptionJump.
    """
    return go(locked_prescription(branch_id, prescription_id, version), READY)


def preparers(found: Prescription) -> set[UUID]:
    """Everybody who prepared it in this round."""
    steps = PrescriptionStep.objects.filter(
        prescription=found, round=found.round, to_state=PREPARING
    )
    return set(steps.values_list("by", flat=True))
