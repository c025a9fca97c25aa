"""What a basket sells on ready prescriptions: packs, products, what is too much, what is sent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.assessed import assess, batch, kinds, line, product
from tests.surfaces.counter.domain.conftest import Run
from tests.surfaces.counter.domain.test_sale import built

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-03")]
MODULE = "domain/dispense.js"
PACKS = [
    {"id": name, "factor": factor, "sellable": sellable}
    for name, factor, sellable in (("tablet", 1, False), ("strip", 10, True), ("box", 100, True))
]
ON = {
    "id": "rx",
    "code": "R1",
    "line_id": "x",
    "most": 20,
    "min_days": 30,
    "product_ids": ["p", "q"],
}


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [(20, ["strip", 2]), (100, ["box", 1]), (15, ["tablet", 15]), (1, ["tablet", 1])],
)
def test_a_quantity_is_counted_in_the_largest_pack_that_holds_it_whole(
    run: Run, quantity: int, expected: list[Any]
) -> None:
    script = """(module, [quantity, packs]) => {
      const found = module.packsFor(quantity, packs);
      return [found.pack.id, found.packs];
    }"""
    assert run(MODULE, script, [quantity, PACKS]) == expected


@pytest.mark.parametrize(
    ("units", "expected"), [({"p": 5, "q": 30}, "q"), ({"p": 20}, "p"), ({"p": 1}, "p"), ({}, None)]
)
def test_of_several_products_the_first_that_has_enough_is_sold(
    run: Run, units: dict[str, int], expected: str | None
) -> None:
    script = """(module, units) => module.productFor({product_ids: ["p", "q"], left: 20, min_days: 7},
      (id) => (id in units ? {id} : null), (product) => units[product.id])?.id ?? null"""
    assert run(MODULE, script, units) == expected


def test_more_than_is_left_is_stopped_and_what_has_no_server_waits(run: Run) -> None:
    script = """(module, on) => [[20, false], [21, false], [20, true], [21, true]].map(
      ([units, alone]) => module.dispenseProblems({prescription: on}, units, alone).map((one) => one.kind))"""
    assert run(MODULE, script, ON) == [
        [],
        ["prescription_more"],
        ["prescription_alone"],
        ["prescription_more"],
    ]
    ordinary = "(module) => module.dispenseProblems({}, 99, true)"
    assert run(MODULE, ordinary, None) == []


def test_its_batches_outlive_the_therapy(run: Run) -> None:
    shelf = [batch("soon", 100, "2026-12-01"), batch("later", 100)]
    found = assess(run, line(2, prescription=ON), products=[product()], batches=shelf)
    assert found["lines"][0]["taken"] == [["later", 20]]
    found = assess(run, line(2), products=[product()], batches=shelf)
    assert found["lines"][0]["taken"] == [["soon", 20]]


def test_what_expires_too_soon_is_short(run: Run) -> None:
    shelf = [batch("soon", 100, "2026-12-01")]
    found = assess(run, line(2, prescription=ON), products=[product()], batches=shelf)
    [row] = found["lines"]
    assert kinds(row) == ["insufficient"]
    assert row["problems"][0][2]["why"] == "too_near"


def test_the_sale_carries_line_and_days_on_each_part_and_nothing_else_of_it(run: Run) -> None:
    for sold in built(run, prescription=ON)["lines"]:
        assert (sold["prescription_line_id"], sold["min_days"]) == ("x", 30)
        assert "prescription" not in sold
    assert "prescription_line_id" not in built(run)["lines"][0]


def test_scanning_the_same_goods_makes_a_line_of_their_own(run: Run) -> None:
    script = """(basket, line) => basket.addPacks({id: "b", lines: [line], grounds: [], removed: []},
      {id: "new", product_id: "p", pack_id: "strip", packs: 1, price: null}).lines.map((one) => one.packs)"""
    assert run("domain/basket.js", script, line(2, prescription=ON)) == [2, 1]
    assert run("domain/basket.js", script, line(2)) == [3]


def test_another_product_of_the_line_stands_in_for_it_and_no_stranger(run: Run) -> None:
    script = """(module, [line, id]) => {
      const basket = {lines: [{id: "new", product_id: id}], selected: "new"};
      return module.standIn(basket, line).lines[0].prescription?.line_id ?? null;
    }"""
    bound = line(2, prescription=ON)
    assert run(MODULE, script, [bound, "q"]) == "x"
    assert run(MODULE, script, [bound, "other"]) is None


def test_what_the_review_answered_isnt_asked_again(run: Run) -> None:
    script = """(answers, reviewed) => {
      const alert = {check: "interactions", rule: "r", tier: 1, of: null, medicines: ["q", "p"]};
      return answers.unansweredOf([alert], [], {own: false, now: "", saleId: "b", reviewed}).length;
    }"""
    told = {"check": "interactions", "rule": "r", "tier": 1, "product_ids": ["p", "q"]}
    for reviewed, left in (([told], 0), ([{**told, "tier": 2}], 1), ([], 1)):
        assert run("domain/safety/answers.js", script, reviewed) == left
