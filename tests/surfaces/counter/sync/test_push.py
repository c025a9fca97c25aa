"""Void numbers go with the push, once, and without any sale beside them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
WORLD = """async (module, {voids, answers, rounds}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { commitSale, voidNumber } = await import("/counter/db/sales.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "N-", next: 1});
  const sell = () => commitSale(db, "s", ({sequence}) => ({id: `sale${sequence}`, number: `N-${sequence}`, series_id: "s", sequence,
    occurred_at: "2026-11-20T03:00:00Z", lines: []}));
  for (const kind of voids) {
    if (kind === "sale") await sell();
    else await voidNumber(db, "s", (await db.series.get("s")).next, kind, "then");
  }
  const parcels = [];
  const api = {async push(parcel) {
    parcels.push([parcel.sales.map((sale) => sale.sequence), (parcel.voids ?? []).map((one) => [one.sequence, one.reason])]);
    const answer = answers.shift();
    if (answer === "cut") throw Object.assign(new Error("cut"), {name: "Unreachable"});
    return {
      results: parcel.sales.map((sale) => ({id: sale.id, state: "acknowledged", cases: 0})), balances: [],
      voids: answer === "old server" ? undefined : (parcel.voids ?? []).map(({series_id, sequence}) => ({series_id, sequence, state: "void"})),
    };
  }};
  for (let n = 0; n < rounds; n += 1) await module.push(db, api, {now: () => 0}, "1", () => {}).catch(() => null);
  return {parcels, states: (await db.voids.toArray()).map((one) => [one.sequence, one.state ?? null])};
}"""


def pushed(run: Run, *voids: str, answers: list[str] | None = None, rounds: int = 2) -> Any:
    given = {"voids": voids, "answers": answers or [], "rounds": rounds}
    return run("sync/push.js", WORLD, given)


@pytest.mark.rows("SAL-33")
def test_void_numbers_go_with_the_first_parcel_and_once(run: Run) -> None:
    found = pushed(run, "sale", "misprint", "sale", "paper jam")
    assert found["parcels"] == [[[1, 3], [[2, "misprint"], [4, "paper jam"]]]]
    assert found["states"] == [[2, "void"], [4, "void"]]


def test_without_a_sale_they_go_alone(run: Run) -> None:
    assert pushed(run, "misprint")["parcels"] == [[[], [[1, "misprint"]]]]


def test_what_wasnt_answered_is_sent_again(run: Run) -> None:
    found = pushed(run, "misprint", answers=["cut", "old server"], rounds=3)
    assert found["parcels"] == [[[], [[1, "misprint"]]]] * 3
    assert found["states"] == [[1, "void"]]
