"""Between a line's directions as they are kept and a dosage that is counted and said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.notation.vocabulary import unit_named
from theriac.domains.dosage.quantity import QuantityNeeded, quantity_of
from theriac.domains.dosage.terms import Dosage, DoseUnit, Route, TimeUnit

WAYS: Mapping[str, Route] = {
    "oral": Route.ORAL,
    "sublingual": Route.SUBLINGUAL,
    "topical": Route.CUTANEOUS,
    "eye": Route.EYE,
    "ear": Route.EAR,
    "nasal": Route.NASAL,
    "inhaled": Route.INHALED,
    "rectal": Route.RECTAL,
    "vaginal": Route.VAGINAL,
    "injection": Route.INJECTED,
}
COUNTED_OUT = frozenset(
    {
        None,
        DoseUnit.TABLET,
        DoseUnit.CAPSULE,
        DoseUnit.SACHET,
        DoseUnit.POWDER,
        DoseUnit.SUPPOSITORY,
        DoseUnit.OVULE,
        DoseUnit.PATCH,
        DoseUnit.LOZENGE,
        DoseUnit.AMPOULE,
    }
)
"""What is sold by the piece: others (ml, drops, mg) need the pack to be known."""


def dosage_of_line(
    directions: Mapping[str, Any], base_unit: str = "", *, times_first: bool = False
) -> Dosage | None:
    """The dosage that a line says: by its words where they are whole, else by its fields.

    A unit that isn't said is the product's ``base_unit``, a route that isn't is the line's own.
    None where it doesn't say how often.
    """
    read = read_direction(directions["sig"], times_first=times_first)
    found = read.dosage if read.is_whole else _of_fields(directions)
    if found is None:
        return None
    way = found.route or WAYS.get(directions["route"])
    return replace(found, unit=found.unit or unit_named(base_unit), route=way)


def _of_fields(directions: Mapping[str, Any]) -> Dosage | None:
    numerator, times = directions["dose_numerator"], directions["times"]
    if times is None or numerator is None:
        return None
    return Dosage(
        dose=Fraction(numerator, directions["dose_denominator"]),
        frequency=times,
        period=directions["period"],
        period_unit=TimeUnit(directions["period_unit"]),
        duration=directions["duration_days"] or 0,
        as_needed=directions["is_as_needed"],
    )


def fields_of(dosage: Dosage) -> dict[str, Any]:
    """What a dosage says of a line's fields; a dose in mg isn't in base units and is left out."""
    found: dict[str, Any] = {"is_as_needed": dosage.as_needed}
    dose, times = dosage.dose, dosage.frequency
    amounts = {one.amount for one in dosage.portions}
    if amounts:
        dose = amounts.pop() if len(amounts) == 1 else None
        times = len(dosage.portions)
    if dose is not None and dosage.dose_high is None and dosage.unit in COUNTED_OUT:
        found |= {"dose_numerator": dose.numerator, "dose_denominator": dose.denominator}
    if times:
        found |= {"times": times, "period": dosage.period, "period_unit": dosage.period_unit.value}
    if dosage.days:
        found["duration_days"] = dosage.days
    return found


def units_needed(dosage: Dosage) -> int | None:
    """The base units that it needs, where they are pieces and all is said."""
    needed = quantity_of(dosage)
    is_counted = isinstance(needed, QuantityNeeded) and dosage.unit in COUNTED_OUT
    return needed.whole if is_counted and isinstance(needed, QuantityNeeded) else None
