"""A dosage as plain facts, to be kept and read again: texts, whole numbers, fractions as "1/2"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from theriac.domains.dosage.terms import (
    DayMoment,
    Dosage,
    DoseUnit,
    Meal,
    Portion,
    Route,
    TimeUnit,
)

_FRACTIONS = ("dose", "dose_high", "most_a_day")
_ENUMS = {
    "unit": DoseUnit,
    "period_unit": TimeUnit,
    "duration_unit": TimeUnit,
    "meal": Meal,
    "route": Route,
}
_PLAIN = (
    "frequency",
    "period",
    "period_high",
    "as_needed",
    "once",
    "most_times_a_day",
    "duration",
)
_USUAL = Dosage()


def facts_of(dosage: Dosage) -> dict[str, Any]:
    """What differs from an empty direction, fit for JSON."""
    found: dict[str, Any] = {}
    for name in (*_FRACTIONS, *_ENUMS, *_PLAIN):
        value = getattr(dosage, name)
        if value != getattr(_USUAL, name):
            found[name] = str(value) if name in _FRACTIONS or name in _ENUMS else value
    if dosage.portions:
        found["portions"] = [[one.moment.value, str(one.amount)] for one in dosage.portions]
    return found


def dosage_of(facts: Mapping[str, Any]) -> Dosage:
    """The dosage again. Raises ValueError or KeyError for what `facts_of` never wrote."""
    values: dict[str, Any] = {}
    for name, value in facts.items():
        if name in _FRACTIONS:
            values[name] = Fraction(value)
        elif name in _ENUMS:
            values[name] = _ENUMS[name](value)
        elif name == "portions":
            values[name] = tuple(
                Portion(DayMoment(moment), Fraction(amount)) for moment, amount in value
            )
        elif name in _PLAIN:
            values[name] = value
        else:
            raise KeyError(name)
    return Dosage(**values)
