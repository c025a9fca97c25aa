"""What a supplier's facts may be, and the code that a name gives: pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.problems import Text
from theriac.countries.base import CountryProfile

MOST_DAYS = 365
MOST_CONTACTS = 12
LENGTHS: Mapping[str, int] = {
    "name": 120,
    "address": 250,
    "phone": 40,
    "email": 254,
    "tax_id": 40,
    "terms": 500,
}
CONTACT_LENGTHS: Mapping[str, int] = {"name": 80, "role": 60, "phone": 40, "email": 254}
LONGEST_LICENCE = 80
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierContact:
    """A person at the supplier."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLicenceFacts:
    """A licence: its kind's code in the country, number, and the last day that it holds."""

    kind: str
    number: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierFacts:
    """A supplier as it is entered. Without a ``code`` its name gives one."""

    name: str
    code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    tax_id: str = ""
    tax_registered: bool = True
    payment_days: int | None = None
    lead_days: int | None = None
    minimum_order: int = 0
    terms: str = ""
    contacts: Sequence[SupplierContact] = ()
    licences: Sequence[SupplierLicenceFacts] = ()


def code_from(name: str, taken: Collection[str]) -> str:
    """The first letters of the name's words, numbered where another supplier has them: KF, KF2."""
    words = re.findall(r"[A-Z0-9]+", name.upper())
    legal_forms = {"PT", "CV", "UD", "LTD", "PVT", "LLC", "INC"}
    telling = [word for word in words if word not in legal_forms] or words
    letters = "".join(word[0] for word in telling)[:6] if len(telling) > 1 else "".join(telling)[:4]
    stem = letters or "S"
    number = 1
    while (code := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return code


def faults_of(facts: SupplierFacts, profile: CountryProfile) -> dict[str, Text]:
    """What can't be taken, by field. Contacts and licences by ``contacts`` and ``licences``."""
    return (
        _name_faults(facts)
        | _term_faults(facts)
        | _tax_faults(facts.tax_id, profile)
        | _contact_faults(facts.contacts)
        | _licence_faults(facts.licences, profile)
    )


def _name_faults(facts: SupplierFacts) -> dict[str, Text]:
    faults: dict[str, Text] = {
        field: too_long(most)
        for field, most in LENGTHS.items()
        if len(getattr(facts, field)) > most
    }
    if not facts.name.strip():
        faults["name"] = _("A supplier has a name. Type it.")
    if facts.code and not _CODE.fullmatch(facts.code):
        faults["code"] = _("A code has 1 to 12 capital letters, digits or dashes, like KF-2.")
    if facts.email and not _EMAIL.fullmatch(facts.email):
        faults["email"] = _("This isn't an e-mail address. Type it like sales@example.com.")
    return faults


def _term_faults(facts: SupplierFacts) -> dict[str, Text]:
    words = _("This is a number of days, at most a year.")
    days = {"payment_days": facts.payment_days, "lead_days": facts.lead_days}
    faults: dict[str, Text] = {
        field: words
        for field, count in days.items()
        if count is not None and not 0 <= count <= MOST_DAYS
    }
    if facts.minimum_order < 0:
        faults["minimum_order"] = _("A sum is never below zero.")
    return faults


def too_long(most: int) -> str:
    """The sentence for a text over its length."""
    return ngettext(
        "This takes at most %(most)s letter.", "This takes at most %(most)s letters.", most
    ) % {"most": most}


def tax_number(text: str, profile: CountryProfile) -> str:
    """The tax number as the country writes it; the text itself where the country checks none."""
    check = profile.identifiers.get(profile.supplier_tax_number)
    found = check(text) if text and check is not None else None
    return found.value if found is not None and found.valid else text.strip()


def _tax_faults(text: str, profile: CountryProfile) -> dict[str, Text]:
    check = profile.identifiers.get(profile.supplier_tax_number)
    found = check(text) if text and check is not None else None
    return {} if found is None or found.valid else {"tax_id": found.problem}


def _contact_faults(contacts: Sequence[SupplierContact]) -> dict[str, Text]:
    if len(contacts) > MOST_CONTACTS:
        return {"contacts": _("At most twelve people are kept of a supplier. Take some out.")}
    for contact in contacts:
        if not contact.name.strip():
            return {"contacts": _("A contact has a name. Type it, or take the line out.")}
        if any(len(getattr(contact, name)) > most for name, most in CONTACT_LENGTHS.items()):
            return {"contacts": _("A contact's line is too long. Shorten it.")}
        if contact.email and not _EMAIL.fullmatch(contact.email):
            words = _("%(name)s's e-mail address can't be read. Type it like ani@example.com.")
            return {"contacts": str(words) % {"name": contact.name}}
    return {}


def _licence_faults(
    licences: Sequence[SupplierLicenceFacts], profile: CountryProfile
) -> dict[str, Text]:
    known = {kind.code for kind in profile.supplier_licences}
    kinds = [licence.kind for licence in licences]
    if len(set(kinds)) < len(kinds):
        return {"licences": _("Of each kind of licence one is kept. Take the older one out.")}
    for licence in licences:
        if licence.kind not in known:
            return {"licences": _("There is no such kind of licence here. Choose from the list.")}
        if not licence.number.strip():
            return {"licences": _("A licence has a number. Type it as it is printed.")}
        if len(licence.number) > LONGEST_LICENCE:
            return {"licences": too_long(LONGEST_LICENCE)}
    return {}


def stored_contacts(contacts: Sequence[SupplierContact]) -> list[dict[str, Any]]:
    """The contacts as they are kept, without lines that hold nothing."""
    return [
        {"name": one.name.strip(), "role": one.role, "phone": one.phone, "email": one.email}
        for one in contacts
    ]
