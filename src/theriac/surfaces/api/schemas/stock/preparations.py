"""Preparations that a branch compounds, their ingredients and batches, and its formulas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason, Text80, Text250
from theriac.domains.compounding.commands.draft import MOST_LINES, IngredientShare
from theriac.domains.compounding.rules import MOST_MADE
from theriac.surfaces.api.schemas.types import (
    Answer,
    Body,
    CostSeen,
    FlagInAddress,
    Money,
    Page,
    WantedHere,
)

PreparationState = Literal["draft", "made", "checked", "discarded"]
CompoundFormName = Literal["aqueous", "preserved", "oral_liquid", "solid"]
DiscardCode = Literal[
    "wrong_ingredient", "wrong_quantity", "appearance", "contaminated", "not_needed", "other"
]


class PreparationWritten(Body):
    """What is to be made: so many base units of a product, and what one unit takes of others.

    The fees are for all of it: `service_fee` is the tuslah, `packing_fee` the embalase. None is 0.
    """

    product_id: Id
    units: Annotated[int, Field(ge=1, le=MOST_MADE, description="Base units.")]
    form: CompoundFormName = Field(description="It decides the latest beyond-use date.")
    ingredients: Annotated[list[IngredientShare], Field(min_length=1, max_length=MOST_LINES)]
    service_fee: Money | None = None
    packing_fee: Money | None = None
    instructions: Text250 = ""
    formula_id: Id | None = Field(default=None, description="What it began from.")


class PreparationMaking(Body):
    """Until when it is used, where that is earlier than the rule's day."""

    beyond_use_on: Day | None = None


class PreparationDiscarding(Body):
    """What is wrong with what was made."""

    code: DiscardCode
    reason: Reason


class UsedBatch(Answer):
    """Base units of a batch that went into a preparation."""

    batch_id: UUID
    number: str
    expires_on: date | None
    quantity: int
    cost: CostSeen


class PreparationLine(Answer):
    """An ingredient: one unit takes `numerator / denominator` of its base unit.

    `quantity` base units leave stock for all of it; `price` is what they were sold for.
    """

    product_id: UUID
    product: str
    numerator: int
    denominator: int
    quantity: int
    price: Money | None
    batches: list[UsedBatch]


class PreparationListed(Answer):
    """A preparation as lists show it. `number` is empty until it is made."""

    id: UUID
    branch_id: UUID
    number: str
    state: PreparationState
    product_id: UUID
    product: str
    units: int
    form: CompoundFormName
    formula_id: UUID | None
    prescription_id: UUID | None
    prescription_line_id: UUID | None
    batch_id: UUID | None
    beyond_use_on: date | None
    created_at: datetime
    created_by: UUID
    made_at: datetime | None
    made_by: UUID | None
    settled_at: datetime | None
    settled_by: UUID | None
    version: int


class Preparation(PreparationListed):
    """A preparation with its ingredients. `price` is theirs; with the fees it is the batch's.

    `settled_by` checked it or discarded it. `version` is what If-Match names.
    """

    lines: list[PreparationLine]
    service_fee: Money
    packing_fee: Money
    price: Money | None
    cost: CostSeen
    instructions: str
    discard_code: DiscardCode | None
    discard_reason: str


class PreparationPage(Page[PreparationListed]):
    """A page of a branch's preparations, the newest first."""


class PreparationsWanted(WantedHere):
    """Filters of preparations."""

    state: PreparationState | None = None
    product_id: Id | None = None
    prescription_id: Id | None = None


class FormulaNew(Body):
    """The preparation whose ingredients, form and fees are kept under a name."""

    preparation_id: Id
    name: Text80


class FormulaIngredient(Answer):
    """What one unit takes: `numerator / denominator` of the product's base unit."""

    product_id: UUID
    product: str
    numerator: int
    denominator: int


class FormulaListed(Answer):
    """A formula as lists show it; `units` base units are what is usually made."""

    id: UUID
    branch_id: UUID
    name: str
    product_id: UUID
    product: str
    units: int
    form: CompoundFormName
    archived: bool
    created_at: datetime
    created_by: UUID
    version: int


class Formula(FormulaListed):
    """A formula with its ingredients and fees. `version` is what If-Match names."""

    ingredients: list[FormulaIngredient]
    service_fee: Money
    packing_fee: Money
    instructions: str


class FormulaPage(Page[FormulaListed]):
    """A page of a branch's formulas, by name."""


class FormulasWanted(WantedHere):
    """Filters of formulas."""

    archived: FlagInAddress | None = None
    product_id: Id | None = None
