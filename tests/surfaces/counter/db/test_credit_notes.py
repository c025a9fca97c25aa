"""A credit note on the device: its number, the till and what is told are one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10")]
WORLD = """async (notes, {open, cash, fails}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const till = await import("/counter/db/till.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "MLT-K1-26-", next: 5});
  if (open) await till.openTill(db, {id: "t", state: "open", opening: {id: "t", kind: "opening"}, moves: []});
  const write = (id) => notes.commitCreditNote(db, "s", ({series, till: held}) => {
    if (fails === id) throw new Error("no room");
    return {paper: {}, document: {id, kind: "return", sale_id: "x", at: "2026-11-20T03:00:00Z",
      sequence: series.next_c ?? 1, session_id: held?.id ?? null}};
  }, (document, held) => cash && {id: `${document.id}m`, kind: "cash_out", session_id: held.id});
  for (const id of ["u", "v"]) await write(id).catch(() => {});
  return {notes: (await db.credit_notes.toArray()).map((one) => [one.id, one.document.sequence, one.document.session_id]),
    told: (await till.readTillUnsent(db)).map((one) => one.id), next: (await db.series.get("s")).next_c ?? 1,
    moves: (await till.readTill(db))?.moves.length ?? 0, sales: (await db.series.get("s")).next};
}"""


def written(run: Run, *, open: bool = True, cash: bool = True, fails: str = "") -> Any:
    return run("db/credit_notes.js", WORLD, {"open": open, "cash": cash, "fails": fails})


def test_numbers_follow_one_another_beside_those_of_sales(run: Run) -> None:
    assert written(run) == {
        "notes": [["u", 1, "t"], ["v", 2, "t"]],
        "told": ["t", "u", "um", "v", "vm"],
        "next": 3,
        "moves": 2,
        "sales": 5,
    }


def test_without_a_till_or_cash_no_cash_moves(run: Run) -> None:
    assert written(run, open=False)["told"] == ["u", "v"]
    found = written(run, cash=False)
    assert (found["told"], found["moves"]) == (["t", "u", "v"], 0)


def test_what_fails_takes_no_number(run: Run) -> None:
    found = written(run, fails="u")
    assert (found["notes"], found["next"], found["moves"]) == ([["v", 1, "t"]], 2, 1)


EXCHANGE = """async (notes, fails) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "MLT-K1-26-", next: 5});
  await notes.commitExchange(db, {
    seriesId: "s",
    completeSale: ({series, sequence}) => ({id: "sale", number: series.prefix + sequence, series_id: series.id,
      sequence, lines: [], payments: [], occurred_at: "2026-11-20T03:00:00Z"}),
    withSale: (open) => open,
    complete: ({series}) => {
      if (fails) throw new Error("no room");
      return {paper: {}, document: {id: "note", kind: "return", sale_id: "x", sequence: series.next_c ?? 1,
        at: "2026-11-20T03:00:00Z"}};
    },
    moveOf: () => null,
  }).catch((error) => { if (error.message !== "no room") throw error; });
  return [await db.sales.toCollection().primaryKeys(), await db.credit_notes.toCollection().primaryKeys()];
}"""


def test_an_exchange_writes_its_sale_and_its_note_or_neither(run: Run) -> None:
    assert run("db/credit_notes.js", EXCHANGE, False) == [["sale"], ["note"]]
    assert run("db/credit_notes.js", EXCHANGE, True) == [[], []]


DROPPED = """async (notes) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.sales.add({id: "kept", number: "N-1", series_id: "s", sequence: 1, occurred_at: "2026-11-20T03:00:00Z"});
  const note = (id, sale_id) => ({id, sale_id, at: "2026-11-20T03:00:00Z"});
  await db.credit_notes.bulkAdd([note("a", "kept"), note("b", "gone"), note("c", "gone")]);
  await db.till_documents.add({id: "b", state: "unsent", document: {}});
  await notes.dropNotes(db);
  return db.credit_notes.toCollection().primaryKeys();
}"""


def test_a_note_is_forgotten_after_its_sale_once_it_is_told(run: Run) -> None:
    assert run("db/credit_notes.js", DROPPED) == ["a", "b"]
