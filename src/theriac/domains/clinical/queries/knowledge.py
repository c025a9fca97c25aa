"""The knowledge in force, kept in memory until another set is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from threading import Lock
from time import monotonic
from uuid import UUID

from theriac.domains.clinical.lines import line_of
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet
from theriac.domains.clinical.rules.devices import SetForDevices, for_devices
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName

InForce = dict[str, tuple[UUID, str]]
"""Of each name the id and edition of the set that counts."""
_SetRow = tuple[UUID, str, str, date]
VERSION = 16

HELD_SECONDS = 30
"""How long a door may go by the sets that this process knows; a sale asks the books no more."""

_LOCK = Lock()
_sets: tuple[float, list[_SetRow]] | None = None
"""The sets in force and to come, and until when they are taken as they are."""
_kept: dict[tuple[UUID, ...], Knowledge] = {}
"""The last knowledge by its sets' ids; a set that was in force never changes its lines."""


def knowledge_on(day: date) -> Knowledge:
    """What is in force on the day: of each name the edition that began last.

    One statement where the sets are the same as before, else two.
    """
    return _known(_in_force(day))


def knowledge_at_doors(day: date) -> Knowledge:
    """The same for who may not ask the books each time, at most HELD_SECONDS old.

    No statement as a rule. What this process puts in force or withdraws counts at once.
    """
    global _sets  # noqa: PLW0603 (one a process)
    held = _sets
    if held is None or held[0] < monotonic():
        held = (monotonic() + HELD_SECONDS, list(_rows()))
        _sets = held
    return _known(_latest(row for row in held[1] if row[3] <= day))


def forget_sets() -> None:
    """Ask the books again which sets are in force, the next time that anybody needs it."""
    global _sets  # noqa: PLW0603 (one a process)
    _sets = None


def _known(latest: InForce) -> Knowledge:
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
    return _latest(row for row in _rows() if row[3] <= day)


def _rows() -> Iterable[_SetRow]:
    rows = KnowledgeSet.objects.filter(
        state=KnowledgeSet.State.IN_FORCE, in_force_from__isnull=False
    )
    in_order = rows.order_by("name", "-in_force_from", "-id")
    found = in_order.values_list("id", "name", "edition", "in_force_from")
    return [(set_id, name, edition, day) for set_id, name, edition, day in found if day]


def _latest(rows: Iterable[_SetRow]) -> InForce:
    latest: InForce = {}
    for set_id, name, edition, _from in rows:
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
