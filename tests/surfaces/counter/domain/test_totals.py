"""The summary of a document's tax by its rates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


def line(taxable: int, *taxes: tuple[str, int, int]) -> dict[str, Any]:
    return {
        "taxable": taxable,
        "taxes": [
            {"code": code, "rate_bp": rate, "amount": amount} for code, rate, amount in taxes
        ],
    }


def test_lines_add_up_by_whole_rate_the_highest_first(run: Run) -> None:
    lines = [
        line(9524, ("CGST", 250, 238), ("SGST", 250, 238)),
        line(5000),
        line(10_000, ("CGST", 900, 900), ("SGST", 900, 900)),
        line(100, ("CGST", 250, 3), ("SGST", 250, 2)),
    ]
    assert run("domain/totals.js", "(totals, lines) => totals.taxSummary(lines)", lines) == [
        {"rate_bp": 1800, **line(10_000, ("CGST", 900, 900), ("SGST", 900, 900))},
        {"rate_bp": 500, **line(9624, ("CGST", 250, 241), ("SGST", 250, 240))},
        {"rate_bp": 0, **line(5000)},
    ]
