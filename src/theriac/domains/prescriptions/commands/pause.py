"""Pausing a prescription, going on with it, and cancelling it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionJump
from theriac.domains.prescriptions.rules.reasons import WHY_STOPPED, checked_reason
from theriac.domains.prescriptions.rules.states import CANCELLED, PAUSED
from theriac.domains.prescriptions.standing import (
    go,
    locked_prescription,
    refused_jump,
    require_jump,
)


@command(
    name="prescriptions.pause",
    done=gettext_lazy("Paused a prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def pause_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    reason_code: str,
    note: str = "",
) -> int:
    """Let it rest where it is, for the coded reason; the version then.

    Raises PrescriptionUnknown, Stale, PrescriptionJump, PrescriptionRefused without a reason.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_STOPPED, reason_code, note)
    return go(found, PAUSED, reason_code=code, note=note)


@command(
    name="prescriptions.resume",
    done=gettext_lazy("Resumed a prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def resume_prescription(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """Go on where it was paused; the version then.

    Raises PrescriptionUnknown, Stale, PrescriptionJump for one that isn't paused.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    if found.state != PAUSED:
        raise refused_jump(found)
    return go(found, found.paused_from)


@command(
    name="prescriptions.cancel",
    done=gettext_lazy("Cancelled a prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def cancel_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    reason_code: str,
    note: str = "",
) -> int:
    """Do nothing more with it, for the coded reason; the version then.

    Raises PrescriptionUnknown, Stale, PrescriptionJump, also for one of which something was
    dispensed that wasn't reversed, and PrescriptionRefused without a reason.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_STOPPED, reason_code, note)
    require_jump(found, CANCELLED)
    if Dispense.objects.filter(line__prescription=found, reversed_at=None).exists():
        raise PrescriptionJump(
            _(
                "Some of this prescription was dispensed. Reverse that first if it was a mistake, "
                "or record why the rest isn’t dispensed and hand it over."
            ),
            state=found.state,
        )
    return go(found, CANCELLED, reason_code=code, note=note)
