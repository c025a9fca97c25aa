"""Public lists of recalls, and what of them the stock has."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Reason, Text80, Text500
from theriac.domains.recalls.queries.list_text import ListedLine
from theriac.surfaces.api.schemas.types import Answer, Body, Page, Wanted

FindingState = Literal["open", "recalled", "dismissed"]


class UnreadListLine(Answer):
    """What of a list wasn't understood: its line (0: not known), what stands there, why."""

    line: int
    text: str
    why: Literal["shape", "product", "code", "lot", "expiry", "no_lot"]


class RecallList(Answer):
    """A public list; `problem` says why its last reading failed.

    `unread` things of its lines weren't understood; `unread_lines` are the first 200 of them.
    """

    id: UUID
    name: str
    url: str
    is_watched: bool
    read_at: datetime | None
    entries: int
    unread: int
    unread_lines: list[UnreadListLine]
    problem: str
    version: int


class RecallLists(Answer):
    """Every list, by name."""

    items: list[RecallList]


class RecallListKept(Body):
    """A list by its address, read every night; without one its lines are brought by hand."""

    name: Text80
    url: Text500 = ""
    is_watched: bool = True


class RecallListLines(Body):
    """The list's lines as they stand now, all of them."""

    lines: Annotated[list[ListedLine], Field(min_length=1, max_length=20_000)]


class RecallFinding(Answer):
    """A batch of the stock that a list names."""

    id: UUID
    list_id: UUID
    batch_id: UUID
    product_id: UUID
    number: str
    named: str
    lot: str
    expires: str
    reference: str
    state: FindingState
    recall_id: UUID | None
    found_at: datetime


class RecallFindingPage(Page[RecallFinding]):
    """A page of findings, the newest first."""


class RecallFindingsWanted(Wanted):
    """Which findings."""

    state: FindingState | None = None


class RecallFindingSettled(Body):
    """Why it is recalled, or isn't what the list means."""

    reason: Reason
