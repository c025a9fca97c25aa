"""A scan's words end where their ink does."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from tests.engine.documents.families import made_document
from tests.engine.documents.scans import scanned
from theriac_engine.extraction.paper.ink import Ink

pytestmark = pytest.mark.rows("PUR-04")
LINE = (10.0, 30.0)
"""From its upper to its lower edge, in dots."""


def ink(*strokes: tuple[int, int]) -> Ink:
    """Of a picture with these blots on one line, from and to where, in dots."""
    picture = Image.new("L", (200, 40), 240)
    draw = ImageDraw.Draw(picture)
    for start, end in strokes:
        draw.rectangle((start, 12, end - 1, 27), fill=30)
    return Ink(picture)


def test_cells_that_recognition_lets_touch_are_set_apart() -> None:
    found = ink((20, 30), (36, 76)).edges(["4", "5+1"], [(18, 34), (33, 78)], *LINE)
    assert found == [(20, 30), (36, 76)]


def test_a_word_that_is_padded_is_as_wide_as_its_letters() -> None:
    assert ink((20, 70)).edges(["12500"], [(15, 76)], *LINE) == [(20, 70)]


def test_a_rule_between_two_cells_is_of_neither() -> None:
    found = ink((20, 30), (40, 42), (52, 90)).edges(["4", "20"], [(18, 41), (41, 92)], *LINE)
    assert found == [(20, 30), (52, 90)]


def test_what_no_gap_parts_ends_where_the_next_begins() -> None:
    found = ink((20, 90)).edges(["12", "20"], [(20, 58), (52, 90)], *LINE)
    assert found == [(20, 55), (55, 90)]


def test_an_empty_picture_leaves_what_was_recognised() -> None:
    assert ink().edges(["4"], [(18, 34)], *LINE) == [(18, 34)]


def test_the_same_scan_is_made_again() -> None:
    """Else nobody could look at what went wrong with one."""
    data, _truth = made_document("tuned", "scan", None, most=8)
    first, again = (scanned(data, random.Random(7), dots=60) for _time in range(2))
    assert first == again
