"""Complaint 21: two-dimensional GS1 codes aren't parsed.

OCA/stock-logistics-barcode #406, bhima #5382, odoo #19461. One scan names product, batch,
expiry and serial, from every carrier, at the server and at the counter without one; what a scanner
lost on the way is said, not guessed.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.surfaces.counter.domain.conftest import Run, module_page, run
from theriac.domains.catalog.gs1.codes import Caution, read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode

__all__ = ["module_page", "run"]

CARRIERS = {
    "DataMatrix": "]d2010899999123456817280228" + "10LOT7A\x1d21SN0001",
    "QR": "]Q3010899999123456810LOT7A\x1d21SN0001\x1d17280228",
    "GS1-128": "]C10108999991234568" + "17280200" + "10LOT7A\x1d21SN0001",
    "scanner without symbology identifiers": "\x1d010899999123456817280228" + "10LOT7A\x1d21SN0001",
    "typed from below the bars": "(01) 08999991234568 (17) 280228 (10) LOT7A (21) SN0001",
    "digital link": "https://id.example/01/08999991234568/10/LOT7A/21/SN0001?17=280228",
}


@pytest.mark.rows("CAT-06")
@pytest.mark.parametrize("carrier", CARRIERS)
def test_one_scan_fills_product_batch_expiry_and_serial(carrier: str) -> None:
    code = read_code(CARRIERS[carrier], as_of_year=2026)
    assert code.lookup == "08999991234568"
    assert (code.batch_number, code.serial) == ("LOT7A", "SN0001")
    assert code.expires_on == date(2028, 2, 29 if carrier == "GS1-128" else 28)
    assert code.warnings == ()


def test_a_scanner_that_drops_the_separator_is_found_out() -> None:
    code = read_code("]d2010899999123456810LOT7A17280228", as_of_year=2026)
    assert code.warnings == (Caution.SUSPECT_MISSING_SEPARATOR,)
    assert code.expires_on is None


def test_a_scan_cut_short_is_refused_in_words() -> None:
    with pytest.raises(UnreadableCode, match=r"^The code was only partly read\. Scan again\.$"):
        read_code("]d20108999991", as_of_year=2026)


READ_AT_THE_COUNTER = """({readCode}, raw) => {
  const { lookup, batchNumber, serial, expiresOn, warnings } = readCode(raw, 2026);
  return [lookup, batchNumber, serial, expiresOn, warnings];
}"""


@pytest.mark.journey
@pytest.mark.rows("CAT-07")
@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_counter_reads_the_same_without_its_server(run: Run, carrier: str) -> None:
    code = read_code(CARRIERS[carrier], as_of_year=2026)
    assert code.expires_on is not None
    expected: list[object] = [
        code.lookup,
        code.batch_number,
        code.serial,
        code.expires_on.isoformat(),
        [],
    ]
    assert run("domain/gs1.js", READ_AT_THE_COUNTER, CARRIERS[carrier]) == expected
