"""The review: begun, approved, queried with the prescriber, or refused with a coded reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.rights import require
from theriac.domains.clinical.overrides import AnsweredSubject, keep_answers
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescribers.queries.suggestions import name_prescriber
from theriac.domains.prescriptions.commands.intervene import keep_on
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import REVIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import LineUnsettled, PrescriptionJump
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.reasons import (
    UNSAFE,
    WHY_QUERIED,
    WHY_REFUSED,
    checked_reason,
)
from theriac.domains.prescriptions.rules.states import (
    APPROVED,
    HANDED_OVER,
    QUERIED,
    REFUSED,
    REVIEWING,
)
from theriac.domains.prescriptions.safety import answers_at_approval, count_heeded
from theriac.domains.prescriptions.standing import go, locked_prescription, require_jump
from theriac.domains.prescriptions.validity import require_valid


@command(
    name="prescriptions.start_review",
    done=gettext_lazy("Started the review of a prescription"),
    permission=REVIEW_PRESCRIPTIONS,
)
def start_review(
    *, actor: Actor, branch_id: BranchId, prescription_id: PrescriptionId, version: int
) -> int:
    """Review it: the first time, after a query, again, or for a repeat; the version then.

    What was approved, prepared and verified before counts no more. Raises PrescriptionUnknown,
    Stale, PrescriptionJump, also for one of which nothing is left or that isn't valid any more.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    require_jump(found, REVIEWING)
    if found.state == HANDED_OVER:
        require_valid(found, branch_date(branch_id))
        _require_remaining(found)
        found.round += 1
    found.approved_by = found.prepared_by = found.verified_by = None
    return go(found, REVIEWING)


@command(
    name="prescriptions.approve",
    done=gettext_lazy("Approved a prescription"),
    permission=REVIEW_PRESCRIPTIONS,
)
def approve_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    answers: Sequence[AnswerGiven] = (),
) -> int:
    """Let it be prepared; the version then.

    The safety checks run anew: each alert that stops wants an answer, of who may override it or
    with an approval, and the answers are kept with the prescription. Raises PrescriptionUnknown,
    Stale, PrescriptionJump, LineUnsettled for a line that is matched to nothing,
    PrescriberLicenceExpired, PrescriberUnknown, and what ``answers_at_approval`` does.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    require_jump(found, APPROVED)
    today = branch_date(branch_id)
    require_valid(found, today)
    name_prescriber(actor=actor, prescriber_id=found.prescriber_id, on=today)
    lines = list(PrescriptionLine.objects.filter(prescription=found).order_by("position"))
    _require_matched(lines)
    answered = answers_at_approval(actor, found, lines, answers)
    found.approved_by = actor.id
    version = go(found, APPROVED)
    subject = AnsweredSubject.of_prescription(found.id, branch_id, found.state_since)
    keep_answers(subject, answered)
    return version


@command(
    name="prescriptions.query",
    done=gettext_lazy("Queried a prescription with the prescriber"),
    permission=REVIEW_PRESCRIPTIONS,
)
def query_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    reason_code: str,
    note: str = "",
    intervention: InterventionFound | None = None,
) -> int:
    """Wait for the prescriber's answer, about what the reason says; the version then.

    The call may be recorded as an intervention with it, by who may. Raises PrescriptionUnknown,
    Stale, PrescriptionJump, PrescriptionRefused without a reason, and as ``keep_intervention``.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_QUERIED, reason_code, note)
    require_jump(found, QUERIED)
    if intervention is not None:
        require(actor, RECORD_INTERVENTIONS, branch_id)
        keep_on(found, new_id(), intervention)
    return go(found, QUERIED, reason_code=code, note=note)


@command(
    name="prescriptions.refuse",
    done=gettext_lazy("Refused a prescription"),
    permission=REVIEW_PRESCRIPTIONS,
)
def refuse_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    prescription_id: PrescriptionId,
    version: int,
    reason_code: str,
    note: str = "",
) -> int:
    """Dispense nothing of it, for the coded reason; the version then.

    Refused as unsafe, the alerts over it are counted as heeded. Raises PrescriptionUnknown, Stale,
    PrescriptionJump, PrescriptionRefused without a reason.
    """
    found = locked_prescription(branch_id, prescription_id, version)
    code = checked_reason(WHY_REFUSED, reason_code, note)
    require_jump(found, REFUSED)
    if code == UNSAFE:
        lines = PrescriptionLine.objects.filter(prescription=found).order_by("position")
        count_heeded(actor, found, list(lines))
    return go(found, REFUSED, reason_code=code, note=note)


def _require_remaining(found: Prescription) -> None:
    rows = PrescriptionLine.objects.filter(prescription=found)
    if any(Authorised(one.quantity, one.repeats, one.dispensed).remaining for one in rows):
        return
    raise PrescriptionJump(
        _("Everything on this prescription was dispensed, repeats too. Ask for a new one."),
        state=found.state,
    )


def _require_matched(lines: Sequence[PrescriptionLine]) -> None:
    open_lines: list[int] = [
        one.position for one in lines if one.product_id is None and one.generic_id is None
    ]
    if open_lines:
        words = _("Choose a product or generic medicine for line %(lines)s first.")
        raise LineUnsettled(
            words % {"lines": ", ".join(map(str, open_lines))}, positions=open_lines
        )
