"""People who sell at a counter."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class SignInIn(BaseModel):
    """Name and password, a person who was picked and their PIN, or a badge's code; as typed."""

    username: str = Field(default="", max_length=190)
    password: str = Field(default="", max_length=500)
    person_id: UUID | None = None
    pin: str = Field(default="", max_length=12)
    badge: str = Field(default="", max_length=60)


class PersonOut(BaseModel):
    """A person with the rights held at this branch; without news they end after ``valid_until``."""

    id: UUID
    name: str
    short_name: str
    initials: str
    permissions: list[str]
    valid_until: date
    badge: str = ""
    """Which badge holds, so that a device knows an ended one; "" for none."""
    roles: list[str] = []
    """Codes of the roles held here, for the limits that go by role."""
    passkey: bool = False
    """Whether they may approve by a passkey while the server answers."""
    pin: bool = False
    """Whether they have a PIN; who has none is reminded to set it."""


class SignedInOut(PersonOut):
    """The person, and what shows for some hours that the server knew them; kept in memory alone."""

    token: str
