"""Loyalty members: enrolled, changed, blocked, and their points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound
from theriac.domains.loyalty.commands.change import (
    adjust_points,
    block_member,
    change_member,
    close_member,
    replace_card,
    unblock_member,
)
from theriac.domains.loyalty.commands.enrol import LoyaltyMemberNew, enrol_member
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.permissions import ENROL_MEMBERS, MANAGE_MEMBERS, VIEW_LOYALTY
from theriac.domains.loyalty.queries import (
    LOYALTY_ENTRIES,
    LOYALTY_MEMBERS,
    list_loyalty_entries,
    list_loyalty_members,
    points_of_sale,
)
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.routers.loyalty.answers import (
    found_member,
    member_told,
    one_told,
    points_told,
)
from theriac.surfaces.api.schemas.loyalty.members import (
    LoyaltyEntriesWanted,
    LoyaltyEntryPage,
    LoyaltyMember,
    LoyaltyMemberChanged,
    LoyaltyMemberPage,
    LoyaltyMembersWanted,
    LoyaltyReason,
    LoyaltySale,
    PointsAdjusted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["loyalty"])
_ONE = "/loyalty-members/{loyalty_member_id}"


def _edits(name: str, summary: str, may: Permission = MANAGE_MEMBERS) -> dict[str, Any]:
    return writing(name, summary, answers=LoyaltyMember, may=[may], edits=True)


@router.get(
    "/loyalty-members",
    **operation(
        "listLoyaltyMembers",
        "List loyalty members",
        answers=LoyaltyMemberPage,
        may=[VIEW_LOYALTY],
    ),
)
def members(request: HttpRequest, wanted: Query[LoyaltyMembersWanted]) -> HttpResponse:
    """A page of the pharmacy's members; found by card, telephone number or patient too."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    rows = list_loyalty_members(actor=actor, branch_id=branch_id)
    page = page_of(LOYALTY_MEMBERS, rows, wanted)
    items = [one_told(row) for row in page.items]
    return respond(request, LoyaltyMemberPage(items=items, **edges(page)))


@router.post(
    "/loyalty-members",
    **writing(
        "enrolLoyaltyMember",
        "Enrol a loyalty member",
        answers=LoyaltyMember,
        may=[ENROL_MEMBERS],
        status=201,
        detail=(
            "A patient, or whoever takes a card. `number` is that of a printed card; without it "
            "one is drawn. A patient is a member once (`loyalty.exists`)."
        ),
    ),
)
def enrol(request: HttpRequest, here: Query[Here], body: Body[LoyaltyMemberNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: enrol_member(actor=actor, branch_id=branch_id, member=body),
        lambda made: member_told(actor, branch_id, made),
    )


@router.get(
    _ONE,
    **operation(
        "readLoyaltyMember", "Read a loyalty member", answers=LoyaltyMember, may=[VIEW_LOYALTY]
    ),
)
def read(request: HttpRequest, loyalty_member_id: Id, here: Query[Here]) -> HttpResponse:
    """One member; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, member_told(actor, branch_of(actor, here.branch_id), loyalty_member_id))


@router.get(
    f"{_ONE}/entries",
    **operation(
        "listLoyaltyEntries",
        "List what happened to a member’s points",
        answers=LoyaltyEntryPage,
        may=[VIEW_LOYALTY],
    ),
)
def entries(
    request: HttpRequest, loyalty_member_id: Id, wanted: Query[LoyaltyEntriesWanted]
) -> HttpResponse:
    """A page of the member's entries, which are only ever added."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    found_member(actor, branch_id, loyalty_member_id)
    rows = list_loyalty_entries(actor=actor, branch_id=branch_id, member_id=loyalty_member_id)
    page = page_of(LOYALTY_ENTRIES, rows, wanted)
    items = [points_told(row) for row in page.items]
    return respond(request, LoyaltyEntryPage(items=items, **edges(page)))


@router.get(
    "/sales/{sale_id}/loyalty",
    **operation(
        "readLoyaltyOfSale",
        "Read what a sale was worth in points",
        answers=LoyaltySale,
        may=[VIEW_LOYALTY],
    ),
)
def of_sale(request: HttpRequest, sale_id: Id, here: Query[Here]) -> HttpResponse:
    """Of a sale that a member was named for."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    row = points_of_sale(actor=actor, branch_id=branch_id, sale_id=sale_id)
    if row is None:
        raise NotFound(_("No loyalty member was named for this sale."))
    return respond(
        request,
        LoyaltySale(
            sale_id=row.id,
            member_id=row.member_id,
            number=row.number,
            eligible=row.eligible,
            earned=row.earned,
            spent=row.spent,
            spent_amount=row.spent_amount,
        ),
    )


@router.post(
    f"{_ONE}/particulars",
    **_edits("changeLoyaltyMember", "Change who has a loyalty card", ENROL_MEMBERS),
)
def change(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: LoyaltyMemberChanged
) -> HttpResponse:
    """Not a patient's: those stand on the record."""
    return _edit(request, loyalty_member_id, here, change_member, holder=body.holder)


@router.post(f"{_ONE}/block", **_edits("blockLoyaltyMember", "Block a loyalty member"))
def block(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: LoyaltyReason
) -> HttpResponse:
    """Nothing is earned or spent any more."""
    return _edit(request, loyalty_member_id, here, block_member, reason=body.reason)


@router.post(f"{_ONE}/unblock", **_edits("unblockLoyaltyMember", "Unblock a loyalty member"))
def unblock(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: LoyaltyReason
) -> HttpResponse:
    """Points are earned and spent again."""
    return _edit(request, loyalty_member_id, here, unblock_member, reason=body.reason)


@router.post(f"{_ONE}/close", **_edits("closeLoyaltyMember", "Close a loyalty membership"))
def close(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: LoyaltyReason
) -> HttpResponse:
    """For good."""
    return _edit(request, loyalty_member_id, here, close_member, reason=body.reason)


@router.post(
    f"{_ONE}/number", **_edits("replaceLoyaltyCard", "Replace a loyalty card", ENROL_MEMBERS)
)
def number(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: LoyaltyReason
) -> HttpResponse:
    """Since it was lost: the old number is nobody's from now on."""
    return _edit(request, loyalty_member_id, here, replace_card, reason=body.reason)


@router.post(
    f"{_ONE}/points",
    **writing(
        "adjustLoyaltyPoints",
        "Adjust a member’s points",
        answers=LoyaltyMember,
        may=[MANAGE_MEMBERS],
        detail="Without a sale; more than the member has can’t be taken.",
    ),
)
def adjust(
    request: HttpRequest, loyalty_member_id: Id, here: Query[Here], body: PointsAdjusted
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: adjust_points(
            actor=actor,
            branch_id=branch_id,
            loyalty_member_id=LoyaltyMemberId(loyalty_member_id),
            points=body.points,
            reason=body.reason,
        ),
        lambda: member_told(actor, branch_id, loyalty_member_id),
    )


def _edit(
    request: HttpRequest, loyalty_member_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: member_told(actor, branch_id, loyalty_member_id),
        loyalty_member_id=LoyaltyMemberId(loyalty_member_id),
        **more,
    )
