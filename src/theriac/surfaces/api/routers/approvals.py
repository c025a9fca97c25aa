"""Giving an approval by one's own token, at once or to a request that waits."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import TypeAdapter

from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval as ApprovalRow
from theriac.core.approval.queries import REQUESTS, get_request, given_by, list_requests
from theriac.core.approval.requests import grant_request, leave_request, refuse_request
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.budgets.permissions import APPROVE_OVER_BUDGET
from theriac.domains.clinical.permissions import OVERRIDE_STOP
from theriac.domains.controlled.permissions import WITNESS_CONTROLLED
from theriac.domains.credit.permissions import APPROVE_OVER_LIMIT
from theriac.domains.customer_returns.permissions import APPROVE_RETURNS
from theriac.domains.disposal.permissions import WITNESS_DESTRUCTION
from theriac.domains.purchase_orders.permissions import APPROVE_MEDICINES, APPROVE_ORDER
from theriac.domains.purchasing.permissions import APPROVE_MATCH
from theriac.domains.sales.permissions import APPROVE_DISCOUNT
from theriac.domains.stock.permissions import APPROVE_CHANGE
from theriac.domains.stocktaking.permissions import POST_COUNT
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.approvals.approvals import (
    Approvable,
    Approval,
    ApprovalNew,
    ApprovalRequest,
    ApprovalRequestAnswer,
    ApprovalRequestNew,
    ApprovalRequestPage,
    ApprovalRequestsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["approvals"])
APPROVERS = (
    APPROVE_DISCOUNT,
    WITNESS_CONTROLLED,
    APPROVE_CHANGE,
    POST_COUNT,
    WITNESS_DESTRUCTION,
    APPROVE_ORDER,
    APPROVE_MEDICINES,
    APPROVE_MATCH,
    APPROVE_OVER_BUDGET,
    OVERRIDE_STOP,
    APPROVE_RETURNS,
    APPROVE_OVER_LIMIT,
)
"""Who may say yes to an act that is declared."""
_CONTENT: TypeAdapter[Approvable] = TypeAdapter(Approvable)


@router.post(
    "/approvals",
    **writing(
        "giveApproval",
        "Approve what somebody else asks",
        answers=Approval,
        may=APPROVERS,
        status=201,
        detail=(
            "By a person's own access token or session, never by an API key, and never for one's "
            "own request. It holds for exactly this content, ten minutes and one use. The right "
            "that is needed is the one that `approval.needed` names. The answer's `id` "
            "is the `approval_id` of the repeated request, or of a pushed sale."
        ),
    ),
)
def give(request: HttpRequest, here: Query[Here], body: ApprovalNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    def again(approval_id: UUID) -> Approval:
        found = given_by(actor, approval_id)
        if found is None:
            raise NotFound(_("This approval doesn’t exist."))
        return Approval.model_validate(found)

    return once(
        request,
        lambda: give_approval(
            actor=actor,
            branch_id=branch_id,
            asked=ApprovalAsked(
                **body.model_dump(exclude={"content"}), content=_content_sent(request)
            ),
            means=ApprovalRow.Means.SIGNED_IN,
        ),
        first=Approval.model_validate,
        again=again,
        status=201,
    )


@router.get(
    "/approval-requests",
    **operation(
        "listApprovalRequests", "List what waits for somebody's yes", answers=ApprovalRequestPage
    ),
)
def requests(request: HttpRequest, wanted: Query[ApprovalRequestsWanted]) -> HttpResponse:
    """A page of one's own requests, and of others' that one may decide or read."""
    page = page_of(REQUESTS, list_requests(actor=actor_of(request)), wanted)
    items = [_answer(row) for row in page.items]
    return respond(request, ApprovalRequestPage(items=items, **edges(page)))


@router.get(
    "/approval-requests/{request_id}",
    **operation(
        "getApprovalRequest", "Read what waits for somebody's yes", answers=ApprovalRequest
    ),
)
def read(request: HttpRequest, request_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), request_id))


@router.post(
    "/approval-requests",
    **writing(
        "leaveApprovalRequest",
        "Let what was refused wait for somebody's yes",
        answers=ApprovalRequest,
        status=201,
        detail=(
            "What `approval.needed` named. It waits for seven days. Once somebody said yes, the "
            "refused request is repeated with the answer's `approval_id`, within a day."
        ),
    ),
)
def leave(request: HttpRequest, here: Query[Here], body: ApprovalRequestNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: leave_request(
            actor=actor,
            branch_id=branch_id,
            action=body.action,
            content=_content_sent(request),
            reason=body.reason,
        ),
        lambda request_id: _told(actor, request_id),
    )


@router.post(
    "/approval-requests/{request_id}/yes",
    **writing(
        "grantApprovalRequest",
        "Say yes to a request",
        answers=ApprovalRequest,
        may=APPROVERS,
        detail="By a person's own access token or session, and never to one's own request.",
    ),
)
def grant(request: HttpRequest, request_id: Id, body: ApprovalRequestAnswer) -> HttpResponse:
    actor = actor_of(request)
    branch_id = _told(actor, request_id).branch_id
    return changed(
        request,
        lambda: grant_request(
            actor=actor, branch_id=branch_id, request_id=request_id, reason=body.reason
        ),
        lambda: _told(actor, request_id),
    )


@router.post(
    "/approval-requests/{request_id}/no",
    **writing(
        "refuseApprovalRequest",
        "Say no to a request, or take one's own back",
        answers=ApprovalRequest,
    ),
)
def refuse(request: HttpRequest, request_id: Id, body: ApprovalRequestAnswer) -> HttpResponse:
    actor = actor_of(request)
    branch_id = _told(actor, request_id).branch_id
    return changed(
        request,
        lambda: refuse_request(
            actor=actor, branch_id=branch_id, request_id=request_id, reason=body.reason
        ),
        lambda: _told(actor, request_id),
    )


def _content_sent(request: HttpRequest) -> dict[str, Any]:
    """The refusal's content as it was sent back: the hash is of that, not of what was read."""
    content: dict[str, Any] = request.payload["content"]  # type: ignore[attr-defined]
    return content


def _told(actor: Actor, request_id: UUID) -> ApprovalRequest:
    found = get_request(actor=actor, request_id=request_id)
    if found is None:
        raise NotFound(_("This request doesn’t exist. Choose one from the list."))
    return _answer(found)


def _answer(row: Any) -> ApprovalRequest:
    decision = row.decided
    return told(
        ApprovalRequest,
        row,
        content=_CONTENT.validate_json(json.dumps(row.content)),
        decided_by=decision and decision.decided_by,
        decided_at=decision and decision.decided_at,
        said=decision.reason if decision else "",
        approval_id=decision and decision.approval_id,
    )
