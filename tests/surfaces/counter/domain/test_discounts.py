"""A line's discount in its parts, and when an approval of it holds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
CALL = "(discounts, [name, ...given]) => discounts[name](...given)"


def call(run: Run, name: str, *given: Any) -> Any:
    return run("domain/discounts.js", CALL, [name, *given])


def test_percent_of_the_whole_and_an_amount_are_shared_exactly(run: Run) -> None:
    assert call(run, "discountShares", {"kind": "rate", "value": 1000}, [13_333, 6_667]) == [
        1333,
        667,
    ]
    assert call(run, "discountShares", {"kind": "amount", "value": 1000}, [13_333, 6_667]) == [
        667,
        333,
    ]
    assert call(run, "discountShares", {"kind": "rate", "value": 500}, [10, 10]) == [1, 0]
    assert call(run, "discountShares", None, [100, 200]) == [0, 0]


def test_more_than_the_line_costs_takes_all_and_is_told(run: Run) -> None:
    amount = {"kind": "amount", "value": 301}
    assert call(run, "discountShares", amount, [100, 200]) == [100, 200]
    assert call(run, "isTooMuch", amount, [100, 200]) is True


def test_only_whole_lines_above_the_limit_are_approved_and_only_as_they_were(run: Run) -> None:
    def part(gross: int, discount: int) -> dict[str, Any]:
        return {"quantity": 10, "priced": {"gross": gross, "discount": discount}}

    rows = [
        {"product": {"id": "p"}, "parts": [part(3000, 401), part(4000, 300)]},
        {"product": {"id": "q"}, "parts": [part(3000, 400), part(4000, 300)]},
    ]
    content = call(run, "contentToApprove", "sale", rows, 1000)
    assert content == {
        "sale_id": "sale",
        "lines": [{"product_id": "p", "quantity": 20, "gross": 7000, "discount": 701}],
    }
    assert call(run, "contentToApprove", "sale", rows, None) is None

    given = {"content": content, "approved_at": "2026-11-20T10:00:00.000Z"}
    changed = {**content, "sale_id": "other"}
    soon, late = "2026-11-20T10:08:59.000Z", "2026-11-20T10:09:00.000Z"
    assert call(run, "approvalHolds", given, content, soon) is True
    assert call(run, "approvalHolds", given, content, late) is False
    assert call(run, "approvalHolds", given, changed, soon) is False
    assert call(run, "approvalHolds", None, content, soon) is False
