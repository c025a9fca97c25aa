"""The check before payment and the feed on their way at once: the newer balance stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A counter that follows its server; a check is answered only once `overtaken` pages came by.
WORLD = """async (module, {told, overtaken}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const db = await openDatabase({name: String(Math.random())});
  const page = (quantity) => ({position: String(quantity), cursor: null, snapshot: null, as_of: "then", products: [],
    batches: [{id: "b", product_id: "p", quantity}], people: null, settings: null, removed: {}});
  const pages = [page(12)];
  let app = null;
  const network = {async request(method, path) {
    if (path.startsWith("feed")) return pages.length ? {status: 200, body: pages.shift()} : {status: 204, body: null};
    if (path === "check") {
      for (const quantity of overtaken) { pages.push(page(quantity)); await app.syncNow(); }
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
  await app.check({lines: []});
  await app.syncNow();
  return {before, shown: app.catalogue.batch("b").quantity, kept: (await db.batches.get("b")).quantity};
}"""


def checked(run: Run, told: int, *overtaken: int) -> Any:
    return run("app/counter.js", WORLD, {"told": told, "overtaken": overtaken})


def test_a_check_brings_the_balances_that_it_was_told(run: Run) -> None:
    assert checked(run, 9) == {"before": 12, "shown": 9, "kept": 9}


def test_a_check_that_the_feed_overtook_changes_no_balance(run: Run) -> None:
    assert checked(run, 12, 7) == {"before": 12, "shown": 7, "kept": 7}
