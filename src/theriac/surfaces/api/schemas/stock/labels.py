"""Labels of batches, and the pharmacy's own codes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.types import Answer, Here, RowPlace


class LabelsWanted(Here):
    """Which labels, on what, how many."""

    kind: Literal["batch", "shelf", "price"] = "batch"
    paper: Literal["40x30", "50x25", "58", "a4-24", "a4-65"] = "40x30"
    count: RowPlace = Field(default=1, description="How many, 1 to 1000.")
    skip: RowPlace = Field(default=0, description="Used places of the first A4 sheet.")
    pack_id: Id | None = Field(
        default=None, description="The pack whose GTIN and price stand on it."
    )


class OwnCode(Answer):
    """The GTIN of 14 digits that opens the product now."""

    code: str
