"""Limits per patient."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.types import Reason, Text24, Text250
from theriac.surfaces.api.schemas.types import Answer, Body


class DispensingLimitNew(Body):
    """At most `units` base units in `days` days, of a registered class or else of a substance."""

    legal_class: Text24 = ""
    substance: Text250 = ""
    units: Annotated[int, Strict(), Field(ge=1, le=999_999_999)]
    days: Annotated[int, Strict(), Field(ge=1, le=366)]
    refuses: bool = Field(default=True, description="Else a sale beyond it is flagged.")


class DispensingLimitEnded(Body):
    """Why it ends."""

    reason: Reason


class DispensingLimit(Answer):
    """A limit per patient, at all branches together; the day of the sale is the last of `days`."""

    id: UUID
    legal_class: str
    substance: str
    units: int
    days: int
    refuses: bool
    set_by: UUID
    set_at: datetime
    ended_at: datetime | None
    version: int


class DispensingLimits(Answer):
    """The limits that hold."""

    items: list[DispensingLimit]
