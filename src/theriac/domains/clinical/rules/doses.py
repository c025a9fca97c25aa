"""The most of a substance that a day may have, with the sum that people can check.

A line's day is times × units × strength, such as "3 × 2 × 500 mg"; the days of all lines with the
substance add up. Amounts are micrograms, exact. A device does the same (``safety/doses.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from theriac.domains.clinical.rules.interactions import Holders
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Kind
from theriac.domains.clinical.rules.knowledge import Knowledge, KnownLine
from theriac.domains.clinical.rules.medicines import Medicine, Person
from theriac.domains.clinical.rules.results import Alert, NotRun, alert_of

MICROGRAMS = 1000
GRAMS = 1000
ADULT_MONTHS = 18 * 12
"""What an age that isn't known is read as; the answer names that."""


def doses(
    knowledge: Knowledge, holders: Holders, person: Person | None
) -> tuple[list[Alert], list[NotRun]]:
    """The hardest limit that each substance exceeds, and what couldn't be added up."""
    alerts: list[Alert] = []
    gaps: dict[NotRun, None] = {}
    for substance, medicines in holders.items():
        limits = _limits(knowledge, substance)
        if not limits:
            continue
        counted = [one for one in medicines if not one.is_local and _amount(one, substance)]
        for one in medicines:
            for why in _unknown(one, substance):
                gaps[NotRun(CheckKind.DOSES, why, one.name)] = None
        applying = _applying(limits, substance, person, gaps)
        alerts += _exceeded(substance, counted, applying, person)
    return alerts, list(gaps)


def day_of(medicine: Medicine, substance: str) -> Fraction:
    """Micrograms that a day of the medicine has of the substance; 0 where it can't be said."""
    amount = _amount(medicine, substance)
    if not amount:
        return Fraction(0)
    return sum((amount * one.times * one.units for one in medicine.doses), Fraction(0))


def sum_of(medicines: Sequence[Medicine], substance: str) -> str:
    """The sum as it is read: 3 × 2 × 500 mg = 3,000 mg."""
    terms = [
        f"{dose.times} × {written(dose.units)} × {milligrams(amount)}"
        for one in medicines
        for dose in one.doses
        if (amount := _amount(one, substance))
    ]
    total = sum((day_of(one, substance) for one in medicines), Fraction(0))
    return f"{' + '.join(terms)} = {milligrams(total)}"


def milligrams(micrograms: Fraction) -> str:
    """An amount in mg with thousands set off, up to three decimals."""
    return f"{written(micrograms / MICROGRAMS)} mg"


def written(number: Fraction) -> str:
    """A number exact to three decimals, cut there, without needless zeros."""
    thousandths = number * 1000 // 1
    whole, rest = divmod(int(thousandths), 1000)
    return f"{whole:,}" + (f".{rest:03d}".rstrip("0") if rest else "")


def _amount(medicine: Medicine, substance: str) -> Fraction | None:
    return next((one.amount for one in medicine.contents if one.substance == substance), None)


def _unknown(medicine: Medicine, substance: str) -> list[CheckGap]:
    if medicine.is_local:
        return []
    strength = [] if _amount(medicine, substance) else [CheckGap.NO_STRENGTH]
    is_said = medicine.doses and not medicine.is_partly_said
    return strength + ([] if is_said else [CheckGap.NO_DOSE])


def _limits(knowledge: Knowledge, substance: str) -> list[KnownLine]:
    by_term = knowledge.by_term[Kind.DOSE]
    return [known for term in knowledge.terms_of(substance) for known in by_term.get(term, ())]


def _applying(
    limits: Sequence[KnownLine], substance: str, person: Person | None, gaps: dict[NotRun, None]
) -> list[KnownLine]:
    """The limits for the person's age and weight; what is missing to say so goes to ``gaps``."""
    age = person.age_months if person else None
    if age is None and any(one.line.from_months or one.line.to_months for one in limits):
        gaps[NotRun(CheckKind.DOSES, CheckGap.NO_AGE, substance)] = None
    months = ADULT_MONTHS if age is None else age
    found = [
        one
        for one in limits
        if (one.line.from_months or 0) <= months
        and (one.line.to_months is None or months < one.line.to_months)
    ]
    if any(one.line.by_weight for one in found) and not (person and person.weight_grams):
        gaps[NotRun(CheckKind.DOSES, CheckGap.NO_WEIGHT, substance)] = None
        found = [one for one in found if not one.line.by_weight]
    return found


def _exceeded(
    substance: str,
    medicines: Sequence[Medicine],
    limits: Sequence[KnownLine],
    person: Person | None,
) -> list[Alert]:
    """The hardest limit below the day's sum; of several so hard, the lowest."""
    counted = [one for one in medicines if one.doses]
    total = sum((day_of(one, substance) for one in counted), Fraction(0))
    weight = Fraction(person.weight_grams or 0, GRAMS) if person else Fraction(0)
    over = []
    for known in limits:
        most = Fraction(known.line.amount or 0) * (weight if known.line.by_weight else 1)
        if known.line.amount and total > most:
            over.append((known.line.tier, most, known))
    if not over:
        return []
    _tier, most, known = min(over, key=lambda one: one[:2])
    alert = alert_of(CheckKind.DOSES, known, (substance,), counted)
    limit = milligrams(most)
    if known.line.by_weight:
        limit = (
            f"{milligrams(Fraction(known.line.amount or 0))}/kg × {written(weight)} kg = {limit}"
        )
    return [replace(alert, arithmetic=f"{sum_of(counted, substance)} > {limit}")]
