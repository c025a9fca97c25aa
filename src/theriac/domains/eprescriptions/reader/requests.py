"""A MedicationRequest as a line, with whom it is for, by whom, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.eprescriptions.reader import terms
from theriac.domains.eprescriptions.reader.dosages import directions_of, whole
from theriac.domains.eprescriptions.reader.facts import SentLine, SentPatient, SentPrescriber
from theriac.domains.eprescriptions.reader.medicines import LONGEST_WRITTEN, medicine_of
from theriac.domains.eprescriptions.reader.nodes import Node
from theriac.domains.eprescriptions.reader.people import patient_of, prescriber_of
from theriac.domains.eprescriptions.reader.resources import Resources
from theriac.domains.prescriptions.rules.dosages import COUNTED_OUT
from theriac.domains.prescriptions.rules.facts import MOST_REPEATS

MOST_QUANTITY = 1_000_000
LONGEST_NUMBER = 60
SATUSEHAT = "http://sys-ids.kemkes.go.id/prescription/"


@dataclass(frozen=True, slots=True)
class SentRequest:
    """One request: its line, and what says with which others it is one prescription.

    ``group`` is the group's identifier, else "". ``numbers`` are the request's own.
    """

    line: SentLine
    patient: SentPatient
    prescriber: SentPrescriber
    written_on: date
    starts_on: date | None
    ends_on: date | None
    group: tuple[str, str]
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BundleTerms:
    """The day and zone of the branch, and whether its country writes times before the dose."""

    today: date
    zone: tzinfo
    times_first: bool = False


def request_of(request: Node, resources: Resources, when: BundleTerms) -> SentRequest | None:
    """What a request says; None with its faults noted where it can't be taken."""
    before = len(request.faults)
    _check_state(request)
    patient, prescriber = patient_of(request, resources), prescriber_of(request, resources)
    written_on = _written_on(request, when)
    starts_on, ends_on = _valid(request, when)
    line = _line(request, resources, when, starts_on)
    group = _group(request)
    numbers = tuple(
        (one.text("system")[:200], one.text("value"))
        for one in request.many("identifier")
        if one.text("value")
    )
    is_whole = patient and prescriber and written_on and line
    if len(request.faults) > before or not is_whole:
        return None
    assert patient and prescriber and written_on and line  # noqa: PT018, S101 (for the types)
    return SentRequest(line, patient, prescriber, written_on, starts_on, ends_on, group, numbers)


def _check_state(request: Node) -> None:
    status, intent = request.text("status"), request.text("intent")
    if status != "active":
        words = STATUS_WORDS().get(status) or _("Only active prescriptions are accepted.")
        request.refuse(words, "status")
    if intent != "order":
        request.refuse(
            _("This is a proposal or plan, not an order. Send it with the intent “order”."),
            "intent",
        )
    if request.flag("doNotPerform"):
        request.refuse(_("This says that the medicine must not be given."), "doNotPerform")


def STATUS_WORDS() -> dict[str, Text]:  # noqa: N802 (sentences, in the language of the request)
    """Why a request of a status isn't taken."""
    return {
        "on-hold": _("This prescription is on hold. Send it once it is active."),
        "cancelled": _("This prescription was cancelled by its prescriber."),
        "completed": _("This prescription is completed. Only active ones are accepted."),
        "entered-in-error": _("This prescription was entered in error."),
        "stopped": _("This prescription was stopped by its prescriber."),
        "draft": _("This prescription is a draft. Send it once it is active."),
        "unknown": _("The status of this prescription is unknown. Send it once it is active."),
    }


def _written_on(request: Node, when: BundleTerms) -> date | None:
    day = _day(request.text("authoredOn"), when.zone)
    if day is None:
        request.refuse(_("Say on which day it was written, for example 2026-11-28."), "authoredOn")
    elif day > when.today:
        request.refuse(_("The prescription has a future date."), "authoredOn")
        return None
    return day


