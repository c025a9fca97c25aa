"""The cold chain: sensors, readings in bulk, excursions assessed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.cold_chain.commands.assess import assess_excursion
from theriac.domains.cold_chain.commands.readings import (
    RecordedReadings,
    record_readings,
)
from theriac.domains.cold_chain.commands.sensors import SensorWritten, add_sensor, change_sensor
from theriac.domains.cold_chain.permissions import ASSESS_COLD, MANAGE_COLD, RECORD_COLD
from theriac.domains.cold_chain.queries.recorded import recorded_before
from theriac.domains.cold_chain.queries.sensors import (
    EXCURSIONS,
    READINGS,
    SENSORS,
    find_excursion,
    find_sensor,
    list_excursions,
    list_readings,
    list_sensors,
)
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.cold_chain import (
    Excursion,
    ExcursionAssessed,
    ExcursionPage,
    ExcursionsWanted,
    HeldBatch,
    Reading,
    ReadingPage,
    ReadingRefused,
    ReadingsRecorded,
    ReadingsSent,
    Sensor,
    SensorPage,
)
from theriac.surfaces.api.schemas.types import Here, WantedHere

router = Router(tags=["stock"])


@router.get(
    "/sensors",
    **operation("listSensors", "List sensors", answers=SensorPage, may=[VIEW_STOCK]),
)
def sensors(request: HttpRequest, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of the branch's sensors, by name."""
    actor = actor_of(request)
    rows = list_sensors(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(SENSORS, rows, wanted)
    return respond(
        request, SensorPage(items=[told(Sensor, row) for row in page.items], **edges(page))
    )


@router.post(
    "/sensors",
    **writing("addSensor", "Set a sensor up", answers=Sensor, may=[MANAGE_COLD], status=201),
)
def add(request: HttpRequest, here: Query[Here], body: Body[SensorWritten]) -> HttpResponse:
    """Set one up at the branch."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return added(
        request,
        lambda: add_sensor(actor=actor, branch_id=branch_id, facts=body),
        lambda sensor_id: _sensor(actor, branch_id, sensor_id),
    )


@router.get(
    "/sensors/{sensor_id}",
    **operation("getSensor", "Read a sensor", answers=Sensor, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, sensor_id: Id, here: Query[Here]) -> HttpResponse:
    """One sensor; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _sensor(actor, branch_of(actor, here.branch_id), sensor_id))


@router.put(
    "/sensors/{sensor_id}",
    **writing(
        "changeSensor",
        "Change a sensor",
        answers=Sensor,
        may=[MANAGE_COLD],
        edits=True,
        detail="What was read before stays judged by the limits of then.",
    ),
)
def change(
    request: HttpRequest, sensor_id: Id, here: Query[Here], body: Body[SensorWritten]
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: change_sensor(
            actor=actor,
            branch_id=branch_id,
            sensor_id=sensor_id,
            version=version,
            facts=body,
        ),
        lambda: _sensor(actor, branch_id, sensor_id),
    )


@router.get(
    "/sensors/{sensor_id}/readings",
    **operation("listReadings", "List a sensor's readings", answers=ReadingPage, may=[VIEW_STOCK]),
)
def readings(request: HttpRequest, sensor_id: Id, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of what it said, the newest first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    _sensor(actor, branch_id, sensor_id)
    rows = list_readings(actor=actor, branch_id=branch_id, sensor_id=sensor_id)
    page = page_of(READINGS, rows, wanted)
    return respond(
        request, ReadingPage(items=[told(Reading, row) for row in page.items], **edges(page))
    )


@router.post(
    "/temperature-readings",
    **writing(
        "recordReadings",
        "Record temperatures",
        answers=ReadingsRecorded,
        may=[RECORD_COLD],
        detail=(
            "In any order, also late; the same reading again counts once. What is refused is told, "
            "the rest is kept."
        ),
    ),
)
def record(request: HttpRequest, here: Query[Here], body: ReadingsSent) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return once(
        request,
        lambda: record_readings(
            actor=actor,
            branch_id=branch_id,
            readings=body.readings,
            only_whole=body.only_whole,
        ),
        first=_recorded,
        again=lambda effect_id: _recorded(recorded_before(effect_id)),
    )


@router.get(
    "/excursions",
    **operation("listExcursions", "List excursions", answers=ExcursionPage, may=[VIEW_STOCK]),
)
def excursions(request: HttpRequest, wanted: Query[ExcursionsWanted]) -> HttpResponse:
    """A page of the branch's excursions with the batches that they hold."""
    actor = actor_of(request)
    rows = list_excursions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(EXCURSIONS, rows, wanted)
    items = [_excursion(row) for row in page.items]
    return respond(request, ExcursionPage(items=items, **edges(page)))


@router.get(
    "/excursions/{excursion_id}",
    **operation("getExcursion", "Read an excursion", answers=Excursion, may=[VIEW_STOCK]),
)
def excursion(request: HttpRequest, excursion_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _found(actor, branch_of(actor, here.branch_id), excursion_id))


@router.post(
    "/excursions/{excursion_id}/assess",
    **writing(
        "assessExcursion",
        "Decide on the batches of an excursion",
        answers=Excursion,
        may=[ASSESS_COLD],
        detail=(
            "It closes once it is over and every batch is decided. What isn't released goes into "
            "quarantine and stays held."
        ),
    ),
)
def assess(
    request: HttpRequest, excursion_id: Id, here: Query[Here], body: ExcursionAssessed
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: assess_excursion(
            actor=actor,
            branch_id=branch_id,
            excursion_id=excursion_id,
            decisions=body.decisions,
            note=body.note,
        ),
        lambda: _found(actor, branch_id, excursion_id),
    )


def _sensor(actor: Actor, branch_id: UUID, sensor_id: UUID) -> Sensor:
    found = find_sensor(actor=actor, branch_id=branch_id, sensor_id=sensor_id)
    if found is None:
        raise NotFound(_("This sensor doesn’t exist at this branch."), sensor_id=sensor_id)
    return told(Sensor, found)


def _found(actor: Actor, branch_id: UUID, excursion_id: UUID) -> Excursion:
    found = find_excursion(actor=actor, branch_id=branch_id, excursion_id=excursion_id)
    if found is None:
        raise NotFound(_("This excursion doesn’t exist at this branch."), excursion_id=excursion_id)
    return _excursion(found)


def _excursion(row: Any) -> Excursion:
    batches = [told(HeldBatch, one, number=one.batch.number) for one in row.batches.all()]
    return told(Excursion, row, sensor=row.sensor.name, batches=batches)


def _recorded(done: RecordedReadings) -> ReadingsRecorded:
    refused = [told(ReadingRefused, one) for one in done.refused]
    return ReadingsRecorded(recorded=done.recorded, known=done.known, refused=refused)
