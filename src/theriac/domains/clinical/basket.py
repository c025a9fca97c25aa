"""A basket as it is asked, and as the rules take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Flag, Id, Text20, Text60, Text120
from theriac.domains.catalog.medicines.forms import form_of
from theriac.domains.catalog.medicines.recognition import parts_of, substance_key
from theriac.domains.catalog.medicines.strengths import strength_of
from theriac.domains.catalog.queries.generics import ProductContents, contents_of
from theriac.domains.clinical.directions import MOST_MILLIUNITS, MOST_TIMES, DoseSaid
from theriac.domains.clinical.rules.medicines import Allergy, Content, Dose, Medicine, Person
from theriac.domains.clinical.rules.people import BREASTFEEDING, PREGNANT
from theriac.domains.patients.commands.open import HealthForCheck
from theriac.domains.patients.rules.lists import ALLERGY, OTHER

MOST_GRAMS = 1_000_000
"""Of body weight."""
MOST_MEDICINES = 100
MICROGRAMS = 1000
MALE = "male"


@record
class CheckedMedicine:
    """A line of a basket, or a medicine that the patient takes (``is_active``).

    One of ours by ``product_id``; another by its ``name`` with substances as written ("paracetamol
    500 mg"). ``times`` a day it is taken, ``milliunits`` thousandths of a base unit each time; 0
    where nobody said.
    """

    key: Text60
    product_id: Id | None = None
    name: Text120 = ""
    substances: list[Text120]
    atc: Text20 = ""
    dose_form: Text60 = ""
    times: Annotated[int, Strict(), Field(ge=0, le=MOST_TIMES)] = 0
    milliunits: Annotated[int, Strict(), Field(ge=0, le=MOST_MILLIUNITS)] = 0
    is_active: Flag = False


@record
class CheckedPerson:
    """What the one who asks knows of the patient; what isn't told is "not known"."""

    birth_date: Day | None = None
    weight_grams: Annotated[int | None, Strict(), Field(ge=1, le=MOST_GRAMS)] = None
    is_pregnant: Flag | None = None
    is_breastfeeding: Flag | None = None
    allergies: list[Text120]
    conditions: list[Text20]


@dataclass(frozen=True, slots=True)
class Basket:
    """Medicines with, perhaps, whom they are for."""

    medicines: Sequence[CheckedMedicine]
    person: CheckedPerson | None = None


def medicines_of(asked: Sequence[CheckedMedicine]) -> list[Medicine]:
    """The medicines with what the catalogue knows of them, in a fixed number of statements.

    Several lines of one product are one medicine, whose doses add up; what is taken already isn't
    counted besides a line of the basket.
    """
    ids = list(dict.fromkeys(one.product_id for one in asked if one.product_id))
    known = contents_of(ids) if ids else {}
    found: dict[UUID | str, Medicine] = {}
    for one in asked:
        product = known.get(one.product_id) if one.product_id else None
        medicine = _ours(one, product) if product else _other(one)
        key: UUID | str = one.product_id or f"{one.key}/{one.name}"
        kept = found.setdefault(key, medicine)
        if kept.is_active and not medicine.is_active:
            found[key] = medicine
        elif kept is not medicine and not kept.is_active and not medicine.is_active:
            found[key] = together(kept, medicine)
    return list(found.values())


def person_of(
    asked: CheckedPerson | None, health: HealthForCheck | None, today: date
) -> Person | None:
    """What is known of the patient, from the record and from who asks; None: nobody."""
    if asked is None and health is None:
        return None
    told = asked or CheckedPerson(allergies=[], conditions=[])
    facts = health.facts if health else ()
    allergies = [Allergy(OTHER, words) for words in told.allergies if words.strip()]
    codes = [code.strip().upper() for code in told.conditions if code.strip()]
    unread = []
    for fact in facts:
        if fact.kind == ALLERGY:
            words = fact.text if fact.code == OTHER else ""
            allergies.append(Allergy(fact.code, words))
        elif fact.code == OTHER:
            unread.append(fact.text)
        else:
            codes.append(fact.code)
    born = told.birth_date or (health.birth_date if health else None)
    return Person(
        age_months=months_between(born, today) if born else None,
        weight_grams=told.weight_grams,
        may_be_pregnant=not (health and health.sex == MALE),
        is_pregnant=True if PREGNANT in codes else told.is_pregnant,
        is_breastfeeding=True if BREASTFEEDING in codes else told.is_breastfeeding,
        allergies=allergies,
        conditions=codes,
        unread_conditions=unread,
    )


def months_between(born: date, today: date) -> int:
    """Whole months of age; 0 for a day to come."""
    months = (today.year - born.year) * 12 + today.month - born.month
    return max(0, months - (today.day < born.day))


def _ours(one: CheckedMedicine, product: ProductContents) -> Medicine:
    known = medicine_of(one.key, product)
    return replace(known, doses=_doses(one), is_active=one.is_active)


def together(one: Medicine, other: Medicine) -> Medicine:
    """Two lines of one medicine."""
    return replace(
        one,
        doses=(*one.doses, *other.doses),
        is_partly_said=one.is_partly_said or bool(one.doses) != bool(other.doses),
    )


def medicine_of(key: str, product: ProductContents, doses: Sequence[DoseSaid] = ()) -> Medicine:
    """One of ours in a basket, by what the catalogue knows of it and how it is taken."""
    return Medicine(
        id=key,
        name=product.name,
        contents=tuple(
            Content(key, amount_in(strength, product.base_unit)) for key, strength in product.parts
        ),
        atc=product.atc,
        dose_form=product.dose_form,
        doses=tuple(one.dose for one in doses),
    )


def _other(one: CheckedMedicine) -> Medicine:
    contents = []
    for written in one.substances:
        found = parts_of(written)
        contents += [
            Content(substance_key(name), amount_in(strength, ""))
            for name, strength in found
            if substance_key(name)
        ]
    return Medicine(
        id=one.key,
        name=one.name or one.key,
        contents=tuple(contents),
        atc=one.atc.strip().upper(),
        dose_form=form_of(one.dose_form),
        doses=_doses(one),
        is_active=one.is_active,
    )


def _doses(one: CheckedMedicine) -> tuple[Dose, ...]:
    if one.times < 1 or one.milliunits < 1:
        return ()
    return (DoseSaid(times=one.times, milliunits=one.milliunits).dose,)


def amount_in(strength: str, base_unit: str) -> Fraction | None:
    """Micrograms in one base unit; None for a strength of another kind, or per something else."""
    found = strength_of(strength)
    if found is None or found.kind != "mass":
        return None
    if found.per and base_unit and found.per != base_unit:
        return None
    return found.amount * MICROGRAMS
