"""Which of our kinds of numbers an identifier is, by its system or the type that HL7 gives it.

Systems: Kemenkes' SATUSEHAT (NIK, STR, SIP), India's ABDM (ABHA). Types: HL7 v2-0203. Ours are
``urn:theriac:patient:`` and ``urn:theriac:prescriber:`` with the kind behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from theriac.domains.eprescriptions.reader.facts import SentNumber

PATIENT, PRESCRIBER = "urn:theriac:patient:", "urn:theriac:prescriber:"
PATIENT_SYSTEMS: Mapping[str, str] = {
    "https://fhir.kemkes.go.id/id/nik": "nik",
    "https://healthid.abdm.gov.in": "abha",
    "https://healthid.ndhm.gov.in": "abha",
}
PATIENT_TYPES: Mapping[str, str] = {"PPN": "passport", "NI": "national_id"}
LICENCE_SYSTEMS: Mapping[str, str] = {
    "https://fhir.kemkes.go.id/id/str": "str",
    "https://fhir.kemkes.go.id/id/sip": "sip",
}
LICENCE_TYPES = ("MD", "LN")
"""A medical or other licence: a number of any kind that we keep."""
GTIN_SYSTEMS = ("https://www.gs1.org/gtin", "http://www.gs1.org/gtin", "urn:oid:1.3.160")


def patient_numbers(numbers: Iterable[SentNumber]) -> dict[str, str]:
    """A patient's numbers by our kind."""
    found: dict[str, str] = {}
    for one in numbers:
        own = one.system.removeprefix(PATIENT) if one.system.startswith(PATIENT) else ""
        kind = own or PATIENT_SYSTEMS.get(one.system) or PATIENT_TYPES.get(one.type, "")
        if kind:
            found.setdefault(kind, one.value)
    return found


def licence_numbers(numbers: Iterable[SentNumber]) -> list[tuple[str, str]]:
    """A prescriber's numbers with our kind; "" for a licence of any kind."""
    found = []
    for one in numbers:
        own = one.system.removeprefix(PRESCRIBER) if one.system.startswith(PRESCRIBER) else ""
        kind = own or LICENCE_SYSTEMS.get(one.system, "")
        if kind or one.type in LICENCE_TYPES:
            found.append((kind, one.value))
    return found
