"""A second person's yes to a discount above the limit, at the counter where they stand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core.approval.giving import ApprovalAsked
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.approving import approve_by_pin
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.selling.discounting import DISCOUNT
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.wire.approvals import ApprovedOut, ApproveIn


@endpoint("POST")
def approve(request: HttpRequest) -> HttpResponse:
    """Keep it under the device's id. Tries of the PIN are limited as at the sign-in."""
    device = paired_device(request)
    asked = read_body(request, ApproveIn)
    branch_id = device.point.branch_id
    seller = actor_of_person(asked.person_id, branch_id=branch_id)
    if seller is None or not seller.may(SELL, branch_id):
        raise NotPermitted(_("Sign in once more: who sells isn't known here."))
    kept = approve_by_pin(
        actor=device.actor,
        branch_id=branch_id,
        approver_id=asked.approver_id,
        pin=asked.pin,
        asked=ApprovalAsked(
            action=DISCOUNT.code,
            content=asked.said(),
            requested_by=seller.id,
            reason=asked.reason,
            id=asked.id,
        ),
    )
    return answer_with(ApprovedOut(id=kept.id, approved_at=kept.approved_at))
