"""The knowledge in force, kept in memory until another set is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from hashlib import sha256
from threading import Lock
from uuid import UUID

from theriac.domains.clinical.lines import line_of
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet
from theriac.domains.clinical.rules.devices import SetForDevices, for_devices
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName

InForce = dict[str, tuple[UUID, str]]
"""Of each name the id and edition of the set that counts."""
VERSION = 16

_LOCK = Lock()
_kept: dict[tuple[UUID, ...], Knowledge] = {}
"""The last knowledge by its sets' ids; a set that was in force never changes its lines."""


def knowledge_on(day: date) -> Knowledge:
    """What is in force on the day: of each name the edition that began last.

    One statement where the sets are the same as before, else two.
    """
    latest = _in_force(day)
    key = tuple(set_id for set_id, _edition in latest.values())
    found = _kept.get(key)
    if found is None:
        found = _loaded(latest)
        with _LOCK:
            _kept.clear()
            _kept[key] = found
    return found


def version_on(day: date) -> str:
    """What names the sets in force on the day; "" where none is."""
    return _version(_in_force(day))


def sets_for_devices(day: date) -> tuple[str, list[SetForDevices]]:
    """The version and the sets in force, with the lines that a basket for nobody known needs.

    What is asked of a person stays here: a device knows none.
    """
    latest = _in_force(day)
    found = [
        for_devices(SetName(name, edition), lines) for name, edition, lines in _lines_of(latest)
    ]
    return _version(latest), found


def _version(latest: InForce) -> str:
    ids = ".".join(str(set_id) for set_id, _edition in latest.values())
    return sha256(ids.encode()).hexdigest()[:VERSION] if ids else ""


def _in_force(day: date) -> InForce:
    rows = KnowledgeSet.objects.filter(
        state=KnowledgeSet.State.IN_FORCE, in_force_from__lte=day
    ).order_by("name", "-in_force_from", "-id")
    latest: InForce = {}
    for set_id, name, edition in rows.values_list("id", "name", "edition"):
        latest.setdefault(name, (set_id, edition))
    return latest


def _loaded(latest: InForce) -> Knowledge:
    return Knowledge((SetName(name, edition), lines) for name, edition, lines in _lines_of(latest))


def _lines_of(latest: InForce) -> list[tuple[str, str, list[Line]]]:
    lines: dict[UUID, list[Line]] = defaultdict(list)
    ids = [set_id for set_id, _edition in latest.values()]
    rows = KnowledgeLine.objects.filter(set_id__in=ids).order_by("set_id", "position")
    for row in rows.iterator(chunk_size=2000):
        lines[row.set_id].append(line_of(row))
    return [(name, edition, lines[set_id]) for name, (set_id, edition) in latest.items()]
