"""What somebody tells of a service: what is offered, and what was measured, given or said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Flag, Id, Name120, Text500, Whole
from theriac.core.problems import Text
from theriac.domains.services.problems import ServiceRefused
from theriac.domains.services.rules.codes import (
    MEASUREMENT,
    VACCINATION,
    ServiceKind,
    VaccineRoute,
    VaccineSite,
)
from theriac.domains.services.rules.quantities import QUANTITIES, MeasuredQuantity

MOST_MINUTES, MOST_PLACES, MOST_DOSES, MOST_VACCINES = 480, 50, 20, 20


@record
class ServiceOffer:
    """What a branch offers, the service product that is billed, how long, how many at a time.

    ``quantities`` are a measurement's, ``vaccine_ids`` the products of a vaccination.
    """

    name: Name120
    kind: ServiceKind
    product_id: Id
    minutes: Annotated[int, Field(strict=True, ge=5, le=MOST_MINUTES)] = 15
    capacity: Annotated[int, Field(strict=True, ge=1, le=MOST_PLACES)] = 1
    quantities: Annotated[list[MeasuredQuantity], Field(max_length=len(QUANTITIES))] = Field(
        default_factory=list
    )
    vaccine_ids: Annotated[list[Id], Field(max_length=MOST_VACCINES)] = Field(default_factory=list)
    is_offered: Flag = True


@record
class MeasuredValue:
    """A value in the last decimal of its quantity: 365 is 36.5 °C."""

    quantity: MeasuredQuantity
    value: Whole


@record
class VaccineDose:
    """Which dose of which batch was given where and how, and when the next one is due."""

    product_id: Id
    batch_id: Id
    dose: Annotated[int, Field(strict=True, ge=1, le=MOST_DOSES)] = 1
    site: VaccineSite
    route: VaccineRoute
    next_due_on: Day | None = None


@record
class ServiceDone:
    """What was measured, the vaccine that was given, or what was said."""

    values: Annotated[list[MeasuredValue], Field(max_length=len(QUANTITIES))] = Field(
        default_factory=list
    )
    vaccine: VaccineDose | None = None
    remark: Text500 = ""


def check_offer(offer: ServiceOffer) -> None:
    """Raise ServiceRefused unless a measurement has quantities and a vaccination vaccines."""
    errors: dict[str, Text] = {}
    if offer.kind == MEASUREMENT and not offer.quantities:
        errors["quantities"] = _("Choose what is measured.")
    if offer.kind != MEASUREMENT and offer.quantities:
        errors["quantities"] = _("Only a measurement has these. Remove them.")
    if offer.kind == VACCINATION and not offer.vaccine_ids:
        errors["vaccine_ids"] = _("Choose the vaccines that are given.")
    if offer.kind != VACCINATION and offer.vaccine_ids:
        errors["vaccine_ids"] = _("Only a vaccination has these. Remove them.")
    if errors:
        raise ServiceRefused(errors=errors)


def check_done(
    done: ServiceDone,
    kind: str,
    *,
    quantities: Collection[str],
    vaccines: Collection[Any],
    today: date,
) -> None:
    """Raise ServiceRefused for what a service of this kind hasn't, or lacks."""
    errors = {**_values_amiss(done, kind, quantities), **_dose_amiss(done, kind, vaccines, today)}
    if kind not in (MEASUREMENT, VACCINATION) and not done.remark.strip():
        errors["remark"] = _("Describe what was done.")
    if errors:
        raise ServiceRefused(errors=errors)


def _values_amiss(done: ServiceDone, kind: str, asked: Collection[str]) -> dict[str, Text]:
    if kind != MEASUREMENT:
        return {"values": _("Only a measurement has values. Remove them.")} if done.values else {}
    if not done.values:
        return {"values": _("Enter at least one value.")}
    errors: dict[str, Text] = {}
    known: dict[str, int] = {}
    for at, one in enumerate(done.values):
        told = QUANTITIES[one.quantity]
        if one.quantity not in asked or one.quantity in known:
            errors[f"values.{at}.quantity"] = _("Choose each quantity of this service once.")
        elif not told.least <= one.value <= told.most:
            words = _("%(name)s: enter a value from %(least)s to %(most)s %(unit)s.")
            errors[f"values.{at}.value"] = words % {
                "name": told.title,
                "least": told.written(told.least),
                "most": told.written(told.most),
                "unit": told.unit,
            }
        known[one.quantity] = one.value
    if not errors and known.get("systolic", 1) <= known.get("diastolic", 0):
        errors["values"] = _("The systolic value must be above the diastolic value. Check both.")
    return errors


def _dose_amiss(
    done: ServiceDone, kind: str, vaccines: Collection[Any], today: date
) -> dict[str, Text]:
    dose = done.vaccine
    if kind != VACCINATION:
        return {"vaccine": _("Only a vaccination has a vaccine. Remove it.")} if dose else {}
    if dose is None:
        return {"vaccine": _("Enter the vaccine that was given.")}
    if dose.product_id not in vaccines:
        return {"vaccine.product_id": _("Choose one of this service’s vaccines.")}
    if dose.next_due_on is not None and dose.next_due_on <= today:
        return {"vaccine.next_due_on": _("Enter a day after today, or leave it empty.")}
    return {}


def content_of(done: ServiceDone) -> dict[str, Any]:
    """What is kept under the patient's key, as JSON holds it."""
    return {
        "values": [{"quantity": one.quantity, "value": one.value} for one in _ordered(done)],
        "remark": done.remark.strip(),
        **(_dose_kept(done.vaccine) if done.vaccine else {}),
    }


def _dose_kept(dose: VaccineDose) -> dict[str, Any]:
    day = dose.next_due_on.isoformat() if dose.next_due_on else None
    return {"dose": dose.dose, "site": dose.site, "route": dose.route, "next_due_on": day}


def _ordered(done: ServiceDone) -> Sequence[MeasuredValue]:
    places: Mapping[str, int] = {code: at for at, code in enumerate(QUANTITIES)}
    return sorted(done.values, key=lambda one: places[one.quantity])
