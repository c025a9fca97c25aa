"""gs1_*: barcodes."""

from __future__ import annotations

from theriac.domains.catalog.gs1.codes import ScannedCode, read_code
from theriac.domains.catalog.gs1.dates import gs1_date
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.surfaces.operations.conform.case import Case, CaseAnswer

REFERENCE_YEAR = 2026
"""The year in which the element strings of the files are read."""

_DATES = {"11": "produced_on", "17": "expires_on"}


def gtin(case: Case) -> CaseAnswer:
    """A GTIN in 14 digits, or none."""
    found = gtin14(case["input"])
    return CaseAnswer(
        {"valid": case["valid"], "gtin14": case["gtin14"]},
        {"valid": found is not None, "gtin14": found},
    )


def date_of_code(case: Case) -> CaseAnswer:
    """A date of six digits."""
    found = gs1_date(case["input"], case["as_of_year"])
    return CaseAnswer(case["expect"], found and found.isoformat())


def _values(code: ScannedCode) -> dict[str, str]:
    values = dict(code.elements)
    for identifier, field in _DATES.items():
        if identifier in values:
            values[identifier] = getattr(code, field).isoformat()
    if code.quantity is not None and "30" in values:
        values["30"] = str(code.quantity)
    return values


def element_string(case: Case) -> CaseAnswer:
    """What a scanner sends, read into identifiers, or the fault for which it is refused."""
    expected = {"warnings": [], **case["expect"]} if case["expect"]["ok"] else case["expect"]
    try:
        code = read_code(case["raw"], as_of_year=REFERENCE_YEAR)
    except UnreadableCode as refusal:
        return CaseAnswer(expected, {"ok": False, "error": refusal.fault.value})
    warnings = [warning.value for warning in code.warnings]
    return CaseAnswer(expected, {"ok": True, "ai": _values(code), "warnings": warnings})
