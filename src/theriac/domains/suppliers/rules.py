"""What a supplier's facts may be, and the code that a name gives: pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import (
    Amount,
    Day,
    Days,
    Email,
    Flag,
    Name120,
    Text12,
    Text20,
    Text40,
    Text60,
    Text80,
    Text250,
    Text500,
)
from theriac.core.problems import Text
from theriac.countries.base import CountryProfile

MOST_CONTACTS = 12
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@record
class ContactWritten:
    """A person at the supplier."""

    name: Text80
    role: Text60 = ""
    phone: Text40 = ""
    email: Email = ""


@record
class SupplierLicenceWritten:
    """A licence by its kind in the pharmacy's country, one of each kind."""

    kind: Text20
    number: Text80
    valid_until: Day | None = None


@record
class SupplierWritten:
    """A supplier, whole. Without a `code` its name gives one; a change keeps the one there is."""

    name: Name120
    code: Text12 = ""
    address: Text250 = ""
    phone: Text40 = ""
    email: Email = ""
    tax_id: Text40 = ""
    tax_registered: Flag = True
    payment_days: Days | None = None
    lead_days: Days | None = None
    minimum_order: Amount = 0
    terms: Text500 = ""
    contacts: Annotated[tuple[ContactWritten, ...], Field(max_length=MOST_CONTACTS)] = ()
    licences: Annotated[tuple[SupplierLicenceWritten, ...], Field(max_length=12)] = ()


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


def faults_of(facts: SupplierWritten, profile: CountryProfile) -> dict[str, Text]:
    """What can't be taken, by field. Contacts and licences by ``contacts`` and ``licences``."""
    return (
        _text_faults(facts)
        | _tax_faults(facts.tax_id, profile)
        | _contact_faults(facts.contacts)
        | _licence_faults(facts.licences, profile)
    )


def _text_faults(facts: SupplierWritten) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    if facts.code and not _CODE.fullmatch(facts.code):
        faults["code"] = _("Enter 1 to 12 capital letters, digits or dashes, for example KF-2.")
    if facts.email and not _EMAIL.fullmatch(facts.email):
        faults["email"] = _("Enter a valid email address, for example sales@example.com.")
    return faults


def tax_number(text: str, profile: CountryProfile) -> str:
    """The tax number as the country writes it; the text itself where the country checks none."""
    check = profile.identifiers.get(profile.supplier_tax_number)
    found = check(text) if text and check is not None else None
    return found.value if found is not None and found.valid else text.strip()


def _tax_faults(text: str, profile: CountryProfile) -> dict[str, Text]:
    check = profile.identifiers.get(profile.supplier_tax_number)
    found = check(text) if text and check is not None else None
    return {} if found is None or found.valid else {"tax_id": found.problem}


def _contact_faults(contacts: Sequence[ContactWritten]) -> dict[str, Text]:
    for contact in contacts:
        if not contact.name.strip():
            return {"contacts": _("Enter the contact’s name, or clear the line.")}
        if contact.email and not _EMAIL.fullmatch(contact.email):
            words = _("Enter a valid email address for %(name)s, for example ani@example.com.")
            return {"contacts": str(words) % {"name": contact.name}}
    return {}


def _licence_faults(
    licences: Sequence[SupplierLicenceWritten], profile: CountryProfile
) -> dict[str, Text]:
    known = {kind.code for kind in profile.supplier_licences}
    kinds = [licence.kind for licence in licences]
    if len(set(kinds)) < len(kinds):
        return {"licences": _("Enter each type of licence once. Remove the older one.")}
    for licence in licences:
        if licence.kind not in known:
            return {"licences": _("Choose a licence type from the list.")}
        if not licence.number.strip():
            return {"licences": _("Enter the licence number as printed.")}
    return {}


def stored_contacts(contacts: Sequence[ContactWritten]) -> list[dict[str, Any]]:
    """The contacts as they are kept, without lines that hold nothing."""
    return [
        {"name": one.name.strip(), "role": one.role, "phone": one.phone, "email": one.email}
        for one in contacts
    ]
