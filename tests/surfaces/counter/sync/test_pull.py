"""Following the feed: pages until there are no more, going on where a cut left off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
FOLLOW = """async (module, answers) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  const asked = [];
  const pages = [];
  const api = {feed: async (after, cursor) => {
    asked.push([after, cursor]);
    const answer = answers.shift();
    if (answer === "cut") throw new Error("cut");
    return answer;
  }};
  const outcomes = [];
  while (answers.length) {
    outcomes.push(await module.pull(db, api, (page) => pages.push(page.position)).catch((error) => error.message));
  }
  return {asked, pages, outcomes, products: await db.products.count()};
}"""


def page(
    position: str, cursor: str | None, *ids: str, snapshot: str | None = "s"
) -> dict[str, Any]:
    rows = [{"id": key} for key in ids]
    place = {"position": position, "cursor": cursor, "snapshot": snapshot, "as_of": "then"}
    return {**place, "products": rows, "batches": [], "people": [], "settings": None, "removed": {}}


def test_a_snapshot_comes_in_pages_then_only_changes(run: Run) -> None:
    answers = [
        page("7", "c1", "a"),
        page("7", None, "b"),
        None,
        page("8", None, "c", snapshot=None),
    ]
    found = run("sync/pull.js", FOLLOW, answers)
    assert found["asked"] == [[None, None], [None, "c1"], ["7", None], ["7", None]]
    assert (found["outcomes"], found["products"]) == ([2, 0, 1], 3)


def test_a_cut_goes_on_at_the_same_page(run: Run) -> None:
    answers = [page("7", "c1", "a"), "cut", page("7", None, "b")]
    found = run("sync/pull.js", FOLLOW, answers)
    assert found["asked"] == [[None, None], [None, "c1"], [None, "c1"]]
    assert (found["outcomes"], found["products"]) == (["cut", 1], 2)
