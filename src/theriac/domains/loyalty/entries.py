"""The ledger: entries are written here, under a member's lock; and points by when they end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import fresh_row, insert_rows
from theriac.core.ids import new_id
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltyMember
from theriac.domains.loyalty.problems import unknown_member
from theriac.domains.loyalty.rules import PointLot

RECORD = "loyalty.member"


@dataclass(slots=True)
class LockedMember:
    """A member as they are while the command holds their lock."""

    id: UUID
    number: str
    points: int
    state: str


def locked_member(*, member_id: UUID | None = None, number: str = "") -> LockedMember | None:
    """The member by id or number, locked until the command is over; None for none."""
    which = Q(id=member_id) if member_id is not None else Q(number=number)
    rows = LoyaltyMember.objects.select_for_update().filter(which)
    found = rows.values_list("id", "number", "points", "state").first()
    return LockedMember(*found) if found and (member_id or number) else None


def known_member(member_id: UUID) -> LockedMember:
    """The same. Raises LoyaltyMemberUnknown."""
    found = locked_member(member_id=member_id)
    if found is None:
        raise unknown_member()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsNew:
    """What an entry says besides its member; ``document_id`` None for the entry's own."""

    branch_id: UUID
    kind: str
    points: int
    booked_on: date
    person_id: UUID
    number: str = ""
    document_id: UUID | None = None
    sale_id: UUID | None = None
    expires_on: date | None = None
    note: str = ""


def write_entries(
    member: LockedMember, news: list[PointsNew], *, at_end: bool = False
) -> list[LoyaltyEntry]:
    """Append them and change the member's points; who calls holds the lock.

    ``at_end``: the rows are written with the others of a command that is written at once.
    """
    rows = [_row(member, new) for new in news if new.points]
    if not rows:
        return []
    if at_end:
        current_unit().writes.add([(LoyaltyEntry, rows)])
    else:
        insert_rows(LoyaltyEntry, rows)
    member.points += sum(row.points for row in rows)
    LoyaltyMember.objects.filter(id=member.id).update(points=member.points)
    return rows


def _row(member: LockedMember, new: PointsNew) -> LoyaltyEntry:
    entry_id = new_id()
    return fresh_row(
        LoyaltyEntry,
        id=entry_id,
        member_id=member.id,
        branch_id=new.branch_id,
        sale_id=new.sale_id,
        kind=new.kind,
        points=new.points,
        number=new.number,
        document_id=new.document_id or entry_id,
        booked_on=new.booked_on,
        expires_on=new.expires_on,
        note=new.note,
        person_id=new.person_id,
        recorded_at=clock.now(),
    )


Kind = LoyaltyEntry.Kind
CAME = (Kind.EARNED, Kind.GIVEN_BACK)
USED = (Kind.SPENT, Kind.EXPIRED, Kind.RESTORED)


def lots_of(member_ids: Collection[UUID]) -> dict[UUID, tuple[list[PointLot], int]]:
    """The lots of members, each less what was taken back of it, and what was used of all of them.

    What somebody adjusted upwards is a lot of its own, downwards it is used. Three statements.
    """
    rows = LoyaltyEntry.objects.filter(member_id__in=list(member_ids)).order_by()
    taken = {
        key: int(points)
        for key, points in rows.filter(kind=Kind.TAKEN_BACK)
        .values_list("sale_id")
        .annotate(sum=Sum("points"))
    }
    lots: dict[UUID, list[PointLot]] = defaultdict(list)
    used: dict[UUID, int] = defaultdict(int)
    columns = ("member_id", "kind", "sale_id", "points", "expires_on")
    for member_id, kind, sale_id, points, ends in rows.filter(
        kind__in=[*CAME, Kind.ADJUSTED]
    ).values_list(*columns):
        if points < 0:
            used[member_id] -= points
            continue
        back = taken.get(sale_id, 0) if kind == Kind.EARNED else 0
        lots[member_id].append(PointLot(points + back, ends))
    sums = rows.filter(kind__in=USED).values_list("member_id").annotate(sum=Sum("points"))
    for member_id, points in sums:
        used[member_id] -= int(points)
    return {key: (lots.get(key, []), used.get(key, 0)) for key in member_ids}
