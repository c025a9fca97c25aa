"""How a device counts the alerts of its baskets: by day and rule, each once a basket."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-16")]
MODULE = "domain/safety/counts.js"
DAY, NEXT = "2026-11-28", "2026-11-29"
SCRIPT = """(module, steps) => steps.reduce((tally, [step, ...facts]) => {
  if (step === "shown") return module.shownIn(tally, ...facts);
  if (step === "told") return module.toldOf(tally, module.toTell(tally).slice(0, facts[0]), facts[1]);
  const [id, alerts, answers, lines] = facts;
  const around = { own: true, now: "2026-11-28T10:00:00Z", saleId: id };
  return module.endedWith(tally, id, { alerts, answers, around, lines });
}, module.NOTHING_COUNTED)"""


def alert(rule: str, *products: str, check: str = "interactions", tier: int = 1) -> dict[str, Any]:
    of = {"name": "Licensed", "edition": "1"}
    return {"check": check, "rule": rule, "tier": tier, "of": of, "medicines": products}


def answer(rule: str, *products: str, check: str = "interactions") -> dict[str, Any]:
    return {"check": check, "rule": rule, "tier": 1, "product_ids": sorted(products)}


def sold(*products: str, **more: Any) -> list[dict[str, Any]]:
    return [{"product_id": one, **more} for one in products]


def tally(run: Run, *steps: Any) -> Any:
    return run(MODULE, SCRIPT, steps)


def figures(found: Any) -> dict[str, tuple[int, int, int]]:
    return {
        f"{one['on'][-2:]} {one['rule']}": (one["shown"], one["answered"], one["heeded"])
        for one in found["counts"]
    }


AB, AC = alert("r1", "a", "b"), alert("r1", "a", "c")
DOSE = alert("dose", "a", check="doses")


@pytest.mark.parametrize(
    ("alerts", "end", "expected"),
    [
        ([AB], ([AB], [answer("r1", "a", "b")], sold("a", "b")), (1, 1, 0)),
        ([AB], ([AB], [], sold("a", "b")), (1, 0, 0)),
        ([AB], ([], [], sold("a")), (1, 0, 1)),
        ([AB], ([], [], []), (1, 0, 1)),
        ([AB], ([], [], sold("a", "b")), (1, 0, 0)),
        ([AB, AB], ([AB], [answer("r1", "a", "b")], sold("a", "b")), (1, 1, 0)),
        ([AB, AC], ([AC], [answer("r1", "a", "c")], sold("a", "c")), (2, 1, 0)),
        ([AC, AB], ([AC], [answer("r1", "a", "c")], sold("a", "c")), (2, 1, 1)),
    ],
)
def test_what_became_of_an_alert(
    run: Run, alerts: list[Any], end: tuple[Any, ...], expected: tuple[int, int, int]
) -> None:
    """Another brand in a medicine's place is the same alert again, and heeds nothing."""
    steps = [["shown", "x", [one], DAY] for one in alerts]
    found = tally(run, *steps, ["ended", "x", *end])
    assert figures(found) == {"28 r1": expected}
    assert (found["baskets"], found["unsent"]) == ([], [DAY])


@pytest.mark.parametrize(("dose", "heeded"), [({"times": 3, "milliunits": 1000}, 1), (None, 0)])
def test_a_smaller_dose_heeds_and_no_dose_doesnt(run: Run, dose: Any, heeded: int) -> None:
    end = ["ended", "x", [], [], sold("a", dose=dose)]
    found = tally(run, ["shown", "x", [DOSE], DAY], end)
    assert figures(found) == {"28 dose": (1, 0, heeded)}


def test_of_a_check_of_a_person_the_check_alone_is_counted_and_no_basket_is_told(run: Run) -> None:
    allergy = alert("allergy:class", "a", check="allergies")
    found = tally(run, ["shown", "x", [allergy], DAY])
    assert figures(found) == {"28 allergies": (1, 0, 0)}
    told = run(MODULE, "(module, tally) => module.toTell(tally)", found)
    assert set(told[0]) == {
        "on", "check", "rule", "set_name", "tier", "shown", "answered", "heeded",
    }  # fmt: skip


def test_a_parked_basket_is_counted_on_its_day_and_what_was_told_waits_no_more(run: Run) -> None:
    steps: list[Any] = [
        ["shown", "x", [AB], DAY],
        ["shown", "y", [alert("r2", "c", "d")], DAY],
        ["told", 9, DAY],
    ]
    found = tally(run, *steps)
    assert found["unsent"] == []
    steps += [["shown", "x", [AB], NEXT], ["ended", "x", [], [], sold("b")]]
    found = tally(run, *steps)
    assert figures(found) == {"28 r1": (1, 0, 1), "28 r2": (1, 0, 0)}
    assert found["unsent"] == [DAY]
    assert tally(run, *steps, ["told", 1, DAY])["unsent"] == [DAY]
    assert tally(run, *steps, ["told", 9, NEXT])["counts"] == []
