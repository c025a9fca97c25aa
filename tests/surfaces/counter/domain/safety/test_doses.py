"""How lines of a basket are taken: kept with the line, sent once, and what it does to answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-15")]
DOSE = {"times": 4, "milliunits": 2500}
ANSWERS = [
    {"check": "doses", "rule": "dose-paracetamol", "product_ids": ["p"]},
    {"check": "doses", "rule": "dose-ibuprofen", "product_ids": ["q"]},
    {"check": "interactions", "rule": "r", "product_ids": ["p", "q"]},
]


def line(product: str, **more: Any) -> dict[str, Any]:
    return {"id": f"line-{product}", "product_id": product, **more}


def basket(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "b", "lines": lines, "grounds": [], "answers": ANSWERS, **more}


def test_another_dose_asks_again_for_sums_with_it_alone(run: Run) -> None:
    script = "(module, [basket, dose]) => module.setDose(basket, 'line-p', dose)"
    found = run("domain/basket.js", script, [basket(line("p"), line("q")), DOSE])
    assert [one.get("dose") for one in found["lines"]] == [DOSE, None]
    assert [one["rule"] for one in found["answers"]] == ["dose-ibuprofen", "r"]
    again = run("domain/basket.js", script, [{**found, "answers": None}, None])
    assert [one.get("dose") for one in again["lines"]] == [None, None]


def test_a_prescription_that_is_taken_in_asks_again_for_sums_with_its_products(run: Run) -> None:
    script = "(module, [basket, lines]) => module.takeInto(basket, {id: 'g'}, lines, [])"
    found = run("domain/dispense.js", script, [basket(line("q")), [line("p", dose=DOSE)]])
    assert [one["rule"] for one in found["answers"]] == ["dose-ibuprofen", "r"]


@pytest.mark.parametrize(
    ("others", "holds"),
    [
        ([], True),
        ([line("p")], True),
        ([line("q", dose=DOSE)], True),
        ([line("p", dose=DOSE)], False),
        ([line("p", dose=DOSE, prescription={"id": "rx-2"})], False),
        ([line("p", dose=DOSE, prescription={"id": "rx-1"})], True),
    ],
)
def test_a_reviews_answer_to_a_sum_holds_for_its_prescription_alone(
    run: Run, others: list[dict[str, Any]], holds: bool
) -> None:
    mine = line("p", dose=DOSE, prescription={"id": "rx-1"})
    given = basket(mine, *others, reviewed=[ANSWERS[0], ANSWERS[2]])
    found = run(
        "domain/safety/answers.js", "(module, basket) => module.reviewedStill(basket)", given
    )
    assert [one["check"] for one in found] == (["doses"] if holds else []) + ["interactions"]


WORDS = """(module, [alert, country]) => {
  const t = (key, {sum, substance, most}) => `${sum} of ${substance}; at most ${most}`;
  return module.sumOf(alert, { t, place: { country } });
}"""
SUM = "4 × 2.5 × 500 mg = 5,000 mg > 4,000 mg"


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("in", "4 × 2.5 × 500 mg = 5,000 mg of paracetamol; at most 4,000 mg"),
        ("id", "4 × 2,5 × 500 mg = 5.000 mg of paracetamol; at most 4.000 mg"),
    ],
)
def test_the_sum_is_written_with_the_countrys_separators(run: Run, country: str, said: str) -> None:
    """4,000 mg would be four milligrams to an Indonesian."""
    alert = {"arithmetic": SUM, "subjects": ["paracetamol"]}
    assert run("features/safety/names.js", WORDS, [alert, country]) == said
    number = "(module, [amount, country]) => module.doseNumber(amount, country)"
    dot = "," if country == "id" else "."
    given = [run("features/safety/names.js", number, [one, country]) for one in (500, 2000, 1125)]
    assert given == [f"0{dot}5", "2", f"1{dot}125"]
