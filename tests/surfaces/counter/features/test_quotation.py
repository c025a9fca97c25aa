"""Opening a quotation: what can't be parked before stays, and the quotation isn't opened."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-15")]

# `before`: the basket that is being filled; `fails`: whether the disk refuses what is written.
WORLD = """async (module, {before, fails, again}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { emptyBasket } = await import("/counter/domain/basket.js");
  const db = await openDatabase({name: String(Math.random())});
  const app = module.createCounter(
    {...browserEnvironment({api: "", version: "1"}), tabs: null, afterDraw() {}}, db,
    {language: "en", theme: "light", layout: "desktop"});
  const quotation = {id: "q", number: "MLT-QT-26-000001", valid_until: "2026-11-30", standing: "expired", lines: []};
  const asked = [];
  app.api.quotation = async (_person, path, question) => {
    asked.push([path, question.basket_id]);
    return quotation;
  };
  app.store.set({person: {id: "dewi", permissions: []}});
  app.change(() => ({...emptyBasket("old"), ...before}));
  await app.drafts.inTurn(async () => {});
  let refuses = fails;
  db.drafts.hook("creating", () => { if (refuses) throw new Error("the disk is full"); });
  const take = () => app.run("take_quotation", {quotation, basketId: "new"});
  const first = await take();
  const told = ({refused}) => [refused ?? null, app.store.get().basket.id, app.store.get().dialog?.kind ?? null];
  const found = {first: told(first), lines: app.store.get().basket.lines.length, asked: asked.length};
  refuses = false;
  return {...found, second: again ? told(await take()) : null, parked: app.store.get().parked.length};
}"""
LINE = {"id": "l", "product_id": "p", "pack_id": "s", "packs": 1, "price": None}
NOT_PARKED = (
    "The basket couldn’t be parked, so the quotation wasn’t opened. "
    "Finish or clear the basket, then open it again."
)


def taken(run: Run, before: dict[str, Any], *, fails: bool = False, again: bool = False) -> Any:
    return run("app/counter.js", WORLD, {"before": before, "fails": fails, "again": again})


def test_what_was_being_filled_is_parked(run: Run) -> None:
    found = taken(run, {"lines": [LINE]})
    assert (found["first"], found["parked"]) == ([None, "new", "quoted_prices"], 1)


def test_where_the_disk_refuses_the_basket_stays_and_it_opens_later(run: Run) -> None:
    found = taken(run, {"lines": [LINE]}, fails=True, again=True)
    assert (found["first"], found["lines"]) == ([NOT_PARKED, "old", None], 1)
    assert (found["second"], found["parked"]) == ([None, "new", "quoted_prices"], 1)


def test_a_basket_that_only_names_somebody_stays_and_nothing_is_asked(run: Run) -> None:
    found = taken(run, {"member": "1234"})
    assert (found["first"], found["asked"], found["parked"]) == ([NOT_PARKED, "old", None], 0, 0)
