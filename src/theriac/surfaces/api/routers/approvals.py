"""Giving an approval by one's own token."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval as ApprovalRow
from theriac.core.approval.queries import given_by
from theriac.core.problems import NotFound
from theriac.domains.sales.permissions import APPROVE_DISCOUNT
from theriac.domains.stock.permissions import APPROVE_CHANGE
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.cases import Approval, ApprovalNew
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["approvals"])


@router.post(
    "/approvals",
    **writing(
        "giveApproval",
        "Approve what somebody else asks",
        answers=Approval,
        may=[APPROVE_DISCOUNT, APPROVE_CHANGE],
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
    content = request.payload["content"]  # type: ignore[attr-defined]

    def again(approval_id: UUID) -> Approval:
        found = given_by(actor, approval_id)
        if found is None:
            raise NotFound(_("There is no such approval."))
        return Approval.model_validate(found)

    return once(
        request,
        lambda: give_approval(
            actor=actor,
            branch_id=branch_id,
            asked=ApprovalAsked(**body.model_dump(exclude={"content"}), content=content),
            means=ApprovalRow.Means.SIGNED_IN,
        ),
        first=Approval.model_validate,
        again=again,
        status=201,
    )
