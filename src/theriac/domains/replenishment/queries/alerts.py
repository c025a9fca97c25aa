"""Alerts as they are listed: open ones and those that cleared, with who sees to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.permissions import VIEW_STOCK


def _acknowledged(rows: QuerySet[StockAlert], value: object) -> QuerySet[StockAlert]:
    return rows.filter(care__acknowledged_at__isnull=not value)


ALERTS: Listing[StockAlert] = Listing(
    name="replenishment.alerts",
    sorts={"raised_at": SortFields(("raised_at",))},
    default_sort="-raised_at",
    filters={
        "kind": lambda rows, value: rows.filter(kind=value),
        "is_open": lambda rows, value: rows.filter(cleared_at__isnull=value),
        "acknowledged": _acknowledged,
        "owner_id": lambda rows, value: rows.filter(care__owner_id=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
    },
)


@query(permission=VIEW_STOCK)
def list_alerts(*, actor: Actor, branch_id: UUID) -> QuerySet[StockAlert]:
    """Every alert that the branch has or had, with batch and care, in no order."""
    rows = StockAlert.objects.filter(branch_id=branch_id)
    return rows.select_related("batch", "care", "sensor", "excursion").order_by()


@query(permission=VIEW_STOCK)
def find_alert(*, actor: Actor, branch_id: UUID, alert_id: UUID) -> StockAlert | None:
    """One alert of the branch."""
    return list_alerts(actor=actor, branch_id=branch_id).filter(id=alert_id).first()


@query(permission=VIEW_STOCK)
def unseen_alerts(*, actor: Actor, branch_id: UUID) -> QuerySet[StockAlert]:
    """The open alerts that nobody acknowledged."""
    rows = StockAlert.objects.filter(branch_id=branch_id, cleared_at=None)
    return _acknowledged(rows, False)


@query(permission=VIEW_STOCK)
def count_unseen(*, actor: Actor, branch_id: UUID) -> int:
    """How many open alerts nobody acknowledged."""
    return unseen_alerts(actor=actor, branch_id=branch_id).count()


@query(permission=VIEW_STOCK)
def unseen_by_kind(*, actor: Actor, branch_id: UUID, today: date) -> dict[str, int]:
    """How many open alerts nobody acknowledged, by kind; of batches that expired as ``expired``."""
    over = When(kind=StockAlert.Kind.EXPIRY, batch__expires_on__lte=today, then=Value("expired"))
    rows = unseen_alerts(actor=actor, branch_id=branch_id)
    rows = rows.annotate(says=Case(over, default=F("kind"), output_field=CharField()))
    return dict(rows.order_by().values_list("says").annotate(count=Count("id")))


def people_named(rows: Sequence[StockAlert]) -> set[UUID]:
    """The owners and acknowledgers of these alerts."""
    cares = [row.care for row in rows if hasattr(row, "care")]
    return {one for care in cares for one in (care.owner_id, care.acknowledged_by) if one}
