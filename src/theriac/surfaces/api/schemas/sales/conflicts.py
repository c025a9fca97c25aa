"""What devices sent that waits for a person, of every kind."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import Id, storable
from theriac.surfaces.api.schemas.types import Answer, Page, Wanted

ConflictKindName = Literal[
    "device_logs.finding",
    "sales.case",
    "sales.held",
    "sales.missing",
    "tills.held",
    "tills.session",
]


class ConflictOut(Answer):
    """One that waits.

    `key` is the id of the case, held sale, finding, held till document or session, which has
    operations of its own; of missing numbers their series and the first number, joined by `/`.
    """

    kind: ConflictKindName
    key: str
    branch_id: UUID
    terminal_id: UUID
    since: datetime
    reason: str
    number: str


class ConflictPage(Page[ConflictOut]):
    """A page of conflicts, who waited longest first."""


class ConflictsWanted(Wanted):
    """Filters of the queue."""

    branch_id: Id | None = Field(
        default=None, description="Without it, every branch that the actor sees."
    )
    kind: ConflictKindName | None = None
    reason: Annotated[str, StringConstraints(max_length=20), AfterValidator(storable)] = Field(
        default="", description="The kind's own word, such as `price` of a case."
    )
