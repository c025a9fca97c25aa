"""The counter takes batches by the same rules as the server's stock."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
CASES = json.loads(
    (Path(__file__).parents[4] / "contracts" / "vectors" / "fefo_allocation.json").read_text(
        "utf-8"
    )
)["cases"]
ALLOCATE = """(fefo, {batches, quantity, rules}) => {
  const found = fefo.allocate(batches, quantity, rules);
  return {taken: found.taken.map((one) => [one.batch.id, one.quantity]), short: found.short};
}"""


def batch(
    key: str, quantity: int, expiry: str | None = "2027-06-30", **more: Any
) -> dict[str, Any]:
    received = {"received": "2026-05-01", "status": "available"}
    return {"id": key, "quantity": quantity, "expiry": expiry, **received, **more}


def as_batch(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "quantity": given["qty"]}


@pytest.mark.rows("STK-10")
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_case_of_the_vectors(run: Run, case: dict[str, Any]) -> None:
    given = {
        "batches": [as_batch(one) for one in case["batches"]],
        "quantity": case["qty"],
        "rules": {"today": case["today"], "minDays": case["min_days"]},
    }
    found = run("domain/fefo.js", ALLOCATE, given)
    if case["expect"]["ok"]:
        wanted = [[one["batch"], one["qty"]] for one in case["expect"]["allocation"]]
        assert found == {"taken": wanted, "short": 0}
    else:
        assert found["short"] == case["expect"]["short"]


def take(run: Run, batches: list[dict[str, Any]], quantity: int, **rules: Any) -> Any:
    given = {"batches": batches, "quantity": quantity, "rules": {"today": "2026-11-20", **rules}}
    return run("domain/fefo.js", ALLOCATE, given)["taken"]


@pytest.mark.rows("STK-11")
def test_an_opened_box_goes_first(run: Run) -> None:
    batches = [batch("whole", 100, "2027-01-31"), batch("opened", 7, "2028-01-31")]
    assert take(run, batches, 5, packUnits=100) == [["opened", 5]]
    assert take(run, batches, 10, packUnits=100) == [["opened", 7], ["whole", 3]]


def test_fifo_goes_by_receipt(run: Run) -> None:
    batches = [
        batch("new", 10, "2027-01-31", received="2026-10-01"),
        batch("old", 10, "2028-01-31", received="2026-01-01"),
    ]
    assert take(run, batches, 4, rotation="fifo") == [["old", 4]]
    assert take(run, batches, 4) == [["new", 4]]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (batch("b", 1, "2026-11-20"), "expired"),
        (batch("b", 1, None), "no_expiry"),
        (batch("b", 1, status="held"), "held"),
        (batch("b", 1, "2026-11-21"), None),
    ],
)
def test_what_may_not_be_sold_and_why(run: Run, given: dict[str, Any], reason: str | None) -> None:
    why = "(fefo, batch) => fefo.reasonNotSold(batch, {today: '2026-11-20'})"
    assert run("domain/fefo.js", why, given) == reason
