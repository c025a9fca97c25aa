"""Every country answers everything that the protocol asks."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from theriac.core.money import CURRENCIES
from theriac.countries.base import CountryProfile
from theriac.countries.gates import NO_GROUND, Ground, PaperSeen, UnknownLegalClass
from theriac.countries.registry import PROFILES, UnknownCountry, profile_for
from theriac.countries.taxes import TaxContext, UnknownTaxClass

ON = date(2026, 11, 20)


@pytest.fixture(params=sorted(PROFILES))
def profile(request: pytest.FixtureRequest) -> CountryProfile:
    return PROFILES[request.param]


def test_codes() -> None:
    assert sorted(PROFILES) == ["generic", "id", "in"]
    assert [profile_for(code).code for code in ("id", "in", "generic")] == ["id", "in", "generic"]
    with pytest.raises(UnknownCountry):
        profile_for("xx")


def test_currency_and_zones_exist(profile: CountryProfile) -> None:
    assert profile.currency in CURRENCIES
    assert [ZoneInfo(zone).key for zone in profile.time_zones[:5]] == list(profile.time_zones[:5])
    assert set(profile.languages) <= {"en", "id"}


def test_every_class_is_judged_and_free_goods_need_nothing(profile: CountryProfile) -> None:
    ground = Ground(prescription=PaperSeen.ORIGINAL, copies=2)
    for legal_class in profile.legal_classes:
        assert profile.legal_class(legal_class.code) is legal_class
        assert profile.gate(legal_class.code, ground).allowed
        bare = profile.gate(legal_class.code, NO_GROUND)
        assert bare.allowed is not legal_class.needs_prescription
        assert len(legal_class.mark) in (1, 2)


def test_an_unknown_class_is_refused(profile: CountryProfile) -> None:
    with pytest.raises(UnknownLegalClass):
        profile.gate("moonshine", NO_GROUND)


def test_every_tax_class_is_taxed_and_adds_up(profile: CountryProfile) -> None:
    for inclusive in (True, False):
        context = TaxContext(on=ON, inclusive=inclusive, supplier_state="27")
        for tax_class in profile.tax_classes:
            line = profile.line_tax(123_457, tax_class.code, context)
            assert line.taxable + line.tax == line.total
            assert sum(charge.amount for charge in line.taxes) == line.tax
            assert (line.total if inclusive else line.taxable) == 123_457


def test_the_usual_tax_class_is_called_standard(profile: CountryProfile) -> None:
    assert profile.tax_classes[0].code == "standard"


def test_an_unknown_tax_class_is_refused(profile: CountryProfile) -> None:
    with pytest.raises(UnknownTaxClass):
        profile.line_tax(1, "moonshine", TaxContext(on=ON))


def test_who_is_not_registered_charges_nothing(profile: CountryProfile) -> None:
    context = TaxContext(on=ON, registered=False, supplier_state="27")
    line = profile.line_tax(9_999, "standard", context)
    assert (line.taxable, line.taxes, line.tax, line.total) == (9_999, (), 0, 9_999)


def test_forms_name_their_licences(profile: CountryProfile) -> None:
    form = profile.receipt_form(registered=True)
    required = {field.code for field in profile.licences if field.required}
    assert required - set(form.fields) <= {"pharmacist_registration"}
    assert {"number", "items", "batch", "expiry", "total", "payments", "change"} <= set(form.fields)


def test_identifier_checks_that_licences_name_exist(profile: CountryProfile) -> None:
    named = {field.identifier for field in profile.licences if field.identifier}
    assert named <= set(profile.identifiers)
    assert all(check("").valid is False for check in profile.identifiers.values())


def test_documents_by_registration() -> None:
    india = profile_for("in")
    assert india.receipt_form(registered=True).code == "tax_invoice"
    assert india.receipt_form(registered=True, all_nil=True).code == "bill_of_supply"
    memo = india.receipt_form(registered=False)
    assert (memo.code, "gstin" in memo.fields, "taxes" in memo.fields) == (
        "cash_memo",
        False,
        False,
    )
    indonesia = profile_for("id")
    assert "taxes" in indonesia.receipt_form(registered=True).fields
    assert "taxes" not in indonesia.receipt_form(registered=False).fields
