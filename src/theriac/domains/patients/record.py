"""A patient's record as it is opened: only the sections that its reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Collector, Consent, HealthFact, Patient
from theriac.domains.patients.queries.consents import latest_consents
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.patients.rules.lists import ALLERGY, CONDITION
from theriac.domains.patients.sought import profile


@dataclass(frozen=True, slots=True)
class Health:
    """An allergy or a condition: its code, what was written beside it, how bad, since when."""

    id: UUID
    kind: str
    code: str
    text: str
    severity: str
    reaction: str
    recorded_at: datetime
    recorded_by: UUID
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True, slots=True)
class MayCollect:
    """Somebody who may collect for the patient; ``person`` is their own record, if any."""

    id: UUID
    person: UUID | None
    name: str
    relation: str
    phone: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the same household, or a record that was merged into this one."""

    id: PatientId
    names: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Identity:
    """How the patient is reached and known; numbers are masked."""

    contacts: Sequence[Mapping[str, str]]
    addresses: Sequence[str]
    masked_ids: Mapping[str, str]
    emergency: Sequence[Mapping[str, str]]
    insurance: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """What was opened. A section is None where the reader lacks its permission."""

    id: PatientId
    names: str
    birth_date: date | None
    sex: str
    language: str
    version: int
    registered_at: datetime
    registered_by: UUID
    household: Sequence[Member]
    collectors: Sequence[MayCollect]
    consents: Sequence[Consent]
    merged: Sequence[Member]
    identity: Identity | None
    health: Sequence[Health] | None
    notes: str | None


def record_of(patient: Patient, *, identity: bool, clinical: bool) -> PatientRecord:
    """The record with everything that was merged into it; a fixed number of statements."""
    ids = ids_of(patient.id)
    merged = list(Patient.objects.filter(id__in=ids[1:]).order_by("registered_at"))
    return PatientRecord(
        id=PatientId(patient.id),
        names=patient.names,
        birth_date=patient.birth_date,
        sex=patient.sex,
        language=patient.language,
        version=patient.version,
        registered_at=patient.registered_at,
        registered_by=patient.registered_by,
        household=_household(patient),
        collectors=collectors_of(ids),
        consents=latest_consents(ids),
        merged=[_member(one) for one in merged],
        identity=_identity(patient) if identity else None,
        health=health_of(ids) if clinical else None,
        notes=patient.notes if clinical else None,
    )


def health_of(ids: Sequence[UUID]) -> list[Health]:
    """Allergies first, then conditions, what holds before what ended."""
    rows = HealthFact.objects.filter(patient_id__in=ids).order_by("recorded_at", "id")
    facts = [_health(row) for row in rows]
    order = (ALLERGY, CONDITION)
    return sorted(facts, key=lambda one: (one.ended_at is not None, order.index(one.kind)))


def collectors_of(ids: Sequence[UUID]) -> list[MayCollect]:
    """Who may collect for these records, and who might once."""
    rows = Collector.objects.filter(patient_id__in=ids).order_by("allowed_at", "id")
    found = list(rows)
    people = {
        one.id: one.names
        for one in Patient.objects.filter(
            id__in={row.person_id for row in found if row.person_id},
            erased_at=None,
            restricted_at=None,
        ).only("names")
    }
    return [_collector(row, people) for row in found]


def _household(patient: Patient) -> list[Member]:
    if patient.household_id is None:
        return []
    rows = Patient.objects.filter(
        household_id=patient.household_id,
        erased_at=None,
        restricted_at=None,
        merged_into=None,
    ).exclude(id=patient.id)
    return [_member(one) for one in rows.only("names", "birth_date").order_by("id")]


def _member(patient: Patient) -> Member:
    return Member(PatientId(patient.id), patient.names, patient.birth_date)


def masked_numbers(patient: Patient) -> dict[str, str]:
    """The numbers by which somebody is known, by kind, as they are shown."""
    kinds = {kind.code: kind for kind in profile().person_identifiers}
    return {
        code: kinds[code].mask(number) if code in kinds else "•" * len(number)
        for code, number in patient.national_ids.items()
    }


def _identity(patient: Patient) -> Identity:
    return Identity(
        contacts=patient.contacts,
        addresses=patient.addresses,
        masked_ids=masked_numbers(patient),
        emergency=patient.emergency,
        insurance=patient.insurance,
    )


def _health(row: HealthFact) -> Health:
    content: dict[str, Any] = row.content
    return Health(
        id=row.id,
        kind=content["kind"],
        code=content["code"],
        text=content["text"],
        severity=content["severity"],
        reaction=content["reaction"],
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
    )


def _collector(row: Collector, people: Mapping[UUID, str]) -> MayCollect:
    content: dict[str, str] = row.content
    return MayCollect(
        id=row.id,
        person=row.person_id,
        name=people.get(row.person_id, "") if row.person_id else content["name"],
        relation=content["relation"],
        phone=content["phone"],
        ended_at=row.ended_at,
    )
