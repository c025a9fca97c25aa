"""Registers of controlled medicines: pages by product, and their numbered lines."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Text24
from theriac.surfaces.api.schemas.types import Answer, Page, WantedHere

RegisterKind = Literal[
    "opening",
    "closing",
    "receipt",
    "sale",
    "adjustment",
    "write_off",
    "reversal",
    "transfer",
    "count",
    "to_supplier",
    "destruction",
    "merge",
    "brought_back",
    "compounding",
]


class RegisterPage(Answer):
    """What a product has in a register of the branch after its last line, base units."""

    code: str = Field(description="The register, such as `narcotic_register`.")
    product_id: UUID
    product: str
    last_number: int
    balance: int


class Registers(Answer):
    """The pages of the branch's registers."""

    items: list[RegisterPage]


class RegisterLine(Answer):
    """A numbered line: `change` base units of a batch, and what stands after it.

    Lines are never changed: a correction is a line of its own that names the other one in
    `corrects_id`. `change` is 0 where `quantity` units were lost on their way.
    """

    id: UUID
    branch_id: UUID
    code: str
    number: int
    product_id: UUID
    batch_id: UUID
    kind: RegisterKind
    quantity: int
    change: int
    batch_balance: int
    balance: int
    movement_id: UUID | None
    document_id: UUID | None
    document_number: str
    reason: str
    corrects_id: UUID | None
    person_id: UUID
    occurred_at: datetime
    recorded_at: datetime


class RegisterLinePage(Page[RegisterLine]):
    """A page of register lines, the first on top."""


class RegisterLinesWanted(WantedHere):
    """Filters of register lines."""

    code: Text24 | None = None
    product_id: Id | None = None
    batch_id: Id | None = None
    kind: RegisterKind | None = None
