"""The kinds of import: what a domain gives so that its rows are brought in here.

Products are this domain's own. A higher domain (stock) registers its kind when the apps are
ready; the engine never asks which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Text
from theriac.core.tables.cells import Row
from theriac.countries.base import CountryProfile
from theriac.domains.catalog.imports.fields import Field
from theriac.domains.catalog.imports.mapping import Mapping as ColumnMapping
from theriac.domains.catalog.imports.outcomes import RowOutcome
from theriac.domains.catalog.imports.rowcells import CellReading


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What a worker is given of the import and the pharmacy."""

    import_id: UUID
    actor: Actor
    branch_id: UUID | None
    mapping: ColumnMapping
    reading: CellReading
    profile: CountryProfile
    country: str
    currency: str


class RowWorker(Protocol):
    """Brings the rows of one file in. Every row is checked once, in the order of the file."""

    def check(self, row: Row) -> Any:
        """The checked row, whatever the worker makes of it; nothing of the database is asked."""

    def judge(self, rows: Sequence[Any]) -> list[RowOutcome]:
        """What these checked rows would do; nothing is written."""

    def write(self, rows: Sequence[Any]) -> list[RowOutcome]:
        """Bring the rows in, inside the running unit of work; again after a rollback."""

    def wrote(self, rows: Sequence[Any]) -> None:
        """The rows' effect is committed."""


def _nothing(_profile: CountryProfile) -> Mapping[str, Sequence[str]]:
    """A kind that asks nothing."""
    return {}


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind: its fields, what must be mapped, who may do it, and its worker.

    ``required`` holds sets of fields of which one must have a column. ``usual`` gives defaults for
    a new thing. ``asked`` gives the fields that a person must say where no column tells them, with
    the words to choose from; none is chosen for them. ``at_branch``: it needs a branch, unless a
    column tells it. ``one_row_each``: a code stands in one row only.
    """

    code: str
    title: Text
    permission: Permission
    fields: tuple[Field, ...]
    required: tuple[tuple[str, ...], ...]
    open: Callable[[ImportContext], RowWorker]
    usual: Callable[[CountryProfile], Mapping[str, str]]
    asked: Callable[[CountryProfile], Mapping[str, Sequence[str]]] = _nothing
    at_branch: bool = False
    one_row_each: bool = True

    def field(self, code: str) -> Field | None:
        """None for a column that this kind of file doesn't bring in."""
        return next((field for field in self.fields if field.code == code), None)


_kinds: dict[str, ImportKind] = {}


def register_kind(kind: ImportKind) -> None:
    """Let files of this kind be brought in."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> ImportKind:
    """The kind of this code. Raises NotFound."""
    if code not in _kinds:
        raise NotFound(
            _("This import type doesn’t exist. Choose one of: %(known)s.")
            % {"known": ", ".join(sorted(_kinds))},
            field="kind",
        )
    return _kinds[code]


def import_kinds() -> tuple[ImportKind, ...]:
    """Every kind, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))
