"""What an older program left readable is found wherever it lies, and replaced in its place alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
WORLD = """async (leftovers, {many}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { isReadable, withoutNames } = await import("/counter/domain/grounds.js");
  const db = await openDatabase({name: String(Math.random())});
  const seen = (id) => ({id, kind: "prescription", prescriber: "dr. Maya", number: "0412", written_on: "2026-11-20"});
  const named = (id) => ({id, kind: "exception", prescriber: "", number: "", exception: "owa"});
  const sale = (id, grounds) => ({id, number: id, series_id: "s", sequence: 1, occurred_at: id, total: 700, grounds});
  await db.sales.bulkAdd([sale("old", [seen("g1"), named("g2")]), sale("plain", [named("g3")]), sale("none", []),
    ...Array.from({length: many}, (one, index) => sale(`m${String(index).padStart(5, "0")}`, index % 300 ? [] : [seen(`x${index}`)]))]);
  await db.drafts.bulkPut([{id: "basket", basket: {id: "open", lines: [1], grounds: [seen("g4")]}},
    {id: "parked:p", basket: {id: "p", lines: [2], grounds: [withoutNames(seen("g5"), "1.k.AAAA")]}, parked_at: "then"}]);
  const found = await leftovers.readLeftovers(db, isReadable);
  for (const {id, grounds} of found) {
    const sealed = grounds.map((ground) => (isReadable(ground) ? withoutNames(ground, `sealed ${ground.id}`) : ground));
    await leftovers.writeSealed(db, id, sealed, isReadable);
  }
  const again = await leftovers.readLeftovers(db, isReadable);
  return {found: found.map((one) => one.id), again: again.length, sale: await db.sales.get("old"),
    plain: await db.sales.get("plain"), drafts: await db.drafts.toArray()};
}"""


def sealed(run: Run, many: int = 0) -> Any:
    return run("db/leftovers.js", WORLD, {"many": many})


def test_sales_and_baskets_are_found_and_sealed(run: Run) -> None:
    found = sealed(run)
    assert found["found"] == ["open", "old"]
    assert found["again"] == 0
    first, second = found["sale"]["grounds"]
    assert (first["prescriber"], first["number"]) == (None, None)
    assert (first["sealed"], first["written_on"]) == ("sealed g1", "2026-11-20")
    assert second == {
        "id": "g2",
        "kind": "exception",
        "prescriber": "",
        "number": "",
        "exception": "owa",
    }
    assert found["sale"]["total"] == 700
    assert "sealed" not in found["plain"]["grounds"][0]
    opened, parked = found["drafts"]
    assert opened["basket"]["grounds"][0]["sealed"] == "sealed g4"
    assert opened["basket"]["lines"] == [1]
    assert parked["basket"]["grounds"][0]["sealed"] == "1.k.AAAA"
    assert parked["parked_at"] == "then"


def test_a_week_of_sales_is_looked_through_to_its_end(run: Run) -> None:
    found = sealed(run, 900)
    assert found["found"] == ["open", "m00000", "m00300", "m00600", "old"]
    assert found["again"] == 0
