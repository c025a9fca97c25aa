"""Names as a counter shows them."""

from __future__ import annotations

import pytest

from theriac.surfaces.counter.people import initials, short_name


@pytest.mark.parametrize(
    ("name", "short", "letters"),
    [
        ("Dewi Susanti", "Dewi S.", "DS"),
        ("apt. Ratna Wulandari", "apt. Ratna W.", "RW"),
        ("Joko", "Joko", "J"),
        ("Neha Anil Kulkarni", "Neha K.", "NK"),
        ("Dr. H. Budi", "Dr. H. Budi", "B"),
    ],
)
def test_names_are_short_in_the_head_and_on_the_receipt(
    name: str, short: str, letters: str
) -> None:
    assert (short_name(name), initials(name)) == (short, letters)
