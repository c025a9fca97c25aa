"""Codes from names, and what each fact may be."""

from __future__ import annotations

from typing import Any

import pytest

from theriac.core.facts.records import given
from theriac.core.problems import Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.suppliers.rules import (
    ContactWritten,
    SupplierLicenceWritten,
    SupplierWritten,
    code_from,
    faults_of,
    tax_number,
)

NPWP = "01.000.013.1-093.000"
GSTIN = "27AAPFU0939F1ZV"


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("PT Kimia Farma Trading & Distribution", (), "KFTD"),
        ("PT Kimia Farma Trading & Distribution", ("KFTD",), "KFTD2"),
        ("PT Kimia Farma Trading & Distribution", ("KFTD", "KFTD2"), "KFTD3"),
        ("Enseval", (), "ENSE"),
        ("PT", (), "PT"),
        ("株式会社", (), "S"),
    ],
)
def test_a_name_gives_a_code_that_nobody_has(name: str, taken: tuple[str, ...], code: str) -> None:
    assert code_from(name, taken) == code


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"code": "kf"}, "code"),
        ({"code": "A B"}, "code"),
        ({"email": "sales"}, "email"),
        ({"tax_id": "123"}, "tax_id"),
        ({"contacts": [ContactWritten(name=" ")]}, "contacts"),
        ({"contacts": [ContactWritten(name="A", email="a@b")]}, "contacts"),
        ({"licences": [SupplierLicenceWritten(kind="20b", number="1")]}, "licences"),
        ({"licences": [SupplierLicenceWritten(kind="pbf", number=" ")]}, "licences"),
        ({"licences": [SupplierLicenceWritten(kind="pbf", number="1")] * 2}, "licences"),
    ],
)
def test_what_does_not_fit_is_named(facts: dict[str, Any], field: str) -> None:
    written = SupplierWritten(**{"name": "Enseval", **facts})

    assert list(faults_of(written, profile_for("id"))) == [field]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"code": "A" * 13}, "code"),
        ({"payment_days": 366}, "payment_days"),
        ({"payment_days": -1}, "payment_days"),
        ({"lead_days": 400}, "lead_days"),
        ({"minimum_order": -1}, "minimum_order"),
        ({"contacts": [{"name": "A", "phone": "0" * 41}]}, "contacts.0.phone"),
        ({"contacts": [ContactWritten(name="A")] * 13}, "contacts"),
        ({"licences": [{"kind": "pbf", "number": "1" * 81}]}, "licences.0.number"),
    ],
)
def test_what_is_too_long_or_too_much_is_no_supplier(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        given(SupplierWritten, **{"name": "Enseval", **facts})

    assert list(refused.value.errors) == [field]


def test_what_fits_has_no_fault() -> None:
    written = SupplierWritten(
        name="Enseval",
        code="ENS-1",
        tax_id=NPWP,
        email="order@enseval.example",
        payment_days=0,
        lead_days=365,
        licences=(
            SupplierLicenceWritten(kind="pbf", number="1"),
            SupplierLicenceWritten(kind="cdob", number="2"),
        ),
    )

    assert faults_of(written, profile_for("id")) == {}


@pytest.mark.parametrize(
    ("country", "text", "kept"),
    [
        ("id", NPWP, "0010000131093000"),
        ("in", " 27aapfu0939f1zv ", GSTIN),
        ("generic", " DE 99 ", "DE 99"),
        ("id", "", ""),
    ],
)
def test_a_tax_number_is_kept_as_its_country_writes_it(country: str, text: str, kept: str) -> None:
    assert tax_number(text, profile_for(country)) == kept
