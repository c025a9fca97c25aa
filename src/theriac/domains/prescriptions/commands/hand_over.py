"""Handing a prescription over, and closing it once nothing more is expected of it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.commands.counsel import require_counselling
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.permissions import HAND_OVER_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import LineUnsettled
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import CLOSED, HANDED_OVER
from theriac.domains.prescriptions.standing import go, locked_prescription, require_jump
from theriac.domains.prescriptions.validity import require_valid


@command(
    name="prescriptions.hand_over",
    done=gettext_lazy("Handed over a prescription"),
    permission=HAND_OVER_PRESCRIPTIONS,
)
def hand_over(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    counselling: CounsellingGiven | None = None,
) -> int:
    """The patient has it; the version then. Where nothing is left of it, it closes at once.

    Each line was dispensed in this round, or has the coded reason why it wasn't; the patient was
    counselled, before or with this, or refused it. Raises PrescriptionUnknown, Stale,
    PrescriptionJump, LineUnsettled, CounsellingMissing, and what ``counsel_on_prescription`` does.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    require_jump(found, HANDED_OVER)
    require_valid(found, branch_date(branch_id))
    lines = list(PrescriptionLine.objects.filter(prescription=found).order_by("position"))
    _require_settled(found, lines)
    require_counselling(actor, found, counselling)
    version = go(found, HANDED_OVER)
    left = sum(Authorised(one.quantity, one.repeats, one.dispensed).remaining for one in lines)
    return version if left else go(found, CLOSED)


@command(
    name="prescriptions.close",
    done=gettext_lazy("Closed a prescription"),
    permission=HAND_OVER_PRESCRIPTIONS,
)
def close_prescription(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """Nothing more is dispensed of it, though something is left; the version then.

    Raises PrescriptionUnknown, Stale, PrescriptionJump.
    """
    return go(locked_prescription(branch_id, prescription_id, version), CLOSED)


def _require_settled(found: Prescription, lines: list[PrescriptionLine]) -> None:
    dispensed = Dispense.objects.filter(
        line__prescription=found, round=found.round, reversed_at=None
    )
    outcomes = LineOutcome.objects.filter(
        line__prescription=found,
        round=found.round,
        kind=LineOutcome.Kind.NOT_DISPENSED,
        ended_at=None,
    )
    settled = set(dispensed.values_list("line_id", flat=True))
    settled |= set(outcomes.values_list("line_id", flat=True))
    unsettled: list[int] = [
        one.position
        for one in lines
        if one.id not in settled and Authorised(one.quantity, one.repeats, one.dispensed).remaining
    ]
    if unsettled:
        words = _("Record what was dispensed of line %(lines)s, or why it wasn’t.")
        told = {"lines": ", ".join(map(str, unsettled))}
        raise LineUnsettled(words % told, positions=unsettled)
