"""What the cold chain needs of who keeps alerts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class ColdAlert(StrEnum):
    """What is told of a cold place: outside its limits for too long, or not heard of."""

    COLD = "cold"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class ColdPlace:
    """Whose alert it is: a sensor of a branch, and the excursion where there is one."""

    branch_id: UUID
    sensor_id: UUID
    excursion_id: UUID | None = None


class AlertBook(Protocol):
    """Keeps alerts, one a condition, which its key names while it stands."""

    def open(self, kind: ColdAlert, key: str, where: ColdPlace) -> None:
        """Raise the alert of a condition, inside a unit of work; one that stands stays alone."""

    def clear(self, key: str) -> None:
        """The condition ended."""

    def standing(self, kind: ColdAlert) -> set[str]:
        """The keys of the alerts of a kind that stand, at whatever branch."""


_books: list[AlertBook] = []


def register_alert_book(book: AlertBook) -> None:
    """Let ``book`` keep the alerts of cold places; the last one counts."""
    _books[:] = [book]


def alert_book() -> AlertBook:
    """Who keeps the alerts."""
    return _books[0]
