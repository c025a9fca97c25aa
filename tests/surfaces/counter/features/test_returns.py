"""The server is asked of a sale once it knows the sale and its credit note."""

from __future__ import annotations

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
