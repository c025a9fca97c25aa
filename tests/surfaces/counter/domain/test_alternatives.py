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
