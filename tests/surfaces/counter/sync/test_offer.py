"""Booked sales and what the till told are kept a week and offered again, so that a restored server gets them back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A server that books what it gets, until `forgets` says which sales a restore took from it.
WORLD = """async (module, {forgets, days, old}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { commitSale, voidNumber } = await import("/counter/db/sales.js");
  const { createApi } = await import("/counter/sync/api.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "N-", next: 1});
  await db.batches.put({id: "b", quantity: 100, pending: 0});
  await db.till_documents.bulkPut(["m1", "m2"].map((id) => ({id, state: "unsent", document: {
    id, kind: "cash_in", session_id: "t", at: "2026-11-20T03:00:00Z"}})));
  const sell = () => commitSale(db, "s", ({sequence}) => ({id: `sale${sequence}`, number: `N-${sequence}`, series_id: "s", sequence,
    occurred_at: "2026-11-20T03:00:00Z", lines: [{allocations: [{batch_id: "b", quantity: 10}]}]}));
  for (let n = 0; n < 3; n += 1) await sell();
  await voidNumber(db, "s", 4, "torn", "2026-11-20T03:00:00Z");
  const books = new Map(), till = new Map(), voids = new Set(), offers = [];
  let at = Date.parse("2026-11-20T03:00:00Z"), cut = false;
  const clock = {time: 1_000, now() { return this.time; }, later: (act) => act, cancel() {}};
  const network = {async request(method, path, text) {
    if (cut) throw new Error("cut");
    if (path.startsWith("feed")) return {status: 204, body: null, at};
    const body = JSON.parse(text);
    if (path === "offer") {
      offers.push(body.ids.length);
      return {status: 200, body: {missing: body.ids.filter((id) => !books.has(id)),
        till: body.till.map((one) => one.id).filter((id) => !till.has(id))}, at};
    }
    for (const sale of body.sales) books.set(sale.id, (books.get(sale.id) ?? 0) + 1);
    for (const one of body.voids ?? []) voids.add(one.sequence);
    for (const one of body.till ?? []) till.set(one.id, (till.get(one.id) ?? 0) + 1);
    return {status: 200, at, body: {till: (body.till ?? []).map((one) => ({id: one.id, state: "taken"})), results: body.sales.map((sale) => ({id: sale.id, state: "acknowledged", cases: 0})),
      voids: (body.voids ?? []).map((one) => ({...one, state: "void"})), balances: []}};
  }};
  const reopened = [], reports = [];
  const loop = module.createLoop({
    db, api: createApi(network, async () => ""), clock, random: () => new Uint8Array([0]), appVersion: "1", isVisible: () => true,
    onPage() {}, onReport: (report) => reports.push(report), onAnswer() {}, onReopened: (sales) => reopened.push(...sales.map((one) => one.id)),
  });
  await loop.run();
  cut = true; await loop.run(); cut = false;
  for (const id of forgets) books.delete(id) || till.delete(id);
  if (forgets.some((id) => id.startsWith("sale"))) voids.clear();
  at += days * 24 * 3_600_000;
  clock.time += 60_000;
  await loop.run();
  const pending = (await db.batches.get("b")).pending;
  const delivered = Object.fromEntries(books), later = [...offers];
  await loop.run();
  loop.stop();
  return {books: delivered, again: Object.fromEntries(books), voids: [...voids], offers: later, afterwards: offers.length, reopened, pending, kept: await db.sales.count() + await db.till_documents.count(), till: Object.fromEntries(till),
    last: [reports.at(-1).online, reports.at(-1).unsent, reports.at(-1).refused]};
}"""


def live(run: Run, *forgets: str, days: int = 0) -> Any:
    return run("sync/loop.js", WORLD, {"forgets": list(forgets), "days": days})


def test_a_restored_server_gets_what_it_lacks_exactly_once(run: Run) -> None:
    found = live(run, "sale2", "sale3")
    assert found["reopened"] == ["sale2", "sale3"]
    assert found["books"] == {"sale1": 1, "sale2": 1, "sale3": 1}
    assert found["again"] == found["books"]
    assert found["voids"] == [4]
    assert found["pending"] == 0
    assert found["last"] == [True, 0, None]


@pytest.mark.rows("SAL-23")
def test_the_till_is_told_again_where_no_sale_lacks(run: Run) -> None:
    found = live(run, "m2")
    assert (found["reopened"], found["till"]) == ([], {"m1": 1, "m2": 1})


def test_nothing_is_sent_twice_where_nothing_was_lost(run: Run) -> None:
    found = live(run)
    assert (found["reopened"], found["books"]["sale1"]) == ([], 1)
    assert found["offers"] == [3]
    assert found["afterwards"] == 1  # asked after a silence, not in every round


def test_booked_sales_are_forgotten_after_a_week_by_the_servers_clock(run: Run) -> None:
    assert live(run, days=6)["kept"] == 5
    assert live(run, days=8)["kept"] == 0
