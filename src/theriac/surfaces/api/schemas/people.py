"""The staff and its roles as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import Id, Text40, Text80, storable
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, Wanted

SignInName = Annotated[
    str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
PersonName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=r"\S"),
    AfterValidator(storable),
]
Email = Annotated[
    str,
    StringConstraints(max_length=190, pattern=r"^(|[^@\s]+@[^@\s]+\.[^@\s]+)$"),
    AfterValidator(storable),
]
Language = Literal["", "en", "id"]


class RoleGiven(Body):
    """A role by its code, at one branch or, without one, at every branch."""

    role: Text40
    branch_id: Id | None = None


class PersonAdded(Body):
    """A new member of staff, with the roles that they begin with."""

    name: PersonName
    sign_in_name: SignInName
    email: Email = ""
    language: Language = ""
    roles: list[RoleGiven] = Field(default=[], max_length=100)


class RolesGiven(Body):
    """All roles of a person at the branches whose staff the asker manages."""

    roles: list[RoleGiven] = Field(max_length=100)


class RoleHeld(Answer):
    """A role that a person holds at one branch, or everywhere."""

    role: str
    branch_id: UUID | None


class PersonListed(Answer):
    """Somebody of the staff as lists show them."""

    id: UUID
    name: str
    is_active: bool
    roles: list[RoleHeld]
    version: int


class Person(PersonListed):
    """Somebody of the staff. ``sign_in_name`` and ``email`` are empty for who was erased."""

    sign_in_name: str
    email: str
    language: str
    must_change_password: bool
    created_at: datetime


class PersonPage(Page[PersonListed]):
    """A page of people."""


class PeopleWanted(Wanted):
    """Which people, in the order in which they were added."""

    role: Text40 | None = Field(default=None, description="Who holds the role of this code.")
    branch: Id | None = Field(default=None, description="Who works there or at every branch.")
    active: FlagInAddress | None = Field(default=None, description="Whether they may sign in.")
    text: Text80 | None = Field(
        default=None, description="Part of the name or of the sign-in name."
    )


class Invitation(Answer):
    """A link by which a person chooses their password, once."""

    link: str
    ends_at: datetime


class StaffRole(Answer):
    """A role with the rights that it holds."""

    code: str
    title: str
    permissions: list[str]
    is_retired: bool


class StaffRoles(Answer):
    """Every role."""

    items: list[StaffRole]
