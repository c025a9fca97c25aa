"""The kinds of conflict, each named by the domain that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class WaitingConflict:
    """One that waits: of which kind and branch, since when; ``key`` names it within its kind.

    ``reason`` is the kind's own word for what disagrees, ``number`` the document's, "" for none.
    """

    kind: str
    key: str
    branch_id: UUID
    terminal_id: UUID
    since: datetime
    reason: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class QueueEdge:
    """The conflict at a page's edge: by its instant, its kind's name and its key in that kind."""

    since: datetime
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a kind is asked for: at most ``most``, after ``edge`` or before it."""

    most: int
    edge: QueueEdge | None = None
    backwards: bool = False


class ConflictKind(Protocol):
    """What the queue asks of a kind: any right of ``seen_by`` shows it, ``settled_by`` settles."""

    @property
    def name(self) -> str: ...
    @property
    def seen_by(self) -> tuple[Permission, ...]: ...
    @property
    def settled_by(self) -> Permission: ...

    def stretch(
        self, actor: Actor, branch_id: UUID | None, reason: str, wanted: Stretch
    ) -> Sequence[WaitingConflict]:
        """Those that the actor may see, in the queue's order, or from its end backwards."""

    def count(self, actor: Actor, branch_id: UUID | None, reason: str, most: int) -> int:
        """How many of them, counted no further than told."""


class RowsSeen(Protocol):
    """The query of a kind's open rows: of one branch, or of all that the actor may see."""

    def __call__(self, *, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Any]: ...


@dataclass(frozen=True, slots=True)
class KindOfRows:
    """A kind whose conflicts are rows; ``since`` and the others are paths from a row.

    An index begins with what makes a row open and ``since``.
    """

    name: str
    seen_by: tuple[Permission, ...]
    settled_by: Permission
    rows: RowsSeen
    since: str
    terminal: str
    reason: str
    number: str = ""

    def stretch(
        self, actor: Actor, branch_id: UUID | None, reason: str, wanted: Stretch
    ) -> Sequence[WaitingConflict]:
        rows = self._rows(actor, branch_id, reason)
        if wanted.edge is not None:
            rows = rows.filter(self._beyond(wanted.edge, backwards=wanted.backwards))
        order = (f"-{self.since}", "-id") if wanted.backwards else (self.since, "id")
        paths = ["id", "branch_id", self.terminal, self.since, self.reason]
        told = rows.order_by(*order).values_list(*paths, *filter(None, [self.number]))
        return [
            WaitingConflict(self.name, str(row[0]), *row[1:4], *(text or "" for text in row[4:]))
            for row in told[: wanted.most]
        ]

    def count(self, actor: Actor, branch_id: UUID | None, reason: str, most: int) -> int:
        return self._rows(actor, branch_id, reason).order_by().values("id")[:most].count()

    def _rows(self, actor: Actor, branch_id: UUID | None, reason: str) -> QuerySet[Any]:
        rows = self.rows(actor=actor, branch_id=branch_id)
        return rows.filter(**{self.reason: reason}) if reason else rows

    def _beyond(self, edge: QueueEdge, *, backwards: bool) -> Q:
        operator = "lt" if backwards else "gt"
        later = Q(**{f"{self.since}__{operator}": edge.since})
        if edge.kind == self.name:
            same = Q(**{self.since: edge.since})
            beyond = later | same & Q(**{f"id__{operator}": UUID(edge.key)})
        elif (edge.kind < self.name) is not backwards:
            beyond = later | Q(**{self.since: edge.since})
        else:
            beyond = later
        # The bound on the instant alone lets every database walk the index.
        return Q(**{f"{self.since}__{operator}e": edge.since}) & beyond


@dataclass(frozen=True, slots=True)
class KindWorkedOut:
    """A kind whose conflicts are worked out together, such as numbers that are missing: few."""

    name: str
    seen_by: tuple[Permission, ...]
    settled_by: Permission
    found: Callable[[Actor, UUID | None], Sequence[WaitingConflict]]

    def stretch(
        self, actor: Actor, branch_id: UUID | None, reason: str, wanted: Stretch
    ) -> Sequence[WaitingConflict]:
        rows = sorted(self._found(actor, branch_id, reason), key=_place)
        if wanted.backwards:
            rows.reverse()
        if (edge := wanted.edge) is not None:
            at = (edge.since, edge.kind, edge.key)
            rows = [
                one for one in rows if (_place(one) < at if wanted.backwards else _place(one) > at)
            ]
        return rows[: wanted.most]

    def count(self, actor: Actor, branch_id: UUID | None, reason: str, most: int) -> int:
        return min(len(self._found(actor, branch_id, reason)), most)

    def _found(
        self, actor: Actor, branch_id: UUID | None, reason: str
    ) -> Sequence[WaitingConflict]:
        return [one for one in self.found(actor, branch_id) if reason in {"", one.reason}]


def _place(one: WaitingConflict) -> tuple[datetime, str, str]:
    return one.since, one.kind, one.key


@dataclass(slots=True)
class _Registry:
    kinds: dict[str, ConflictKind] = field(default_factory=dict)


_registry = _Registry()


def register_kind(kind: ConflictKind) -> None:
    """Let the queue have a kind. ValueError for a name that another has."""
    if kind.name in _registry.kinds:
        raise ValueError(f"two kinds of conflict are called {kind.name}")
    _registry.kinds[kind.name] = kind


def conflict_kinds() -> Mapping[str, ConflictKind]:
    """Every kind by its name, in the order of names."""
    return dict(sorted(_registry.kinds.items()))


def is_seen(kind: ConflictKind, actor: Actor, branch_id: UUID | None = None) -> bool:
    """Whether the actor may see the kind at the branch; without one, at any."""
    if branch_id is None:
        return any(actor.may_anywhere(right) for right in kind.seen_by)
    return any(actor.may(right, branch_id) for right in kind.seen_by)


def seen_kinds(actor: Actor) -> Mapping[str, ConflictKind]:
    """The kinds that the actor may see at any branch, in the order of names."""
    return {name: kind for name, kind in conflict_kinds().items() if is_seen(kind, actor)}


def conflict_rights() -> tuple[Permission, ...]:
    """The rights of which each shows some kind."""
    return tuple(
        dict.fromkeys(right for kind in conflict_kinds().values() for right in kind.seen_by)
    )


def conflict_branches(actor: Actor) -> frozenset[UUID] | None:
    """The branches at which the actor may see some kind; None means all of them."""
    found: set[UUID] = set()
    for right in conflict_rights():
        branches = actor.branches_with(right)
        if branches is None:
            return None
        found |= branches
    return frozenset(found)
