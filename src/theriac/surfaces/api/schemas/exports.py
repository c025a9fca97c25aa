"""Tables to save: products and stock as an import takes them back."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from theriac.surfaces.api.schemas.types import Id

Form = Literal["csv", "xlsx"]


class ExportWanted(BaseModel):
    """Which form of the table, and whose prices or stock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Form = Field(default="csv", description="CSV in UTF-8, or a workbook.")
    branch_id: Id | None = Field(default=None, description="Without it, the actor's own branch.")
