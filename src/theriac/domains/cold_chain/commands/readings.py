"""Recording what sensors said, in bulk and in any order; the same reading counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import Instant, Text40
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.domains.cold_chain.commands.excursions import clear_silence, review_excursions
from theriac.domains.cold_chain.models import ColdReading, ColdSensor
from theriac.domains.cold_chain.permissions import RECORD_COLD
from theriac.domains.cold_chain.rules import HIGHEST, LOWEST, Tenths, is_out
from theriac.domains.organisation.ids import BranchId

RECORD = "stock.readings"
MOST_READINGS = 1_000
_CLOCKS_APART = timedelta(minutes=5)
"""How far ahead a sensor's clock may run."""


@record
class ReadingSent:
    """What the sensor with this code said at an instant."""

    code: Text40
    taken_at: Instant
    tenths: Tenths


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """A reading that isn't kept: its place among those given, and why."""

    position: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordedReadings:
    """How many were new, how many known already, and what was refused."""

    recorded: int
    known: int
    refused: tuple[RefusedReading, ...]


@command(
    name="cold_chain.record_readings",
    done=gettext_lazy("Recorded temperatures"),
    permission=RECORD_COLD,
)
def record_readings(
    *, actor: Actor, branch_id: BranchId, readings: Sequence[ReadingSent], only_whole: bool = False
) -> RecordedReadings:
    """Keep the good ones, and see what they say of excursions; also late and out of order.

    With ``only_whole`` none is kept when one is refused. Raises Unprocessable for none or more
    than 1,000 readings.
    """
    if not 1 <= len(readings) <= MOST_READINGS:
        raise Unprocessable(
            _("Send 1 to %(most)s readings at once.") % {"most": MOST_READINGS}, field="readings"
        )
    # Locked in key order, so that what two programs send at once is judged one after the other.
    codes = {one.code for one in readings}
    rows = ColdSensor.objects.select_for_update().filter(branch_id=branch_id, code__in=codes)
    sensors = {sensor.code: sensor for sensor in rows.order_by("id")}
    refused, good = _sorted_out(readings, sensors)
    if refused and only_whole:
        return RecordedReadings(0, 0, tuple(refused))
    new: dict[UUID, list[ColdReading]] = defaultdict(list)
    for sensor, reading in good:
        new[sensor.id].append(_row(actor, sensor, reading))
    recorded = sum(insert_absent(ColdReading, kept) for _id, kept in sorted(new.items()))
    by_id = {sensor.id: sensor for sensor in sensors.values()}
    for sensor_id, kept in sorted(new.items()):
        taken = [row.taken_at for row in kept]
        review_excursions(by_id[sensor_id], min(taken), max(taken))
        clear_silence(sensor_id)
    known = len(readings) - len(refused) - recorded
    facts = {
        "recorded": recorded,
        "known": known,
        "refused": [[one.position, one.field, one.reason] for one in refused],
    }
    current_unit().record(RECORD, current_unit().effect_id, facts=facts)
    return RecordedReadings(recorded, known, tuple(refused))


def _sorted_out(
    readings: Sequence[ReadingSent], sensors: dict[str, ColdSensor]
) -> tuple[list[RefusedReading], list[tuple[ColdSensor, ReadingSent]]]:
    kept: dict[tuple[UUID, datetime], int] = {
        (row.sensor_id, row.taken_at): row.tenths
        for row in ColdReading.objects.filter(
            sensor_id__in=[sensor.id for sensor in sensors.values()],
            taken_at__in={one.taken_at for one in readings},
        )
    }
    known = set(kept)
    refused, good = [], []
    latest = clock.now() + _CLOCKS_APART
    for position, reading in enumerate(readings):
        sensor = sensors.get(reading.code)
        fault = _fault(reading, sensor, kept, latest)
        if fault is not None or sensor is None:
            refused.append(RefusedReading(position, *(fault or ("code", ""))))
            continue
        key = (sensor.id, reading.taken_at)
        kept[key] = reading.tenths
        if key not in known:
            known.add(key)
            good.append((sensor, reading))
    return refused, good


def _fault(
    reading: ReadingSent,
    sensor: ColdSensor | None,
    kept: dict[tuple[UUID, datetime], int],
    latest: datetime,
) -> tuple[str, str] | None:
    if sensor is None:
        return "code", _("No sensor at this branch has the code %(code)s.") % {"code": reading.code}
    if not LOWEST <= reading.tenths <= HIGHEST:
        return "tenths", _(
            "This temperature is not possible. Check the number: it is in tenths of a degree."
        )
    if reading.taken_at > latest:
        return "taken_at", _("This time is in the future. Correct the sensor’s clock.")
    there = kept.get((sensor.id, reading.taken_at))
    if there is not None and there != reading.tenths:
        return "tenths", _("A different temperature is already saved for this time.")
    return None


def _row(actor: Actor, sensor: ColdSensor, reading: ReadingSent) -> ColdReading:
    return ColdReading(
        id=new_id(),
        sensor_id=sensor.id,
        taken_at=reading.taken_at,
        tenths=reading.tenths,
        is_out=is_out(reading.tenths, sensor.low, sensor.high),
        recorded_at=clock.now(),
        actor_id=actor.id,
    )
