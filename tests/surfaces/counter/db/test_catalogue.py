"""The device's copy: a snapshot replaces what it doesn't name, changes touch only their rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
APPLY = """async (catalogue, pages) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.batches.put({id: "old", product_id: "p", quantity: 5, pending: 2});
  for (const page of pages) await catalogue.applyPage(db, page);
  const copy = await catalogue.readCatalogue(db);
  return {
    products: copy.products.map((row) => row.id).sort(),
    batches: copy.batches.map((row) => [row.id, row.quantity, row.pending]).sort(),
    feed: (await db.device.get("feed")).value, settings: (await db.device.get("settings"))?.value ?? null,
    series: await db.series.toArray(),
  };
}"""


def page(cursor: str | None = None, snapshot: str | None = None, **rows: Any) -> dict[str, Any]:
    return {"cursor": cursor, "snapshot": snapshot, "position": "7", "as_of": "then", **rows}


def batch(key: str, quantity: int) -> dict[str, Any]:
    return {"id": key, "product_id": "p", "quantity": quantity}


def test_a_snapshot_drops_what_it_doesnt_name_only_at_its_end(run: Run) -> None:
    first = page("c", "s1", products=[{"id": "p1"}])
    half = run("db/catalogue.js", APPLY, [first])
    assert half["batches"] == [["old", 5, 2]]
    assert half["feed"] == {"position": None, "cursor": "c", "as_of": "then"}
    last = page(None, "s1", products=[{"id": "p2"}], batches=[batch("b", 9)])
    whole = run("db/catalogue.js", APPLY, [first, last])
    assert (whole["products"], whole["batches"]) == (["p1", "p2"], [["b", 9, 0]])
    assert whole["feed"] == {"position": "7", "cursor": None, "as_of": "then"}


def test_what_was_sold_here_stays_subtracted_when_the_balance_comes(run: Run) -> None:
    found = run("db/catalogue.js", APPLY, [page(batches=[batch("old", 8)])])
    assert found["batches"] == [["old", 8, 2]]


def test_changes_touch_only_their_rows(run: Run) -> None:
    given = page(None, "s1", products=[{"id": "p1"}, {"id": "p2"}])
    change = page(products=[{"id": "p3"}], removed={"products": ["p1"]})
    assert run("db/catalogue.js", APPLY, [given, change])["products"] == ["p2", "p3"]


def test_a_known_series_never_counts_back(run: Run) -> None:
    series = {"id": "s", "prefix": "MLT-K1-26-", "next": 5}
    older = {**series, "next": 1}
    pages = [page(settings={"series": [series]}), page(settings={"series": [older]})]
    assert [one["next"] for one in run("db/catalogue.js", APPLY, pages)["series"]] == [5]


RESUMED = """async ({applyPage}, [first, last, change]) => {
  const {openDatabase} = await import("/counter/db/database.js");
  const db = await openDatabase({name: `sweep-${Math.random()}`});
  await applyPage(db, first);
  const bulkDelete = db.products.bulkDelete;
  db.products.bulkDelete = () => Promise.reject(new Error("the page was closed"));
  const cut = await applyPage(db, last).then(() => "", (error) => error.message);
  db.products.bulkDelete = bulkDelete;
  await applyPage(db, change);
  const rows = await db.products.toArray();
  const snapshot = (await db.device.get("snapshot")).value;
  return {cut, ids: rows.map((row) => row.id).sort(), snapshot};
}"""


def test_a_sweep_that_was_cut_short_is_done_with_the_next_page(run: Run) -> None:
    first = page(None, "s1", products=[{"id": "p1"}, {"id": "p2"}])
    last = page(None, "s2", products=[{"id": "p2"}])
    change = page(products=[{"id": "p3"}])
    found = run("db/catalogue.js", RESUMED, [first, last, change])
    assert found == {
        "cut": "the page was closed",
        "ids": ["p2", "p3"],
        "snapshot": {"id": "s2", "sweep": False},
    }
