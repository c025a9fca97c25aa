"""What a counter keeps of a code that nobody knows."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
GTIN = "08992222333306"


@pytest.mark.parametrize(
    ("scanned", "kept"),
    [
        ("8992222333306", GTIN),
        (f"]d201{GTIN}1727123110B7\x1d21S9", GTIN),
        (f"https://id.gs1.org/01/{GTIN}/10/B7", GTIN),
        ("  RAK-77 ", "RAK-77"),
        ("8992222333307", None),
        ("]C100123456789012345675", None),
        ("", None),
        ("X" * 61, None),
        ("RAK\u202e77", None),
        ("RAK\u200b77", None),
        ("RAK\x0777", None),
    ],
)
def test_the_gtin_or_a_text_that_shows(run: Run, scanned: str, kept: str | None) -> None:
    code = "(module, text) => module.codeToKeep(text, 2026)"
    assert run("domain/kept_codes.js", code, scanned) == kept


def test_a_note_is_one_short_line(run: Run) -> None:
    note = "(module, text) => module.noteToKeep(text)"
    written = "  a\u202eb\x07c\n " + "x" * 400
    assert run("domain/kept_codes.js", note, written) == ("a b c " + "x" * 400)[:120]
