"""People who sell at a counter."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class SignInIn(BaseModel):
    """Name and password, or a person who was picked and their PIN; as typed."""

    username: str = Field(default="", max_length=190)
    password: str = Field(default="", max_length=500)
    person_id: UUID | None = None
    pin: str = Field(default="", max_length=12)


class PersonOut(BaseModel):
    """A person with the rights held at this branch; without news they end after ``valid_until``."""

    id: UUID
    name: str
    short_name: str
    initials: str
    permissions: list[str]
    valid_until: date
