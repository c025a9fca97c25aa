"""The server is asked of a sale once it knows the sale and its credit note; till then both are listed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10")]
APP = """
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const db = await openDatabase({name: String(Math.random())});
  const app = module.createCounter(browserEnvironment({api: "", version: "1"}), db,
    {language: "en", theme: "light", layout: "desktop"});
  app.store.set({person: {id: "p"}, sync: {online}});
  const sold = (id, number, at) => ({id, number, occurred_at: at, business_on: at.slice(0, 10), total: 900,
    lines: [{id: "l", product_id: "q"}], paper: {lines: {l: {name: "Paracetamol"}}}});
"""
WORLD = (
    """async (module, {online, sent, waits}) => {"""
    + APP
    + """
  const document = {id: "note", kind: "return", sale_id: "x", at: "2026-11-20T03:00:00Z"};
  if (waits === "note") {
    await db.credit_notes.add({...document, document, paper: {}});
    await db.till_documents.add({id: "note", state: "unsent", document});
  } else await db.deliveries.add({sale_id: "x", state: waits});
  const asked = [];
  app.api = {...app.api, askReturn: async (_who, goods) => { asked.push(goods.sale_id); return {total: 5}; }};
  app.syncNow = async () => {
    if (!sent) return;
    await db.till_documents.update("note", {state: "taken"});
    await db.deliveries.update("x", {state: "acknowledged"});
  };
  return [await app.run("ask_return", {sale_id: "x"}), await app.run("ask_return", {sale_id: "y"}), asked];
}"""
)
UNREACHABLE = "The server doesn’t respond. Check the network, then try again."
WAITING = {
    "note": "A credit note of this receipt isn’t sent yet. Wait a moment, then try again.",
    "committed": "This receipt isn’t sent yet. Wait a moment, then try again.",
    "sent": "This receipt isn’t sent yet. Wait a moment, then try again.",
    "held": "This sale is on hold and needs a decision in the back office. Ask a manager first.",
}


@pytest.mark.parametrize("waits", WAITING)
@pytest.mark.parametrize(("online", "sent"), [(True, True), (True, False), (False, False)])
def test_the_server_is_asked_once_it_knows_the_sale_and_its_note(
    run: Run, online: bool, sent: bool, waits: str
) -> None:
    world = {"online": online, "sent": sent, "waits": waits}
    refused = {"refused": WAITING[waits] if online else UNREACHABLE}
    answer, other, asked = run("app/counter.js", WORLD, world)
    assert answer == ({"found": {"total": 5}} if sent else refused)
    assert other == {"found": {"total": 5}}
    assert asked == (["x", "y"] if sent else ["y"])


LISTS = (
    """async (module, {online, sought}) => {"""
    + APP
    + """
  const told = [["a", "MLT-7", "2026-11-20T03:30:00+00:00"], ["b", "MLT-5", "2026-11-20T01:00:00+00:00"]]
    .map(([id, number, occurred_at]) => ({id, number, occurred_at}));
  app.api = {...app.api, receipts: async () => {
    if (!online) throw Object.assign(new Error("no network"), {name: "Unreachable"});
    return {receipts: told, has_more: true};
  }};
  for (const [id, number, at, state] of [["a", "MLT-7", "2026-11-20T03:30:00Z", "sent"],
    ["c", "MLT-8", "2026-11-20T04:00:00Z", "committed"], ["d", "MLT-6", "2026-11-20T02:00:00Z", "held"],
    ["e", "MLT-4", "2026-11-19T02:00:00Z", "acknowledged"]]) {
    await db.sales.add(sold(id, number, at));
    await db.deliveries.add({sale_id: id, state});
  }
  const { found } = await app.run("find_returnable", sought);
  return [found.receipts.map((one) => one.id).join(""), found.has_more];
}"""
)


@pytest.mark.parametrize(
    ("online", "sought", "listed"),
    [
        (True, {}, ["cadb", True]),
        (True, {"number": "mlt-8"}, ["cab", True]),
        (True, {"on": "2026-11-19"}, ["ab", True]),
        (False, {}, ["cade", False]),
    ],
)
def test_what_the_server_lacks_is_listed_with_what_it_has(
    run: Run, online: bool, sought: Any, listed: list[object]
) -> None:
    assert run("app/counter.js", LISTS, {"online": online, "sought": sought}) == listed
