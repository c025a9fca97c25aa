"""Patients as a counter asks for them: as much as the person may see, for the page's memory."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class PatientsIn(BaseModel):
    """What was typed, and who asks."""

    token: str = Field(max_length=500)
    text: str = Field(min_length=2, max_length=200)


class FoundPatientOut(BaseModel):
    """As much as tells people of one name apart."""

    id: UUID
    names: str
    birth_date: str | None


class PatientsOut(BaseModel):
    """Whom it fits; ``has_more`` where more do than are told."""

    patients: list[FoundPatientOut]
    has_more: bool


class PatientIn(BaseModel):
    """Whom a basket is for, and who asks."""

    token: str = Field(max_length=500)
    patient_id: UUID


class BasketLineOut(BaseModel):
    """So many packs; ``recurs``: bought on another day too."""

    product_id: UUID
    pack_id: UUID
    packs: int
    recurs: bool


class LastBasketOut(BaseModel):
    """A sale of the patient."""

    sale_id: UUID
    number: str
    sold_on: date
    lines: list[BasketLineOut]


class LastBasketsOut(BaseModel):
    """The newest sales, the last first."""

    baskets: list[LastBasketOut]


class NewPatientIn(BaseModel):
    """Who wasn't found; ``is_another``: they aren't who is registered already."""

    token: str = Field(max_length=500)
    names: str = Field(min_length=1, max_length=200)
    phone: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=250)
    is_another: bool = False


class NewPatientOut(BaseModel):
    """Under which id they are kept."""

    id: UUID


class PatientOut(BaseModel):
    """Whom the banner tells: initials, and what was recorded where the reader may see it.

    ``is_clinical``: whether the reader may; else nothing can be said of allergies.
    """

    id: UUID
    initials: str
    short_name: str
    is_clinical: bool
    allergies: list[str]
    conditions: list[str]
