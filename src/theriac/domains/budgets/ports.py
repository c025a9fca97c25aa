"""What budgets ask of domains above: what was bought, and what open orders still bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from theriac.core.permissions import Permission


class Grain(StrEnum):
    """How finely what was bought is told."""

    SUMS = "sums"
    MONTHS = "months"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtAsked:
    """Of which days; open orders count where they are awaited, and never before ``today``.

    ``branch_id`` and ``supplier_id`` narrow it.
    """

    first_on: date
    last_on: date
    today: date
    grain: Grain = Grain.SUMS
    branch_id: UUID | None = None
    supplier_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtPart:
    """What of a product was bought, minor units with tax and freight; below zero what came back.

    ``is_open`` is of what an order still brings. Told by month, ``day`` is the first of it; told by
    document it is the day on which that counts, and ``kind``, id and number name the document.
    """

    branch_id: UUID
    supplier_id: UUID
    product_id: UUID
    amount: int
    is_open: bool = False
    day: date | None = None
    kind: str = ""
    document_id: UUID | None = None
    number: str = ""


class Bought(Protocol):
    """Knows one kind of what was bought."""

    def __call__(self, asked: BoughtAsked) -> Iterator[BoughtPart]:
        """The parts, in one or two statements."""


_sources: dict[str, tuple[Bought, Permission]] = {}


def register_bought(kind: str, source: Bought, seen_with: Permission) -> None:
    """Let ``source`` answer for documents of the kind, which open with a right at their branch."""
    _sources[kind] = source, seen_with


def seen_with(kind: str) -> Permission:
    """The right with which documents of the kind are seen."""
    return _sources[kind][1]


def bought(asked: BoughtAsked) -> Iterator[BoughtPart]:
    """Everything that was bought, of every source."""
    for kind in sorted(_sources):
        yield from _sources[kind][0](asked)
