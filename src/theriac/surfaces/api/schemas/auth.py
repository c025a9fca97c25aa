"""Signing in for programs, customers who register, and their own account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import Id, Text20, Text60, Text80, storable
from theriac.surfaces.api.schemas.types import Answer, Body

Password = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(storable)]
Refresh = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[!-~]+$")]
Email = Annotated[str, StringConstraints(max_length=190), AfterValidator(storable)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SignInName = Annotated[
    str,
    StringConstraints(max_length=190),
    AfterValidator(storable),
    Field(description="Of a member of staff; of a customer their e-mail address."),
]
ClientId = Annotated[
    Id, Field(description="An id that this installation of the program made for itself and keeps.")
]


class SignIn(Body):
    """Name and password of a person, and where they sign in."""

    username: SignInName
    password: Password
    code: Text20 = Field(
        default="",
        description="Of the authenticator app, or a recovery code; where a second step is set up.",
    )
    client_id: ClientId
    client_name: Text60 = Field(default="", description="What a list of sign-ins shows.")


class Renewal(Body):
    """A refresh token, from the installation that it was given to."""

    refresh_token: Refresh
    client_id: ClientId


class SigningOut(Body):
    """A refresh token of the sign-in that ends."""

    refresh_token: Refresh


class Tokens(Answer):
    """What opens the API, and what gives the next."""

    token_type: Literal["Bearer"]
    access_token: str
    access_ends_at: datetime
    refresh_token: str
    refresh_ends_at: datetime = Field(description="No use moves this end.")
    person_id: UUID


class SignedOut(Answer):
    """Whether a sign-in ended just now."""

    ended: bool


class PublicKey(Answer):
    """A key as RFC 8037 writes it."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"
    kid: str
    x: str


class KeySet(Answer):
    """A JSON Web Key Set (RFC 7517)."""

    keys: list[PublicKey]


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
