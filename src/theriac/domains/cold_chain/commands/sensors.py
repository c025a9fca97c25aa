"""Setting up a cold place's sensor, and changing it."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.facts.records import record
from theriac.core.facts.types import Flag, Id, Text20, Text40, Text60
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.cold_chain.commands.excursions import clear_silence
from theriac.domains.cold_chain.models import ColdSensor
from theriac.domains.cold_chain.permissions import MANAGE_COLD
from theriac.domains.cold_chain.problems import SensorCodeTaken
from theriac.domains.cold_chain.rules import (
    HIGHEST,
    LOWEST,
    USUAL_HIGH,
    USUAL_LOW,
    USUAL_MINUTES,
    USUAL_SILENT,
    Minutes,
    Tenths,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.models import Place
from theriac.domains.stock.queries.places import shelf_of

RECORD = "stock.sensor"


@record
class SensorWritten:
    """A sensor, whole. Without `place_id` it hangs at the branch's shelf, at `shelf` there."""

    code: Text40
    name: Text60
    place_id: Id | None = None
    shelf: Text20 = ""
    storage: Text60 = "fridge"
    low: Tenths = USUAL_LOW
    high: Tenths = USUAL_HIGH
    minutes: Minutes = USUAL_MINUTES
    silent_minutes: Minutes = USUAL_SILENT
    is_active: Flag = True


@command(name="cold_chain.add_sensor", done=gettext_lazy("Set up a sensor"), permission=MANAGE_COLD)
def add_sensor(*, actor: Actor, branch_id: BranchId, facts: SensorWritten) -> UUID:
    """Set a sensor up; returns its id. Raises Unprocessable, SensorCodeTaken, NotFound."""
    code = _check(facts)
    if ColdSensor.objects.filter(code=code).exists():
        raise _taken(code)
    sensor = ColdSensor(
        id=current_unit().effect_id,
        branch_id=branch_id,
        place_id=_place(branch_id, facts.place_id),
        code=code,
        created_at=clock.now(),
        **_plain(facts),
    )
    sensor.save(force_insert=True)
    current_unit().record(RECORD, sensor.id, reason="added", facts=_plain(facts))
    return sensor.id


@command(
    name="cold_chain.change_sensor", done=gettext_lazy("Changed a sensor"), permission=MANAGE_COLD
)
def change_sensor(
    *, actor: Actor, branch_id: BranchId, sensor_id: UUID, version: int, facts: SensorWritten
) -> int:
    """Keep these facts; what was read before stays judged as it was. Returns the version then.

    Raises NotFound, Stale, Unprocessable, SensorCodeTaken.
    """
    rows: QuerySet[ColdSensor] = ColdSensor.objects.filter(id=sensor_id, branch_id=branch_id)
    sensor = locked(
        rows, missing=_("This sensor doesn’t exist at this branch. Choose one from the list.")
    )
    at_version(sensor, version, _("Another user changed this sensor. Reload the page."))
    code = _check(facts)
    if code != sensor.code and ColdSensor.objects.filter(code=code).exists():
        raise _taken(code)
    new = {**_plain(facts), "code": code, "place_id": _place(branch_id, facts.place_id)}
    before = {name: getattr(sensor, name) for name in new if getattr(sensor, name) != new[name]}
    if not before:
        return sensor.version
    for name, value in new.items():
        setattr(sensor, name, value)
    keep(sensor)
    if not sensor.is_active:
        clear_silence(sensor.id)
    after = {name: new[name] for name in before}
    current_unit().record(RECORD, sensor.id, facts={"before": before, "after": after})
    return sensor.version


def _plain(facts: SensorWritten) -> dict[str, object]:
    given = {one.name: getattr(facts, one.name) for one in fields(facts)}
    left = {name: value for name, value in given.items() if name not in ("code", "place_id")}
    return {n: " ".join(v.split()) if isinstance(v, str) else v for n, v in left.items()}


def _check(facts: SensorWritten) -> str:
    errors = {}
    code = " ".join(facts.code.split())
    if not code:
        errors["code"] = _("Enter the code that the sensor sends.")
    if not facts.name.strip():
        errors["name"] = _("Enter a name.")
    if not facts.storage:
        errors["storage"] = _("Choose a storage condition.")
    if not LOWEST <= facts.low < facts.high <= HIGHEST:
        errors["high"] = _(
            "Enter an upper limit above the lower limit. Both must be between -100.0 and 100.0 °C."
        )
    if errors:
        raise Unprocessable(errors=errors)
    return code


def _place(branch_id: UUID, place_id: UUID | None) -> UUID:
    if place_id is None:
        return UUID(str(shelf_of(branch_id).id))
    if not Place.objects.filter(id=place_id, branch_id=branch_id).exists():
        raise NotFound(_("This branch has no such place."), place_id=place_id)
    return place_id


def _taken(code: str) -> SensorCodeTaken:
    words = _("Another sensor has the code %(code)s. Choose a different code.") % {"code": code}
    return SensorCodeTaken(words, field="code")
