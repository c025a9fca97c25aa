"""A night draws the order of its tests; no file is torn apart, and no dear one left to the end."""

from __future__ import annotations

import random
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import pytest

from tests.running import order, report

FILES = [f"tests/domains/stock/test_{number}.py" for number in range(30)]


@pytest.fixture
def items(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Three tests of each file, of which two were dear and one cost something."""
    costs = {FILES[7]: 60.0, FILES[3]: 90.0, FILES[5]: 10.0}
    told = {f"sqlite {file}::test_0": cost for file, cost in costs.items()}
    monkeypatch.setenv("THERIAC_TEST_PART", "sqlite")
    monkeypatch.setattr(report, "read_baseline", lambda: told)
    return [SimpleNamespace(nodeid=f"{file}::test_{n}") for file in FILES for n in range(3)]


def files(ordered: list[Any]) -> list[str]:
    return [file for file, _ in groupby(one.nodeid.partition("::")[0] for one in ordered)]


def test_a_gate_begins_with_the_dearest(items: list[Any]) -> None:
    ordered = files(order.dearest_first(items))
    assert ordered[:3] == [FILES[3], FILES[7], FILES[5]]
    assert sorted(ordered) == sorted(FILES)


def test_a_night_draws_the_rest_and_the_tests_of_each_file(items: list[Any]) -> None:
    one, other = (order.drawn(items, random.Random(seed)) for seed in (1, 2))
    assert files(one)[:2] == files(other)[:2] == [FILES[3], FILES[7]]
    assert files(one) != files(other)
    assert sorted(files(one)) == sorted(FILES)
    assert sorted(one, key=items.index) == items


def test_the_same_seed_draws_the_same(items: list[Any]) -> None:
    assert order.drawn(items, random.Random(7)) == order.drawn(items, random.Random(7))
