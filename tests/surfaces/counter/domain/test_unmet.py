"""What was asked for and not in stock, as the counter tells it."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("STK-33")]
TOLD = """({unmetDocument}, given) => unmetDocument({
  id: "u", at: "2026-11-20T03:00:00Z", person: {id: "p"}, note: "", text: "", product: null, pack: null, ...given})"""


def test_packs_are_base_units_and_words_are_one_line(run: Run) -> None:
    product = {"product": {"id": "m"}, "pack": {"factor": 10}, "packs": 3, "note": " for\n Friday "}
    assert run("domain/unmet.js", TOLD, product) == {
        "id": "u",
        "at": "2026-11-20T03:00:00Z",
        "person_id": "p",
        "product_id": "m",
        "text": "",
        "quantity": 30,
        "note": "for Friday",
    }
    typed = run("domain/unmet.js", TOLD, {"text": "  Sirup\u202e  X ", "packs": 2})
    assert (typed["product_id"], typed["text"], typed["quantity"]) == (None, "Sirup X", 2)


@pytest.mark.parametrize(
    ("typed", "factor", "count"),
    [
        ("3", 10, 3),
        (" 12 ", 1, 12),
        ("0", 1, None),
        ("", 1, None),
        ("-1", 1, None),
        ("1.5", 1, None),
        ("1001", 100, None),
        ("1000", 100, 1000),
    ],
)
def test_a_whole_number_of_packs(run: Run, typed: str, factor: int, count: int | None) -> None:
    code = "(module, [typed, factor]) => module.packsAsked(typed, factor)"
    assert run("domain/unmet.js", code, [typed, factor]) == count
