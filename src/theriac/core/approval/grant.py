"""Giving an approval: the approver was known by PIN, passkey or their own token before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.actions import ApprovalAction, find_action
from theriac.core.approval.models import Approval, SingleHandedRule
from theriac.core.approval.problems import ActionUnknown, ApprovalUnfit, ApproverRefused
from theriac.core.approval.queries import rule_for
from theriac.core.command import command, current_unit
from theriac.core.idempotency.context import fingerprint
from theriac.core.problems import NotPermitted, require_reason

HOLDS = timedelta(minutes=10)
HOLDS_FROM_QUEUE = timedelta(hours=24)
"""Who asked isn't waiting any more, and what they asked is still exactly that or isn't used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked:
    """What is to be approved: exactly this content, asked by this person or program.

    ``id`` and ``given_at`` are a device's own, where it was given without the server.
    """

    action: str
    content: Mapping[str, Any]
    requested_by: UUID
    reason: str
    id: UUID | None = None
    given_at: datetime | None = None


@command(name="approval.give_approval", done=gettext_lazy("Approved another person's request"))
def give_approval(
    *, actor: Actor, branch_id: UUID, asked: ApprovalAsked, means: Approval.Means
) -> Approval:
    """Keep the actor's yes for ten minutes and one use. The caller knew the actor by ``means``.

    Raises ActionUnknown, ApproverRefused for who lacks the right, is no person, or asked themselves
    while no rule stands, ApprovalUnfit for an id that was given before, NotFound for what is of
    another branch, and Unprocessable without a reason.
    """
    return grant(actor, branch_id, asked, means, HOLDS)


def grant(
    actor: Actor, branch_id: UUID, asked: ApprovalAsked, means: Approval.Means, holds: timedelta
) -> Approval:
    """Keep the actor's yes in the running command. Raises as ``give_approval``."""
    action = find_action(asked.action)
    if action is None:
        raise ActionUnknown(_("Send the content exactly as given in the error response."))
    action.check_subject(asked.content, branch_id)
    require_reason(asked.reason)
    given_at = asked.given_at or clock.now()
    rule = _right_of(actor, action, branch_id, asked, means, given_at)
    approval = Approval(
        id=asked.id or current_unit().effect_id,
        action=action.code,
        branch_id=branch_id,
        terminal_id=actor.terminal_id,
        content=asked.content,
        content_hash=fingerprint(asked.content),
        requested_by=asked.requested_by,
        approved_by=actor.id,
        means=means,
        reason=asked.reason.strip()[:250],
        rule=rule,
        approved_at=given_at,
        recorded_at=clock.now(),
        expires_at=given_at + holds,
    )
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError:
        raise ApprovalUnfit(_("This approval was already given. Request a new one.")) from None
    current_unit().record(
        "approval.approval", approval.id, reason=approval.reason, facts=_facts(approval)
    )
    return approval


def _right_of(
    actor: Actor,
    action: ApprovalAction,
    branch_id: UUID,
    asked: ApprovalAsked,
    means: Approval.Means,
    at: datetime,
) -> SingleHandedRule | None:
    """The rule that lets the actor confirm alone; None for a second person who may.

    A rule waives the second person, never the right.
    """
    if actor.kind is not ActorKind.PERSON:
        raise NotPermitted(_("Programs can't approve. Ask a person who has permission."))
    is_own = asked.requested_by == actor.id
    rule = rule_for(action, branch_id, at) if is_own and means != Approval.Means.SIGNED_IN else None
    if is_own and rule is None:
        raise ApproverRefused(_("You can't approve your own request. Ask a colleague."))
    if not actor.may(action.approver, branch_id):
        words = _("%(name)s doesn't have permission: %(what)s. Ask a colleague who has it.")
        if is_own:
            words = _(
                "Self-confirmation replaces the second person, not the permission. %(name)s "
                "doesn't have permission: %(what)s. Ask a colleague who has it."
            )
        raise ApproverRefused(
            words % {"name": actor.name, "what": action.approver.title},
            permission=action.approver.code,
        )
    return rule


def _facts(approval: Approval) -> dict[str, Any]:
    return {
        "action": approval.action,
        "content_hash": approval.content_hash,
        "requested_by": approval.requested_by,
        "approved_by": approval.approved_by,
        "means": approval.means,
        "alone": approval.rule_id is not None,
    }
