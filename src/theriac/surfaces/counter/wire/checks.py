"""The question before payment, and its answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.domains.sales.pushes.bounds import MOST_DAYS
from theriac.domains.sales.pushes.lines import Gtin14, PushedAllocation, PushedSerial, SerialNumber
from theriac.domains.sales.pushes.sale import PushedGround, PushedReserved, Sealed
from theriac.surfaces.counter.wire.sales import BalanceOut


class CheckedLineIn(BaseModel):
    """A part of a line as the basket shows it."""

    line_id: UUID
    product_id: UUID
    pack_id: UUID
    packs: int = Field(ge=1)
    quantity: int = Field(ge=1)
    price_amount: int = Field(ge=0)
    price_units: int = Field(ge=1)
    ground_id: UUID | None = None
    allocations: list[PushedAllocation]
    serials: list[PushedSerial] = Field(default_factory=list, max_length=1000)
    prescription_line_id: UUID | None = None
    min_days: int = Field(0, ge=0, le=MOST_DAYS)


class CheckIn(BaseModel):
    """The basket that is about to be paid."""

    person_id: UUID
    lines: list[CheckedLineIn] = Field(max_length=1000)
    grounds: list[PushedGround] = Field(default_factory=list)
    elsewhere: list[UUID] = Field(default_factory=list, max_length=20)
    """Products of which the device wants to know what other branches have."""
    reserved: list[PushedReserved] = Field(default_factory=list, max_length=50)
    """What the basket has of reservations."""
    patient_named: bool = False
    """Whether the basket names a patient."""
    coupon: str = Field("", max_length=20)
    sale_id: UUID | None = None
    patient: Sealed = ""
    """Whom, sealed for the sale; said only where a line is sold on a prescription."""
    hand_over_id: UUID | None = None
    """The second person's signature for its controlled medicines."""


class SerialAskedIn(BaseModel):
    """A single pack that somebody is about to put into the basket."""

    gtin: Gtin14
    serial: SerialNumber
    person_id: UUID


class SerialAnswerOut(BaseModel):
    """Why the pack may not be sold, in the reader's language; "" where nothing is against it."""

    refused: str


class RefusalOut(BaseModel):
    """Why a line doesn't stand, in the reader's language."""

    line_id: UUID
    type: str
    title: str
    detail: str


class ElsewhereOut(BaseModel):
    """Base units of a product that another branch may sell."""

    product_id: UUID
    branch: str
    quantity: int


class CheckOut(BaseModel):
    """What doesn't stand, the balances of the products asked about, and what others have."""

    at: datetime
    refusals: list[RefusalOut]
    balances: list[BalanceOut]
    elsewhere: list[ElsewhereOut] = Field(default_factory=list)
    ended: list[UUID] = Field(default_factory=list)
    """Reservations of the basket that don't stand any more."""
    coupon_refused: str = ""
    """Why its coupon can't be redeemed now, in the reader's language."""
