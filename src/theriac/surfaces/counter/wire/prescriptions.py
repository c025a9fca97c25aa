"""Ready prescriptions as a counter asks for them: for the page's memory."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.surfaces.counter.wire.patients import PatientOut
from theriac.surfaces.counter.wire.sales import BalanceOut

MOST_PRODUCTS = 50


class ReadyIn(BaseModel):
    """Who asks."""

    token: str = Field(max_length=500)


class ReadyLineOut(BaseModel):
    """Base units that are left of a line in its present round, and of how many.

    ``product_id`` null: any of its generic, or the asker may not see what is on it.
    """

    product_id: UUID | None
    left: int
    quantity: int


class ReadyOut(BaseModel):
    """One that waits; ``patient`` and ``number`` null where the asker may not see them."""

    id: UUID
    code: str
    state: str
    is_begun: bool
    number: str | None
    patient: str | None
    prescriber: str
    written_on: date
    valid_until: date | None
    since: datetime
    lines: list[ReadyLineOut]


class ReadyListOut(BaseModel):
    """What waits at the branch, the longest waiting first."""

    prescriptions: list[ReadyOut]
    has_more: bool


class PrescriptionTakenIn(BaseModel):
    """Which is taken into the basket, and who asks."""

    token: str = Field(max_length=500)
    prescription_id: UUID


class TakenDoseOut(BaseModel):
    """``times`` a day, ``milliunits`` thousandths of a base unit each time."""

    times: int
    milliunits: int


class HeldOut(BaseModel):
    """A reservation with its base units, and those of each batch that it holds."""

    id: UUID
    product_id: UUID
    quantity: int
    batches: list[BalanceOut]


class TakenLineOut(BaseModel):
    """What is left of a line: one of these products, in batches that outlive ``min_days``.

    ``dose`` is how it is taken; null where the paper doesn't say it in times a day and base units.
    ``held`` is what is kept for its refill; null where nothing is.
    """

    id: UUID
    product_ids: list[UUID]
    left: int
    min_days: int
    dose: TakenDoseOut | None
    held: HeldOut | None


class ReviewedOut(BaseModel):
    """An alert that the review answered: it isn't asked again."""

    check: str
    rule: str
    tier: int
    product_ids: list[UUID]


class TakenOut(BaseModel):
    """What a basket holds of it; ``permitted_by`` approved it, ``number`` may be our own code."""

    id: UUID
    code: str
    number: str
    prescriber: str
    written_on: date
    permitted_by: UUID | None
    patient: PatientOut
    lines: list[TakenLineOut]
    reviewed: list[ReviewedOut]
