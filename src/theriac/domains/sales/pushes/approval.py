"""Whether a pushed sale's discounts above the limit, and what it sold beyond quota, were approved.

Given online, the approval lies here already; given without the server, its sealed PIN is tried now,
counted like every try. What doesn't hold becomes a case: the goods left the shop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction
from theriac.core.approval.demand import unfit, use_up
from theriac.core.approval.grant import HOLDS, ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalUnfit, ApproverRefused
from theriac.core.approval.queries import find_approval
from theriac.core.command import current_unit
from theriac.core.problems import Unprocessable
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.accounts.commands.pins import PinState, try_pin
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.checkout.discount_approval import (
    DISCOUNT,
    DiscountedLine,
    content_of_discount,
    limit_for,
    over_limit,
    whole_lines,
)
from theriac.domains.sales.checkout.over_quota import BEYOND_QUOTA, content_of_beyond
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedApproval, PushedSale
from theriac.domains.sales.pushes.sealed import opened_approval


def judge_discounts(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """One case where discounts above the limit have no approval that holds; reads only for those.

    The limit is that of the moment of the sale.
    """
    if not any(line.discount > 0 for line in pushed.lines):
        return []
    lines = [line for line in _whole(pushed) if line.discount > 0]
    branch_id = books.place.point.branch_id
    limit = limit_for(pushed.person_id, branch_id, pushed.occurred_at)
    above = over_limit(lines, limit)
    if not above:
        return []
    given = pushed.approval or named_approval(pushed.approval_id)
    why = why_not_approved(
        pushed, books, given, ApprovalWanted(DISCOUNT, content_of_discount(above, pushed.id))
    )
    facts = {"why": why, "limit_bp": limit, "discount": sum(line.discount for line in above)}
    return [Disagreement(DiscrepancyCase.Kind.APPROVAL, facts=facts)] if why else []


def _whole(pushed: PushedSale) -> list[DiscountedLine]:
    """The lines as they were sold; only parts of one product at one ground count as one line."""
    return whole_lines(
        (
            (line.part_of or line.position, line.product_id, line.ground_id),
            DiscountedLine.less(
                (line.product_id, line.quantity), line.gross, line.discount, own_promotion(line)
            ),
        )
        for line in pushed.lines
    )


def own_promotion(line: PushedLine) -> int:
    """What of the line's discount a promotion gave; never more than the discount."""
    return min(line.promotion_off, max(0, line.discount))


def judge_beyond(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """One case that marks the sale, whoever approved it: it was made beyond the quota."""
    if not pushed.beyond:
        return []
    given = pushed.beyond_approval
    wanted = content_of_beyond(pushed.id, [(one.product_id, one.quantity) for one in pushed.beyond])
    why = why_not_approved(pushed, books, given, ApprovalWanted(BEYOND_QUOTA, wanted))
    facts = {
        "why": why,
        "beyond": wanted["beyond"],
        "approved_by": given.approved_by if given else None,
    }
    return [Disagreement(DiscrepancyCase.Kind.QUOTA, facts=facts)]


@dataclass(frozen=True, slots=True)
class ApprovalWanted:
    """The act that needs an approval, and exactly what is approved of it."""

    action: ApprovalAction
    content: dict[str, Any]


class ActTold(Protocol):
    """What a device did, such as a sale: by whom and when, by the device's clock."""

    @property
    def id(self) -> UUID:
        """Its own."""

    @property
    def person_id(self) -> UUID:
        """Who did it."""

    @property
    def occurred_at(self) -> datetime:
        """When."""


class PlaceOfAct(Protocol):
    """Where it was done, and the people who are named."""

    @property
    def point(self) -> SellingPoint:
        """The terminal with its branch."""

    @property
    def people(self) -> Mapping[UUID, Actor]:
        """Those who are known, by id."""


def why_not_approved(
    pushed: ActTold, books: PlaceOfAct, given: PushedApproval | None, asked: ApprovalWanted
) -> str:
    """Nothing when it holds and is used up; else one word for the case."""
    if given is None:
        return "missing"
    if not given.approved_at - HOLDS <= pushed.occurred_at <= given.approved_at + HOLDS:
        return "late"
    kept = find_approval(given.id) or _given_without_us(pushed, given, books, asked)
    if isinstance(kept, str):
        return kept
    branch_id = books.point.branch_id
    if unfit(kept, asked.action, branch_id, asked.content, pushed.person_id):
        return "changed"
    try:
        use_up(kept, pushed.id)
    except ApprovalUnfit:
        return "used"
    return ""


def named_approval(approval_id: UUID | None) -> PushedApproval | None:
    """What a program names by its id alone: the instants are ours."""
    kept = find_approval(approval_id) if approval_id else None
    if kept is None:
        return None
    return PushedApproval(
        id=kept.id,
        approved_by=kept.approved_by,
        approved_at=kept.approved_at,
        reason=kept.reason,
    )


def _given_without_us(
    pushed: ActTold, given: PushedApproval, books: PlaceOfAct, wanted: ApprovalWanted
) -> Approval | str:
    """The approval, kept now that its PIN fits; else why it doesn't hold."""
    branch_id: UUID = books.point.branch_id
    person = books.people.get(given.approved_by)
    if not given.sealed or person is None:
        return "not_permitted" if given.sealed else "missing"
    try:
        pin, approved = opened_approval(given.sealed, (pushed.id, given.id), branch_id)
    except CantOpen:
        return "sealed"
    if approved != wanted.content:
        return "changed"
    if try_pin(actor=current_unit().actor, user_id=person.id, pin=pin).state is not PinState.FITS:
        return "pin"
    asked = ApprovalAsked(
        action=wanted.action.code,
        content=wanted.content,
        requested_by=pushed.person_id,
        reason=given.reason,
        id=given.id,
        given_at=given.approved_at,
    )
    approver = replace(person, terminal_id=books.point.terminal_id)
    return _kept(approver, branch_id, asked)


def _kept(approver: Actor, branch_id: UUID, asked: ApprovalAsked) -> Approval | str:
    means = Approval.Means.PIN
    try:
        return give_approval(actor=approver, branch_id=branch_id, asked=asked, means=means)
    except (ApproverRefused, Unprocessable):
        return "not_permitted"
