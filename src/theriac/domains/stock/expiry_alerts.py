"""Raising and clearing expiry alerts: one for each batch on a shelf that is near its expiry.

Which batches are near is ``queries.alerts.near_expiry``, which Today's figures and the list of
batches count as well: an alert is open for exactly the batches that they show as expired or
expiring, from the relay's next round after the stock changed, and each night for the new day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import get_settings, list_branches
from theriac.domains.stock.events import ExpiryNear
from theriac.domains.stock.models import StockAlert
from theriac.domains.stock.queries.alerts import near_expiry


@dataclass(frozen=True, slots=True)
class NearBatch:
    """What a branch's shelf has of a batch that is near its expiry or past it."""

    batch_id: UUID
    product_id: UUID
    expires_on: date | None
    quantity: int


@dataclass(frozen=True, slots=True)
class Review:
    """What the alerts of a branch lack, and the open ones whose reason is gone."""

    branch_id: UUID
    near: int
    raised: tuple[NearBatch, ...]
    cleared: tuple[str, ...]


def review_branches(changed: Mapping[UUID, Collection[UUID]] | None = None) -> int:
    """Bring the alerts of every branch up to its own date; tells how many batches are near.

    With ``changed`` only of these products by branch. Where nothing is to be done nothing is
    written.
    """
    settings = get_settings()
    if settings is None:
        return 0
    near = 0
    for branch in list_branches(None if changed is None else list(changed)):
        products = None if changed is None else changed[branch.id]
        review = _review(
            branch.id, clock.today(branch.time_zone), settings.expiry_look_days, products
        )
        near += review.near
        if review.raised or review.cleared:
            apply_review(actor=SYSTEM, branch_id=branch.id, review=review)
    return near


@command()
def review_expiry(*, actor: Actor, branch_id: UUID, today: date, days: int) -> int:
    """Bring a branch's alerts up to a date; tells how many batches are near."""
    review = _review(branch_id, today, days, None)
    apply_review(actor=actor, branch_id=branch_id, review=review)
    return review.near


@command()
def apply_review(*, actor: Actor, branch_id: UUID, review: Review) -> None:
    """Open the alerts that lack, announce them, and close those whose reason is gone."""
    for batch in review.raised:
        _raise(review.branch_id, batch)
    StockAlert.objects.filter(open_key__in=review.cleared).update(
        open_key=None, cleared_at=clock.now()
    )


def _review(
    branch_id: UUID, today: date, days: int, product_ids: Collection[UUID] | None
) -> Review:
    rows = near_expiry(branch_id, today, days)
    alerts = StockAlert.objects.filter(
        branch_id=branch_id, kind=StockAlert.Kind.EXPIRY, open_key__isnull=False
    )
    if product_ids is not None:
        rows = rows.filter(product_id__in=product_ids)
        alerts = alerts.filter(product_id__in=product_ids)
    found = rows.values_list("batch_id", "product_id", "batch__expires_on", "quantity")
    near = {_key(branch_id, row[0]): NearBatch(*row) for row in found}
    opened = {str(key) for key in alerts.values_list("open_key", flat=True)}
    return Review(
        branch_id=branch_id,
        near=len(near),
        raised=tuple(batch for key, batch in near.items() if key not in opened),
        cleared=tuple(sorted(opened - set(near))),
    )


def _key(branch_id: UUID, batch_id: UUID) -> str:
    return f"expiry:{branch_id}:{batch_id}"


def _raise(branch_id: UUID, batch: NearBatch) -> None:
    alert = StockAlert(
        id=new_id(),
        kind=StockAlert.Kind.EXPIRY,
        product_id=batch.product_id,
        branch_id=branch_id,
        batch_id=batch.batch_id,
        open_key=_key(branch_id, batch.batch_id),
        raised_at=clock.now(),
        cleared_at=None,
    )
    if insert_if_absent(StockAlert, alert):
        current_unit().announce(
            ExpiryNear(
                subject=f"{branch_id}/{batch.product_id}",
                branch_id=branch_id,
                data={
                    "product_id": batch.product_id,
                    "batch_id": batch.batch_id,
                    "expires_on": batch.expires_on,
                    "quantity": batch.quantity,
                },
            )
        )
