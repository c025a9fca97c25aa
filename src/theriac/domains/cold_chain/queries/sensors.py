"""Sensors, their readings by day and period, and their excursions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.cold_chain.models import ColdReading, ColdSensor, Excursion, ExcursionBatch
from theriac.domains.cold_chain.rules import silences
from theriac.domains.stock.permissions import VIEW_STOCK

SENSORS: Listing[ColdSensor] = Listing(
    name="cold_chain.sensors", sorts={"name": SortFields(("name",))}, default_sort="name"
)
READINGS: Listing[ColdReading] = Listing(
    name="cold_chain.readings",
    sorts={"taken_at": SortFields(("taken_at",))},
    default_sort="-taken_at",
)
EXCURSIONS: Listing[Excursion] = Listing(
    name="cold_chain.excursions",
    sorts={"began_at": SortFields(("began_at",))},
    default_sort="-began_at",
    filters={
        "is_open": lambda rows, value: rows.filter(closed_at__isnull=value),
        "sensor_id": lambda rows, value: rows.filter(sensor_id=value),
    },
)


@dataclass(frozen=True, slots=True)
class ColdDay:
    """A day's readings at the branch: how many, how many outside the limits, least and most."""

    day: date
    readings: int
    outside: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class ColdPeriod:
    """What an inspector asks of a period."""

    days: tuple[ColdDay, ...]
    points: tuple[tuple[datetime, int], ...]
    silent: tuple[tuple[datetime, datetime], ...]


@query(permission=VIEW_STOCK)
def list_sensors(*, actor: Actor, branch_id: UUID) -> QuerySet[ColdSensor]:
    """The branch's sensors with their places, in no order."""
    return ColdSensor.objects.filter(branch_id=branch_id).select_related("place").order_by()


@query(permission=VIEW_STOCK)
def find_sensor(*, actor: Actor, branch_id: UUID, sensor_id: UUID) -> ColdSensor | None:
    """One sensor of the branch."""
    return list_sensors(actor=actor, branch_id=branch_id).filter(id=sensor_id).first()


@query(permission=VIEW_STOCK)
def last_readings(*, actor: Actor, branch_id: UUID) -> dict[UUID, ColdReading]:
    """The newest reading of each of the branch's sensors."""
    found = {}
    for sensor_id in ColdSensor.objects.filter(branch_id=branch_id).values_list("id", flat=True):
        rows = ColdReading.objects.filter(sensor_id=sensor_id).order_by("-taken_at")
        if (last := rows.first()) is not None:
            found[sensor_id] = last
    return found


@query(permission=VIEW_STOCK)
def list_readings(*, actor: Actor, branch_id: UUID, sensor_id: UUID) -> QuerySet[ColdReading]:
    """Every reading of a sensor of the branch, in no order."""
    return ColdReading.objects.filter(sensor_id=sensor_id, sensor__branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def list_excursions(*, actor: Actor, branch_id: UUID) -> QuerySet[Excursion]:
    """The branch's excursions with sensor and batches, in no order."""
    batches = ExcursionBatch.objects.select_related("batch").order_by("batch_id")
    rows = Excursion.objects.filter(branch_id=branch_id).select_related("sensor")
    return rows.prefetch_related(Prefetch("batches", queryset=batches)).order_by()


@query(permission=VIEW_STOCK)
def find_excursion(*, actor: Actor, branch_id: UUID, excursion_id: UUID) -> Excursion | None:
    """One excursion of the branch."""
    return list_excursions(actor=actor, branch_id=branch_id).filter(id=excursion_id).first()


@query(permission=VIEW_STOCK)
def cold_period(
    *,
    actor: Actor,
    branch_id: UUID,
    sensor: ColdSensor,
    since: datetime,
    until: datetime,
    time_zone: str,
) -> ColdPeriod:
    """The readings of a period: by the branch's days, as points, and where there was silence."""
    rows = list(
        list_readings(actor=actor, branch_id=branch_id, sensor_id=sensor.id)
        .filter(taken_at__gte=since, taken_at__lt=until)
        .order_by("taken_at")
        .values_list("taken_at", "tenths", "is_out")
    )
    zone = ZoneInfo(time_zone)
    days: dict[date, list[tuple[int, bool]]] = {}
    for taken_at, tenths, is_out in rows:
        days.setdefault(taken_at.astimezone(zone).date(), []).append((tenths, is_out))
    taken = [row[0] for row in rows]
    begin = (
        max(since, sensor.created_at) if not taken else min(taken[0], max(since, sensor.created_at))
    )
    return ColdPeriod(
        days=tuple(
            ColdDay(
                day,
                len(found),
                sum(out for _tenths, out in found),
                min(tenths for tenths, _out in found),
                max(tenths for tenths, _out in found),
            )
            for day, found in sorted(days.items())
        ),
        points=tuple((taken_at, tenths) for taken_at, tenths, _out in rows),
        silent=tuple(silences(taken, min(begin, until), until, sensor.silent_minutes)),
    )
