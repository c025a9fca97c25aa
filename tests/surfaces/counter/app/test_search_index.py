"""What is marked of a product's name, and which pack is offered first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


def marked(run: Run, name: str, *wanted: str) -> list[str]:
    script = "(module, [name, wanted]) => module.marksIn(name, wanted)"
    found: list[list[int]] = run("app/search_index.js", script, [name, list(wanted)])
    return [name[start:end] for start, end in found]


def test_beginnings_are_marked(run: Run) -> None:
    assert marked(run, "Amoxicillin 500 mg capsule", "amox", "500") == ["Amox", "500"]


def test_a_word_spelled_nearly_so_is_marked_whole(run: Run) -> None:
    assert marked(run, "Amoxicillin 500 mg capsule", "amoxilin", "amoksisilin") == ["Amoxicillin"]


def test_what_only_looks_alike_is_not(run: Run) -> None:
    assert marked(run, "Amlodipine 10 mg tablet", "amoxilin", "1000") == []


@pytest.mark.parametrize(
    ("names", "usual"),
    [
        (["tablet", "strip", "box"], "strip"),
        (["sachet", "box"], "sachet"),
        (["tablet", "strip"], "strip"),
        (["bottle"], "bottle"),
        (["tablet", "Box"], "tablet"),
    ],
)
def test_the_usual_pack_isnt_a_box(run: Run, names: list[str], usual: str) -> None:
    packs: list[dict[str, Any]] = [
        {"name": name, "factor": 10**level, "sellable": True} for level, name in enumerate(names)
    ]
    script = "(module, packs) => module.usualPack({packs}).name"
    assert run("features/find/hit.js", script, packs) == usual
