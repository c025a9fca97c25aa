"""A line is worked out anew only when something that it depends on changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
REMEMBER = """(memory, rounds) => {
  const remember = memory.createMemory();
  const things = new Map();
  const line = (key, product) => {
    const name = `${key}/${product}`;
    if (!things.has(name)) things.set(name, {id: key.replace("'", ""), product_id: product});
    return things.get(name);
  };
  return rounds.map(([around, ...keys]) => {
    const lines = keys.map(([key, product]) => line(key, product));
    const worked = [];
    const remembered = remember([around], lines);
    lines.forEach((one, index) => remembered(one, index + 1, () => { worked.push(one.id); return {}; }));
    return worked;
  });
}"""


def rounds(run: Run, *given: list[Any]) -> Any:
    return run("domain/memory.js", REMEMBER, list(given))


A, B, C = ["a", "p"], ["b", "q"], ["c", "r"]


def test_only_the_changed_line_is_worked_out(run: Run) -> None:
    changed = ["b'", "q"]
    assert rounds(run, [1, A, B, C], [1, A, changed, C], [1, A, changed, C]) == [
        ["a", "b", "c"],
        ["b"],
        [],
    ]


def test_all_are_when_the_surroundings_change(run: Run) -> None:
    assert rounds(run, [1, A, B], [2, A, B]) == [["a", "b"], ["a", "b"]]


def test_those_after_a_removed_line_are(run: Run) -> None:
    assert rounds(run, [1, A, B, C], [1, A, C]) == [["a", "b", "c"], ["c"]]


def test_lines_that_share_a_product_always_are(run: Run) -> None:
    other = ["d", "p"]
    assert rounds(run, [1, A, B], [1, A, B, other], [1, A, B, other]) == [
        ["a", "b"],
        ["a", "d"],
        ["a", "d"],
    ]
