"""Branches, terminals, who asks, and changes of the settings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.types import Id, Whole
from theriac.domains.organisation.numbering import MOST_NUMBER
from theriac.surfaces.api.schemas.types import Answer, Body, Page, Wanted


class Licence(Answer):
    """A licence or registration as the receipt shows it."""

    name: str
    number: str


class Branch(Answer):
    """One shop."""

    id: UUID
    code: str
    name: str
    address: str
    phone: str
    time_zone: str
    tax_state: str
    tax_id: str
    tax_registered: bool
    licences: list[Licence]
    currency: str
    country: str
    version: int


class BranchPage(Page[Branch]):
    """A page of branches."""


class Terminal(Answer):
    """One device that sells, or an API key's numbering point."""

    id: UUID
    branch_id: UUID
    kind: str
    code: str
    name: str
    paired_at: datetime | None
    revoked_at: datetime | None


class TerminalPage(Page[Terminal]):
    """A page of terminals."""


class TerminalsWanted(Wanted):
    """Filters of the list of terminals."""

    branch_id: Id | None = None


class Grant(Answer):
    """What the actor may do at one branch, or (null) at every branch."""

    branch_id: UUID | None
    permissions: list[str]


class Me(Answer):
    """Who asks."""

    kind: str
    id: UUID
    name: str
    branch_id: UUID | None
    terminal_id: UUID | None
    grants: list[Grant]


Value = int | bool | str | list[Licence] | None


class Setting(Answer):
    """One value before and after; licences of a branch as names and numbers."""

    name: str
    before: Value
    after: Value


class Change(Answer):
    """One change: who, when and what; ``branch_code`` where it is one branch's."""

    id: UUID
    changed_at: datetime
    changed_by: UUID
    branch_code: str | None
    puts_back: UUID | None
    settings: list[Setting]


class ChangePage(Page[Change]):
    """A page of changes."""


class Revert(Answer):
    """What putting a change back changes: ``before`` is now, ``after`` what would be then."""

    change_id: UUID
    branch_id: UUID | None
    version: int
    settings: list[Setting]


class PuttingBack(Body):
    """The version that was read."""

    version: Whole


Mark = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=12),
    Field(description="The mark in the numbers of a kind of document: PO, GR, …"),
]


class DocumentNumbering(Answer):
    """How far one kind of document is numbered at a branch this year.

    `is_begun`: a number was given out, so the next one is fixed.
    """

    document: str
    title: str
    year: str
    first_number: int
    next_number: int
    written: str
    is_begun: bool


class DocumentNumberings(Answer):
    """Every kind of document that the server numbers."""

    items: list[DocumentNumbering]


class NextNumber(Body):
    """The next number of one kind of document."""

    document: Mark
    next_number: Annotated[int, Field(strict=True, ge=1, le=MOST_NUMBER)]


class NextNumbers(Body):
    """The next numbers of some kinds of document, all or none; of one named twice the last."""

    numbers: Annotated[list[NextNumber], Field(min_length=1, max_length=40)]
