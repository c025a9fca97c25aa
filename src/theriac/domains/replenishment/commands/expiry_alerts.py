"""Raising and clearing expiry alerts: one for each batch on a shelf that is near its expiry.

Which batches are near is ``queries.alerts.near_expiry``, which Today's figures and the list of
batches count as well: an alert is open for exactly the batches that they show as expired or
expiring, from the relay's next round after the stock changed, and each night for the new day.

It asks anew each time that the batch comes into a nearer band, red and then expired: nobody has
acknowledged it then, and it is announced again. Who sees to it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import get_branch, get_settings, list_branches
from theriac.domains.replenishment.events import ExpiryNear
from theriac.domains.replenishment.models import AlertCare, StockAlert
from theriac.domains.replenishment.queries.expiry_board import expiry_bounds
from theriac.domains.replenishment.queries.summary import near_expiry
from theriac.domains.replenishment.rules import Band, ExpiryBands, band_of

RECORD = "stock.alert"
NEARNESS: dict[str, int] = {Band.FAR: 0, Band.LOOK: 1, Band.STOP: 2, Band.EXPIRED: 3}
"""How near a band is; an alert asks anew when its batch comes into a nearer one."""


@dataclass(frozen=True, slots=True)
class NearBatch:
    """What a branch's shelf has of a batch that is near its expiry or past it."""

    batch_id: UUID
    product_id: UUID
    expires_on: date | None
    quantity: int
    band: str


@dataclass(frozen=True, slots=True)
class Passed:
    """An open alert that notes another band than its batch is in now."""

    alert_id: UUID
    noted: str
    is_nearer: bool
    batch: NearBatch


@dataclass(frozen=True, slots=True)
class Review:
    """What the alerts of a branch lack, and the open ones whose reason is gone."""

    branch_id: UUID
    near: int
    raised: tuple[NearBatch, ...]
    passed: tuple[Passed, ...]
    cleared: tuple[str, ...]


class _Open(NamedTuple):
    """An open alert as it is compared: its key, and when somebody last had to do with it."""

    id: UUID
    key: str
    band: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class _Day:
    """A branch's day, and the bounds that hold there."""

    branch_id: UUID
    today: date
    zone: ZoneInfo
    bounds: ExpiryBands

    def band(self, expires_on: date | None, day: date) -> str:
        """How near the expiry was on a day; the farthest where it was farther than all."""
        if expires_on is None:
            return Band.FAR
        return band_of((expires_on - day).days, self.bounds) or Band.FAR


def review_branches(changed: Mapping[UUID, Collection[UUID]] | None = None) -> int:
    """Bring the alerts of every branch up to its own date; tells how many batches are near.

    With ``changed`` only of these products by branch. Where nothing is to be done nothing is
    written.
    """
    settings = get_settings()
    if settings is None:
        return 0
    near = 0
    bounds = ExpiryBands(
        settings.expiry_far_days, settings.expiry_look_days, settings.expiry_stop_days
    )
    for branch in list_branches(None if changed is None else list(changed)):
        zone = ZoneInfo(branch.time_zone)
        day = _Day(branch.id, clock.today(branch.time_zone), zone, bounds)
        review = _review(day, None if changed is None else changed[branch.id])
        near += review.near
        if review.raised or review.passed or review.cleared:
            apply_review(actor=SYSTEM, branch_id=branch.id, review=review)
    return near


@command(name="replenishment.review_expiry", done=_("Checked for expiring batches"))
def review_expiry(*, actor: Actor, branch_id: UUID, today: date, days: int) -> int:
    """Bring a branch's alerts up to a date; tells how many batches are near."""
    branch = get_branch(branch_id)
    zone = ZoneInfo(branch.time_zone if branch else "UTC")
    bounds = replace(expiry_bounds(), look=days)
    review = _review(_Day(branch_id, today, zone, bounds), None)
    apply_review(actor=actor, branch_id=branch_id, review=review)
    return review.near


@command(name="replenishment.apply_review", done=_("Checked for low stock"))
def apply_review(*, actor: Actor, branch_id: UUID, review: Review) -> None:
    """Open the alerts that lack, announce them, and close those whose reason is gone.

    Those whose batch passed a nearer bound ask anew and are announced again.
    """
    for batch in review.raised:
        _raise(review.branch_id, batch)
    _note_bands(review)
    StockAlert.objects.filter(open_key__in=review.cleared).update(
        open_key=None, cleared_at=clock.now()
    )


def _review(day: _Day, product_ids: Collection[UUID] | None) -> Review:
    rows = near_expiry(day.branch_id, day.today, day.bounds.look)
    alerts = StockAlert.objects.filter(
        branch_id=day.branch_id, kind=StockAlert.Kind.EXPIRY, open_key__isnull=False
    )
    if product_ids is not None:
        rows = rows.filter(product_id__in=product_ids)
        alerts = alerts.filter(product_id__in=product_ids)
    found = rows.values_list("batch_id", "product_id", "batch__expires_on", "quantity")
    near = {
        _key(day.branch_id, row[0]): NearBatch(*row, band=day.band(row[2], day.today))
        for row in found
    }
    seen_at = Coalesce(F("care__acknowledged_at"), F("raised_at"))
    opened = {
        one.key: one
        for one in map(_Open._make, alerts.values_list("id", "open_key", "band", seen_at))
    }
    return Review(
        branch_id=day.branch_id,
        near=len(near),
        raised=tuple(batch for key, batch in near.items() if key not in opened),
        passed=tuple(
            _passed(day, opened[key], batch)
            for key, batch in near.items()
            if key in opened and opened[key].band != batch.band
        ),
        cleared=tuple(sorted(set(opened) - set(near))),
    )


def _passed(day: _Day, alert: _Open, batch: NearBatch) -> Passed:
    """Of an alert that notes no band yet, the one in which somebody last had to do with it."""
    before = alert.band or day.band(batch.expires_on, alert.seen_at.astimezone(day.zone).date())
    return Passed(alert.id, alert.band, NEARNESS[batch.band] > NEARNESS[before], batch)


def _note_bands(review: Review) -> None:
    passed = {one.alert_id: one for one in review.passed}
    rows = StockAlert.objects.select_for_update().filter(
        id__in=list(passed), open_key__isnull=False
    )
    for alert in rows.order_by("id"):
        one = passed[alert.id]
        if alert.band != one.noted:
            continue
        alert.band = one.batch.band
        alert.save(update_fields=["band"])
        if one.is_nearer:
            AlertCare.objects.filter(alert=alert).update(
                acknowledged_by=None, acknowledged_at=None, note=""
            )
            facts = {"before": {"band": one.noted}, "after": {"band": alert.band}}
            current_unit().record(RECORD, alert.id, facts=facts, branch_id=review.branch_id)
            _announce(review.branch_id, one.batch)


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
        band=batch.band,
        raised_at=clock.now(),
        cleared_at=None,
    )
    if insert_if_absent(StockAlert, alert):
        _announce(branch_id, batch)


def _announce(branch_id: UUID, batch: NearBatch) -> None:
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
