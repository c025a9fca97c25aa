"""Points that weren't spent in time: taken off once a day, what was earned first goes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.loyalty.entries import RECORD, PointsNew, known_member, lots_of, write_entries
from theriac.domains.loyalty.models import LoyaltyEntry
from theriac.domains.loyalty.rules import due_points
from theriac.domains.organisation.queries.branches import branch_date

Kind = LoyaltyEntry.Kind


@command(name="loyalty.expire_points", done=_("Loyalty points expired"), system_only=True)
def expire_points(*, actor: Actor, member_ids: Sequence[UUID]) -> int:
    """Take what ended before today off these members; how many points. Again changes nothing."""
    total = 0
    for member_id in sorted(member_ids):
        member = known_member(member_id)
        newest = LoyaltyEntry.objects.filter(member_id=member_id).order_by("-recorded_at").first()
        if newest is None:
            continue
        today = branch_date(newest.branch_id)
        lots, used = lots_of([member_id])[member_id]
        points = min(max(0, member.points), due_points(lots, used, today))
        new = PointsNew(
            branch_id=newest.branch_id,
            kind=Kind.EXPIRED,
            points=-points,
            booked_on=today,
            person_id=actor.id,
        )
        if write_entries(member, [new]):
            facts = {"points": -points, "kind": "expired"}
            current_unit().record(RECORD, member.id, facts=facts, branch_id=newest.branch_id)
            total += points
    return total


def members_due(on: date, after: UUID | None, at_most: int) -> list[UUID]:
    """Members with points who had some that ended before a day, by their ids after one."""
    rows = LoyaltyEntry.objects.filter(expires_on__lt=on, points__gte=1, member__points__gte=1)
    if after is not None:
        rows = rows.filter(member_id__gt=after)
    ids = rows.order_by("member_id").values_list("member_id", flat=True).distinct()
    return list(ids[:at_most])
