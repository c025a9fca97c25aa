"""An exchange writes its sale and its credit note, also where the goods pay nothing of the sale."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-11")]
WORLD = """async (module, pays) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { createCounter } = await import("/counter/app/counter.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "MLT-K1-26-", next: 5});
  const app = createCounter(browserEnvironment({api: "", version: "1"}), db,
    {language: "en", theme: "light", layout: "desktop"});
  app.store.set({person: {id: "p", short_name: "Sari"}, device: {terminal: {name: "Kasir 1"}}});
  const answer = {lines: [], total: 900, rounding: 0, exchanged: pays,
    refunds: pays < 900 ? [{method: "cash", amount: 900 - pays}] : [], asks: null};
  const exchange = {sale: {number: "MLT-K1-26-4", lines: []}, goods: {sale_id: "x", reason: "unwanted", note: ""}};
  const { note } = await module.commitPaid(app, {
    exchanged: pays === null ? null : {answer, exchange, note_id: "note", approval: null},
    basketId: "sale", seriesId: "s",
    completeSale: ({series, sequence}) => ({id: "sale", number: series.prefix + sequence, series_id: series.id,
      sequence, lines: [], payments: [], occurred_at: "2026-11-20T03:00:00Z"}),
  });
  const { exchange_sale_id: of = null, refunds = null } = note?.document ?? {};
  return [await db.sales.count(), await db.credit_notes.count(), of, refunds];
}"""


@pytest.mark.parametrize(
    ("pays", "written"),
    [
        (None, [1, 0, None, None]),
        (900, [1, 1, "sale", []]),
        (0, [1, 1, None, [{"method": "cash", "amount": 900}]]),
    ],
)
def test_the_note_is_written_with_the_sale(run: Run, pays: int | None, written: Any) -> None:
    assert run("features/returns/exchange.js", WORLD, pays) == written
