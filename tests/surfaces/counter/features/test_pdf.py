"""A receipt as a PDF: every offset right, every row on the paper, nothing wider than it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


def made(run: Run, *rows: dict[str, Any], width: int = 80) -> bytes:
    script = "({pdfOf}, [rows, page]) => [...pdfOf(rows, page)]"
    return bytes(
        run("features/receipt/pdf.js", script, [list(rows), {"width": width, "title": "R (1)"}])
    )


def drawn(pdf: bytes) -> list[tuple[str, float, str]]:
    """Font, left edge and text of each line."""
    found = re.findall(rb"BT /(F\d) 8 Tf ([\d.]+) [\d.]+ Td \((.*)\) Tj ET", pdf)
    return [(font.decode(), float(x), text.decode("cp1252")) for font, x, text in found]


def test_the_table_of_places_is_right(run: Run) -> None:
    pdf = made(run, {"text": "A"}, {"text": "", "rule": True})
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start : start + 4] == b"xref"
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n ", pdf)]
    assert [pdf[place : place + 7] for place in places] == [
        b"%d 0 obj" % number for number in range(1, 8)
    ]
    length = int(re.search(rb"/Length (\d+)", pdf)[1])  # type: ignore[index]
    stream = pdf.split(b"stream\n", 1)[1]
    assert stream[length : length + 10] == b"\nendstream"
    assert b"/Title (R \\(1\\))" in pdf


def test_names_left_amounts_right_and_long_names_on_more_lines(run: Run) -> None:
    name = "Amoxicillin trihydrate with clavulanic acid 625 mg film-coated tablet"
    lines = drawn(
        made(
            run,
            {"text": "Apotek", "centred": True, "bold": True},
            {"text": name, "right": "Rp\u00a0137.100"},
            {"text": "Total", "right": "₹31.50 − 1"},
        )
    )
    assert lines[0][0] == "F2"
    assert lines[0][1] > 80
    texts = [text for _font, _x, text in lines[1:]]
    assert texts[:-2] == ["Amoxicillin trihydrate with", "clavulanic acid 625 mg"]
    assert texts[-2].split() == ["film-coated", "tablet", "Rp", "137.100"]
    assert texts[-1].split() == ["Total", "Rs", "31.50", "-", "1"]
    assert len(texts[-1]) == len(texts[-2]) == 42


def test_no_line_is_wider_than_its_roll(run: Run) -> None:
    pdf = made(run, {"text": "x" * 100, "right": "Rp 1.000"}, {"text": "y " * 60}, width=58)
    assert max(len(text) for _font, _x, text in drawn(pdf)) <= 29
    assert b"[0 0 164 " in pdf
