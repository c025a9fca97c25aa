"""Customers: registering, and their own account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from theriac.surfaces.api.schemas.auth import Password
from theriac.surfaces.api.schemas.types import Answer, Body, Id, Text80, storable

Email = Annotated[str, StringConstraints(max_length=190), AfterValidator(storable)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Opening(Answer):
    """Whether customers may register, and to what they agree."""

    is_open: bool
    privacy_text: str = Field(description="Show it whole before you ask for the yes.")
    privacy: str = Field(description="The text's fingerprint (SHA-256), which a yes names.")


class Registering(Body):
    """What a customer types who registers."""

    name: Text80
    email: Email
    password: Password
    privacy: Fingerprint = Field(
        description="Of the privacy text that they read and agreed to, from this address's GET."
    )
    language: Literal["", "en", "id"] = Field(default="", description="Of the mails.")


class Registered(Answer):
    """The same whether the address is known or not."""

    mailed: bool = Field(description="A mail is on its way; the link in it confirms the address.")


class OwnConsent(Answer):
    """What counts for one purpose."""

    purpose: str
    is_given: bool
    said_at: datetime | None


class OwnAccount(Answer):
    """A customer's own account."""

    id: Id
    number: str
    name: str
    email: str
    registered_at: datetime
    consents: list[OwnConsent]
