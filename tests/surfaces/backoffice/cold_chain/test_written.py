"""Temperatures as people write them."""

from __future__ import annotations

import pytest

from theriac.surfaces.backoffice.cold_chain.degrees import read_degrees


@pytest.mark.parametrize(
    ("text", "tenths"),
    [("5", 50), ("5,4", 54), ("-18", -180), ("4.5 °C", 45), ("4.45", None), ("--5", None)],
)
def test_one_decimal_is_read_and_nothing_is_guessed(text: str, tenths: int | None) -> None:
    assert read_degrees(text) == tenths
