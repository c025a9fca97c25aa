"""What a line of a prescription gave, how long it lasts, and what it may give still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.dosage.notation.vocabulary import unit_named
from theriac.domains.dosage.quantity import QuantityNeeded, quantity_of
from theriac.domains.dosage.terms import HOURS, Dosage
from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.prescriptions.models import Dispense, PrescriptionLine
from theriac.domains.prescriptions.rules.dosages import COUNTED_OUT, dosage_of_line
from theriac.domains.prescriptions.rules.fills import Authorised

Given = tuple[date, int]
"""A day on the branch's wall, and base units that were given on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSupply:
    """A line with its prescription's state, its dispenses that stand, and its dosage in days.

    ``product_id`` was dispensed last, else the line names it; ``days`` is what ``quantity`` lasts,
    None where the dosage isn't read; ``now`` may be dispensed at once, of ``remaining`` in all.
    """

    line_id: UUID
    prescription_id: UUID
    version: int
    state: str
    valid_until: date | None
    branch_id: UUID
    patient_id: UUID
    product_id: UUID | None
    quantity: int
    repeats: int
    remaining: int
    now: int
    days: int | None
    given: Sequence[Given]


def supplies_of(line_ids: Collection[UUID], *, with_days: bool = True) -> dict[UUID, LineSupply]:
    """These lines by id, in four statements. For who asked already; without what papers say.

    ``with_days`` reads the directions, which are encrypted; else ``days`` is None.
    """
    rows = PrescriptionLine.objects.filter(id__in=set(line_ids)).select_related("prescription")
    lines = list(rows if with_days else rows.defer("content"))
    given, last = _given(line_ids)
    products = {one.id: last.get(one.id, one.product_id) for one in lines}
    units = _units(products.values()) if with_days else {}
    return {
        one.id: _supply(one, products[one.id], units if with_days else None, given[one.id])
        for one in lines
    }


def given_of(line_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Given]]:
    """What was dispensed of these lines and stands, by line, the oldest first."""
    return _given(line_ids)[0]


def days_lasting(quantity: int, directions: Mapping[str, Any], base_unit: str) -> int | None:
    """For how many whole days so many base units last by the directions; None if they don't say.

    What is taken as needed, once, or in units that the product isn't counted in has no days.
    """
    dosage = dosage_of_line(directions, base_unit)
    if dosage is None or dosage.once or dosage.as_needed:
        return None
    if dosage.unit not in COUNTED_OUT and dosage.unit != unit_named(base_unit):
        return None
    daily = _daily(dosage)
    return int(quantity / daily) or None if daily else None


def _daily(dosage: Dosage) -> Fraction | None:
    """Units a day, exact: what as many days need as the period has hours, by those days."""
    span = 1 if dosage.portions else dosage.period * HOURS[dosage.period_unit]
    needed = quantity_of(replace(dosage, duration=0), days=span)
    if not isinstance(needed, QuantityNeeded) or not needed.days:
        return None
    return needed.exact / needed.days


def _units(product_ids: Collection[UUID | None]) -> dict[UUID, str]:
    wanted = {one for one in product_ids if one is not None}
    return {key: fact.base_unit for key, fact in sale_facts(wanted).items()} if wanted else {}


def _given(
    line_ids: Collection[UUID],
) -> tuple[defaultdict[UUID, list[Given]], dict[UUID, UUID]]:
    given: defaultdict[UUID, list[Given]] = defaultdict(list)
    last: dict[UUID, UUID] = {}
    zones: dict[UUID, ZoneInfo] = {}
    rows = Dispense.objects.filter(line_id__in=set(line_ids), reversed_at=None)
    for one in rows.order_by("dispensed_at", "id"):
        zone = zones.get(one.branch_id) or zones.setdefault(
            one.branch_id, branch_zone(one.branch_id)
        )
        given[one.line_id].append((one.dispensed_at.astimezone(zone).date(), one.quantity))
        last[one.line_id] = one.product_id
    return given, last


def _supply(
    line: PrescriptionLine,
    product_id: UUID | None,
    units: Mapping[UUID, str] | None,
    given: Sequence[Given],
) -> LineSupply:
    found, terms = line.prescription, Authorised(line.quantity, line.repeats, line.dispensed)
    days = None
    if units is not None:
        unit = units.get(product_id, "") if product_id else ""
        days = days_lasting(line.quantity, line.content["directions"], unit)
    return LineSupply(
        line_id=line.id,
        prescription_id=found.id,
        version=found.version,
        state=found.state,
        valid_until=found.valid_until,
        branch_id=found.branch_id,
        patient_id=line.patient_id,
        product_id=product_id,
        quantity=line.quantity,
        repeats=line.repeats,
        remaining=terms.remaining,
        now=terms.now,
        days=days,
        given=given,
    )
