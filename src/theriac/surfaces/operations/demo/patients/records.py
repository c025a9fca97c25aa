"""The demo's invented patients: planned from the seed, registered through the domain's commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.household import allow_collector, join_household
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.rules.lists import ALLERGY, CONDITION
from theriac.domains.patients.rules.particulars import ContactPoint, Particulars
from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.sources import names

COUNT = 36
PHONES = {"id": "0800-555-{:04d}", "in": "+91 00000 5{:04d}", "generic": "+1 555 010 {:04d}"}
"""Of ranges that reach nobody."""
STREETS = {
    "id": "Jl. Contoh No. {}",
    "in": "{} Example Lane",
    "generic": "{} Example Street",
}
HEALTH = (
    NewHealthFact(ALLERGY, "penicillins", "", "severe", ""),
    NewHealthFact(CONDITION, "I10"),
    NewHealthFact(CONDITION, "E11"),
    NewHealthFact(ALLERGY, "nsaids", "", "mild", ""),
    NewHealthFact(CONDITION, "J45"),
    NewHealthFact(ALLERGY, "seafood", "", "moderate", ""),
)
TWIN = 0
"""The patient who is registered twice, in another spelling, so that a merge can be tried."""


@dataclass(frozen=True, slots=True)
class PatientPlan:
    """One invented patient."""

    particulars: Particulars
    health: tuple[NewHealthFact, ...]
    agrees: bool | None


def plan_patients(country: str, seed: str, today: date) -> list[PatientPlan]:
    """The patients of a country's demo, the same for the same seed and day."""
    chance = Chance(seed, "patients", country)
    return [_patient(country, chance, today, number) for number in range(COUNT)]


def add_patients(
    country: str, seed: str, end: datetime, today: date, staff: Actor, branch_id: BranchId
) -> list[PatientId]:
    """Register them in the last weeks before ``end``; the records that there are."""
    added: list[PatientId] = []
    plans = plan_patients(country, seed, today)
    for number, plan in enumerate(plans):
        with clock.at(end - timedelta(hours=5 * (COUNT - number) + 2)):
            added.append(_add(plan, staff, branch_id))
    first, second = added[1], added[2]
    named: dict[str, Any] = {"actor": staff, "branch_id": branch_id}
    with clock.at(end - timedelta(hours=1)):
        join_household(**named, patient_id=second, of_patient_id=first)
        allow_collector(**named, patient_id=second, person_id=first, relation="")
        again = plans[TWIN].particulars
        doubled = Particulars(
            names=_otherwise(again.names), birth_date=again.birth_date, contacts=again.contacts
        )
        added.append(register_patient(**named, particulars=doubled, is_another=True))
    return added


def _add(plan: PatientPlan, staff: Actor, branch_id: BranchId) -> PatientId:
    patient_id = register_patient(
        actor=staff, branch_id=branch_id, particulars=plan.particulars, is_another=True
    )
    for fact in plan.health:
        record_health(actor=staff, branch_id=branch_id, patient_id=patient_id, fact=fact)
    if plan.agrees is not None:
        word = ConsentNew(purpose="refill", channel="whatsapp", is_given=plan.agrees, how="spoken")
        record_consent(actor=staff, branch_id=branch_id, patient_id=patient_id, word=word)
    return patient_id


def _patient(country: str, chance: Chance, today: date, number: int) -> PatientPlan:
    sex = "female" if chance.percent(55) else "male"
    born = today - timedelta(days=chance.between(300, 31_000))
    phone = PHONES[country].format(chance.below(10_000))
    particulars = Particulars(
        names=_names(country, sex, chance),
        birth_date=born,
        sex=sex,
        language={"id": "id", "in": "hi"}.get(country, "en") if chance.percent(60) else "",
        contacts=[ContactPoint("phone", phone)],
        addresses=[STREETS[country].format(number + 1)],
        national_ids=dict(_numbers(country, sex, born, chance)),
    )
    health = tuple(fact for fact in HEALTH if chance.percent(12))
    agrees = chance.percent(80) if chance.percent(60) else None
    return PatientPlan(particulars, health, agrees)


def _names(country: str, sex: str, chance: Chance) -> str:
    given = chance.pick(names(country, sex))
    if country == "id" and chance.percent(15):
        return given
    return f"{given} {chance.pick(names(country, 'family'))}"


def _numbers(country: str, sex: str, born: date, chance: Chance) -> Iterator[tuple[str, str]]:
    """Of the right form, and nobody's: the place 00 isn't given to any district."""
    if country == "id" and chance.percent(70):
        day = born.day + (40 if sex == "female" else 0)
        yield "nik", f"990000{day:02d}{born:%m%y}{chance.between(1, 9999):04d}"
    elif country == "in" and chance.percent(40):
        yield "abha", f"00{chance.below(10**12):012d}"


def _otherwise(spelt: str) -> str:
    """The same name as somebody else might have written it."""
    return spelt.replace("i", "ie", 1) if "i" in spelt else spelt + "h"
