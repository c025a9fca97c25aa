"""What changes seldom around a counter: settings and people, made anew when somebody changed one.

Every counter asks every two seconds. What was made is kept for a minute, and made anew as soon as
the trail names a command on people or the organisation: every change writes its record there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.audit.recent import done_since
from theriac.surfaces.counter.feed.places import digest_of
from theriac.surfaces.counter.feed.settings import settings_of
from theriac.surfaces.counter.people import people_who_sell
from theriac.surfaces.counter.terminals import PairedDevice
from theriac.surfaces.counter.wire.people import PersonOut
from theriac.surfaces.counter.wire.settings import SettingsOut

KINDS = frozenset(
    {
        "accounts.factor",
        "accounts.person",
        "accounts.role",
        "organisation.branch",
        "organisation.pharmacy",
        "organisation.sealing_key",
        "organisation.series",
        "organisation.settings",
        "organisation.terminal",
        "approval.limit",
        "approval.rule",
        "catalog.abbreviation",
        "catalog.favourites",
        "clinical.set",
        "duty.turn",
        "clinical.weight",
        "promotions.promotion",
    }
)
"""What a command that changes settings or people names in its record."""

KEPT = timedelta(seconds=60)
LOOK_BACK = timedelta(seconds=60)
"""A command's record is this much older than its commit at most; a later one waits for the rest of
the minute."""
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Context:
    """The part that changes seldom, and its digest."""

    settings: SettingsOut
    people: list[PersonOut]
    digest: str


@dataclass(frozen=True, slots=True)
class _Kept:
    context: Context
    name: str
    day: date
    made_at: datetime


_kept: dict[UUID, _Kept] = {}


def context_of(device: PairedDevice) -> Context:
    """Settings and people as they are now."""
    day = clock.today(device.point.time_zone)
    known = _kept.get(device.point.terminal_id)
    if known is not None and _still_holds(known, device, day):
        return known.context
    made_at = clock.now()
    made = _made(device, day)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[device.point.terminal_id] = _Kept(made, device.name, day, made_at)
    return made


def _still_holds(known: _Kept, device: PairedDevice, day: date) -> bool:
    if (known.name, known.day) != (device.name, day):
        return False
    if not known.made_at <= clock.now() < known.made_at + KEPT:
        return False
    return not done_since(known.made_at - LOOK_BACK, KINDS)


def _made(device: PairedDevice, day: date) -> Context:
    settings = settings_of(device)
    people = people_who_sell(device.point.branch_id, day)
    texts = [settings.model_dump_json(), *(person.model_dump_json() for person in people)]
    return Context(settings, people, digest_of("\n".join(texts)))
