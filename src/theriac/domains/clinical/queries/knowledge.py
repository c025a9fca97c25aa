"""The knowledge in force, kept in memory until another set is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from threading import Lock
from uuid import UUID

from theriac.domains.clinical.lines import line_of
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName

_LOCK = Lock()
_kept: dict[tuple[UUID, ...], Knowledge] = {}
"""The last knowledge by its sets' ids; a set that was in force never changes its lines."""


def knowledge_on(day: date) -> Knowledge:
    """What is in force on the day: of each name the edition that began last.

    One statement where the sets are the same as before, else two.
    """
    rows = KnowledgeSet.objects.filter(
        state=KnowledgeSet.State.IN_FORCE, in_force_from__lte=day
    ).order_by("name", "-in_force_from", "-id")
    latest: dict[str, tuple[UUID, str]] = {}
    for set_id, name, edition in rows.values_list("id", "name", "edition"):
        latest.setdefault(name, (set_id, edition))
    key = tuple(set_id for set_id, _edition in latest.values())
    found = _kept.get(key)
    if found is None:
        found = _loaded(latest)
        with _LOCK:
            _kept.clear()
            _kept[key] = found
    return found


def _loaded(latest: dict[str, tuple[UUID, str]]) -> Knowledge:
    lines: dict[UUID, list[Line]] = defaultdict(list)
    ids = [set_id for set_id, _edition in latest.values()]
    rows = KnowledgeLine.objects.filter(set_id__in=ids).order_by("set_id", "position")
    for row in rows.iterator(chunk_size=2000):
        lines[row.set_id].append(line_of(row))
    return Knowledge(
        (SetName(name, edition), lines[set_id]) for name, (set_id, edition) in latest.items()
    )
