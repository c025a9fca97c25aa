"""What returns do to members' points, in their own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from theriac.core.command import current_unit
from theriac.domains.loyalty.entries import (
    RECORD,
    LockedMember,
    PointsNew,
    known_member,
    write_entries,
)
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltySale
from theriac.domains.loyalty.points import LoyalDocument
from theriac.domains.loyalty.queries import terms_now
from theriac.domains.loyalty.rules import share_back
from theriac.domains.organisation.queries.branches import branch_date

Kind = LoyaltyEntry.Kind


@dataclass(frozen=True, slots=True)
class CameBack:
    """What came back of a sale until now, this note included: of each line, and by points."""

    lines: Mapping[UUID, int]
    by_points: int


def is_loyal(sale_id: UUID) -> bool:
    """Whether a sale was a member's."""
    return bool(LoyaltySale.objects.filter(id=sale_id).exists())


def return_points(note: LoyalDocument, sale_id: UUID, came: CameBack) -> None:
    """Take back what the goods earned and give back the points that paid them, in whole points.

    Exactly what the sale earned and spent once all of it came back; who calls holds the sale. What
    of the earned points had expired isn't taken twice.
    """
    sale = LoyaltySale.objects.filter(id=sale_id).first()
    if sale is None:
        return
    member = known_member(sale.member_id)
    excluded = set(sale.excluded)
    back = sum(amount for key, amount in came.lines.items() if str(key) not in excluded)
    taken, given = _before(sale_id)
    take = share_back(sale.earned, back, sale.eligible, taken)
    give = share_back(sale.spent, came.by_points, sale.spent_amount, given)
    told: dict[str, Any] = {
        "branch_id": note.branch_id,
        "booked_on": note.business_on,
        "person_id": note.person_id,
        "number": note.number,
        "document_id": note.id,
        "sale_id": sale_id,
    }
    ends = terms_now().expires_on(note.business_on)
    rows = write_entries(
        member,
        [
            PointsNew(kind=Kind.TAKEN_BACK, points=-take, **told),
            PointsNew(kind=Kind.GIVEN_BACK, points=give, expires_on=ends, **told),
            PointsNew(kind=Kind.RESTORED, points=_expired_of(sale, member, take, give), **told),
        ],
    )
    if rows:
        facts = {"number": note.number, "return_id": note.id, "points": give - take}
        current_unit().record(RECORD, member.id, facts=facts, branch_id=note.branch_id)


def _before(sale_id: UUID) -> tuple[int, int]:
    """Points that were taken back and given back of a sale so far."""
    rows = LoyaltyEntry.objects.filter(
        sale_id=sale_id, kind__in=(Kind.TAKEN_BACK, Kind.GIVEN_BACK)
    ).order_by()
    sums = dict(rows.values_list("kind").annotate(sum=Sum("points")))
    return -int(sums.get(Kind.TAKEN_BACK, 0)), int(sums.get(Kind.GIVEN_BACK, 0))


def _expired_of(sale: LoyaltySale, member: LockedMember, take: int, give: int) -> int:
    """What of the points taken back had expired already, so that it is given again."""
    short = -(member.points - take + give)
    if take <= 0 or short <= 0:
        return 0
    rows = LoyaltyEntry.objects.filter(member_id=member.id).order_by()
    earned = rows.filter(sale_id=sale.id, kind=Kind.EARNED).values_list("expires_on", flat=True)
    ends = earned.first()
    if ends is None or ends >= branch_date(sale.branch_id):
        return 0
    gone = rows.filter(kind__in=(Kind.EXPIRED, Kind.RESTORED)).aggregate(sum=Sum("points"))["sum"]
    return max(0, min(take, short, -int(gone or 0)))


def points_standing(sale_id: UUID) -> int:
    """Minor units that a sale's points paid, which may go back to them; 0 for none."""
    found = LoyaltySale.objects.filter(id=sale_id).values_list("spent_amount", flat=True).first()
    return int(found or 0)
