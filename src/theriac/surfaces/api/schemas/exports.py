"""Tables to save, as an import takes them back; and files that are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.types import Answer, Page, Wanted

Form = Literal["csv", "xlsx"]


class ExportWanted(BaseModel):
    """Which form of the table, and whose prices or stock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Form = Field(default="csv", description="CSV in UTF-8, or a workbook.")
    branch_id: Id | None = Field(default=None, description="Without it, the actor's own branch.")


class FileNew(BaseModel):
    """What is said beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: str = Field(
        min_length=1,
        max_length=40,
        description=(
            "What it is for: `organisation.paper`, `catalog.leaflet`, `patients.prescription`, "
            "`patients.card` or `patients.letter`."
        ),
    )
    record_id: Id | None = Field(
        default=None, description="The product or patient that it belongs to; none for a paper."
    )


class FileFacts(Answer):
    """What is known of a file; a patient's has no name."""

    id: UUID
    purpose: str
    original_name: str
    content_type: str
    size: int
    sha256: str
    branch_id: UUID | None
    record_kind: str
    record_id: UUID | None
    created_at: datetime
    created_by: UUID
    keep_until: date | None
    scan: str


class FilePage(Page[FileFacts]):
    """A page of files, the newest first."""


class FilesWanted(Wanted):
    """Filters of the list of files."""

    purpose: str | None = Field(default=None, min_length=1, max_length=40)
    record_id: Id | None = Field(default=None, description="The product or patient it belongs to.")
    created_by: Id | None = Field(default=None, description="Who handed it in.")


class FileLink(Answer):
    """An address that opens the file for who asked for it, until it is over."""

    url: str
    over_at: datetime


class LinkWanted(BaseModel):
    """The link that was given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    link: str = Field(min_length=1, max_length=400, description="As `GET …/link` gave it.")
