"""DataMatrix symbols: their frame, and what a reader finds in them.

The writer inside zxing-cpp is zint's, the reader is ZXing's: neither is made from the other. The
journeys of the labels and of the camera read them once more, in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from theriac.core.paper.datamatrix import gs1_modules
from theriac.domains.catalog.gs1.codes import read_code

GTIN = "08991234567891"
CHARACTERS = [chr(one) for one in range(33, 123) if chr(one) not in "#$@[\\]^`"]
"""GS1's character set 82 (GenSpecs, figure 7.11-1)."""


def read(rows: Sequence[str]) -> str:
    """What a scanner says of the symbol, its kind first."""
    module, margin = 4, 8
    side = (len(rows) + 2 * margin) * module
    picture = Image.new("L", (side, side), 255)
    for top, row in enumerate(rows, margin):
        for left, bit in enumerate(row, margin):
            if bit == "1":
                box = (left * module, top * module, (left + 1) * module, (top + 1) * module)
                picture.paste(0, box)
    [found] = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    return found.symbology_identifier + found.text


@given(st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=20))
def test_every_batch_number_that_gs1_permits_is_read_as_it_was_written(number: str) -> None:
    rows = gs1_modules([("01", GTIN), ("17", "271231"), ("10", number)])
    assert read(rows) == f"]d201{GTIN}1727123110{number}"


def test_all_permitted_characters_are_tried() -> None:
    assert len(CHARACTERS) == 82


@pytest.mark.parametrize("number", ["A(21)1", "(01)", "A%1D21"])
def test_a_value_never_begins_a_field_of_its_own(number: str) -> None:
    assert read(gs1_modules([("01", GTIN), ("10", number)])) == f"]d201{GTIN}10{number}"


def test_fnc1_ends_a_value_of_no_fixed_length_that_another_follows() -> None:
    said = read(gs1_modules([("01", GTIN), ("10", "PCT2409A"), ("21", "S1")]))
    assert said == f"]d201{GTIN}10PCT2409A\x1d21S1"
    code = read_code(said)
    assert (code.gtin, code.batch_number, code.serial) == (GTIN, "PCT2409A", "S1")


def test_the_symbol_is_square_with_its_frame() -> None:
    rows = gs1_modules([("01", GTIN)])
    assert [len(row) for row in rows] == [16] * 16
    assert rows[-1] == "1" * 16
    assert {row[0] for row in rows} == {"1"}
    assert rows[0] == "10" * 8
    assert "".join(row[-1] for row in rows[1:]) == "10" * 7 + "1"


@pytest.mark.parametrize("value", ["é", "A[21]1", "A]", ""])
def test_what_gs1_does_not_permit_is_refused(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the writer's words aren't ours
        gs1_modules([("01", GTIN), ("10", value)])
