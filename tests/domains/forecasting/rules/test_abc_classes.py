"""Classes by value of consumption, as the shared vectors have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.domains.forecasting.rules.abc_classes import abc_classes

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors" / "inventory_abc.json"
CASES = json.loads(VECTORS.read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_classes_are_the_vectors_ones(case: dict[str, Any]) -> None:
    values = {one["id"]: one["annual_value"] for one in case["items"]}
    assert abc_classes(values, {key: key for key in values}) == case["expect"]


def test_equal_values_are_classed_by_name_and_nothing_of_value_is_c() -> None:
    values = {1: 80, 2: 10, 3: 10, 4: 0}
    names = {1: "Amoxicillin", 2: "Zinc", 3: "Bisoprolol", 4: "Cotton"}
    assert abc_classes(values, names) == {1: "A", 3: "B", 2: "B", 4: "C"}
    assert abc_classes({1: 0}, names) == {1: "C"}
    assert abc_classes({}, {}) == {}
