"""Findings of device logs, which people settle."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from theriac.core.facts.types import storable
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, WantedHere

LogFindingKind = Literal[
    "edited",
    "removed",
    "unlogged",
    "altered",
    "missing",
    "forked",
    "restarted",
    "signature",
]


class LogFieldVersions(Answer):
    """One field of a document: as its device logged it, and as it was sent."""

    field: str
    logged: str | None
    sent: str | None


class LogFindingOut(Answer):
    """What in a device's log doesn't agree; a person settles it.

    ``index`` is its place in the log, 0 where it has none. ``fields`` has both versions of a
    document that was ``edited``; of parts that may name somebody only a mark that differs.
    """

    id: UUID
    branch_id: UUID
    terminal_id: UUID
    kind: str
    index: int
    document_kind: str
    document: str
    number: str
    fields: list[LogFieldVersions]
    opened_at: datetime
    settled_at: datetime | None
    settled_by: UUID | None
    note: str
    version: int


class LogFindingPage(Page[LogFindingOut]):
    """A page of findings, the oldest first."""


class LogFindingsWanted(WantedHere):
    """Filters of the list of findings."""

    is_open: FlagInAddress | None = None
    kind: LogFindingKind | None = None


class LogFindingSettle(Body):
    """What somebody found out."""

    note: Annotated[
        str,
        StringConstraints(min_length=1, max_length=250, pattern=r"\S"),
        AfterValidator(storable),
    ]
