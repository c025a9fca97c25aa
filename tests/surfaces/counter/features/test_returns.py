"""What is left of a sale nobody says while a credit note of it isn't told to the server."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10")]
WORLD = """async (module, {online, sent}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const db = await openDatabase({name: String(Math.random())});
  const document = {id: "note", kind: "return", sale_id: "x", at: "2026-11-20T03:00:00Z"};
  await db.credit_notes.add({...document, document, paper: {}});
  await db.till_documents.add({id: "note", state: "unsent", document});
  const app = module.createCounter(browserEnvironment({api: "", version: "1"}), db,
    {language: "en", theme: "light", layout: "desktop"});
  app.store.set({person: {id: "p"}, sync: {online}});
  const asked = [];
  app.api = {...app.api, askReturn: async (_who, goods) => { asked.push(goods.sale_id); return {total: 5}; }};
  app.syncNow = async () => { if (sent) await db.till_documents.update("note", {state: "taken"}); };
  return [await app.run("ask_return", {sale_id: "x"}), await app.run("ask_return", {sale_id: "y"}), asked];
}"""


@pytest.mark.parametrize(
    ("online", "sent", "answer", "asked"),
    [
        (True, True, {"found": {"total": 5}}, ["x", "y"]),
        (
            True,
            False,
            {
                "refused": "A credit note of this receipt isn’t sent yet. "
                "Wait a moment, then try again."
            },
            ["y"],
        ),
        (
            False,
            False,
            {"refused": "The server doesn’t respond. Check the network, then try again."},
            ["y"],
        ),
    ],
)
def test_the_server_is_asked_once_it_knows_the_note(
    run: Run, online: bool, sent: bool, answer: Any, asked: list[str]
) -> None:
    world = {"online": online, "sent": sent}
    assert run("app/counter.js", WORLD, world) == [answer, {"found": {"total": 5}}, asked]
