"""Receipts that the server lacks, or can't be asked for, are found, opened and copied by the device."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-21")]
WORLD = """async (module, {online, sought, opens}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { readCopies } = await import("/counter/db/copies.js");
  const db = await openDatabase({name: String(Math.random())});
  const app = module.createCounter(browserEnvironment({api: "", version: "1"}), db,
    {language: "en", theme: "light", layout: "desktop"});
  app.store.set({person: {id: "p"}, sync: {online}});
  const told = [["a", "MLT-7", "2026-11-20T03:30:00+00:00"], ["b", "MLT-5", "2026-11-20T01:00:00+00:00"]]
    .map(([id, number, occurred_at]) => ({id, number, occurred_at}));
  const answered = async (answer) => {
    if (!online) throw Object.assign(new Error("no network"), {name: "Unreachable"});
    return answer;
  };
  app.api = {...app.api, receipts: () => answered({receipts: told, has_more: true}),
    receipt: () => answered(null), receiptCopy: () => answered({number: 3})};
  const printed = [];
  app.printCopy = (sale, copy) => printed.push([sale.number, copy]);
  for (const [id, number, at, state] of [["a", "MLT-7", "2026-11-20T03:30:00Z", "sent"],
    ["c", "MLT-8", "2026-11-20T04:00:00Z", "committed"], ["d", "MLT-6", "2026-11-20T02:00:00Z", "held"],
    ["e", "MLT-4", "2026-11-19T02:00:00Z", "acknowledged"]]) {
    await db.sales.add({id, number, occurred_at: at, business_on: at.slice(0, 10), total: 900,
      lines: [{id: "l", product_id: "q"}], paper: {lines: {l: {name: "Paracetamol"}}}});
    await db.deliveries.add({sale_id: id, state});
  }
  if (opens) {
    const { found, refused } = await app.run("open_receipt", opens);
    const copy = found ? await app.run("copy_receipt", found) : null;
    return [refused ?? found.number, copy, printed, (await readCopies(db)).map((one) => one.sale_id)];
  }
  const { found, refused } = await app.run("find_receipts", sought);
  return refused ?? [found.receipts.map((one) => one.id).join(""), found.has_more, found.alone === true];
}"""
AWAY = "The server doesn’t respond. Older receipts need the network. Check it, then try again."


@pytest.mark.parametrize(
    ("online", "sought", "listed"),
    [
        (True, {}, ["cadb", True, False]),
        (True, {"number": "mlt-8"}, ["cab", True, False]),
        (True, {"on": "2026-11-19"}, ["ab", True, False]),
        (False, {}, ["cade", False, True]),
        (False, {"number": "mlt-9"}, AWAY),
    ],
)
def test_what_the_server_lacks_is_listed_with_what_it_has(
    run: Run, online: bool, sought: Any, listed: object
) -> None:
    assert run("app/counter.js", WORLD, {"online": online, "sought": sought}) == listed


@pytest.mark.parametrize(
    ("online", "opens", "answer"),
    [
        (True, "c", ["MLT-8", {}, [["MLT-8", True]], ["c"]]),
        (True, "d", ["MLT-6", {}, [["MLT-6", True]], ["d"]]),
        (False, "e", ["MLT-4", {}, [["MLT-4", True]], ["e"]]),
        (False, "b", [AWAY, None, [], []]),
    ],
)
def test_an_own_receipt_is_copied_at_once_and_the_copy_told_later(
    run: Run, online: bool, opens: str, answer: object
) -> None:
    assert run("app/counter.js", WORLD, {"online": online, "opens": opens}) == answer
