"""Excursions that readings show, the batches that they hold, and sensors that fell silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.names import storages_of
from theriac.domains.cold_chain.models import ColdReading, ColdSensor, Excursion, ExcursionBatch
from theriac.domains.cold_chain.ports import ColdAlert, ColdPlace, alert_book
from theriac.domains.cold_chain.queries.exposed_batches import changes_since, may_have_lain
from theriac.domains.cold_chain.rules import (
    OutsideRun,
    Reading,
    is_concerned,
    most_there,
    run_with,
    runs_of,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.queries.bins import home_code, lying_code

RECORD = "stock.excursion"


def review_excursions(sensor: ColdSensor, first: datetime, last: datetime) -> None:
    """See what the readings around new ones show; the sensor is locked, inside a unit of work.

    An excursion that is known follows its run; one that its run no longer bears out stays, and
    says so, because a person must still look at what it held.
    """
    runs = runs_of(_around(sensor, first, last))
    known = list(
        Excursion.objects.select_for_update().filter(
            sensor=sensor, began_at__gte=runs[0].began_at if runs else first
        )
    )
    told: set[datetime] = set()
    for excursion in sorted(known, key=lambda one: one.began_at):
        run = run_with(runs, excursion.began_at)
        if run is not None:
            told.add(run.began_at)
            _follow(excursion, run)
            hold_concerned(excursion, sensor)
    for run in runs:
        if run.began_at not in told and run.is_excursion(sensor.minutes):
            hold_concerned(_open(sensor, run), sensor)


def clear_excursion(excursion_id: UUID) -> None:
    """Its alert is settled."""
    alert_book().clear(f"cold:{excursion_id}")


def clear_silence(sensor_id: UUID) -> None:
    """The sensor speaks again."""
    alert_book().clear(f"silent:{sensor_id}")


def silent_sensors() -> list[UUID]:
    """Active sensors whose last reading, or beginning, lies too long ago and that have no alert."""
    now = clock.now()
    found = []
    rows = ColdSensor.objects.filter(is_active=True)
    latest: dict[UUID, datetime] = dict(
        ColdReading.objects.filter(sensor__in=rows)
        .values_list("sensor_id")
        .annotate(latest=Max("taken_at"))
        .order_by()
    )
    open_keys = alert_book().standing(ColdAlert.SILENT)
    for sensor in rows:
        heard = max(latest.get(sensor.id, sensor.created_at), sensor.created_at)
        is_silent = now - heard > timedelta(minutes=sensor.silent_minutes)
        if is_silent and f"silent:{sensor.id}" not in open_keys:
            found.append(sensor.id)
    return found


@command(
    name="cold_chain.report_silence",
    done=gettext_lazy("Recorded a silent sensor"),
    system_only=True,
)
def report_silence(*, actor: Actor, sensor_ids: Sequence[UUID]) -> None:
    """Raise one alert for each sensor that fell silent, until it speaks again."""
    for sensor in ColdSensor.objects.filter(id__in=sorted(sensor_ids)).order_by("id"):
        alert_book().open(
            ColdAlert.SILENT, f"silent:{sensor.id}", ColdPlace(sensor.branch_id, sensor.id)
        )
        current_unit().record(
            "stock.sensor", sensor.id, reason="silent", branch_id=sensor.branch_id
        )


def _around(sensor: ColdSensor, first: datetime, last: datetime) -> list[Reading]:
    """The readings from the one inside the limits before the first to the one after the last."""
    rows = ColdReading.objects.filter(sensor=sensor)
    inside = rows.filter(is_out=False)
    before = inside.filter(taken_at__lt=first).order_by("-taken_at").first()
    after = inside.filter(taken_at__gt=last).order_by("taken_at").first()
    if before is not None:
        rows = rows.filter(taken_at__gte=before.taken_at)
    if after is not None:
        rows = rows.filter(taken_at__lte=after.taken_at)
    return [Reading(*row) for row in rows.values_list("taken_at", "tenths", "is_out")]


def _follow(excursion: Excursion, run: OutsideRun) -> None:
    is_borne_out = run.is_excursion(excursion.minutes)
    new = (run.began_at, run.last_at, run.ended_at, run.lowest, run.highest, is_borne_out)
    names = ("began_at", "last_at", "ended_at", "lowest", "highest", "is_borne_out")
    if new == tuple(getattr(excursion, name) for name in names):
        return
    is_worse = run.last_at > excursion.last_at or run.began_at < excursion.began_at
    for name, value in zip(names, new, strict=True):
        setattr(excursion, name, value)
    if excursion.closed_at is not None and (is_worse or run.ended_at is None):
        excursion.closed_at = excursion.closed_by = None
        alert_book().open(ColdAlert.COLD, f"cold:{excursion.id}", _place_of(excursion))
    excursion.save()


def _open(sensor: ColdSensor, run: OutsideRun) -> Excursion:
    excursion = Excursion.objects.create(
        id=new_id(),
        sensor=sensor,
        branch_id=sensor.branch_id,
        began_at=run.began_at,
        last_at=run.last_at,
        ended_at=run.ended_at,
        lowest=run.lowest,
        highest=run.highest,
        low=sensor.low,
        high=sensor.high,
        minutes=sensor.minutes,
        raised_at=clock.now(),
    )
    alert_book().open(ColdAlert.COLD, f"cold:{excursion.id}", _place_of(excursion))
    facts = {"sensor_id": sensor.id, "lowest": run.lowest, "highest": run.highest}
    current_unit().record(RECORD, excursion.id, facts=facts, branch_id=sensor.branch_id)
    return excursion


def hold_concerned(excursion: Excursion, sensor: ColdSensor) -> None:
    """Hold what lay in the place during the excursion and isn't listed yet, until it is assessed.

    At any time between its first reading outside the limits and its end, or now while it goes on;
    what left or was sold meanwhile too.
    """
    if excursion.closed_at is not None:
        return
    listed = ExcursionBatch.objects.filter(excursion=excursion).values("batch_id")
    rows = (
        may_have_lain(sensor.place_id, excursion.began_at)
        .exclude(batch_id__in=listed)
        .annotate(lies=lying_code(sensor.branch_id), home=home_code(sensor.branch_id))
        .select_related("batch")
        .order_by("batch_id")
    )
    storages = storages_of(row.product_id for row in rows)
    concerned = [
        row
        for row in rows
        if is_concerned(
            lies=row.lies,
            home=row.home,
            storage=storages.get(row.product_id, ""),
            sensor_shelf=sensor.shelf,
            sensor_storage=sensor.storage,
        )
    ]
    batch_ids = [row.batch_id for row in concerned]
    changes = changes_since(sensor.place_id, batch_ids, excursion.began_at)
    for row in concerned:
        quantity = most_there(row.quantity, changes.get(row.batch_id, ()), excursion.ended_at)
        if quantity:
            _hold(excursion, row, quantity)


def _hold(excursion: Excursion, row: Balance, quantity: int) -> None:
    was_held = row.batch.state != Batch.State.RELEASED
    ExcursionBatch.objects.create(
        id=new_id(),
        excursion=excursion,
        batch=row.batch,
        quantity=quantity,
        was_held=was_held,
    )
    if not was_held:
        hold_batch(
            actor=SYSTEM,
            branch_id=BranchId(excursion.branch_id),
            batch_id=row.batch_id,
            reason=_("Outside temperature limits: %(place)s") % {"place": excursion.sensor.name},
        )


def _place_of(excursion: Excursion) -> ColdPlace:
    return ColdPlace(excursion.branch_id, excursion.sensor_id, excursion.id)
