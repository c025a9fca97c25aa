"""The till on the device: a document and its session are one, and none is told twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-23", "OFF-13")]
STEPS = """async (till, steps) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const sales = await import("/counter/db/sales.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "MLT-K1-26-", next: 5});
  const session = {id: "t", state: "open", opening: {id: "t", kind: "opening"}, moves: [], sold: 0};
  const sell = (id) => sales.commitSale(db, "s", ({series, sequence, till: open}) => ({
    id, number: series.prefix + sequence, series_id: series.id, sequence, lines: [],
    occurred_at: "2026-11-20T03:00:00Z", till_session_id: open?.id ?? null,
  }), (open) => ({...open, sold: open.sold + 1}));
  const close = () => till.closeTill(db, "t", "s", (series) => ({id: "z", at: "2026-11-20T09:00:00Z", z_sequence: series.next_z ?? 1}), 90);
  const refused = async (act) => { try { await act(); return ""; } catch (error) { return error.message; } };
  const run = new Function("till", "db", "session", "sell", "close", "sales", "refused",
    `return (async () => { ${steps} })()`);
  return run(till, db, session, sell, close, sales, refused);
}"""


def after(run: Run, steps: str) -> Any:
    return run("db/till.js", STEPS, steps)


def test_a_sale_is_in_the_open_session_and_in_none_that_is_counted(run: Run) -> None:
    steps = """
      await till.openTill(db, session);
      const first = await sell("a");
      await till.keepCount(db, "t", [{value: 100, pieces: 1}]);
      const second = await sell("b");
      const kept = await till.readTill(db);
      return [first.till_session_id, second.till_session_id, kept.state, kept.sold];"""
    assert after(run, steps) == ["t", None, "counted", 1]


def test_what_is_told_is_queued_with_it_and_answered_once(run: Run) -> None:
    steps = """
      await till.openTill(db, session);
      await till.addMove(db, "t", {id: "u", kind: "cash_in", session_id: "t"});
      await till.keepCount(db, "t", []);
      const closed = await close();
      const before = (await till.readTillUnsent(db)).map((one) => one.id);
      await sales.applyAnswer(db, {results: [], balances: [], till: [{id: "t", state: "taken"}, {id: "u", state: "held"}]}, 1);
      const after = (await till.readTillUnsent(db)).map((one) => one.id);
      const waits = await sales.summarise(db);
      const settled = (await till.readTillSettled(db)).map((one) => one.session_id);
      await till.sendTillAgain(db, ["t"]);
      const again = (await till.readTillUnsent(db)).map((one) => one.id);
      await sales.applyAnswer(db, {results: [], balances: [], till: [{id: "t", state: "taken"}]}, 5);
      await till.dropTillSettled(db, 6);
      return {before, after, again, settled, state: closed.state, waits: [waits.unsent, waits.held, waits.oldest_at],
        kept: await db.till_documents.toCollection().primaryKeys(),
        next: (await db.series.get("s")).next_z, left: await till.readLeft(db), open: await till.readTill(db)};"""
    assert after(run, steps) == {
        "before": ["t", "u", "z"],
        "after": ["z"],
        "again": ["t", "z"],
        "settled": ["t", "t"],
        "waits": [1, 1, "2026-11-20T09:00:00Z"],
        "kept": ["u", "z"],
        "state": "closed",
        "next": 2,
        "left": {"session_id": "t", "cash": 90},
        "open": None,
    }


def test_a_credit_note_is_paid_out_once_on_a_device(run: Run) -> None:
    steps = """
      const pay = (id) => till.addMove(db, "t", {id, kind: "cash_out", session_id: "t", return_id: "note"});
      await till.openTill(db, session);
      await till.addMove(db, "t", {id: "u", kind: "cash_in", session_id: "t"});
      await till.addMove(db, "t", {id: "v", kind: "cash_in", session_id: "t"});
      await pay("w");
      const twice = await refused(() => pay("x"));
      const open = await till.readTill(db);
      await till.keepCount(db, "t", []);
      await close();
      const untold = [...await till.readPaidOut(db, null)];
      await sales.applyAnswer(db, {results: [], balances: [], till: [{id: "w", state: "taken"}]}, 1);
      return {twice, moves: open.moves.length, paid: [...await till.readPaidOut(db, open)], untold,
        told: [...await till.readPaidOut(db, null)]};"""
    assert after(run, steps) == {
        "twice": "this credit note is paid out",
        "moves": 3,
        "paid": ["note"],
        "untold": ["note"],
        "told": [],
    }


def test_what_was_held_is_settled_once_somebody_decided(run: Run) -> None:
    steps = """
      await till.openTill(db, session);
      for (const id of ["u", "v", "w"]) await till.addMove(db, "t", {id, kind: "cash_in", session_id: "t"});
      const held = ["u", "v"].map((id) => ({id, state: "held"}));
      await sales.applyAnswer(db, {results: [], balances: [], till: held}, 1);
      await till.settleHeld(db, ["u", "w"]);
      const waits = await sales.summarise(db);
      await till.dropTillSettled(db, 2);
      return [waits.unsent, waits.held, await db.till_documents.toCollection().primaryKeys()];"""
    assert after(run, steps) == [2, 1, ["t", "v", "w"]]


def test_nothing_is_opened_twice_nor_closed_before_it_is_counted(run: Run) -> None:
    steps = """
      await till.openTill(db, session);
      return [await refused(() => till.openTill(db, {...session, id: "v"})), await refused(close),
        (await till.readTillUnsent(db)).length];"""
    assert after(run, steps) == [
        "a till session is open already",
        "the till session isn't counted",
        1,
    ]
