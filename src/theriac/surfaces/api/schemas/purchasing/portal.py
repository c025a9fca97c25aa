"""A supplier's people as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from theriac.core.facts.types import Email, Text80
from theriac.surfaces.api.schemas.types import Answer, Body, Page


class SuppliersPersonInvited(Body):
    """Who is invited; they sign in by the address."""

    name: Text80
    email: Email


class SuppliersPerson(Answer):
    """Somebody of a supplier who may look into the portal, or whose access ended."""

    id: UUID
    supplier_id: UUID
    name: str
    email: str
    invited_at: datetime
    invited_until: datetime | None
    signed_in_at: datetime | None
    locked_until: datetime | None
    withdrawn_at: datetime | None


class SuppliersPersonPage(Page[SuppliersPerson]):
    """A page of a supplier's people."""
