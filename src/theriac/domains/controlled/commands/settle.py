"""Settling a difference that a count found: with the reason, and a second person's signature."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalUnfit
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.idempotency.context import fingerprint
from theriac.core.problems import require_reason
from theriac.domains.controlled.ids import CountCaseId
from theriac.domains.controlled.models import BlindCount, CountCase
from theriac.domains.controlled.permissions import SETTLE_COUNT, WITNESS_CONTROLLED
from theriac.domains.controlled.problems import CountCaseSettled
from theriac.domains.organisation.ids import BranchId

LONGEST = 250
SETTLE = declare_action(
    ApprovalAction(
        code="controlled.settle",
        title=gettext_lazy("Settling a difference of a controlled medicine"),
        explanation=gettext_lazy(
            "A second person confirms the difference that a count found, and its explanation."
        ),
        approver=WITNESS_CONTROLLED,
        measure=Measure.ALWAYS,
        is_witness=True,
        subject="count_case_id",
        is_at=lambda branch_id, count_case_id: CountCase.objects.filter(
            id=count_case_id, branch_id=branch_id
        ).exists(),
    )
)


@command(
    name="controlled.settle",
    done=gettext_lazy("Settled a difference of a controlled medicine"),
    permission=SETTLE_COUNT,
)
def settle_count(
    *,
    actor: Actor,
    branch_id: BranchId,
    count_case_id: CountCaseId,
    version: int | None,
    explanation: str,
    approval_id: UUID | None = None,
) -> int:
    """Close the case; the register stays as it is, an adjustment of stock corrects it.

    Returns the version then. Raises Unprocessable without an explanation, NotFound, Stale,
    CountCaseSettled, ApprovalNeeded, ApprovalUnfit.
    """
    why = require_reason(explanation, field="explanation")[:LONGEST]
    rows = CountCase.objects.filter(id=count_case_id, branch_id=branch_id)
    case = locked(rows, missing=_("This difference doesn’t exist at this branch."))
    at_version(case, version, _("Another user changed this difference. Reload the page."))
    if case.state != CountCase.State.OPEN:
        raise CountCaseSettled(_("This difference was already settled."))
    approval = demand_approval(
        SETTLE,
        branch_id=branch_id,
        content=content_of(case, why),
        requested_by=_asker(case, actor, approval_id),
        approval_id=approval_id,
    )
    if approval.approved_by == actor.id:
        raise ApprovalUnfit(_("A second person must sign. Ask a colleague."))
    case.state, case.open_key = CountCase.State.SETTLED, None
    case.explanation, case.settled_at = why, clock.now()
    case.settled_by, case.witness_id = actor.id, approval.approved_by
    keep(case)
    facts = {
        "state": case.state,
        "difference": case.difference,
        "approval_id": approval.id,
        "witness": approval.approved_by,
    }
    current_unit().record("controlled.case", case.id, reason=why, facts=facts)
    return int(case.version)


def content_of(case: CountCase, explanation: str) -> dict[str, object]:
    """What the second person signs."""
    return {
        "count_case_id": str(case.id),
        "difference": case.difference,
        "explanation_hash": fingerprint({"explanation": explanation}),
    }


def _asker(case: CountCase, actor: Actor, approval_id: UUID | None) -> UUID:
    """Who asked for the signature: whoever settles it, or who counted last."""
    last = BlindCount.objects.filter(case_id=case.id).order_by("-recorded_at", "-id").first()
    if approval_id is None or last is None:
        return actor.id
    asked = Approval.objects.filter(id=approval_id, requested_by=last.counted_by)
    return last.counted_by if asked.exists() else actor.id