def _valid(request: Node, when: BundleTerms) -> tuple[date | None, date | None]:
    dispense = request.one("dispenseRequest")
    period = dispense.one("validityPeriod") if dispense is not None else None
    if period is None:
        return None, None
    days = []
    for name in ("start", "end"):
        told = period.text(name)
        day = _day(told, when.zone) if told else None
        if told and day is None:
            period.refuse(_("Give a whole day, for example 2026-11-28."), name)
        days.append(day)
    first, last = days
    if last is not None and last < when.today:
        period.refuse(
            _("The prescription is no longer valid. Ask the prescriber for a new one."), "end"
        )
    return first, last


def _day(text: str, zone: tzinfo) -> date | None:
    """A whole day, on the branch's clock where a time is given; None for less."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(zone).date() if moment.tzinfo else None


def _group(request: Node) -> tuple[str, str]:
    """The group's identifier, or SATUSEHAT's number of the prescription; ("", "") for neither."""
    told = request.one("groupIdentifier")
    if told is None:
        own = request.many("identifier")
        told = next((one for one in own if one.text("system").startswith(SATUSEHAT)), None)
    value = told.text("value") if told is not None else ""
    if told is not None and len(value) > LONGEST_NUMBER:
        told.refuse(_("The number has more than 60 characters."), "value")
    return (told.text("system")[:200], value) if told is not None and value else ("", "")


def _line(
    request: Node, resources: Resources, when: BundleTerms, starts_on: date | None
) -> SentLine | None:
    medicine = medicine_of(request, resources)
    directions = directions_of(request, times_first=when.times_first)
    left = list(directions.left)
    quantity, unit, is_certain = _quantity(request)
    if not is_certain:
        left.append("quantity")
    if medicine is None:
        return None
    if medicine.is_compound:
        left.append("compound")
    if request.value.get("priorPrescription"):
        left.append("replaces")
    if starts_on is not None and starts_on > when.today:
        left.append("starts")
    note = "; ".join(filter(None, (one.text("text") for one in request.many("note"))))
    if len(note) > LONGEST_WRITTEN:
        left.append("note")
    return SentLine(
        place=request.place,
        written=medicine.written,
        codes=medicine.codes,
        quantity=quantity,
        unit=unit,
        directions=directions.fields,
        text=directions.text,
        repeats=_repeats(request),
        may_substitute=_may_substitute(request, left),
        note=note,
        left=tuple(dict.fromkeys(left)),
    )


def _quantity(request: Node) -> tuple[int | None, str, bool]:
    """How much, its unit, and whether that is base units for certain: pieces."""
    dispense = request.one("dispenseRequest")
    told = dispense.one("quantity") if dispense is not None else None
    if told is None:
        return None, "", False
    value = whole(told.number("value"))
    unit = terms.unit_of(told.text("unit"), told.text("code"))
    words = told.text("unit") or told.text("code")
    if value is None or not 0 < value <= MOST_QUANTITY:
        return None, words, False
    return value, words, unit is not None and unit in COUNTED_OUT


def _repeats(request: Node) -> int:
    dispense = request.one("dispenseRequest")
    told = dispense.number("numberOfRepeatsAllowed") if dispense is not None else None
    count = whole(told) if told is not None else 0
    if dispense is not None and (count is None or not 0 <= count <= MOST_REPEATS):
        dispense.refuse(_("Give a whole number of repeats, 0 to 99."), "numberOfRepeatsAllowed")
        return 0
    return count or 0


def _may_substitute(request: Node, left: list[str]) -> bool:
    told = request.one("substitution")
    if told is None:
        return True
    allowed = told.flag("allowedBoolean")
    if allowed is not None:
        return allowed
    concept = told.one("allowedCodeableConcept")
    codes = [one.text("code") for one in concept.many("coding")] if concept is not None else []
    if any(code in terms.NO_SUBSTITUTE for code in codes):
        return False
    if not any(code in terms.SUBSTITUTE for code in codes):
        left.append("substitution")
        return False
    return True
