"""Every conformance file that Theriac answers, case by case, through the product's code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.surfaces.operations.conform.answers import ANSWERS, kind_of
from theriac.surfaces.operations.conform.verdicts import judge

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"


def cases() -> list[Any]:
    found = []
    for name in ANSWERS:
        document = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
        found += [pytest.param(name, case, id=f"{name}:{case['id']}") for case in document["cases"]]
    return found


@pytest.mark.rows("CAT-08", "CAT-09")
@pytest.mark.parametrize(("name", "case"), cases())
def test_case(name: str, case: dict[str, Any]) -> None:
    verdict = judge(case, ANSWERS[name])
    assert (verdict.why, verdict.passed) == ("", True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("in_gstin", "in_gstin"),
        ("in_gstin-more", "in_gstin"),
        ("in_gst_lines_2", "in_gst_lines"),
        ("in_gstins", None),
        ("claim_lifecycle", None),
    ],
)
def test_a_name_that_goes_on_is_a_file_of_its_kind(name: str, kind: str | None) -> None:
    assert kind_of(name, ANSWERS) == kind


@pytest.mark.shared
def test_the_committed_vectors_are_the_shared_ones(shared: Path) -> None:
    copied = sorted(path.name for path in (shared / "vectors").iterdir())
    other = [
        name
        for name in copied
        if (VECTORS / name).read_bytes() != (shared / "vectors" / name).read_bytes()
    ]
    assert other == []
