"""Points by when they end: what of a member's points expires, read from the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from theriac.domains.loyalty.models import LoyaltyEntry
from theriac.domains.loyalty.rules import PointLot

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
