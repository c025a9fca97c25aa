"""What the papers of a branch show of it: name, address, licences, pharmacist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from theriac.countries.registry import profile_for
from theriac.domains.organisation.models import Branch

TAX_IDENTIFIERS = {"id": "npwp", "in": "gstin", "generic": "tax_number"}
PHARMACISTS = ("apj", "registered_pharmacist")
SHORT_CODE = 6


@dataclass(frozen=True, slots=True)
class PrintedLicence:
    """A licence or tax number as papers write it."""

    code: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A branch on its papers; ``tax_number`` is "" where it has none, ``state`` where none is."""

    shop: str
    address: str
    phone: str
    licences: Sequence[PrintedLicence]
    pharmacist: str
    tax_number: str
    state: str


def letterhead_of(branch: Branch) -> Letterhead:
    """The branch's, with its pharmacy read beside it."""
    profile = profile_for(branch.pharmacy.country)
    held = _licences(branch)
    return Letterhead(
        shop=f"{branch.pharmacy.name} {branch.name}".upper(),
        address=branch.address,
        phone=branch.phone,
        licences=[
            PrintedLicence(field.code, _label(field.code, field.label), held[field.code])
            for field in profile.licences
            if field.code in held and field.code != "registered_pharmacist"
        ],
        pharmacist=next((held[code] for code in PHARMACISTS if code in held), ""),
        tax_number=held.get(TAX_IDENTIFIERS[branch.pharmacy.country], ""),
        state=branch.tax_state,
    )


def _licences(branch: Branch) -> dict[str, str]:
    held: dict[str, Any] = dict(branch.licences)
    code = TAX_IDENTIFIERS[branch.pharmacy.country]
    if branch.tax_id and not held.get(code):
        held[code] = branch.tax_id
    return {name: str(value) for name, value in held.items() if value}


def _label(code: str, label: object) -> str:
    """What people call a licence on paper: its letters where it has some, else its name."""
    if len(code) <= SHORT_CODE:
        return code.upper().replace("_", " ")
    with translation.override("en"):
        return str(label)
