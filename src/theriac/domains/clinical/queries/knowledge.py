"""The knowledge in force, kept in memory until another set is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock
from time import monotonic_ns
from uuid import UUID

from django.db.models import Subquery

from theriac.domains.clinical.lines import line_of
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet, RuleWeight
from theriac.domains.clinical.rules.devices import SetForDevices, for_devices
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.knowledge import Knowledge, Line, SetName
from theriac.domains.clinical.rules.weights import RuleName, Weights

InForce = dict[str, tuple[UUID, str]]
"""Of each name the id and edition of the set that counts."""
_SetRow = tuple[UUID, str, str, date]
VERSION = 16
FORM = "2"
"""The form in which devices keep sets. Another makes each fetch them anew."""
HELD_SECONDS = 30
"""How long a door may go by the sets that this process knows; a sale asks the books no more."""


@dataclass(frozen=True, slots=True)
class _Books:
    """The sets in force and to come, what rules weigh here, and the newest word on that."""

    sets: Sequence[_SetRow]
    weights: Weights
    weighed: UUID | None


@dataclass(frozen=True, slots=True)
class KnowledgeForDevices:
    """What a device keeps; ``version`` is what the settings of the feed name."""

    version: str
    sets: Sequence[SetForDevices]
    weights: Weights


_LOCK = Lock()
_held: tuple[int, _Books] | None = None
"""What the books said, and until when it is taken as it is."""
_weighed: tuple[UUID, Weights] | None = None
"""The newest word on what a rule weighs, and what all of them weigh by it."""
_kept: dict[tuple[UUID | None, ...], Knowledge] = {}
"""The last knowledge by its sets' ids; a set that was in force never changes its lines."""


def knowledge_on(day: date) -> Knowledge:
    """What is in force on the day: of each name the edition that began last.

    One statement where sets and weights are the same as before.
    """
    return _known(_books(), day)


def knowledge_at_doors(day: date) -> Knowledge:
    """The same for who may not ask the books each time, at most HELD_SECONDS old.

    No statement as a rule. What this process puts in force, withdraws or weighs counts at once.
    """
    global _held  # noqa: PLW0603 (one a process)
    held = _held
    if held is None or held[0] < monotonic_ns():
        held = (monotonic_ns() + HELD_SECONDS * 10**9, _books())
        _held = held
    return _known(held[1], day)


def forget_sets() -> None:
    """Ask the books again which sets are in force, the next time that anybody needs it."""
    global _held  # noqa: PLW0603 (one a process)
    _held = None


def standing_weights() -> Mapping[RuleName, RuleWeight]:
    """The newest word on each rule that somebody ever weighed."""
    rows = RuleWeight.objects.order_by("recorded_at", "id")
    return {RuleName(CheckKind(row.check_kind), row.set_name, row.rule): row for row in rows}


def version_on(day: date) -> str:
    """What names the sets in force on the day and what rules weigh; "" where none is."""
    books = _books()
    return _version(books, _latest(books, day))


def sets_for_devices(day: date) -> KnowledgeForDevices:
    """The sets in force, with the lines that a basket for nobody known needs.

    What is asked of a person stays here: a device knows none.
    """
    books = _books()
    latest = _latest(books, day)
    found = [
        for_devices(SetName(name, edition), lines) for name, edition, lines in _lines_of(latest)
    ]
    return KnowledgeForDevices(_version(books, latest), found, books.weights)


def _books() -> _Books:
    rows = KnowledgeSet.objects.filter(
        state=KnowledgeSet.State.IN_FORCE, in_force_from__isnull=False
    )
    newest = RuleWeight.objects.order_by("-recorded_at", "-id").values_list("id", flat=True)[:1]
    in_order = rows.annotate(weighed=Subquery(newest)).order_by("name", "-in_force_from", "-id")
    found = list(in_order.values_list("id", "name", "edition", "in_force_from", "weighed"))
    weighed = found[0][-1] if found else newest.first()
    return _Books(
        sets=[
            (set_id, name, edition, day) for set_id, name, edition, day, _weighed in found if day
        ],
        weights=_weights_by(weighed) if weighed else {},
        weighed=weighed,
    )


def _weights_by(newest: UUID) -> Weights:
    """What rules weigh with this as the newest word; a word that was said never changes."""
    global _weighed  # noqa: PLW0603 (one a process)
    known = _weighed
    if known is None or known[0] != newest:
        standing = standing_weights()
        known = newest, {key: Tier(row.tier) for key, row in standing.items() if row.tier}
        _weighed = known
    return known[1]


def _known(books: _Books, day: date) -> Knowledge:
    latest = _latest(books, day)
    key = (*(set_id for set_id, _edition in latest.values()), books.weighed)
    found = _kept.get(key)
    if found is None:
        sets = [(SetName(name, edition), lines) for name, edition, lines in _lines_of(latest)]
        found = Knowledge(sets, books.weights)
        with _LOCK:
            _kept.clear()
            _kept[key] = found
    return found


def _version(books: _Books, latest: InForce) -> str:
    ids = [str(set_id) for set_id, _edition in latest.values()]
    named = ".".join([*ids, *([str(books.weighed)] if books.weighed else [])])
    return sha256(f"{FORM} {named}".encode()).hexdigest()[:VERSION] if named else ""


def _latest(books: _Books, day: date) -> InForce:
    latest: InForce = {}
    for set_id, name, edition, begins in books.sets:
        if begins <= day:
            latest.setdefault(name, (set_id, edition))
    return latest


def _lines_of(latest: InForce) -> list[tuple[str, str, list[Line]]]:
    lines: dict[UUID, list[Line]] = defaultdict(list)
    ids = [set_id for set_id, _edition in latest.values()]
    rows = KnowledgeLine.objects.filter(set_id__in=ids).order_by("set_id", "position")
    for row in rows.iterator(chunk_size=2000):
        lines[row.set_id].append(line_of(row))
    return [(name, edition, lines[set_id]) for name, (set_id, edition) in latest.items()]
