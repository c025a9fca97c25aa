"""The check before payment, the feed and a sale on their way at once: no balance is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A counter that follows its server; a check is answered only once `overtaken` pages came by, and
# where `unsent` units were `booked` meanwhile, only once that is known.
WORLD = """async (module, {told, overtaken, unsent, booked}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const db = await openDatabase({name: String(Math.random())});
  const page = (quantity) => ({position: String(quantity), cursor: null, snapshot: null, as_of: "then", products: [],
    batches: [{id: "b", product_id: "p", quantity}], people: null, settings: null, removed: {}});
  const pages = [page(12)];
  const sold = new Map([["b", unsent]]);
  let app = null;
  const network = {async request(method, path) {
    if (path.startsWith("feed")) return pages.length ? {status: 200, body: pages.shift()} : {status: 204, body: null};
    if (path === "check") {
      for (const quantity of overtaken) { pages.push(page(quantity)); await app.syncNow(); }
      if (booked) {
        app.catalogue.addPending(sold, -1);
        app.catalogue.setBalances([{batch_id: "b", quantity: 12 - unsent}]);
      }
      return {status: 200, body: {at: "then", refusals: [], balances: [{batch_id: "b", quantity: told}]}};
    }
    throw new Error(path);
  }};
  const clock = {now: () => 0, later: () => 1, cancel() {}};
  app = module.createCounter({...browserEnvironment({api: "", version: "1"}), clock, network, tabs: null}, db,
    {language: "en", theme: "light", layout: "desktop"});
  await app.startFollowing();
  await app.syncNow();
  const before = app.catalogue.batch("b").quantity;
  app.catalogue.addPending(sold, 1);
  await app.check({lines: []});
  await app.syncNow();
  const [batch, kept] = [app.catalogue.batch("b"), await db.batches.get("b")];
  return {before, shown: batch.quantity - batch.pending, kept: kept.quantity};
}"""


def checked(run: Run, told: int, *overtaken: int, unsent: int = 0, booked: bool = False) -> Any:
    world = {"told": told, "overtaken": overtaken, "unsent": unsent, "booked": booked}
    return run("app/counter.js", WORLD, world)


def test_a_check_brings_the_balances_that_it_was_told(run: Run) -> None:
    assert checked(run, 9) == {"before": 12, "shown": 9, "kept": 9}


def test_a_check_that_the_feed_overtook_changes_no_balance(run: Run) -> None:
    assert checked(run, 12, 7) == {"before": 12, "shown": 7, "kept": 7}


def test_what_is_on_its_way_isnt_counted_twice(run: Run) -> None:
    """The server booked the five that were sold here before its answer to them arrived."""
    assert checked(run, 7, unsent=5) == {"before": 12, "shown": 7, "kept": 12}


def test_what_was_booked_meanwhile_isnt_put_back(run: Run) -> None:
    assert checked(run, 12, unsent=5, booked=True)["shown"] == 7
