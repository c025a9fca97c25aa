"""What an owner settles: limits, and the rules by which somebody may act alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, find_action
from theriac.core.approval.law import allows_alone
from theriac.core.approval.limits import EVERYBODY
from theriac.core.approval.models import ApprovalLimit, SingleHandedEnd, SingleHandedRule
from theriac.core.approval.permissions import SET_LIMITS, SIGN_SINGLE_HANDED
from theriac.core.approval.problems import ActionUnknown, NeverAlone, RuleStands
from theriac.core.approval.queries import limit_of, role_limits_of, standing_rules
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable, require_reason

WHOLE = 10_000
"""All of it, in hundredths of a percent."""
MOST_MONEY = 10**15


@command(
    name="approval.set_limit",
    done=gettext_lazy("Set when approval is required"),
    permission=SET_LIMITS,
)
def set_limit(
    *,
    actor: Actor,
    branch_id: UUID,
    action: str,
    amount: int | None,
    reason: str,
    role: str = EVERYBODY,
) -> None:
    """Up to where nobody is asked at the branch; None asks nobody ever. Kept with its reason.

    With ``role`` it is for that role's people, where it gives them more than everybody has; 0
    gives them nothing of their own.

    Raises ActionUnknown, and Unprocessable for an amount that isn't one or without a reason.
    """
    known = _action(action)
    if known.measure is Measure.ALWAYS:
        raise ActionUnknown(_("This always needs approval; it has no limit."))
    most = WHOLE if known.measure is Measure.SHARE else MOST_MONEY
    if amount is not None and not 0 <= amount <= most:
        raise Unprocessable(_("Enter a limit from 0 up to the full amount."), field="amount")
    require_reason(reason)
    before = role_limits_of(known, branch_id).get(role)
    if role == EVERYBODY:
        before = limit_of(known, branch_id)
    kept = ApprovalLimit.objects.create(
        id=new_id(),
        action=known.code,
        branch_id=branch_id,
        role=role,
        amount=amount,
        set_at=clock.now(),
        set_by=actor.id,
        reason=reason.strip(),
    )
    current_unit().record(
        "approval.limit",
        kept.id,
        reason=reason,
        facts={"action": known.code, "role": role, "before": before, "after": amount},
    )


@command(
    name="approval.sign_rule",
    done=gettext_lazy("Allowed self-confirmation"),
    permission=SIGN_SINGLE_HANDED,
)
def sign_rule(
    *, actor: Actor, branch_id: UUID, action: str, starts_at: datetime, reason: str
) -> SingleHandedRule:
    """Let one person confirm an action alone at a branch, from an instant on.

    Raises ActionUnknown, NeverAlone where the law wants two, RuleStands, Unprocessable without a
    reason.
    """
    known = _action(action)
    if not allows_alone(known, branch_id):
        raise NeverAlone(
            _("Self-confirmation isn't possible for this action. Ask a second person each time.")
        )
    require_reason(reason)
    if known.code in standing_rules(branch_id):
        raise RuleStands(_("A rule is already active. End it first."))
    rule = SingleHandedRule.objects.create(
        id=new_id(),
        action=known.code,
        branch_id=branch_id,
        starts_at=starts_at,
        signed_at=clock.now(),
        signed_by=actor.id,
        reason=reason.strip(),
    )
    facts = {"action": known.code, "starts_at": starts_at.isoformat()}
    current_unit().record("approval.rule", rule.id, reason=reason, facts=facts)
    return rule


@command(
    name="approval.end_rule",
    done=gettext_lazy("Ended a self-confirmation rule"),
    permission=SIGN_SINGLE_HANDED,
)
def end_rule(*, actor: Actor, branch_id: UUID, action: str, reason: str) -> None:
    """Take the branch's rule back. Raises RuleStands, Unprocessable, ActionUnknown."""
    known = _action(action)
    require_reason(reason)
    rule = standing_rules(branch_id).get(known.code)
    end = rule and SingleHandedEnd(
        id=new_id(),
        rule=rule,
        ended_at=clock.now(),
        ended_by=actor.id,
        reason=reason.strip(),
    )
    if rule is None or end is None or not insert_if_absent(SingleHandedEnd, end):
        raise RuleStands(_("There is no active rule here. Reload the list."))
    facts = {"action": known.code}
    current_unit().record("approval.rule", rule.id, reason=reason, facts=facts)


def _action(code: str) -> ApprovalAction:
    known = find_action(code)
    if known is None:
        raise ActionUnknown(_("Choose an action from the list."))
    return known
