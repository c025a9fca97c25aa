"""id_*: what is Indonesia's alone."""

from __future__ import annotations

from datetime import date

from theriac.countries.indonesia.authorisations import read_nie
from theriac.countries.indonesia.ceilings import highest_retail_price
from theriac.countries.indonesia.identifiers import npwp16, read_nik
from theriac.countries.indonesia.tax import ppn
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind, find_breach
from theriac.surfaces.operations.conform.case import Case, CaseAnswer

AS_OF = date(2026, 11, 20)
"""The day on which the files were written; their cases give no other."""


def authorisation(case: Case) -> CaseAnswer:
    """An NIE, read."""
    nie = read_nie(case["input"])
    if nie is None:
        return CaseAnswer(case["expect"], {"valid": False})
    given = {
        "valid": True,
        "brand": nie.brand,
        "golongan": nie.legal_class,
        "origin": nie.origin,
        "year2": nie.year2,
    }
    return CaseAnswer(case["expect"], given)


def retail_ceiling(case: Case) -> CaseAnswer:
    """HET by formula, or whether a price keeps to it."""
    if "expect_het" in case:
        het = highest_retail_price(int(case["hna"]), AS_OF, includes_ppn=case["hna_includes_ppn"])
        return CaseAnswer(case["expect_het"], str(het))
    ceiling = Ceiling(CeilingKind.HET, int(case["het"]), 1)
    breach = find_breach(1, int(case["unit_price"]), 1, [ceiling])
    return CaseAnswer(case["allowed"], breach is None)


def citizen_number(case: Case) -> CaseAnswer:
    """A NIK, read."""
    nik = read_nik(case["input"], date.fromisoformat(case["as_of"]))
    if nik is None:
        return CaseAnswer(case["expect"], {"valid": False})
    given = {
        "valid": True,
        "birth_date": nik.birth_date.isoformat(),
        "sex": nik.sex,
        "province": nik.province,
        "regency": nik.regency,
        "district": nik.district,
    }
    return CaseAnswer(case["expect"], given)


def taxpayer_number(case: Case) -> CaseAnswer:
    """An NPWP in 16 digits, or none."""
    number = npwp16(case["input"], AS_OF)
    expected = {"valid": case["valid"], "npwp16": case["npwp16"]}
    return CaseAnswer(expected, {"valid": number is not None, "npwp16": number})


def value_added_tax(case: Case) -> CaseAnswer:
    """PPN on an amount, or inside it."""
    result = ppn(int(case["amount"]), AS_OF, inclusive=case["mode"] == "inclusive")
    given = {
        "price": str(result.price),
        "dpp_nilai_lain": str(result.other_tax_base),
        "rate_pct": str(result.rate_bp // 100),
        "ppn": str(result.ppn),
        "total": str(result.total),
    }
    return CaseAnswer(case["expect"], given)
