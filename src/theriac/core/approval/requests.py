"""What waits for somebody's yes: asked by one, decided by another at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.actions import find_action
from theriac.core.approval.grant import HOLDS_FROM_QUEUE, ApprovalAsked, grant
from theriac.core.approval.models import Approval, ApprovalDecision, ApprovalRequest
from theriac.core.approval.problems import ActionUnknown, ApproverRefused, RequestDecided
from theriac.core.approval.queries import standing_requests
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable, require_reason

WAITS = timedelta(days=7)
MOST_WAITING = 50
LONGEST_CONTENT = 20_000
"""Characters of JSON; a count of a thousand lines is told by its hash."""
LONGEST_TYPED = 400_000
"""Characters of a form as it is sent: an order of 500 lines has 150,000."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What was typed and into which page, so that who asked finds it again as it was."""

    page: str
    fields: str


@command(name="approval.leave_request", done=gettext_lazy("Requested approval"))
def leave_request(
    *,
    actor: Actor,
    branch_id: UUID,
    action: str,
    content: Mapping[str, Any],
    reason: str,
    form: TypedForm | None = None,
) -> UUID:
    """Let what was refused wait for a yes, as the refusal named it; the request's id.

    ``form`` is what the refusal came to, kept for who asked alone.

    Raises ActionUnknown, NotPermitted for a program and for who doesn't work at the branch,
    NotFound for what is of another branch, Unprocessable without a reason or with too much
    content, and Conflict where the same, or fifty of the person's requests, wait already.
    """
    declared = find_action(action)
    if declared is None:
        raise ActionUnknown(_("Send the content exactly as given in the error response."))
    _require_person(actor)
    _require_works(actor, branch_id)
    declared.check_subject(content, branch_id)
    require_reason(reason)
    typed = form or TypedForm("", "")
    if len(json.dumps(content)) > LONGEST_CONTENT or len(typed.fields) > LONGEST_TYPED:
        raise Unprocessable(_("This request is too large. Reduce it."), field="content")
    content_hash = fingerprint(content)
    mine = standing_requests().filter(requested_by=actor.id)
    if mine.filter(action=action, branch_id=branch_id, content_hash=content_hash).exists():
        raise Conflict(
            _("You already requested this, and it is pending. Check the list of requests.")
        )
    if mine.count() >= MOST_WAITING:
        raise Conflict(
            _(
                "You already have %(count)s pending requests. Withdraw one, or have one "
                "decided first."
            )
            % {"count": MOST_WAITING}
        )
    row = ApprovalRequest.objects.create(
        id=current_unit().effect_id,
        action=action,
        branch_id=branch_id,
        content=content,
        content_hash=content_hash,
        requested_by=actor.id,
        reason=reason.strip()[:250],
        page=typed.page,
        typed=typed.fields,
        asked_at=clock.now(),
        ends_at=clock.now() + WAITS,
    )
    facts = {"action": action, "content_hash": content_hash}
    current_unit().record("approval.request", row.id, reason=row.reason, facts=facts)
    return row.id


@command(name="approval.grant_request", done=gettext_lazy("Approved a request"))
def grant_request(*, actor: Actor, branch_id: UUID, request_id: UUID, reason: str) -> UUID:
    """Say yes to a request; the approval's id, which who asked uses within a day.

    Raises NotFound, RequestDecided, ApproverRefused for who lacks the right or asked themselves,
    and Unprocessable without a reason.
    """
    request = _waiting(branch_id, request_id)
    asked = ApprovalAsked(
        action=request.action,
        content=request.content,
        requested_by=request.requested_by,
        reason=reason,
    )
    approval = grant(actor, branch_id, asked, Approval.Means.SIGNED_IN, HOLDS_FROM_QUEUE)
    _decide(request, actor, reason, approval)
    return approval.id


@command(name="approval.refuse_request", done=gettext_lazy("Rejected a request"))
def refuse_request(*, actor: Actor, branch_id: UUID, request_id: UUID, reason: str) -> None:
    """Say no, or take one's own request back. Raises as ``grant_request``."""
    _require_person(actor)
    request = _waiting(branch_id, request_id)
    require_reason(reason)
    action = find_action(request.action)
    may = action is not None and actor.may(action.approver, branch_id)
    if request.requested_by != actor.id and not may:
        raise ApproverRefused(_("Only the requester or a permitted approver can close a request."))
    _decide(request, actor, reason, None)


def _waiting(branch_id: UUID, request_id: UUID) -> ApprovalRequest:
    request = ApprovalRequest.objects.filter(id=request_id, branch_id=branch_id).first()
    if request is None:
        raise NotFound(_("This request doesn’t exist. Choose one from the list."))
    if request.ends_at < clock.now():
        raise RequestDecided(_("The request has expired. Request approval again."))
    return request


def _decide(request: ApprovalRequest, actor: Actor, reason: str, approval: Approval | None) -> None:
    decision = ApprovalDecision(
        id=new_id(),
        request_id=request.id,
        approval_id=approval.id if approval else None,
        decided_by=actor.id,
        decided_at=clock.now(),
        reason=reason.strip()[:250],
    )
    if not insert_if_absent(ApprovalDecision, decision):
        raise RequestDecided(_("This request was already decided. Check the decision."))
    facts = {"action": request.action, "said": "yes" if approval else "no"}
    current_unit().record("approval.request", request.id, reason=reason, facts=facts)


def _require_works(actor: Actor, branch_id: UUID) -> None:
    if not actor.grants.keys() & {None, branch_id}:
        raise NotPermitted(_("You don't work at this branch. Ask a colleague who does."))


def _require_person(actor: Actor) -> None:
    if actor.kind is not ActorKind.PERSON:
        raise NotPermitted(_("Programs can't request or decide approvals. Only people can."))
