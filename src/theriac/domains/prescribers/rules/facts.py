"""What a prescriber's facts may be: pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import (
    Day,
    Email,
    Flag,
    Name120,
    Text20,
    Text40,
    Text60,
    Text80,
    Text120,
    Text250,
    Text500,
)
from theriac.core.persons.names import fold
from theriac.core.problems import Text
from theriac.countries.base import CountryProfile
from theriac.countries.prescribers.rules import PROFESSIONS, compact, fits, kind_of

MOST_LICENCES = 12
MOST_PRACTICES = 8
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@record
class PrescriberLicenceWritten:
    """A registration or licence by its kind in the pharmacy's country.

    `place` is the name of one of the practices, where a licence holds for one place.
    """

    kind: Text20
    number: Text80
    issuer: Text80 = ""
    place: Text120 = ""
    issued_on: Day | None = None
    valid_until: Day | None = None


@record
class PracticeWritten:
    """Where somebody practises."""

    name: Text120
    address: Text250 = ""
    phone: Text40 = ""
    hours: Text120 = ""


@record
class PrescriberWritten:
    """A prescriber, whole. `prefix` and `suffix` are the titles before and after the name.

    `is_another`: a different person than those alike who are registered; only a new one is asked.
    """

    name: Name120
    prefix: Text40 = ""
    suffix: Text60 = ""
    profession: Text20 = "physician"
    specialisation: Text80 = ""
    phone: Text40 = ""
    email: Email = ""
    note: Text500 = ""
    practices: Annotated[tuple[PracticeWritten, ...], Field(max_length=MOST_PRACTICES)] = ()
    licences: Annotated[tuple[PrescriberLicenceWritten, ...], Field(max_length=MOST_LICENCES)] = ()
    is_another: Flag = False


def tidied(facts: PrescriberWritten) -> PrescriberWritten:
    """The facts without white space that means nothing."""
    names = ("name", "prefix", "suffix", "specialisation", "phone", "email")
    texts: dict[str, Any] = {name: " ".join(getattr(facts, name).split()) for name in names}
    return replace(
        facts,
        **texts,
        note=facts.note.strip(),
        practices=tuple(
            replace(one, name=" ".join(one.name.split()), phone=one.phone.strip())
            for one in facts.practices
        ),
        licences=tuple(
            replace(one, number=one.number.strip(), issuer=" ".join(one.issuer.split()))
            for one in facts.licences
        ),
    )


def key_of(licence: PrescriberLicenceWritten, profile: CountryProfile) -> str:
    """The number as it is compared: with its issuer where each issuer counts for itself."""
    kind = kind_of(profile.prescriber_licences, licence.kind)
    number = compact(licence.number)
    return f"{fold(licence.issuer)}|{number}" if kind is not None and kind.by_issuer else number


def faults_of(facts: PrescriberWritten, profile: CountryProfile) -> dict[str, Text]:
    """What can't be taken, by field: `licences.0.number`, `practices.1.name`."""
    faults: dict[str, Text] = {}
    if facts.profession not in {one.code for one in PROFESSIONS}:
        faults["profession"] = _("Choose a profession from the list.")
    if facts.email and not _EMAIL.fullmatch(facts.email):
        faults["email"] = _("Enter a valid email address, for example clinic@example.com.")
    for at, practice in enumerate(facts.practices):
        if not practice.name:
            faults[f"practices.{at}.name"] = _("Enter the practice’s name, or clear the line.")
    return faults | _licence_faults(facts, profile)


def _licence_faults(facts: PrescriberWritten, profile: CountryProfile) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    places = {one.name for one in facts.practices}
    times = Counter((one.kind, key_of(one, profile)) for one in facts.licences)
    for at, licence in enumerate(facts.licences):
        path = f"licences.{at}"
        kind = kind_of(profile.prescriber_licences, licence.kind)
        if kind is None:
            faults[f"{path}.kind"] = _("Choose a licence type from the list.")
        elif not fits(kind, licence.number):
            faults[f"{path}.number"] = kind.problem
        elif kind.by_issuer and kind.ends and not licence.issuer:
            faults[f"{path}.issuer"] = _("Enter the council that issued this number.")
        elif times[licence.kind, key_of(licence, profile)] > 1:
            faults[f"{path}.number"] = _("This number is entered twice. Remove one.")
        if licence.place and licence.place not in places:
            faults[f"{path}.place"] = _("Choose one of the practices below.")
        if _is_backwards(licence):
            faults[f"{path}.valid_until"] = _("The end date is before the issue date.")
    return faults


def _is_backwards(licence: PrescriberLicenceWritten) -> bool:
    issued, until = licence.issued_on, licence.valid_until
    return issued is not None and until is not None and until < issued


def stored_contact(facts: PrescriberWritten) -> dict[str, str]:
    """How somebody is reached, as it is kept."""
    return {"phone": facts.phone, "email": facts.email, "note": facts.note}


def numbers_of(licences: Sequence[PrescriberLicenceWritten]) -> list[str]:
    """The numbers as they are compared whoever issued them."""
    return [compact(one.number) for one in licences]
