"""GS1 dates by the committed vectors, and dates as labels print them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from theriac.domains.catalog.gs1.dates import gs1_date, label_date

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"
CASES = json.loads((VECTORS / "gs1_dates.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_vector(case: dict[str, Any]) -> None:
    found = gs1_date(case["input"], case["as_of_year"])
    assert (found and found.isoformat()) == case["expect"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/2027", date(2027, 12, 31)),
        ("02-2028", date(2028, 2, 29)),
        ("02.28", date(2028, 2, 29)),
        ("DEC 2027", date(2027, 12, 31)),
        ("Des-27", date(2027, 12, 31)),
        ("AGT2027", date(2027, 8, 31)),
        ("31/12/2027", date(2027, 12, 31)),
        ("1-3-27", date(2027, 3, 1)),
        ("05 MEI 2027", date(2027, 5, 5)),
        ("2027-12-05", date(2027, 12, 5)),
        ("2027/12", date(2027, 12, 31)),
        ("20271205", date(2027, 12, 5)),
        ("05122027", date(2027, 12, 5)),
        ("122027", date(2027, 12, 31)),
        ("271200", date(2027, 12, 31)),
        ("13/2027", None),
        ("31/02/2027", None),
        ("00/12/2027", None),
        ("12 SEPT", None),
        ("soon", None),
        ("", None),
        ("1/2/3/4", None),
        ("12/20277", None),
        ("99999999999/12", None),
    ],
)
def test_label_dates(text: str, expected: date | None) -> None:
    assert label_date(text, 2026) == expected
