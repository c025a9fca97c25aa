"""Parking a basket, fetching one, paying: a line that is typed while the disk is written isn't lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.surfaces.counter.domain.conftest import SECURE, Run

pytestmark = pytest.mark.journey

# A counter on a database of its own. `steps` are done without waiting for one another; a number is a
# line that somebody types, a name an action with its argument.
WORLD = """async (module, steps) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { addPacks, emptyBasket } = await import("/counter/domain/basket.js");
  const { readParked } = await import("/counter/db/parked.js");
  const name = String(Math.random());
  const db = await openDatabase({name});
  let now = 0;
  const clock = {now: () => (now += 1), later: () => 1, cancel() {}};
  const made = (db) => module.createCounter({...browserEnvironment({api: "", version: "1"}), clock, tabs: null,
    afterDraw() {}, focusSearch() {}}, db, {language: "en", theme: "light", layout: "desktop"});
  const app = made(db);
  const type = (product) => app.change((basket) => addPacks(basket, {
    id: String(product), product_id: String(product), pack_id: "p", packs: 1, price: null}));
  const linesOf = ({lines}) => lines.map((line) => Number(line.product_id));
  const told = async (app) => ({open: linesOf(app.store.get().basket),
    parked: app.store.get().parked.map((one) => linesOf(one.basket)),
    disk: (await readParked(app.db, app.store.get().basket.id)).map((one) => linesOf(one.basket)),
    refused: app.store.get().card?.title ?? null});
  const done = [];
  for (const [step, argument] of steps) {
    if (step === "type") type(argument);
    else if (step === "wait") { await Promise.all(done); await new Promise((go) => setTimeout(go, 50)); }
    else if (step === "fail") db.drafts.hook("creating", () => { throw new Error("the disk is full"); });
    else if (step === "fetch") done.push(app.run("fetch_parked", app.store.get().parked[argument].basket.id));
    else done.push(app.run(step));
  }
  await Promise.all(done);
  await new Promise((go) => setTimeout(go, 50));
  const page = await told(app);
  const again = made(await openDatabase({name}));
  await again.restoreBasket();
  return {now: page, reloaded: await told(again)};
}"""


def after(run: Run, *steps: Any) -> tuple[Any, Any]:
    """What is open, what is parked and what the disk holds: in this page, and after a reload."""
    asked = [[step, None] if isinstance(step, str) else list(step) for step in steps]
    found = run("app/counter.js", WORLD, asked)
    return found["now"], found["reloaded"]


def shown(told: Any) -> tuple[Any, Any, Any]:
    return told["open"], told["parked"], told["disk"]


def test_a_line_typed_while_a_basket_is_parked_is_in_the_next_one(run: Run) -> None:
    now, reloaded = after(run, ("type", 1), ("type", 2), "park", ("type", 3))
    assert shown(now) == ([3], [[1, 2]], [[1, 2]])
    assert shown(reloaded) == ([3], [[1, 2]], [[1, 2]])


def test_a_line_typed_while_a_basket_is_fetched_joins_it(run: Run) -> None:
    steps = [("type", 1), "park", "wait", ("type", 2), ("fetch", 0), ("type", 3)]
    now, reloaded = after(run, *steps)
    assert shown(now) == ([1, 3], [[2]], [[2]])
    assert shown(reloaded) == ([1, 3], [[2]], [[2]])


def test_baskets_parked_one_after_the_other_are_all_there(run: Run) -> None:
    now, reloaded = after(run, ("type", 1), "park", ("type", 2), "park", ("type", 3), "park")
    assert shown(now) == shown(reloaded) == ([], [[1], [2], [3]], [[1], [2], [3]])


def test_fetched_and_parked_again_at_once_nothing_goes(run: Run) -> None:
    steps = [("type", 1), "park", "wait", ("fetch", 0), ("type", 2), "park", ("type", 3)]
    now, reloaded = after(run, *steps)
    assert shown(now) == shown(reloaded) == ([3], [[1, 2]], [[1, 2]])


def test_where_the_disk_refuses_the_basket_comes_back_with_what_was_typed(run: Run) -> None:
    now, _reloaded = after(run, ("type", 1), "wait", "fail", "park", ("type", 2))
    assert (now["open"], now["parked"]) == ([1, 2], [])
    assert now["refused"] == "The sale wasn’t saved"


NAMES = """async (module, given) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  const env = {subtle: crypto.subtle, random: (count) => crypto.getRandomValues(new Uint8Array(count))};
  const names = module.nameParts({db, env});
  const sealed = await names.sealName("basket-1", given);
  const again = module.nameParts({db, env}); // after a restart: the key is the device's
  const opened = (id, name) => again.openNames([{id, name}]);
  const { value: key } = await db.device.get("name_key");
  return {
    sealed, none: await names.sealName("basket-1", ""), exportable: key.extractable,
    same: await opened("basket-1", sealed), other: await opened("basket-2", sealed),
    altered: await opened("basket-1", sealed.slice(0, -4) + "AAAA"), none_told: await opened("basket-1", ""),
  };
}"""


def test_a_name_opens_for_its_basket_alone(secure_page: Page) -> None:
    script = f"""async (given) => {{
        const module = await import("{SECURE}/counter/app/names.js");
        return await ({NAMES})(module, given);
    }}"""
    told = secure_page.evaluate(script, "Ibu Sari, menunggu dokter ✓")
    assert "Sari" not in told["sealed"]
    assert told["same"] == {"basket-1": "Ibu Sari, menunggu dokter ✓"}
    assert told["other"] == told["altered"] == told["none_told"] == {}
    assert (told["none"], told["exportable"]) == ("", False)


def test_where_the_disk_refuses_a_change_both_baskets_are_as_they_were(run: Run) -> None:
    steps = [("type", 1), "park", "wait", ("type", 2), "wait", "fail", ("fetch", 0), ("type", 3)]
    now, _reloaded = after(run, *steps)
    assert (now["open"], now["parked"]) == ([2], [[1, 3]])
