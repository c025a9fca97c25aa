"""GTINs by the committed vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.domains.catalog.gs1.gtin import gtin14, has_valid_check_digit

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"
CASES = json.loads((VECTORS / "gs1_gtin.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_vector(case: dict[str, Any]) -> None:
    assert gtin14(case["input"]) == case["gtin14"]
    assert (gtin14(case["input"]) is not None) is case["valid"]


@pytest.mark.parametrize("text", ["\u0660" * 13, "\uff10" * 13, " 78778931", "78778931\n"])
def test_only_ascii_digits_without_space_are_a_gtin(text: str) -> None:
    assert gtin14(text) is None


def test_check_digit_of_other_keys() -> None:
    assert has_valid_check_digit("006141411234567890")
    assert not has_valid_check_digit("006141411234567891")
    assert not has_valid_check_digit("")
    assert not has_valid_check_digit("7")
