"""What belongs to a parked basket alone isn't in a copy of it; and what is newer."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-14")]


def test_a_copy_has_the_goods_and_nothing_that_is_the_baskets_own(run: Run) -> None:
    code = """({copyOf}, basket) => {
      let count = 0;
      return copyOf(basket, () => `n${count += 1}`, "copy");
    }"""
    line = {"id": "a", "product_id": "p", "pack_id": "k", "packs": 3, "pin": "b", "ground_id": "g"}
    basket = {
        "id": "own",
        "lines": [
            {**line, "price": None, "discount": {"kind": "amount", "value": 5, "promised": True}},
            {**line, "id": "c", "prescription": {"line_id": "x"}},
        ],
        "quotation": {"id": "q"},
        "grounds": [{"id": "g"}],
        "patient": "sealed",
        "approval": {"id": "y"},
        "reserved": [{"id": "r"}],
    }
    copy = run("domain/parked.js", code, basket)
    assert sorted(copy) == ["grounds", "id", "lines", "removed", "selected"]
    [kept] = copy["lines"]
    assert "discount" not in kept
    assert (copy["id"], kept["id"], kept["packs"], kept["pin"], kept["ground_id"]) == (
        "copy",
        "n1",
        3,
        None,
        None,
    )


def test_what_is_parked_again_is_newer_whatever_the_clock_says(run: Run) -> None:
    code = "({changedAfter}, [now, before]) => changedAfter(now, before)"
    before = "2026-11-20T03:00:00.000Z"
    assert run("domain/parked.js", code, [0, before]) == "2026-11-20T03:00:00.001Z"
    assert run("domain/parked.js", code, [0, None]) == "1970-01-01T00:00:00.000Z"
