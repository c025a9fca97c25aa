"""What stock waits for a person: below its minimum, expiring, without an expiry; and usage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear, Mod

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK

_WHOLE = F("quantity") * F("batch__cost_amount")
_COST = (_WHOLE - Mod(_WHOLE, F("batch__cost_units"))) / F("batch__cost_units")
"""What a line costs, rounded down on the line as ``rules.expected_loss.cost_of`` does it."""


@dataclass(frozen=True, slots=True)
class ExpiringStock:
    """Batches with stock whose expiry lies within a time; value at cost in minor units.

    ``value`` is None for who may not see costs.
    """

    batches: int
    value: int | None
    first: date | None


@dataclass(frozen=True, slots=True)
class ExpiryMonth:
    """What expires in a month, at cost; the first of the month.

    ``value`` is None for who may not see costs.
    """

    month: date
    batches: int
    value: int | None


@query(permission=VIEW_STOCK)
def low_products(*, actor: Actor, branch_id: UUID) -> QuerySet[StockAlert, UUID]:
    """Ids of the products that are below their minimum at the branch; a subquery."""
    return StockAlert.objects.filter(
        branch_id=branch_id, kind=StockAlert.Kind.LOW, cleared_at=None
    ).values_list("product_id", flat=True)


@query(permission=VIEW_STOCK)
def count_low(*, actor: Actor, branch_id: UUID) -> int:
    """How many products are below their minimum at the branch."""
    return low_products(actor=actor, branch_id=branch_id).count()


@query(permission=VIEW_STOCK)
def expired_stock(*, actor: Actor, branch_id: UUID, today: date) -> ExpiringStock:
    """What lies on the shelf and may no longer be sold because its expiry has come."""
    return _expiring(actor, branch_id, near_expiry(branch_id, today, 0))


@query(permission=VIEW_STOCK)
def expiring_stock(*, actor: Actor, branch_id: UUID, today: date, days: int) -> ExpiringStock:
    """What expires after today and within ``days``."""
    near = near_expiry(branch_id, today, days)
    return _expiring(actor, branch_id, near.filter(batch__expires_on__gt=today))


@query(permission=VIEW_STOCK)
def count_without_expiry(*, actor: Actor, branch_id: UUID) -> int:
    """How many batches with stock can't be sold because no expiry was entered."""
    return _on_shelf(branch_id).filter(batch__expires_on=None).count()


@query(permission=VIEW_STOCK)
def expiry_months(*, actor: Actor, branch_id: UUID, first: date, last: date) -> list[ExpiryMonth]:
    """What expires from ``first`` to ``last``, by month, in one statement."""
    rows = (
        _on_shelf(branch_id)
        .filter(batch__expires_on__gte=first, batch__expires_on__lte=last)
        .annotate(year=ExtractYear("batch__expires_on"), month=ExtractMonth("batch__expires_on"))
        .values_list("year", "month")
        .annotate(cost=Sum(_COST), batches=Count("id"))
        .order_by()
    )
    months = [(date(int(year), int(month), 1), *rest) for year, month, *rest in rows]
    sees = actor.may(SEE_COSTS, branch_id)
    return [
        ExpiryMonth(month, batches, int(cost or 0) if sees else None)
        for month, cost, batches in sorted(months)
    ]


@query(permission=VIEW_STOCK)
def sold_since(
    *, actor: Actor, branch_id: UUID, product_ids: Iterable[UUID], since: datetime
) -> dict[UUID, int]:
    """Base units sold since an instant, by product."""
    rows = (
        Movement.objects.filter(
            branch_id=branch_id,
            product_id__in=list(product_ids),
            kind=Movement.Kind.SALE,
            to_place_id=OUTSIDE_ID,
            occurred_at__gte=since,
        )
        .values_list("product_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    return {product_id: int(units) for product_id, units in rows}


def near_expiry(branch_id: UUID, today: date, days: int) -> QuerySet[Balance]:
    """What lies on the branch's shelf and expires within ``days`` or has expired.

    The one rule of what is near: figures, lists and alerts count by it.
    """
    return _on_shelf(branch_id).filter(batch__expires_on__lte=today + timedelta(days=days))


def _on_shelf(branch_id: UUID) -> QuerySet[Balance]:
    return Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    ).order_by()


def _expiring(actor: Actor, branch_id: UUID, rows: QuerySet[Balance]) -> ExpiringStock:
    found = rows.aggregate(cost=Sum(_COST), batches=Count("id"), first=Min("batch__expires_on"))
    value = int(found["cost"] or 0) if actor.may(SEE_COSTS, branch_id) else None
    return ExpiringStock(found["batches"], value, found["first"])
