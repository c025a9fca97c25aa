"""What files are for: a closed list that the domains declare, each with the rule of its files.

A purpose says which kinds are taken, how large, who may read and hand in, how long a file is kept,
and whether it is about a person: such a file is encrypted under the person's own key, keeps no
name, and each reading of it is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Text


class ContentKind(StrEnum):
    """What a file is by its content."""

    IMAGE = "image"
    PDF = "pdf"
    TABLE = "table"


FORM_WORDS: dict[ContentKind, Text] = {
    ContentKind.IMAGE: _("picture (PNG, JPEG, WebP)"),
    ContentKind.PDF: _("PDF"),
    ContentKind.TABLE: _("table (CSV, XLSX)"),
}
ACCEPTED: dict[ContentKind, str] = {
    ContentKind.IMAGE: "image/png,image/jpeg,image/webp",
    ContentKind.PDF: "application/pdf",
    ContentKind.TABLE: ".csv,.xlsx",
}
"""What a browser's file dialog offers; what is taken is decided by the content."""


_LAST_PLACE = "Etc/GMT+12"


def day_of_keeping() -> date:
    """The day from which a file's time counts: UTC's, since a file may belong to no branch."""
    return clock.today("UTC")


def days_over() -> date:
    """Days before this one are over everywhere on earth, so a file's last day is everybody's."""
    return clock.today(_LAST_PLACE)


@dataclass(frozen=True, slots=True)
class FileHolder:
    """The record that a file belongs to; ``person_id`` is whose key encrypts it."""

    kind: str
    id: UUID
    person_id: UUID | None = None


Resolve = Callable[[Actor, UUID], FileHolder]


@dataclass(frozen=True, slots=True)
class Purpose:
    """The rule of one kind of file.

    ``add`` is None where only the program itself makes such files. ``keep_days`` counts from the
    day of upload; None keeps a file as long as its record. ``released_days`` counts from the day
    on which its record lets it go. ``holder`` finds the record that a file belongs to and raises
    NotFound; None where files of this purpose belong to no record. Files of a purpose that
    ``is_shared`` belong to every branch alike. ``guard`` raises a Problem where the record is shut
    to this reader just now.
    """

    code: str
    title: Text
    forms: frozenset[ContentKind]
    read: Permission
    add: Permission | None = None
    max_bytes: int = 15_000_000
    keep_days: int | None = None
    released_days: int = 30
    is_about_person: bool = False
    is_shared: bool = False
    holder: Resolve | None = None
    guard: Callable[[Actor, UUID], None] | None = None

    def kept_until(self, stored_on: date) -> date | None:
        """The last day on which a file stored then is kept; None: as long as its record."""
        return None if self.keep_days is None else stored_on + timedelta(days=self.keep_days)


_declared: dict[str, Purpose] = {}


def purpose(rule: Purpose) -> Purpose:
    """Declare a purpose. Raises ValueError when its code is declared twice."""
    if rule.code in _declared:
        raise ValueError(f"purpose {rule.code} is declared twice")
    _declared[rule.code] = rule
    return rule


def declared_purposes() -> tuple[Purpose, ...]:
    """Every purpose of the installed domains, by code."""
    return tuple(_declared[code] for code in sorted(_declared))


def purpose_of(code: str) -> Purpose:
    """The declared purpose. Raises NotFound."""
    if code not in _declared:
        raise NotFound(
            _("Files can't be stored for this purpose. Choose a purpose from the list."),
            field="purpose",
        )
    return _declared[code]
