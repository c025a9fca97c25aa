"""What could be sold instead: the same medicine, here, the closest first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


def medicine(key: str, generic: str = "Cefixime", **more: Any) -> dict[str, Any]:
    basics = {"id": key, "name": key, "generic_name": generic, "status": "active"}
    return {**basics, "strength": "100 mg", "dose_form": "capsule", **more}


def instead(run: Run, wanted: dict[str, Any], others: list[Any], here: dict[str, int]) -> Any:
    script = """({alternativesTo}, [wanted, others, here]) => alternativesTo(
      wanted, [wanted, ...others], (one) => ({available: here[one.id] ?? 0})).map(({product}) => product.id)"""
    return run("domain/alternatives.js", script, [wanted, others, here])


def test_the_closest_that_are_here_come_first(run: Run) -> None:
    others = [
        medicine("other strength", strength="200 mg"),
        medicine("other form", dose_form="syrup"),
        medicine("same"),
        medicine("gone", status="retired"),
        medicine("out"),
        medicine("another", "Amoxicillin"),
    ]
    here = dict.fromkeys(["same", "other form", "other strength", "gone", "another"], 5)
    found = instead(run, medicine("wanted", " CEFIXIME "), others, here)
    assert found == ["same", "other form", "other strength"]


def test_without_a_generic_name_nothing_is_guessed(run: Run) -> None:
    assert instead(run, medicine("wanted", ""), [medicine("x", "")], {"x": 5}) == []


COSTS = """({byCost, savingOf}, [wanted, others]) => [...others].sort(byCost).map(
  (one) => [one.price, one.units, savingOf(wanted, one)])"""


def test_the_cheapest_a_unit_comes_first_with_the_saving_on_its_pack(run: Run) -> None:
    wanted = {"price": 10_000, "units": 10}
    others = [
        {"price": None, "units": 10},
        {"price": 10_500, "units": 10},
        {"price": 90_000, "units": 100},
        {"price": 950, "units": 1},
        {"price": 10_000, "units": 10},
    ]
    assert run("domain/alternatives.js", COSTS, [wanted, others]) == [
        [90_000, 100, 10_000],
        [950, 1, 50],
        [10_000, 10, 0],
        [10_500, 10, -500],
        [None, 10, None],
    ]


def test_without_a_price_there_is_no_saving(run: Run) -> None:
    wanted = {"price": None, "units": 10}
    found = run("domain/alternatives.js", COSTS, [wanted, [{"price": 900, "units": 1}]])
    assert found == [[900, 1, None]]
