"""GS1's own test vectors (gs1-syntax-engine), as far as they concern a pharmacy's scanner.

Left out, each for its reason:
- ``validate:validateDigSigRequiresSerialisedKey`` and requisites of (8030): we verify no digital
  signatures; ``(02)…(37)`` without (00) and ``(250)`` without (21) say nothing about the product
  or batch in hand, so what they lack isn't looked for. (21) without (01) is a warning, by our
  rule, where the engine refuses.
- ``]E0…|]e0…``, a linear and a composite part in one transmission: no medicine pack carries it.
- ``]Q1`` and ``]d1`` with nothing behind: the engine reads an empty text, we refuse emptiness.
- ``https://a/8004/…?01=02345673`` stands in the file both as valid and as not, and
  ``…/01/416000336108`` as not, by an option of the engine; we take GTINs without leading zeros.
- (89) isn't allocated: the engine is told to invent it, we refuse it, and pass over it in a link.
- Raw data that begins with ``^`` is FNC1 in the engine's notation: here a separator stands first.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from theriac.domains.catalog.gs1.codes import Caution, CodeForm, ScannedCode, read_code
from theriac.domains.catalog.gs1.identifiers import fixed_length
from theriac.domains.catalog.gs1.problems import UnreadableCode

pytestmark = pytest.mark.shared
Row = dict[str, str]
LEFT_OUT = {
    "]Q1",
    "]d1",
    "]E02112345678900|]e099COMPOSITE<GS>98XYZ",
    "(01)12345678901231(250)ABC123",
    "(8030)DIGSIG(8010)1234567890",
    "(89)ABC(89)ABC(89)ABC",
    "https://a/01/416000336108",
    "https://example.com/01/09520123456788?99=XYZ&89=ABC123",
}
MISPLACED = {
    "https://example.com/01/09520123456788?10=ABC123",
    "https://id.gs1.org/01/09520123456788/10/ABC123?99=XYZ789&10=ABC123",
}


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    with (shared / "data" / "barcodes" / "gs1_vectors.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


def read(raw: str) -> ScannedCode | None:
    """The code, or None where it is refused or isn't GS1 data at all."""
    try:
        code = read_code(raw.replace("<GS>", "\x1d"), as_of_year=2026)
    except UnreadableCode:
        return None
    gs1 = code.form in (CodeForm.ELEMENT_STRING, CodeForm.DIGITAL_LINK)
    return code if gs1 or (code.symbology and code.form is not CodeForm.PLAIN) else None


def unbracketed(code: ScannedCode | None) -> str:
    """The engine's notation: ^ for FNC1, first and after each value of variable length."""
    if code is None:
        return ""
    parts = [
        identifier + value + ("" if fixed_length(identifier) else "^")
        for identifier, value in code.elements
    ]
    return "^" + "".join(parts).removesuffix("^")


def chosen(rows: list[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["kind"].startswith(kind) and row["input"] not in LEFT_OUT]


def test_bracketed_entry(rows: list[Row]) -> None:
    cases = chosen(rows, "parse_bracketed")
    assert [unbracketed(read(row["input"])) for row in cases] == [
        row["expected_output"] for row in cases
    ]
    assert len(cases) == 18


def test_unbracketed_data(rows: list[Row]) -> None:
    cases = chosen(rows, "process_unbracketed")
    for row in cases:
        raw = row["input"].replace("^", "\x1d")
        assert (read(raw) is not None) == (row["expected_ok"] == "true"), row["input"]
    assert len(cases) == 47


def test_repeated_and_contradicting_identifiers(rows: list[Row]) -> None:
    cases = chosen(rows, "validate:validateAIrepeats") + chosen(rows, "validate:validateAImutex")
    for row in cases:
        assert (read(row["input"]) is not None) == (row["expected_ok"] == "true"), row["input"]
    assert len(cases) == 23


def test_what_is_missing_is_a_warning(rows: list[Row]) -> None:
    cases = chosen(rows, "validate:validateAIrequisites")
    for row in cases:
        code = read(row["input"])
        assert code is not None, row["input"]
        if row["expected_ok"] == "false":
            assert Caution.NO_GTIN in code.warnings, row["input"]
    assert len(cases) == 21


def test_digital_links(rows: list[Row]) -> None:
    cases = chosen(rows, "digital_link_uri")
    contradictory = {
        row["input"]
        for row in cases
        if {other["expected_ok"] for other in cases if other["input"] == row["input"]}
        == {"true", "false"}
    }
    assert contradictory == {"https://a/8004/9520614141234567?01=02345673"}
    for row in cases:
        if row["input"] in contradictory and row["expected_ok"] == "false":
            continue
        code = read(row["input"])
        if row["input"] in MISPLACED:
            assert code is not None
            assert code.warnings == (Caution.MISPLACED_IDENTIFIER,)
            continue
        assert (code.form if code else None) == (
            CodeForm.DIGITAL_LINK if row["expected_ok"] == "true" else None
        ), row["input"]
        assert unbracketed(code) == row["expected_output"], row["input"]
    assert len(cases) == 72


def test_scan_data(rows: list[Row]) -> None:
    cases = chosen(rows, "scan_data")
    for row in cases:
        raw = row["input"].replace("<GS>", "\x1d")
        if row["expected_ok"] == "false":
            assert read(raw) is None, row["input"]
            continue
        code = read_code(raw, as_of_year=2026)
        if code.form is CodeForm.ELEMENT_STRING:
            assert unbracketed(code) == row["expected_output"]
        else:
            assert code.text == row["expected_output"].replace("\\^", "^").replace("\\\\", "\\")
    assert len(cases) == 29
