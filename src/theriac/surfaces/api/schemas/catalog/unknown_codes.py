"""Codes that a counter kept for the office because no pack had them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Reason, Text60
from theriac.surfaces.api.schemas.types import Answer, Body, Page, Wanted

UnknownCodeState = Literal["open", "linked", "aside"]


class UnknownCode(Answer):
    """A code to link. `times` counts how often it was kept; place, person, note: the last time."""

    id: UUID
    code: str = Field(description="A GTIN in 14 digits, else the text.")
    state: UnknownCodeState
    times: int
    first_seen_at: datetime
    last_seen_at: datetime
    branch_id: UUID
    terminal_id: UUID | None = Field(description="Empty of a branch that the reader doesn't see.")
    person_id: UUID | None = Field(description="Empty of a branch that the reader doesn't see.")
    note: str
    pack_id: UUID | None = Field(description="The pack that it opened when it left the list.")
    settled_by: UUID | None
    settled_at: datetime | None
    reason: str
    version: int


class UnknownCodePage(Page[UnknownCode]):
    """A page of codes, those scanned last first."""


class UnknownCodesWanted(Wanted):
    """Filters of the list of codes to link."""

    state: UnknownCodeState | None = None
    code: Text60 | None = Field(default=None, description="A GTIN is found in any of its lengths.")
    sort: Literal["last_seen_at", "-last_seen_at", "times", "-times"] = "-last_seen_at"


class UnknownCodeLinked(Body):
    """The pack that the code opens from now on."""

    pack_id: Id


class UnknownCodeSetAside(Body):
    """Why it is nothing that is sold here."""

    reason: Reason
