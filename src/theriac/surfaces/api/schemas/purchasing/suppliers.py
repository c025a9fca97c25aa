"""Suppliers as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import (
    Reason,
    Text60,
    Text120,
)
from theriac.surfaces.api.schemas.types import Answer, Body, Money, Page, Wanted

SupplierState = Literal["active", "blocked"]


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
    """What a supplier calls a pack: its code or name, learnt from a person or a goods receipt."""

    id: UUID
    kind: Literal["code", "name"]
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
