"""A member's particulars, state and card, and points that are given or taken by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, in_state, keep
from theriac.core.problems import require_reason
from theriac.domains.loyalty.commands.enrol import (
    LoyaltyHolder,
    free_number,
    refuse_shared,
    tidy_holder,
)
from theriac.domains.loyalty.entries import RECORD, PointsNew, known_member, write_entries
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember
from theriac.domains.loyalty.permissions import ENROL_MEMBERS, MANAGE_MEMBERS
from theriac.domains.loyalty.phones import mark
from theriac.domains.loyalty.problems import (
    LoyaltyMemberDiffers,
    LoyaltyRefused,
    TooFewPoints,
    unknown_member,
)
from theriac.domains.loyalty.queries import terms_now
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

State = LoyaltyMember.State
LONGEST = 120
MOST_BY_HAND = 1_000_000
PointsByHand = Annotated[int, Field(strict=True, ge=-MOST_BY_HAND, le=MOST_BY_HAND)]


@command(
    name="loyalty.change_member",
    done=gettext_lazy("Edited a loyalty member"),
    permission=ENROL_MEMBERS,
)
def change_member(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    version: int,
    holder: LoyaltyHolder,
) -> int:
    """Change who has the card; a patient's particulars stand on the record.

    Raises LoyaltyMemberUnknown, Stale, LoyaltyMemberDiffers, LoyaltyRefused, LoyaltyMemberExists.
    """
    row = _standing(loyalty_member_id, version)
    if row.patient_id is not None:
        raise LoyaltyMemberDiffers(
            _("This member is a patient. Edit the patient’s record instead."), state=row.state
        )
    told = tidy_holder(holder)
    refuse_shared(told["phone"], but=row.id)
    names = [name for name in told if told[name] != row.holder.get(name, "")]
    row.holder = told
    mark(row)
    keep(row, "holder", "phone_token", "hash_generation")
    current_unit().record(RECORD, row.id, facts={"names": names})
    return int(row.version)


@command(
    name="loyalty.block_member",
    done=gettext_lazy("Blocked a loyalty member"),
    permission=MANAGE_MEMBERS,
)
def block_member(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    version: int,
    reason: str,
) -> int:
    """Nothing is earned or spent any more. Raises as ``change_member``, and Unprocessable."""
    return _to_state(loyalty_member_id, version, State.BLOCKED, reason)


@command(
    name="loyalty.unblock_member",
    done=gettext_lazy("Unblocked a loyalty member"),
    permission=MANAGE_MEMBERS,
)
def unblock_member(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    version: int,
    reason: str,
) -> int:
    """Points are earned and spent again. Raises as ``block_member``."""
    return _to_state(loyalty_member_id, version, State.ACTIVE, reason)


@command(
    name="loyalty.close_member",
    done=gettext_lazy("Closed a loyalty membership"),
    permission=MANAGE_MEMBERS,
)
def close_member(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    version: int,
    reason: str,
) -> int:
    """For good; what points are left stay on record and pay nothing. Raises as ``block_member``."""
    return _to_state(loyalty_member_id, version, State.CLOSED, reason)


@command(
    name="loyalty.replace_card",
    done=gettext_lazy("Replaced a loyalty card"),
    permission=ENROL_MEMBERS,
)
def replace_card(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    version: int,
    reason: str,
) -> int:
    """Another number, since the card was lost: the old one is nobody's. As ``block_member``."""
    why = require_reason(reason)[:LONGEST]
    row = _standing(loyalty_member_id, version)
    before = {"number": row.number}
    row.number = free_number()
    keep(row, "number")
    return _noted(row, before, {"number": row.number}, why)


@command(
    name="loyalty.adjust_points",
    done=gettext_lazy("Adjusted a loyalty member’s points"),
    permission=MANAGE_MEMBERS,
)
def adjust_points(
    *,
    actor: Actor,
    branch_id: BranchId,
    loyalty_member_id: LoyaltyMemberId,
    points: int,
    reason: str,
) -> UUID:
    """Give points, or take some that the member has, without a sale; the entry's id.

    Raises LoyaltyMemberUnknown, LoyaltyMemberDiffers, LoyaltyRefused, TooFewPoints, Unprocessable.
    """
    why = require_reason(reason)[:LONGEST]
    if not points or abs(points) > MOST_BY_HAND:
        words = _("Enter points other than 0, at most %(most)s.") % {"most": MOST_BY_HAND}
        raise LoyaltyRefused(words, field="points")
    member = known_member(loyalty_member_id)
    if member.state == State.CLOSED:
        raise _is_closed(member.state)
    if points < 0 and member.points + points < 0:
        raise TooFewPoints(
            _("The member has %(points)s points. Take at most this number.")
            % {"points": max(0, member.points)},
            points=member.points,
            field="points",
        )
    today = branch_date(branch_id)
    new = PointsNew(
        branch_id=branch_id,
        kind=LoyaltyEntry.Kind.ADJUSTED,
        points=points,
        booked_on=today,
        person_id=actor.id,
        expires_on=terms_now().expires_on(today) if points > 0 else None,
        note=why,
    )
    (entry,) = write_entries(member, [new])
    current_unit().record(RECORD, member.id, reason=why, facts={"points": points})
    return UUID(str(entry.id))


def _to_state(member_id: UUID, version: int, state: State, reason: str) -> int:
    why = require_reason(reason)[:LONGEST]
    row = _standing(member_id, version)
    if row.state == state:
        raise LoyaltyMemberDiffers(_("Nothing was changed."), state=row.state)
    before = {"state": row.state}
    row.state, row.state_reason = state, why
    if state == State.CLOSED:
        row.open_key = None
    keep(row, "state", "state_reason", "open_key")
    return _noted(row, before, {"state": row.state}, why)


def _standing(member_id: UUID, version: int) -> LoyaltyMember:
    """The member, locked; not one that is closed."""
    row: LoyaltyMember | None = (
        LoyaltyMember.objects.select_for_update().filter(id=member_id).first()
    )
    if row is None:
        raise unknown_member()
    at_version(row, version, _("Another user changed this loyalty member. Reload the page."))
    in_state(row, State.ACTIVE, State.BLOCKED, otherwise=_is_closed)
    return row


def _is_closed(state: str) -> LoyaltyMemberDiffers:
    return LoyaltyMemberDiffers(
        _("This membership is closed. Enrol the customer again."), state=state
    )


def _noted(
    row: LoyaltyMember, before: Mapping[str, Any], after: Mapping[str, Any], why: str
) -> int:
    current_unit().record(RECORD, row.id, reason=why, facts={"before": before, "after": after})
    return int(row.version)
