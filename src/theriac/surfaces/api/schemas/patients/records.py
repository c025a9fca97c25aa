"""Patients as the API takes and gives them; sections stay null where the key lacks their right."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import (
    Day,
    Text24,
    Text40,
    Text120,
    Text200,
    Text500,
    storable,
)
from theriac.domains.patients.rules.lists import Channel, ConsentPurpose, How
from theriac.surfaces.api.schemas.types import Answer, Body, Here

Why = Literal["care", "check", "claim", "request"]
Sought = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"\S"),
    AfterValidator(storable),
]
Few = 20


class PatientSearch(Body):
    """What is known of the person: beginnings of names, birth date, telephone, last four digits."""

    text: Sought
    why: Why = "care"


class FoundPatient(Answer):
    """Somebody whom the text fits."""

    id: UUID
    names: str
    birth_date: date | None


class FoundPatients(Answer):
    """At most 20; ``has_more`` where more fit."""

    items: list[FoundPatient]
    has_more: bool


class ContactPart(Body):
    """A way to reach the patient."""

    kind: Literal["phone", "whatsapp", "email"]
    value: Text120


class EmergencyPart(Body):
    """Whom to call."""

    name: Text120
    relation: Text40 = ""
    phone: Text40 = ""


class InsurancePart(Body):
    """Who pays."""

    insurer: Text120
    number: Text40 = ""
    plan: Text120 = ""


class NumberPart(Body):
    """A number by which the patient is known: `nik`, `passport` and others of the country."""

    kind: Text24
    number: Text40


class PatientWritten(Body):
    """The particulars, all of them: what is left out is empty."""

    names: Text200
    birth_date: Day | None = None
    sex: Literal["", "female", "male", "other"] = ""
    language: Text24 = ""
    contacts: list[ContactPart] = Field(default_factory=list, max_length=Few)
    addresses: list[Text500] = Field(default_factory=list, max_length=Few)
    national_ids: list[NumberPart] = Field(default_factory=list, max_length=Few)
    emergency: list[EmergencyPart] = Field(default_factory=list, max_length=Few)
    insurance: list[InsurancePart] = Field(default_factory=list, max_length=Few)
    id_may_differ: bool = Field(
        default=False, description="The card really says another birth date or sex."
    )


class PatientNew(PatientWritten):
    """Somebody new."""

    is_another: bool = Field(
        default=False, description="Registered though somebody alike is (`patients.looks_known`)."
    )


class PatientKept(Answer):
    """A record as it was written."""

    id: UUID
    version: int


class HealthFactAnswer(Answer):
    """An allergy or a condition."""

    id: UUID
    kind: str
    code: str
    text: str
    severity: str
    reaction: str
    recorded_at: datetime
    ended_at: datetime | None
    ended_why: str


class ConsentAnswer(Answer):
    """The last word on one purpose and channel."""

    purpose: str
    channel: str
    is_given: bool
    how: str
    said_at: datetime


class ContactAnswer(Answer):
    """A way to reach the patient."""

    kind: str
    value: str


class NumberAnswer(Answer):
    """A number, masked."""

    kind: str
    masked: str


class EmergencyAnswer(Answer):
    """Whom to call."""

    name: str
    relation: str
    phone: str


class InsuranceAnswer(Answer):
    """Who pays."""

    insurer: str
    number: str
    plan: str


class IdentityAnswer(Answer):
    """How the patient is reached and known; numbers are masked."""

    contacts: list[ContactAnswer]
    addresses: list[str]
    national_ids: list[NumberAnswer]
    emergency: list[EmergencyAnswer]
    insurance: list[InsuranceAnswer]


class Patient(Answer):
    """A record with the sections that the key may see."""

    id: UUID
    names: str
    birth_date: date | None
    sex: str
    language: str
    version: int
    registered_at: datetime
    consents: list[ConsentAnswer]
    identity: IdentityAnswer | None
    health: list[HealthFactAnswer] | None
    notes: str | None


class ReadWhy(Here):
    """Why a record is read."""

    why: Why = "care"


class Stop(Body):
    """STOP: nothing more on this channel; on none where it is left out."""

    channel: Channel | None = None
    how: How = "message"


class Consents(Answer):
    """The last words."""

    items: list[ConsentAnswer]


class MayContactWanted(Here):
    """What for, and by which way."""

    purpose: ConsentPurpose
    channel: Channel


class MayContact(Answer):
    """Whether the patient's last word allows it; without a word nothing is allowed."""

    may_contact: bool


class ExportWhy(Body):
    """Why a patient's data are given out."""

    why: Why = "request"


class PatientExport(Answer):
    """Everything that is kept about the patient."""

    content: str = Field(description="A JSON document in the form `theriac.patient.export.1`.")
