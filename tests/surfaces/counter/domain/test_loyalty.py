"""Points at the counter come to what the server makes of them."""

from __future__ import annotations

from random import Random

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.loyalty.rules import ProgramTerms, number_of, plain_number

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-26", "OFF-13")]


def told(terms: ProgramTerms) -> dict[str, object]:
    return {
        "is_on": terms.is_on,
        "earn_amount": terms.earn_amount,
        "earn_points": terms.earn_points,
        "point_value": terms.point_value,
        "least_spend": terms.least_spend,
        "excluded": [],
    }


def test_both_earn_and_spend_the_same(run: Run, rng: Random) -> None:
    asked, wanted = [], []
    for _case in range(200):
        terms = ProgramTerms(
            is_on=rng.random() < 0.9,
            earn_amount=rng.choice([0, 1, 7, 1_000, 10_000]),
            earn_points=rng.randrange(1, 50),
            point_value=rng.choice([0, 1, 3, 100]),
        )
        amount, by_points = rng.randrange(10**7), rng.choice([0, rng.randrange(10**6)])
        asked.append([told(terms), amount, by_points])
        wanted.append([terms.earned(amount, by_points), terms.points_of(by_points)])
    found = run(
        "domain/loyalty.js",
        """(loyalty, cases) => cases.map(([program, amount, by]) => [
          loyalty.earned(program, amount, by), loyalty.pointsFor(program, by)])""",
        asked,
    )
    assert found == wanted


def test_both_read_the_same_card(run: Run, rng: Random) -> None:
    numbers = [number_of(rng.randrange(10**10)) for _case in range(20)]
    texts = [*numbers, numbers[0][:4] + " " + numbers[0][4:], "12345678901", "079927398713", ""]
    found = run("domain/loyalty.js", "(loyalty, texts) => texts.map(loyalty.plainCard)", texts)
    assert found == [plain_number(text) for text in texts]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (100, None),
        (101, {"key": "step", "amount": 5}),
        (45, {"key": "least", "points": 10}),
        (505, {"key": "excluded", "amount": 500}),
        (500, {"key": "over", "amount": 250}),
    ],
)
def test_why_points_dont_pay(run: Run, typed: int, fault: dict[str, object] | None) -> None:
    program = told(ProgramTerms(is_on=True, earn_amount=100, point_value=5, least_spend=10))
    member = {"number": "1", "state": "active", "points": 50, "program": program}
    code = "({pointsFault}, [member, typed]) => pointsFault(member, 502, typed)"
    assert run("domain/loyalty.js", code, [member, typed]) == fault


def test_the_most_that_points_pay_is_whole_points(run: Run) -> None:
    program = told(ProgramTerms(is_on=True, earn_amount=100, point_value=7))
    member = {"number": "1", "state": "active", "points": 50, "program": program}
    code = """({mostByPoints}, member) => [
      mostByPoints(member, 1000, 100), mostByPoints(member, 60, 100), mostByPoints(member, 1000, 900)]"""
    assert run("domain/loyalty.js", code, member) == [98, 56, 350]
