"""The demo's care: patients, waits, prescriptions, compounding, interventions, services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.operations.demo.alerts import Goods
from theriac.surfaces.operations.demo.patients.adverse_events import add_adverse_events
from theriac.surfaces.operations.demo.patients.compounding import add_compounding
from theriac.surfaces.operations.demo.patients.counselling import add_counselling
from theriac.surfaces.operations.demo.patients.eprescriptions import add_eprescriptions
from theriac.surfaces.operations.demo.patients.interventions import add_interventions
from theriac.surfaces.operations.demo.patients.prescriptions import add_prescriptions
from theriac.surfaces.operations.demo.patients.records import add_patients
from theriac.surfaces.operations.demo.patients.refills import add_refills
from theriac.surfaces.operations.demo.patients.services import add_services
from theriac.surfaces.operations.demo.patients.waits import add_waits

COMPOUNDED = 12
"""Of the patients the one whose medicine is compounded; those before have prescriptions too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareHere:
    """Who gives care at which branch, by when."""

    owner: Actor
    pharmacist: Actor
    home: BranchId
    here: BranchId
    end: datetime
    today: date


def add_care(country: str, seed: str, at: CareHere, goods: Sequence[Goods]) -> dict[str, int]:
    """How many there are of each."""
    patients = add_patients(country, seed, at.end, at.today, at.pharmacist, at.here)
    people = (at.owner, at.pharmacist)
    waits = add_waits(at.owner, at.home, goods, patients, at.end)
    written = add_prescriptions(country, at.pharmacist, at.here, goods, patients, at.end)
    prepared, made = add_compounding(country, people, at.here, goods, patients[COMPOUNDED], at.end)
    return {
        "patients": len(patients),
        "waits": waits,
        "prescriptions": written + (1 if prepared else 0),
        "preparations": prepared,
        "compounded": made,
        "eprescriptions": add_eprescriptions(country, seed, at.owner, at.here, goods, at.end),
        "counselling": add_counselling(at.pharmacist, at.here, patients, at.end),
        "interventions": add_interventions(at.pharmacist, at.here, patients, at.end),
        "adverse_events": add_adverse_events(at.pharmacist, at.here, patients, at.end, at.today),
        "services": add_services(country, people, at.here, patients, at.end),
        "refills": add_refills(at.pharmacist, at.here, goods, patients, at.end, at.today),
    }
