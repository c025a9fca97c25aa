"""Who read a patient's record, as programs are told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Day
from theriac.surfaces.api.schemas.types import Answer, PageSize, RowPlace


class PatientReader(Answer):
    """One person at one branch and device who read by one command, how often, first and last."""

    actor_id: UUID
    branch_id: UUID | None
    terminal_id: UUID | None
    command: str
    times: int
    first_at: datetime
    last_at: datetime


class PatientReaders(Answer):
    """Who read it, the latest first; `has_more` where others follow."""

    items: list[PatientReader]
    has_more: bool


class PatientReadersWanted(BaseModel):
    """The period, both days included, and which rows of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Day | None = None
    until: Day | None = None
    after: RowPlace = Field(default=0, description="How many rows are left out before the first.")
    limit: PageSize = Field(default=100, description="Rows a page.")
