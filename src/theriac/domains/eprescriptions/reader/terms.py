"""Codes of dosages that are understood, as FHIR R4's bindings and SATUSEHAT write them.

Timing: v3-GTSAbbreviation. Routes: SNOMED CT, WHO's ATC and v3-RouteOfAdministration. Units: UCUM
and v3-orderableDrugForm. What isn't here is left for a person.
"""

from __future__ import annotations

from collections.abc import Mapping

from theriac.domains.dosage.notation.vocabulary import unit_named
from theriac.domains.dosage.terms import DoseUnit

TIMINGS: Mapping[str, tuple[int, int, str]] = {
    "QD": (1, 1, "d"),
    "BID": (2, 1, "d"),
    "TID": (3, 1, "d"),
    "QID": (4, 1, "d"),
    "QOD": (1, 2, "d"),
    "Q1H": (1, 1, "h"),
    "Q2H": (1, 2, "h"),
    "Q3H": (1, 3, "h"),
    "Q4H": (1, 4, "h"),
    "Q6H": (1, 6, "h"),
    "Q8H": (1, 8, "h"),
    "WK": (1, 1, "wk"),
    "MO": (1, 1, "mo"),
}
"""Times, period, unit of the period."""
MEALS: Mapping[str, str] = {
    "AC": "ac",
    "ACM": "",
    "C": "dc",
    "PC": "pc",
    "HS": "hs",
    "MORN": "mane",
    "EVE": "vesp",
    "NIGHT": "nocte",
}
"""How directions write a moment; "" is one that they have no sign for."""
ROUTES: Mapping[str, str] = {
    "26643006": "oral",
    "37839007": "sublingual",
    "6064005": "topical",
    "45890007": "topical",
    "54485002": "eye",
    "10547007": "ear",
    "46713006": "nasal",
    "447694001": "inhaled",
    "37161004": "rectal",
    "16857009": "vaginal",
    "47625008": "injection",
    "78421000": "injection",
    "34206005": "injection",
    "O": "oral",
    "SL": "sublingual",
    "TD": "topical",
    "N": "nasal",
    "Inhal": "inhaled",
    "R": "rectal",
    "V": "vaginal",
    "P": "injection",
    "PO": "oral",
    "PR": "rectal",
    "IM": "injection",
    "IV": "injection",
    "SC": "injection",
}
_UNITS: Mapping[str, DoseUnit] = {
    "ortab": DoseUnit.TABLET,
    "ercap": DoseUnit.CAPSULE,
    "ertab": DoseUnit.TABLET,
    "opdrop": DoseUnit.DROP,
    "nasspry": DoseUnit.SPRAY,
    "ug": DoseUnit.MICROGRAM,
    "[iu]": DoseUnit.UNIT,
    "tbl": DoseUnit.TABLET,
}
DAYS_IN = {"d": 1, "wk": 7, "mo": 30}
PERIODS = ("h", "d", "wk", "mo")
NO_SUBSTITUTE = ("N",)
SUBSTITUTE = ("E", "EC", "BC", "G", "TE", "TB", "TG", "F")


def unit_of(*words: str) -> DoseUnit | None:
    """The unit of the first of these words that says one: unit, then code."""
    for word in words:
        plain = word.strip().lower().strip("{}")
        found = _UNITS.get(plain) or unit_named(plain)
        if found is not None:
            return found
    return None
