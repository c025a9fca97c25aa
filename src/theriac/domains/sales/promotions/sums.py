"""What promotions gave and other brands saved, from the lines that were sold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.rights import require_everywhere
from theriac.domains.promotions.permissions import VIEW_PROMOTIONS
from theriac.domains.promotions.queries import read_promotion
from theriac.domains.sales.models import SaleLine
from theriac.domains.sales.permissions import VIEW_SALES

MONTHS = 12


@dataclass(frozen=True, slots=True)
class PromotionSums:
    """Sales with a promotion, and what it took off them in minor units."""

    sales: int
    given: int


@dataclass(frozen=True, slots=True)
class MonthOfBrands:
    """A month's lines on which another brand was taken, and what that saved in minor units.

    ``cheaper`` of them cost less than what was asked for.
    """

    first_on: date
    taken: int
    cheaper: int
    saved: int


@query(permission=VIEW_PROMOTIONS)
def promoted_sums(*, actor: Actor, promotion_id: UUID) -> PromotionSums:
    """What the promotion gave so far at all branches; goods that came back are counted too."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    view = read_promotion(actor=actor, promotion_id=promotion_id)
    if view is None:
        return PromotionSums(0, 0)
    rows = SaleLine.objects.filter(
        promotion_id=promotion_id, sale__business_on__gte=view.row.first_on
    )
    found = rows.order_by().aggregate(
        sales=Count("sale_id", distinct=True), given=Sum("promotion_off")
    )
    return PromotionSums(found["sales"], int(found["given"] or 0))


@query(permission=VIEW_SALES)
def brands_by_month(*, actor: Actor, branch_id: UUID, today: date) -> Sequence[MonthOfBrands]:
    """The branch's last twelve months, the newest first, also those without any."""
    months = [_month_before(today, back) for back in range(MONTHS)]
    rows = SaleLine.objects.filter(
        sale__branch_id=branch_id,
        sale__business_on__gte=months[-1],
        sale__business_on__lte=today,
        instead_of__isnull=False,
    )
    found = {
        date(year, month, 1): (taken, cheaper, int(saved or 0))
        for year, month, taken, cheaper, saved in _grouped(rows)
    }
    return [MonthOfBrands(month, *found.get(month, (0, 0, 0))) for month in months]


def _grouped(rows: QuerySet[SaleLine]) -> QuerySet[SaleLine, tuple[int, int, int, int, int | None]]:
    return (
        rows.annotate(
            year=ExtractYear("sale__business_on"), month=ExtractMonth("sale__business_on")
        )
        .order_by()
        .values("year", "month")
        .annotate(
            taken=Count("id"),
            cheaper=Count("id", filter=Q(instead_saved__gt=0)),
            saved=Sum("instead_saved", filter=Q(instead_saved__gt=0)),
        )
        .values_list("year", "month", "taken", "cheaper", "saved")
    )


def _month_before(day: date, back: int) -> date:
    """The first day of the month so many months earlier."""
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)
