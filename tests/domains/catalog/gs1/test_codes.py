"""Scans of every kind: the committed vectors, and what they leave open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from theriac.domains.catalog.gs1.codes import CAUTIONS, Caution, CodeForm, ScannedCode, read_code
from theriac.domains.catalog.gs1.problems import Fault, UnreadableCode

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"
CASES = json.loads((VECTORS / "gs1_element_strings.json").read_text("utf-8"))["cases"]
FIELDS = {"01": "gtin", "10": "batch_number", "21": "serial", "11": "produced_on"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_vector(case: dict[str, Any]) -> None:
    expect = case["expect"]
    if not expect["ok"]:
        with pytest.raises(UnreadableCode) as refusal:
            read_code(case["raw"], as_of_year=2026)
        assert refusal.value.fault == expect["error"]
        return
    code = read_code(case["raw"], as_of_year=2026)
    assert code.raw == case["raw"]
    assert values_of(code) == expect["ai"]
    assert list(code.warnings) == expect.get("warnings", [])


def values_of(code: ScannedCode) -> dict[str, str]:
    """The elements, dates as ISO dates, taken from the fields that the product uses."""
    values = dict(code.elements)
    for identifier, field in FIELDS.items():
        if identifier in values:
            values[identifier] = str(getattr(code, field))
    if "17" in values:
        values["17"] = str(code.expires_on)
    if "30" in values:
        values["30"] = str(code.quantity)
    return values


@pytest.mark.rows("CAT-06")
@pytest.mark.parametrize(
    ("raw", "gtin"),
    [
        ("8999345145069", "08999345145069"),
        ("]E08999345145069", "08999345145069"),
        ("]E3899934514506912", "08999345145069"),
        ("78778931", "00000078778931"),
        ("]E478778931", "00000078778931"),
        ("021809679297", "00021809679297"),
        ("19523783266169", "19523783266169"),
        ("]I119523783266169", "19523783266169"),
        (" 8999345145069\r\n", "08999345145069"),
        ("]Q18999345145069", "08999345145069"),
    ],
)
def test_bare_numbers_open_the_same_pack(raw: str, gtin: str) -> None:
    code = read_code(raw)
    assert (code.form, code.gtin, code.lookup) == (CodeForm.GTIN, gtin, gtin)
    assert code.warnings == ()


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", Fault.EMPTY),
        (" \r\n", Fault.EMPTY),
        ("]d2", Fault.EMPTY),
        ("]C1\x1d", Fault.EMPTY),
        ("]E0899934514506", Fault.LENGTH),
        ("]E0899934514506X", Fault.LENGTH),
        ("]E08999345145060", Fault.GTIN_CHECK_DIGIT),
        ("]E478778932", Fault.GTIN_CHECK_DIGIT),
        ("]d2LOT7A", Fault.IDENTIFIER),
        ("]d2010952000000001110A\x1d10B", Fault.REPEATED),
        ("]d20109520000000011" + "0209520000000011", Fault.CONTRADICTION),
        ("]d2010952000000001110AAAAAAAAAAAAAAAAAAAA991234", Fault.LENGTH),
        ("]d201095200000000113012345678\u0661", Fault.CHARSET),
        ("]d201" + "\u0660" * 14, Fault.CHARSET),
        ("]d23012345678917280228", Fault.LENGTH),
        ("]C100123456789012345670", Fault.CHECK_DIGIT),
        ("https://id.example/01/09520000000012/10/A", Fault.GTIN_CHECK_DIGIT),
        ("https://id.example/01/09520000000011/17/280228", Fault.IDENTIFIER),
        ("https://id.example/01/09520000000011?17=280230", Fault.DATE),
        ("1" * 8001, Fault.LENGTH),
    ],
)
def test_damaged_codes_are_refused_with_a_sentence(raw: str, fault: Fault) -> None:
    with pytest.raises(UnreadableCode) as refusal:
        read_code(raw, as_of_year=2026)
    assert refusal.value.fault == fault
    assert refusal.value.facts["fault"] == fault.value
    assert (refusal.value.status, refusal.value.type) == (422, "catalog.unreadable_code")


def test_an_incomplete_scan_says_what_to_do() -> None:
    with pytest.raises(UnreadableCode) as refusal:
        read_code("]d2010952000000")
    assert str(refusal.value) == "The code was only partly read. Scan again."


def test_digital_link_fills_product_batch_and_expiry() -> None:
    raw = "https://id.example/shop/01/9520000000011/10/LOT%2F7A/21/SN1?17=280200&utm=x"
    code = read_code(raw, as_of_year=2026)
    assert code == ScannedCode(
        raw,
        CodeForm.DIGITAL_LINK,
        raw,
        gtin="09520000000011",
        batch_number="LOT/7A",
        expires_on=date(2028, 2, 29),
        serial="SN1",
        elements=(("01", "09520000000011"), ("10", "LOT/7A"), ("21", "SN1"), ("17", "280200")),
    )


@pytest.mark.parametrize(
    "raw",
    [
        "https://id.example/01/09520000000011?10=LOT7A&17=280228",
        "https://id.example/01/09520000000011/21/SN/10/LOT7A",
        "https://id.example/01/09520000000011/10/LOT7A?10=LOT7A",
    ],
)
def test_misplaced_identifiers_are_taken_with_a_warning(raw: str) -> None:
    code = read_code(raw, as_of_year=2026)
    assert code.batch_number == "LOT7A"
    assert code.warnings == (Caution.MISPLACED_IDENTIFIER,)


@pytest.mark.parametrize(
    "raw", ["10ABC", "991234", "INT-0001", "A7", "010952000000", "12345", "]C0RACK 7", "(1", "]XX"]
)
def test_a_shops_own_code_stays_as_it_is(raw: str) -> None:
    code = read_code(raw)
    assert (code.form, code.gtin) == (CodeForm.PLAIN, None)
    assert code.lookup == raw.removeprefix("]C0")


def test_a_number_that_only_looks_like_a_gtin_is_looked_up_with_a_warning() -> None:
    code = read_code("8999345145060")
    assert (code.form, code.lookup, code.gtin) == (CodeForm.PLAIN, "8999345145060", None)
    assert code.warnings == (Caution.GTIN_CHECK_DIGIT,)


@pytest.mark.parametrize(
    ("raw", "suspect"),
    [
        ("]d2010952000000001110LOT7A17280228", True),
        ("]d2010952000000001110LOT7A1728022821SN9", True),
        ("]d2010952000000001121SN917280200", True),
        ("]d210LOT70108999991234568", True),
        ("]d2010952000000001110LOT7A17280230", False),
        ("]d2010952000000001110LOT7A17770101", False),
        ("]d2172802280109520000000011" + "10LOT7A17280228", False),
        ("(01)09520000000011(10)LOT7A17280228", False),
        ("https://id.example/01/09520000000011/10/LOT7A17280228", False),
    ],
)
def test_a_swallowed_field_is_noticed(raw: str, *, suspect: bool) -> None:
    code = read_code(raw, as_of_year=2026)
    assert (Caution.SUSPECT_MISSING_SEPARATOR in code.warnings) is suspect


@pytest.mark.parametrize(
    "raw",
    [
        "Unique Product Identification Code: 8901234000175\nProper and Generic Name: Amoxicillin\n"
        "Brand Name: Amoxsan\nManufacturer: Asha Labs, Pune\nBatch No.: AB-12\n"
        "Mfg. Date: 01/2025\nExp. Date: FEB 2028\nLicence No: KTK/25/1",
        "UPIC=8901234000175;Generic=Amoxicillin;Brand=Amoxsan;Manufacturer=Asha Labs, Pune;"
        "B.No=AB-12;MFD=01-2025;EXP=02-2028;Lic=KTK/25/1",
        "Product code: 8901234000175, Generic: Amoxicillin, Brand: Amoxsan, Manufacturer: "
        "Asha Labs, Pune, Lot: AB-12, Mfg: JAN25, Expiry: 29/02/2028, Licence: KTK/25/1",
        "https://check.example/p?gtin=8901234000175&g=Amoxicillin&b=Amoxsan&m=Asha+Labs%2C+Pune"
        "&batch=AB-12&mfg=2025-01&exp=2028-02-29&lic=KTK%2F25%2F1",
    ],
)
def test_free_text_of_schedule_h2(raw: str) -> None:
    code = read_code(raw, as_of_year=2026)
    assert (code.form, code.raw, code.text) == (CodeForm.LABEL_TEXT, raw, raw)
    assert (code.gtin, code.batch_number) == ("08901234000175", "AB-12")
    assert code.produced_on == date(2025, 1, 31)
    assert code.expires_on == date(2028, 2, 29)
    assert [value for _, value in code.details][:4] == [
        "8901234000175",
        "Amoxicillin",
        "Amoxsan",
        "Asha Labs, Pune",
    ]
    assert code.details[-1][1] == "KTK/25/1"
    assert code.warnings == (Caution.READ_FROM_TEXT,)


def test_an_address_that_is_no_digital_link_is_kept() -> None:
    code = read_code("https://maker.example/medicine/amoxsan")
    assert (code.form, code.text) == (CodeForm.PLAIN, "https://maker.example/medicine/amoxsan")


def test_every_warning_has_a_sentence() -> None:
    assert set(CAUTIONS) == set(Caution)
    assert all(str(sentence).endswith(".") for sentence in CAUTIONS.values())
