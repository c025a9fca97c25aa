"""Signing in for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.surfaces.api.schemas.types import Answer, Body, Id, Text20, Text60, storable

Password = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(storable)]
Refresh = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[!-~]+$")]
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
