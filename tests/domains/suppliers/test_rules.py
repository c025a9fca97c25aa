"""Codes from names, and what each fact may be."""

from __future__ import annotations

from typing import Any

import pytest

from theriac.countries.registry import profile_for
from theriac.domains.suppliers.rules import (
    SupplierContact,
    SupplierFacts,
    SupplierLicenceFacts,
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
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"code": "kf"}, "code"),
        ({"code": "A B"}, "code"),
        ({"email": "sales"}, "email"),
        ({"payment_days": 366}, "payment_days"),
        ({"payment_days": -1}, "payment_days"),
        ({"lead_days": 400}, "lead_days"),
        ({"minimum_order": -1}, "minimum_order"),
        ({"tax_id": "123"}, "tax_id"),
        ({"contacts": [SupplierContact(name=" ")]}, "contacts"),
        ({"contacts": [SupplierContact(name="A", email="a@b")]}, "contacts"),
        ({"contacts": [SupplierContact(name="A", phone="0" * 41)]}, "contacts"),
        ({"contacts": [SupplierContact(name="A")] * 13}, "contacts"),
        ({"licences": [SupplierLicenceFacts(kind="20b", number="1")]}, "licences"),
        ({"licences": [SupplierLicenceFacts(kind="pbf", number=" ")]}, "licences"),
        ({"licences": [SupplierLicenceFacts(kind="pbf", number="1")] * 2}, "licences"),
        ({"licences": [SupplierLicenceFacts(kind="pbf", number="1" * 81)]}, "licences"),
    ],
)
def test_what_does_not_fit_is_named(facts: dict[str, Any], field: str) -> None:
    given = SupplierFacts(**{"name": "Enseval", **facts})

    assert list(faults_of(given, profile_for("id"))) == [field]


def test_what_fits_has_no_fault() -> None:
    given = SupplierFacts(
        name="Enseval",
        code="ENS-1",
        tax_id=NPWP,
        email="order@enseval.example",
        payment_days=0,
        lead_days=365,
        licences=[
            SupplierLicenceFacts(kind="pbf", number="1"),
            SupplierLicenceFacts(kind="cdob", number="2"),
        ],
    )

    assert faults_of(given, profile_for("id")) == {}


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
