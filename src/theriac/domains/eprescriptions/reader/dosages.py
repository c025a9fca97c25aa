"""A request's dosage as fields of directions; what isn't wholly understood stays words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.terms import Dosage, DoseUnit
from theriac.domains.eprescriptions.reader import terms
from theriac.domains.eprescriptions.reader.nodes import Node
from theriac.domains.prescriptions.rules.dosages import COUNTED_OUT, fields_of
from theriac.domains.prescriptions.rules.facts import MOST_DOSE, MOST_PERIOD, MOST_TIMES

_NOT_UNDERSTOOD = (
    "boundsRange count countMax duration durationMax durationUnit frequencyMax periodMax "
    "dayOfWeek timeOfDay offset"
).split()
_BEYOND = "maxDosePerPeriod maxDosePerAdministration maxDosePerLifetime site".split()
MOST_DENOMINATOR = 1_000


@dataclass(slots=True)
class SentDirections:
    """``fields`` of ``DirectionsWritten``, the whole ``text``, codes of what is ``left``."""

    fields: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    dose: Fraction | None = None
    unit: DoseUnit | None = None
    left: list[str] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)


def directions_of(request: Node, *, times_first: bool) -> SentDirections:
    """How the medicine is taken, as far as the request says it for certain."""
    dosages = request.many("dosageInstruction")
    texts = [told for one in dosages if (told := _words(one))]
    if len(dosages) != 1:
        return SentDirections(text=" / ".join(texts), left=["dosage"])
    found = SentDirections(text=next(iter(texts), ""))
    _read_structure(dosages[0], found)
    if found.left:
        found.fields = {"route": found.fields.get("route", "")}
        return found
    _settle(found, times_first=times_first)
    return found


def _words(dosage: Node) -> str:
    more = [one.text("text") or _display(one) for one in dosage.many("additionalInstruction")]
    told = [dosage.text("text"), dosage.text("patientInstruction"), *more]
    return ". ".join(dict.fromkeys(filter(None, told)))


def _display(concept: Node) -> str:
    return next(filter(None, (one.text("display") for one in concept.many("coding"))), "")


def _read_structure(dosage: Node, found: SentDirections) -> None:
    _read_route(dosage, found)
    _read_need(dosage, found)
    timing = dosage.one("timing")
    if timing is not None:
        _read_timing(timing, found)
    doses = dosage.many("doseAndRate")
    if len(doses) > 1 or any(dosage.value.get(name) for name in _BEYOND):
        found.left.append("dosage")
    elif doses:
        _read_dose(doses[0], found)


def _read_route(dosage: Node, found: SentDirections) -> None:
    route = dosage.one("route")
    if route is None:
        return
    codes = [one.text("code") for one in route.many("coding")]
    known = next((terms.ROUTES[code] for code in codes if code in terms.ROUTES), "")
    if known:
        found.fields["route"] = known
    else:
        found.left.append("route")


def _read_need(dosage: Node, found: SentDirections) -> None:
    needed = dosage.flag("asNeededBoolean")
    found.fields["is_as_needed"] = bool(needed) or "asNeededCodeableConcept" in dosage.value


def _read_timing(timing: Node, found: SentDirections) -> None:
    repeat, code = timing.one("repeat"), timing.one("code")
    codes = [one.text("code") for one in code.many("coding")] if code is not None else []
    told = next((terms.TIMINGS[one] for one in codes if one in terms.TIMINGS), None)
    if timing.value.get("event") or (codes and told is None):
        found.left.append("dosage")
    elif told is not None:
        found.fields |= dict(zip(("times", "period", "period_unit"), told, strict=True))
    if repeat is not None:
        _read_repeat(repeat, found)


def _read_repeat(repeat: Node, found: SentDirections) -> None:
    if any(name in repeat.value for name in _NOT_UNDERSTOOD):
        found.left.append("dosage")
        return
    found.moments = repeat.texts("when")
    if any(not terms.MEALS.get(one) for one in found.moments) or len(found.moments) > 1:
        found.left.append("dosage")
    days = _days(repeat)
    if days is None:
        found.left.append("dosage")
    elif days:
        found.fields["duration_days"] = days
    if not {"frequency", "period", "periodUnit"} & set(repeat.value):
        return
    times = whole(repeat.number("frequency") or Decimal(1))
    period, unit = whole(repeat.number("period")), repeat.text("periodUnit")
    if (
        times is None
        or period is None
        or unit not in terms.PERIODS
        or not (0 < times <= MOST_TIMES and 0 < period <= MOST_PERIOD)
    ):
        found.left.append("dosage")
        return
    told = {"times": times, "period": period, "period_unit": unit}
    if any(found.fields.get(name, value) != value for name, value in told.items()):
        found.left.append("dosage_differs")
    found.fields |= told


def _days(repeat: Node) -> int | None:
    """How many days it is taken; 0 where that isn't said, None where it isn't understood."""
    length, span = repeat.one("boundsDuration"), repeat.one("boundsPeriod")
    if length is not None:
        value, unit = whole(length.number("value")), length.text("code") or length.text("unit")
        days = terms.DAYS_IN.get(unit, 0) * (value or 0)
        return days if 0 < days <= MOST_PERIOD else None
    if span is None:
        return 0
    try:
        first = date.fromisoformat(span.text("start")[:10])
        last = date.fromisoformat(span.text("end")[:10])
    except ValueError:
        return None
    days = (last - first).days + 1
    return days if 0 < days <= MOST_PERIOD else None


def _read_dose(dose: Node, found: SentDirections) -> None:
    quantity = dose.one("doseQuantity")
    if quantity is None or {"rateRatio", "rateRange", "rateQuantity"} & set(dose.value):
        found.left.append("dosage")
        return
    value, unit = (
        quantity.number("value"),
        terms.unit_of(quantity.text("unit"), quantity.text("code")),
    )
    told = Fraction(value) if value is not None else Fraction(0)
    if told <= 0 or unit is None or told.denominator > MOST_DENOMINATOR:
        found.left.append("dosage")
        return
    found.dose, found.unit = told, unit
    if unit in COUNTED_OUT and told.numerator <= MOST_DOSE:
        found.fields |= {"dose_numerator": told.numerator, "dose_denominator": told.denominator}


def _settle(found: SentDirections, *, times_first: bool) -> None:
    """Hold words and fields to each other: words that are wholly read count, else the fields."""
    read = read_direction(found.text, times_first=times_first)
    said = read.dosage if read.is_whole else None
    if said is not None and found.moments and not (said.meal or said.portions):
        found.text = f"{found.text} {_signs(found)}"
        again = read_direction(found.text, times_first=times_first)
        said = again.dosage if again.is_whole else None
    if said is not None:
        if _differs(said, found):
            found.left.append("dosage_differs")
            found.fields = {"route": found.fields.get("route", "")}
        else:
            found.fields |= fields_of(said)
        return
    if "times" not in found.fields or "dose_numerator" not in found.fields:
        found.left.append("dosage")
        found.fields = {"route": found.fields.get("route", "")}
    elif found.text and found.moments:
        found.text = f"{found.text} ({_signs(found)})"
    elif not found.text:
        _say(found)


def _differs(said: Dosage, found: SentDirections) -> bool:
    """Whether words and fields say different doses, times or days, where both say them."""
    told, fields = fields_of(said), found.fields
    if said.dose is not None and found.dose is not None:
        units = {said.unit, found.unit} - {None}
        if said.dose != found.dose or len(units) > 1:
            return True
    if "times" in fields and said.as_needed != fields["is_as_needed"]:
        return True
    return any(
        name in told and name in fields and told[name] != fields[name]
        for name in ("times", "period", "period_unit", "duration_days")
    )


def _signs(found: SentDirections) -> str:
    return " ".join(terms.MEALS[one] for one in found.moments)


def _say(found: SentDirections) -> None:
    """Directions in signs for fields that came without words, where the signs read back so."""
    told = found.fields
    is_daily = (told["period"], told["period_unit"]) == (1, "d")
    if is_daily and found.unit is not None:
        need = " prn" if told["is_as_needed"] else ""
        days = f" {told['duration_days']} days" if "duration_days" in told else ""
        signs = f"{told['times']} dd {found.dose} {found.unit.value} {_signs(found)}{need}{days}"
        read = read_direction(" ".join(signs.split()))
        if read.is_whole and read.dosage is not None and not _differs(read.dosage, found):
            found.text = " ".join(signs.split())
            return
    if found.moments:
        found.left.append("dosage")


def whole(value: Decimal | None) -> int | None:
    """A whole number; None for a fraction, or for nothing."""
    return int(value) if value is not None and value == value.to_integral_value() else None
