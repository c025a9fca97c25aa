"""Code 128 of receipts' numbers: a reader of barcodes gets back what was written."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
SCRIPT = """(module, texts) => texts.map((text) => {
  try { return module.code128(text); } catch (error) { return error.name; } })"""
MODULE, QUIET = 3, 10


def read(widths: list[int]) -> Any:
    """What the reader of another maker sees."""
    line = [255] * (QUIET * MODULE)
    for index, width in enumerate(widths):
        line += [255 if index % 2 else 0] * (width * MODULE)
    line += [255] * (QUIET * MODULE)
    image = Image.new("L", (len(line), 60))
    image.putdata(line * 60)
    return zxingcpp.read_barcode(image, formats=zxingcpp.BarcodeFormat.Code128)


NUMBERS = ("MLT-K1-26-000123", "MU1/26-27/000007", "1234567", "123456", "A1234B", "A", "12", "~ !")
EVERY = "".join(map(chr, range(32, 127)))


def test_a_reader_gets_the_text_back(run: Run) -> None:
    texts = [*NUMBERS, EVERY[:48], EVERY[48:], *(f"{pair:02}" * 2 for pair in range(0, 100, 3))]
    for text, widths in zip(texts, run("domain/code128.js", SCRIPT, texts), strict=True):
        found = read(widths)
        assert found is not None, text
        assert found.text == text


def test_a_number_fits_the_narrowest_roll(run: Run) -> None:
    [widths] = run("domain/code128.js", SCRIPT, ["MLT-K1-26-000123"])
    assert sum(widths) <= 200  # of 0.24 mm on the 48 mm that a roll of 58 mm prints


def test_what_it_cannot_write_is_refused(run: Run) -> None:
    assert run("domain/code128.js", SCRIPT, ["", "é", "a\n"]) == ["RangeError"] * 3
