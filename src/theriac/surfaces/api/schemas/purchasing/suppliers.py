"""Suppliers as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.surfaces.api.schemas.types import (
    Amount,
    Answer,
    Body,
    Day,
    Money,
    Name,
    Page,
    Reason,
    Text20,
    Text40,
    Text60,
    Text80,
    Text120,
    Text250,
    Text500,
    Wanted,
    storable,
)

Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(storable)]
SupplierState = Literal["active", "blocked"]
Days = Annotated[int, Field(ge=0, le=365, description="Calendar days.")]


class ContactWritten(Body):
    """A person at the supplier."""

    name: Text80
    role: Text60 = ""
    phone: Text40 = ""
    email: Email = ""


class SupplierLicenceWritten(Body):
    """A licence by its kind in the pharmacy's country, one of each kind."""

    kind: Text20
    number: Text80
    valid_until: Day | None = None


class SupplierWritten(Body):
    """A supplier, whole. Without a `code` its name gives one; a change keeps the one there is."""

    name: Name
    code: Text20 = ""
    address: Text250 = ""
    phone: Text40 = ""
    email: Email = ""
    tax_id: Text40 = ""
    tax_registered: bool = True
    payment_days: Days | None = None
    lead_days: Days | None = None
    minimum_order: Amount = 0
    terms: Text500 = ""
    contacts: list[ContactWritten] = Field(default=[], max_length=12)
    licences: list[SupplierLicenceWritten] = Field(default=[], max_length=12)


class SupplierBlocking(Body):
    """Why nothing is bought there any more."""

    reason: Reason


class ContactGiven(Answer):
    """A person at the supplier."""

    name: str
    role: str
    phone: str
    email: str


class SupplierLicence(Answer):
    """A licence and the last day that it holds."""

    kind: str
    number: str
    valid_until: date | None


class SupplierListed(Answer):
    """A supplier as lists show it, without its people."""

    id: UUID
    code: str
    name: str
    state: SupplierState
    payment_days: int | None
    lead_days: int | None
    version: int


class SupplierPage(Page[SupplierListed]):
    """A page of suppliers."""


class Supplier(Answer):
    """Everything that is kept of a supplier."""

    id: UUID
    code: str
    name: str
    address: str
    phone: str
    email: str
    tax_id: str
    tax_registered: bool
    payment_days: int | None
    lead_days: int | None
    minimum_order: Money
    terms: str
    state: SupplierState
    state_reason: str
    contacts: list[ContactGiven]
    licences: list[SupplierLicence]
    version: int


class SuppliersWanted(Wanted):
    """Filters of the list of suppliers."""

    state: SupplierState | None = None
    text: Text120 | None = Field(default=None, description="Words of the name, or the code.")


class SupplierCode(Answer):
    """What a supplier calls a pack, learnt when a goods receipt with it was posted."""

    id: UUID
    code: str
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    learnt_at: datetime


class SupplierCodePage(Page[SupplierCode]):
    """A page of a supplier's own codes."""


class SupplierCodesWanted(Wanted):
    """Filters of the list of a supplier's own codes."""

    text: Text60 | None = Field(default=None, description="How the code begins.")
