"""What a person tells about themselves, checked before it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.persons.numbers import phone_digits
from theriac.core.problems import Text
from theriac.countries.base import CountryProfile
from theriac.domains.patients.problems import ParticularsRefused

SEXES: dict[str, Text] = {
    "": _("Not specified"),
    "female": _("Female"),
    "male": _("Male"),
    "other": _("Other"),
}
LANGUAGES: dict[str, str] = {
    "": "–",
    "id": "Bahasa Indonesia",
    "en": "English",
    "jv": "Basa Jawa",
    "su": "Basa Sunda",
    "hi": "हिन्दी",
    "mr": "मराठी",
    "gu": "ગુજરાતી",
    "bn": "বাংলা",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "kn": "ಕನ್ನಡ",
    "ml": "മലയാളം",
    "ur": "اردو",
}
CONTACT_KINDS: dict[str, Text] = {
    "phone": _("Telephone"),
    "whatsapp": _("WhatsApp"),
    "email": _("Email"),
}
LONGEST_NAMES = 200
OLDEST_YEARS = 130
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}")


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A way to reach somebody; ``kind`` is one of CONTACT_KINDS."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to call, and what they are to the patient."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Insurance:
    """Who pays: the insurer, the member's number, the plan."""

    insurer: str
    number: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything about a person but their health. Names stand as people write them."""

    names: str
    birth_date: date | None = None
    sex: str = ""
    language: str = ""
    contacts: Sequence[ContactPoint] = ()
    addresses: Sequence[str] = ()
    national_ids: Mapping[str, str] = field(default_factory=dict)
    emergency: Sequence[Emergency] = ()
    insurance: Sequence[Insurance] = ()

    def as_columns(self) -> dict[str, Any]:
        """The columns of a patient."""
        return {
            "names": self.names,
            "birth_date": self.birth_date,
            "sex": self.sex,
            "language": self.language,
            "contacts": [asdict(one) for one in self.contacts],
            "addresses": list(self.addresses),
            "national_ids": dict(self.national_ids),
            "emergency": [asdict(one) for one in self.emergency],
            "insurance": [asdict(one) for one in self.insurance],
        }


def checked(
    given: Particulars, profile: CountryProfile, today: date, *, id_may_differ: bool = False
) -> Particulars:
    """The particulars tidied. Raises ParticularsRefused naming each field that can't be taken.

    An identifier that writes a birth date or sex fills what is empty, and refuses another day
    unless ``id_may_differ``: cards hold mistakes too.
    """
    errors: dict[str, Text] = {}
    tidy = replace(
        given,
        names=" ".join(unicodedata.normalize("NFC", given.names).split()),
        addresses=[line.strip() for line in given.addresses if line.strip()],
        emergency=[one for one in given.emergency if one.name.strip()],
        insurance=[one for one in given.insurance if one.insurer.strip()],
    )
    if not any(letter.isalpha() for letter in tidy.names):
        errors["names"] = _("Enter a name with at least one letter, as the person writes it.")
    elif len(tidy.names) > LONGEST_NAMES:
        errors["names"] = _("Enter at most 200 characters for the names.")
    if tidy.sex not in SEXES:
        errors["sex"] = _("Choose from the list.")
    if tidy.language not in LANGUAGES:
        errors["language"] = _("Choose from the list.")
    tidy = replace(tidy, contacts=_contacts(tidy.contacts, profile, errors))
    tidy = _with_identifiers(tidy, profile, today, errors, id_may_differ=id_may_differ)
    if tidy.birth_date is not None and not _may_be_born(tidy.birth_date, today):
        errors["birth_date"] = _("This birth date is too long ago. Check the year.")
    if errors:
        raise ParticularsRefused(errors=errors)
    return tidy


def _may_be_born(day: date, today: date) -> bool:
    return day <= today and day.year >= today.year - OLDEST_YEARS


def _contacts(
    given: Sequence[ContactPoint], profile: CountryProfile, errors: dict[str, Text]
) -> list[ContactPoint]:
    kept: list[ContactPoint] = []
    for one in given:
        value = " ".join(one.value.split())
        if not value:
            continue
        if one.kind == "email" and not _EMAIL.fullmatch(value):
            errors["email"] = _("This email address is incomplete. Enter it like name@example.org.")
        elif one.kind != "email" and phone_digits(value, profile.calling_code) is None:
            errors[one.kind] = _("Enter a telephone number with 7 to 15 digits.")
        kept.append(ContactPoint(one.kind, value))
    return kept


def _with_identifiers(
    given: Particulars,
    profile: CountryProfile,
    today: date,
    errors: dict[str, Text],
    *,
    id_may_differ: bool,
) -> Particulars:
    kept: dict[str, str] = {}
    tidy = given
    for kind in profile.person_identifiers:
        text = given.national_ids.get(kind.code, "").strip()
        if not text:
            continue
        found = kind.read(text, today)
        if not found.check.valid:
            errors[kind.code] = found.check.problem
            continue
        kept[kind.code] = found.check.value
        if found.birth_date is not None:
            differs = tidy.birth_date is not None and not _same_day(
                tidy.birth_date, found.birth_date
            )
            if differs and not id_may_differ:
                errors[kind.code] = _(
                    "This number contains a different birth date from the one you entered. "
                    "Compare both with the card."
                )
            tidy = replace(
                tidy, birth_date=tidy.birth_date or found.birth_date, sex=tidy.sex or found.sex
            )
    return replace(tidy, national_ids=kept)


def _same_day(one: date, other: date) -> bool:
    """Alike but for the century, which an identifier of two digits of the year can't tell."""
    return (one.day, one.month, one.year % 100) == (other.day, other.month, other.year % 100)
