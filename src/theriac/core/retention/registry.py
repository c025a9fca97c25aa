"""Kinds of records with a period: what of them is due, and how it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class DueRow:
    """One row whose period is over, and the instant from which it counts."""

    id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """A kind that goes.

    ``due`` gives the rows whose instant lies before the given one, by id. ``clear`` lets those go
    that are still due, inside the caller's command; how many. ``usual_days`` holds where the
    country has no row; ``clears_itself`` needs nobody's word: such rows name nobody.
    """

    code: str
    title: Text
    counted_from: Text
    due: Callable[[datetime], Iterable[DueRow]]
    clear: Callable[[Actor, Sequence[UUID], datetime], int]
    usual_days: int
    at_once: int = 200
    clears_itself: bool = False
    page: str = ""
    """The name of the page that shows one row by its id, where there is one."""


@dataclass(frozen=True, slots=True)
class KeptKind:
    """A kind that never goes, and why."""

    title: Text
    reason: Text


_kinds: dict[str, RecordKind] = {}
_kept: list[KeptKind] = []


def retains(kind: RecordKind) -> None:
    """Declare a kind that goes. Raises ValueError for a code that another has."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"{kind.code} is declared twice")


def keeps(kind: KeptKind) -> None:
    """Declare a kind that is kept."""
    if kind not in _kept:
        _kept.append(kind)


def kinds() -> tuple[RecordKind, ...]:
    """Every kind that goes, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))


def kind_of(code: str) -> RecordKind | None:
    """None where nothing of this code is declared."""
    return _kinds.get(code)


def kept_kinds() -> tuple[KeptKind, ...]:
    """What is kept, in the order of declaration."""
    return tuple(_kept)
