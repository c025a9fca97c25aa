"""Records that may be of one person, found by keyed hashes and judged by the rules of likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from theriac.core.privacy.keyed_hashes import HashKey, hash_keys
from theriac.domains.patients.models import Patient, SearchToken
from theriac.domains.patients.rules.likeness import likeness
from theriac.domains.patients.rules.tokens import (
    BORN,
    NUMBER,
    PHONE,
    PersonFacts,
    Value,
    dates_around,
    values_of,
)
from theriac.domains.patients.sought import profile, sought_patient

MOST_JUDGED = 200
MOST_PAIRS = 50


@dataclass(frozen=True, slots=True)
class Likely:
    """A record and the codes of the reasons to think that it is the person's."""

    patient: Patient
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatientPair:
    """Two records that may be of one person."""

    one: Patient
    other: Patient
    reasons: tuple[str, ...]


def find_likely(person: PersonFacts, but: Sequence[UUID] = ()) -> list[Likely]:
    """The records that may be this person's, the likeliest first; two statements for each key."""
    ids = {
        patient_id
        for key in hash_keys()
        for patient_id in _sharing(_telling(person), key)
        if patient_id not in but
    }
    rows = Patient.objects.filter(id__in=ids, erased_at=None, restricted_at=None, merged_into=None)
    judged = [
        Likely(row, likeness(person, sought_patient(row, person.calling_code))) for row in rows
    ]
    found = [one for one in judged if one.reasons]
    return sorted(found, key=lambda one: (-_weight(one.reasons), one.patient.names))


def find_pairs() -> list[PatientPair]:
    """Pairs of records in the whole file that share birth date and the sound of a first name."""
    kept = Patient.objects.filter(erased_at=None, merged_into=None, twin__isnull=False)
    twins = kept.order_by().values("twin").annotate(records=Count("id")).filter(records__gt=1)
    tokens = [row["twin"] for row in twins.order_by("twin")[:MOST_PAIRS]]
    by_twin: dict[int, list[Patient]] = {}
    for row in kept.filter(twin__in=tokens).order_by("registered_at", "id"):
        by_twin.setdefault(row.twin, []).append(row)
    code = profile().calling_code
    pairs = []
    for first, *others in by_twin.values():
        for other in others:
            reasons = likeness(sought_patient(first, code), sought_patient(other, code))
            if reasons:
                pairs.append(PatientPair(first, other, reasons))
    return sorted(pairs, key=lambda pair: -_weight(pair.reasons))


def _telling(person: PersonFacts) -> list[Value]:
    """What few people share."""
    values = [value for value in values_of(person) if value[0] in (NUMBER, PHONE)]
    if person.birth_date is not None:
        values += [(BORN, day.isoformat()) for day in dates_around(person.birth_date)]
    return values


def _sharing(values: Sequence[Value], key: HashKey) -> list[UUID]:
    tokens = [key.token(kind, value) for kind, value in values]
    rows = SearchToken.objects.filter(token__in=tokens).order_by()
    return list(rows.values_list("patient_id", flat=True)[:MOST_JUDGED])


def _weight(reasons: Sequence[str]) -> int:
    weights = {"number": 8, "names": 4, "born": 3, "phone": 2, "sound": 2, "swapped": 1}
    return sum(weights[reason] for reason in reasons)
