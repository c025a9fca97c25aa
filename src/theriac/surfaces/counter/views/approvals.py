"""A second person's yes to a discount, alert, hand-over, return or charge, where they stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from theriac.core.approval.actions import ApprovalAction
from theriac.core.approval.grant import ApprovalAsked
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.approval import (
    PasskeyAnswer,
    approve_by_badge,
    approve_by_passkey,
    approve_by_pin,
    ask_passkey,
)
from theriac.domains.accounts.factors.passkeys import site_of
from theriac.domains.accounts.problems import PinRefused
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.clinical.overrides import OVERRIDE
from theriac.domains.credit.approval import OVER_LIMIT
from theriac.domains.customer_returns.approval import REFUND, UNRECEIPTED
from theriac.domains.sales.checkout.discount_approval import DISCOUNT
from theriac.domains.sales.controlled.hand_over import HAND_OVER
from theriac.domains.sales.permissions import SELL
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, paired_device
from theriac.surfaces.counter.wire.approvals import (
    ApprovedOut,
    ApproveIn,
    ApproveUnreceiptedIn,
    AskedIn,
    ChargeIn,
    DiscountsIn,
    HandOverIn,
    OverrideIn,
    QuestionOut,
    ReturnIn,
)

ACTIONS: dict[type[BaseModel], ApprovalAction] = {
    DiscountsIn: DISCOUNT,
    OverrideIn: OVERRIDE,
    HandOverIn: HAND_OVER,
    ReturnIn: REFUND,
    ChargeIn: OVER_LIMIT,
    ApproveUnreceiptedIn: UNRECEIPTED,
}


@endpoint("POST")
def passkey(request: HttpRequest) -> HttpResponse:
    """What the approver's passkey is to sign for exactly this."""
    device = paired_device(request)
    said = read_body(request, AskedIn)
    question = ask_passkey(
        branch_id=device.point.branch_id,
        approver_id=_named(said),
        asked=_asked(device, said),
        site=site_of(request),
    )
    return answer_with(QuestionOut(token=question.token, options=dict(question.options)))


@endpoint("POST")
def approve(request: HttpRequest) -> HttpResponse:
    """Keep it under the device's id. Tries of the PIN are limited as at the sign-in."""
    device = paired_device(request)
    said = read_body(request, ApproveIn)
    given: dict[str, Any] = {
        "actor": device.actor,
        "branch_id": device.point.branch_id,
        "asked": _asked(device, said),
    }
    if said.badge:
        kept = approve_by_badge(**given, badge=said.badge, pin=said.pin)
    elif said.passkey:
        answer = PasskeyAnswer(said.passkey.token, said.passkey.credential)
        given |= {"answer": answer, "site": site_of(request)}
        kept = approve_by_passkey(approver_id=_named(said), **given)
    else:
        kept = approve_by_pin(approver_id=_named(said), **given, pin=said.pin)
    return answer_with(
        ApprovedOut(id=kept.id, approved_by=kept.approved_by, approved_at=kept.approved_at)
    )


def _named(said: AskedIn) -> UUID:
    """Who is asked. Raises PinRefused where nobody is named."""
    if said.approver_id is None:
        raise PinRefused(_("Choose an approver."), field="approver")
    return said.approver_id


def _asked(device: PairedDevice, said: AskedIn) -> ApprovalAsked:
    """What is asked, by who sells here. Raises NotPermitted."""
    branch_id = device.point.branch_id
    seller = actor_of_person(said.person_id, branch_id=branch_id)
    if seller is None or not seller.may(SELL, branch_id):
        raise NotPermitted(_("Sign in again. The seller isn't known here."))
    return ApprovalAsked(
        action=ACTIONS[type(said.content)].code,
        content=said.said(),
        requested_by=seller.id,
        reason=said.reason,
        id=said.id,
    )
