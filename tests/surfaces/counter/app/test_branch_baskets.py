"""A parked basket leaves this device only where the server says that it doesn't wait any more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-14")]
# A counter with one parked basket, of which the server was told; what it answers is given.
WORLD = """async (module, {refusal, state, again}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { addPacks } = await import("/counter/domain/basket.js");
  const { markParked, readParked } = await import("/counter/db/parked.js");
  const { Refused } = await import("/counter/sync/api.js");
  const db = await openDatabase({name: String(Math.random())});
  let now = 0;
  const clock = {now: () => (now += 1), later: () => 1, cancel() {}};
  const app = module.createCounter({...browserEnvironment({api: "", version: "1"}), clock, tabs: null,
    afterDraw() {}, focusSearch() {}}, db, {language: "en", theme: "light", layout: "desktop"});
  app.change((basket) => addPacks(basket, {id: "l", product_id: "x", pack_id: "p", packs: 1, price: null}));
  await app.run("park");
  const { id } = app.store.get().parked[0].basket;
  const mark = async (changes) => {
    app.store.set(({parked}) => ({parked: parked.map((one) => ({...one, ...changes}))}));
    await markParked(db, id, changes);
  };
  await mark({parked_by: "sari", telling: true});
  app.store.set({person: {id: "sari", roles: [], permissions: []}});
  app.world = () => ({today: "2026-11-20", now: "2026-11-20T03:00:00Z", place: app.place(),
    settings: {tax_rate_bp: 0, tax_inclusive: true, branch: {tax_registered: false, tax_state: ""}}});
  app.sealingLack = () => null;
  app.sealFor = async () => "sealed";
  app.api = {...app.api,
    waiting: async () => ({waiting: [], expired: [], gone: []}),
    fetchParked: async () => { throw new Refused(refusal.status, refusal); },
    parked: async () => {
      if (again) await mark({changed_at: new Date(9_000).toISOString()});
      return {states: [{id, state}]};
    }};
  app.maySell = () => true;
  if (refusal) await app.run("fetch_parked", id);
  else await app.shareParked();
  const { parked, card } = app.store.get();
  return {here: parked.length, disk: (await readParked(db)).length, title: card?.title ?? null, text: card?.text ?? null};
}"""


def after(run: Run, **told: Any) -> Any:
    return run("app/counter.js", WORLD, {"refusal": None, "state": "", "again": False, **told})


@pytest.mark.parametrize(
    ("status", "kind", "left"),
    [
        (409, "parked_baskets.gone", 0),
        (500, "problem.internal", 1),
        (403, "counter.not_signed", 1),
        (429, "problem.too_many", 1),
        (404, "parked_baskets.unknown", 1),
    ],
)
def test_a_refusal_keeps_the_own_basket_unless_it_is_gone(
    run: Run, status: int, kind: str, left: int
) -> None:
    refusal = {"status": status, "type": kind, "title": "Not now", "detail": "Wait."}
    assert after(run, refusal=refusal) == {
        "here": left,
        "disk": left,
        "title": "Not now",
        "text": "Wait.",
    }


def test_what_is_told_of_a_basket_that_is_gone_forgets_it(run: Run) -> None:
    found = after(run, state="fetched")
    assert (found["here"], found["disk"]) == (0, 0)


def test_a_late_answer_leaves_a_basket_that_was_parked_again(run: Run) -> None:
    found = after(run, state="fetched", again=True)
    assert (found["here"], found["disk"]) == (1, 1)
