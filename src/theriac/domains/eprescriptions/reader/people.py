"""Patients and prescribers as a bundle tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from theriac.domains.eprescriptions.reader.facts import SentNumber, SentPatient, SentPrescriber
from theriac.domains.eprescriptions.reader.nodes import Node
from theriac.domains.eprescriptions.reader.resources import Resources, kind_of

MOST_NUMBERS = 10
LONGEST_NAMES, LONGEST_PLACE = 200, 120
SEXES = {"male": "male", "female": "female", "other": "other"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def patient_of(request: Node, resources: Resources) -> SentPatient | None:
    """Whom the request is for; a fault where the bundle doesn't say who that is."""
    subject = request.one("subject")
    if subject is None:
        request.refuse(_("Say for whom it is: subject."), "subject")
        return None
    found = resources.find(subject, request, "Patient")
    told = _patient(found) if found is not None else _named_only(subject)
    if told is None or not (told.names or told.numbers):
        subject.refuse(
            _("Add the Patient to the bundle, with a name, or give an identifier in the reference.")
        )
        return None
    return told


def _patient(found: Node) -> SentPatient:
    return SentPatient(
        names=_name(found),
        birth_date=_whole_day(found.text("birthDate")),
        sex=SEXES.get(found.text("gender"), ""),
        numbers=_numbers(found.many("identifier")),
        phones=tuple(
            one.text("value")
            for one in found.many("telecom")[:MOST_NUMBERS]
            if one.text("system") in ("phone", "sms")
        )[:3],
        addresses=tuple(filter(None, map(_address, found.many("address")[:2]))),
    )


def _named_only(subject: Node) -> SentPatient | None:
    identifier = subject.one("identifier")
    if identifier is None:
        return None
    return SentPatient(
        names=subject.text("display")[:LONGEST_NAMES], numbers=_numbers([identifier])
    )


def prescriber_of(request: Node, resources: Resources) -> SentPrescriber | None:
    """Who prescribed; a fault where the bundle doesn't say who that is."""
    requester = request.one("requester")
    if requester is None:
        request.refuse(_("Say who prescribed: requester."), "requester")
        return None
    found = resources.find(requester, request, "Practitioner", "PractitionerRole")
    told = (
        _prescriber(found, requester, resources)
        if found is not None
        else _prescriber_named_only(requester)
    )
    if told is None or not (told.names or told.numbers):
        requester.refuse(
            _(
                "Add the Practitioner to the bundle, with a name, or give an identifier in the "
                "reference."
            )
        )
        return None
    return told


def _prescriber(found: Node, requester: Node, resources: Resources) -> SentPrescriber:
    place, names = "", requester.text("display")
    numbers: tuple[SentNumber, ...] = ()
    person: Node | None = found
    if kind_of(found) == "PractitionerRole":
        numbers = _numbers(found.many("identifier"))
        inner, at = found.one("practitioner"), found.one("organization")
        person = resources.find(inner, found, "Practitioner") if inner is not None else None
        names = (inner.text("display") if inner is not None else "") or names
        place = _place(at, found, resources) if at is not None else ""
    if person is not None:
        names = _name(person) or names
        numbers = (*numbers, *_numbers(person.many("identifier")))
        for one in person.many("qualification")[:MOST_NUMBERS]:
            numbers = (*numbers, *_numbers(one.many("identifier")))
    return SentPrescriber(names[:LONGEST_NAMES], numbers[:MOST_NUMBERS], place[:LONGEST_PLACE])


def _prescriber_named_only(requester: Node) -> SentPrescriber | None:
    identifier = requester.one("identifier")
    if identifier is None:
        return None
    return SentPrescriber(requester.text("display")[:LONGEST_NAMES], _numbers([identifier]))


def _place(at: Node, role: Node, resources: Resources) -> str:
    found = resources.find(at, role, "Organization")
    return (found.text("name") if found is not None else "") or at.text("display")


def _name(person: Node) -> str:
    names = person.many("name")
    usual = next((one for one in names if one.text("use") == "official"), None)
    best = usual or next(iter(names), None)
    if best is None:
        return ""
    told = best.text("text") or " ".join(
        filter(
            None,
            [
                *best.texts("prefix"),
                *best.texts("given"),
                best.text("family"),
                *best.texts("suffix"),
            ],
        )
    )
    return told[:LONGEST_NAMES]


def _numbers(identifiers: Sequence[Node]) -> tuple[SentNumber, ...]:
    found = []
    for one in identifiers[:MOST_NUMBERS]:
        value = one.text("value")
        kind = one.one("type")
        codes = [coding.text("code") for coding in kind.many("coding")] if kind is not None else []
        if value and one.text("use") != "old" and len(value) <= 80:
            found.append(SentNumber(one.text("system")[:200], value, next(iter(codes), "")[:20]))
    return tuple(found)


def _address(one: Node) -> str:
    told = one.text("text") or ", ".join(
        filter(None, [*one.texts("line"), one.text("city"), one.text("postalCode")])
    )
    return told[:250]


def _whole_day(text: str) -> str:
    if not _DAY.fullmatch(text):
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
