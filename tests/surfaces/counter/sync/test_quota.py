"""Contacts about quotas fill the pauses between two rounds of the feed, and never lengthen them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A server that has news of quotas for `contacts` contacts, each of which takes `each` milliseconds.
WORLD = """async (module, {contacts, each, rounds, sellAt, cutAt}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { createApi } = await import("/counter/sync/api.js");
  const db = await openDatabase({name: String(Math.random())});
  const clock = {time: 1_000, waits: [], now() { return this.time; },
    later(act, wait) { this.waits.push(wait); return act; }, cancel() {}};
  const asked = [];
  let told = 0;
  const network = {async request(method, path) {
    const name = path.split("?")[0];
    asked.push([name, clock.time]);
    if (name !== "quota") return {status: 204, body: null};
    told += 1;
    clock.time += each;
    if (told === sellAt) loop.run();
    if (told === cutAt) throw new Error("cut");
    return {status: 200, body: {lease: "a", valid_until: "2026-12-01T00:00:00Z", limited: true,
      next: told < contacts ? String(told) : null, quotas: []}};
  }};
  const loop = module.createLoop({
    db, api: createApi(network, async () => "signed"), clock, random: () => new Uint8Array([0]),
    appVersion: "1", isVisible: () => true, onPage() {}, onReport() {}, onAnswer() {},
  });
  for (let n = 0; n < rounds; n += 1) { await loop.run(); clock.time += clock.waits.at(-1); }
  loop.stop();
  return {asked: asked.filter(([name]) => ["feed", "quota"].includes(name)), waits: clock.waits};
}"""


def live(run: Run, **given: int) -> Any:
    usual = {"contacts": 1, "each": 0, "rounds": 1, "sellAt": 0, "cutAt": 0}
    return run("sync/loop.js", WORLD, usual | given)


def between_pulls(found: Any) -> list[int]:
    """Milliseconds from each round of the feed to the next."""
    pulled = [at for name, at in found["asked"] if name == "feed"]
    return [later - sooner for sooner, later in pairwise(pulled)]


def contacts(found: Any) -> list[int]:
    """How many contacts followed each round of the feed."""
    counts: list[int] = []
    for name, _at in found["asked"]:
        if name == "feed":
            counts.append(0)
        else:
            counts[-1] += 1
    return counts


@pytest.mark.rows("STK-01")
def test_twenty_slow_contacts_stand_between_no_two_rounds_of_the_feed(run: Run) -> None:
    found = live(run, contacts=20, each=600, rounds=6)
    assert contacts(found) == [4, 4, 4, 4, 4, 0]
    assert between_pulls(found) == [2_400 + 250] * 5


def test_contacts_take_the_place_of_the_pause(run: Run) -> None:
    found = live(run, contacts=3, each=300, rounds=2)
    assert found["waits"][0] == 2_000 - 900
    assert between_pulls(found) == [2_000]


def test_a_sale_goes_out_before_the_next_contact(run: Run) -> None:
    found = live(run, contacts=5, each=100, sellAt=2)
    assert contacts(found) == [2, 3]


def test_quick_contacts_all_follow_one_round(run: Run) -> None:
    assert contacts(live(run, contacts=12, rounds=2)) == [12, 0]


def test_no_more_than_twenty_contacts_in_half_a_minute(run: Run) -> None:
    found = live(run, contacts=1_000, each=1_000, rounds=20)
    assert contacts(found) == [2] * 10 + [0] * 10


def test_after_a_lost_contact_the_next_round_goes_on(run: Run) -> None:
    assert contacts(live(run, contacts=4, rounds=2, cutAt=2)) == [2, 2]
