"""What a patient's allergies and conditions are called, for a paper that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.patients.record import health_of
from theriac.domains.patients.rules.lists import OTHER, codes_of


@dataclass(frozen=True, slots=True)
class HealthNamed:
    """An allergy or a condition that holds, in the reader's words."""

    kind: str
    name: str


def health_named(patient_ids: Sequence[UUID]) -> list[HealthNamed]:
    """Those of these records that hold, allergies first; for who asked the right already."""
    return [
        HealthNamed(one.kind, _name(one.kind, one.code, one.text))
        for one in health_of(patient_ids)
        if one.ended_at is None
    ]


def _name(kind: str, code: str, text: str) -> str:
    if code == OTHER:
        return text
    name = str(codes_of(kind).get(code, code))
    return f"{name} ({text})" if text else name
