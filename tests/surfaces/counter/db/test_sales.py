"""A sale on the device: number, sale, stock and basket together, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
STEPS = """async (sales, steps) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const device = await import("/counter/db/device.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "MLT-K1-26-", next: 421});
  await db.batches.bulkPut([{id: "b1", product_id: "p", quantity: 50, pending: 0}]);
  await device.writeDraft(db, {lines: ["something"]});
  const sell = (id, quantity = 3) => sales.commitSale(db, "s", ({series, sequence}) => ({
    id, number: series.prefix + sequence, series_id: series.id, sequence, occurred_at: "2026-11-20T03:0" + (sequence % 10) + ":00Z",
    lines: [{allocations: [{batch_id: "b1", quantity}]}],
  }));
  const see = async () => ({
    next: (await db.series.get("s")).next, batch: await db.batches.get("b1"), draft: await device.readDraft(db),
    sales: (await db.sales.toArray()).map((sale) => [sale.id, sale.number]).sort(),
    deliveries: (await db.deliveries.toArray()).map((one) => [one.sale_id, one.state, one.attempts, one.cases]).sort(),
  });
  const answers = [];
  const run = new Function("sales", "db", "sell", "see", "answers", `return (async () => { ${steps} })()`);
  const result = await run(sales, db, sell, see, answers);
  return {answers, result, ...await see()};
}"""


def after(run: Run, steps: str) -> Any:
    return run("db/sales.js", STEPS, steps)


def test_a_sale_takes_its_number_and_lowers_the_stock_with_it(run: Run) -> None:
    found = after(run, "await sell('x');")
    assert found["next"] == 422
    assert found["sales"] == [["x", "MLT-K1-26-421"]]
    assert (found["batch"]["quantity"], found["batch"]["pending"]) == (50, 3)
    assert found["draft"] is None
    assert found["deliveries"] == [["x", "committed", 0, 0]]


def test_a_sale_that_cant_be_written_takes_no_number(run: Run) -> None:
    steps = """
      await sell('x');
      await sell('x').catch((error) => answers.push(error.name));
      await sales.commitSale(db, "s", () => { throw new TypeError("no") }).catch((error) => answers.push(error.name));
      await sales.commitSale(db, "other", () => ({})).catch((error) => answers.push(error.message));
    """
    found = after(run, steps)
    assert found["answers"] == [
        "ConstraintError",
        "TypeError",
        "this device doesn't own series other",
    ]
    assert (found["next"], found["sales"]) == (422, [["x", "MLT-K1-26-421"]])
    assert found["batch"]["pending"] == 3


def test_two_at_once_take_two_numbers(run: Run) -> None:
    steps = "await Promise.all(['a', 'b', 'c', 'd'].map((id) => sell(id)));"
    found = after(run, steps)
    assert sorted(number for _id, number in found["sales"]) == [
        f"MLT-K1-26-{n}" for n in (421, 422, 423, 424)
    ]


def test_the_unsent_go_in_the_order_of_their_numbers(run: Run) -> None:
    steps = """
      await sell('b'); await sell('a');
      return (await sales.readUnsent(db)).map((row) => row.sale.sequence);
    """
    assert after(run, steps)["result"] == [421, 422]


def test_an_answer_settles_the_sale_and_brings_the_balance(run: Run) -> None:
    steps = """
      await sell('x'); await sell('y', 4);
      await sales.markSent(db, ['x', 'y'], 'then');
      await sales.applyAnswer(db, {results: [{id: 'x', state: 'acknowledged', cases: 1}], balances: [{batch_id: 'b1', quantity: 47}]});
    """
    found = after(run, steps)
    assert found["deliveries"] == [["x", "acknowledged", 1, 1], ["y", "sent", 1, 0]]
    assert (found["batch"]["quantity"], found["batch"]["pending"]) == (47, 4)


def test_a_repeated_answer_changes_nothing(run: Run) -> None:
    steps = """
      await sell('x');
      const answer = {results: [{id: 'x', state: 'acknowledged', cases: 0}], balances: []};
      await sales.applyAnswer(db, answer); await sales.applyAnswer(db, answer);
    """
    assert after(run, steps)["batch"]["pending"] == 0


def test_a_summary_counts_what_waits(run: Run) -> None:
    steps = """
      await sell('x'); await sell('y'); await sell('z');
      await sales.markSent(db, ['x'], 'then'); await sales.markFailed(db, ['x'], 'unreachable');
      await sales.applyAnswer(db, {results: [{id: 'z', state: 'held', cases: 0}], balances: []});
      return sales.summarise(db);
    """
    assert after(run, steps)["result"] == {
        "unsent": 2,
        "oldest_at": "2026-11-20T03:01:00Z",
        "held": 1,
        "failed": True,
    }


@pytest.mark.rows("SAL-33")
def test_only_a_number_without_a_sale_can_be_void(run: Run) -> None:
    steps = """
      await sell('x');
      await sales.voidNumber(db, "s", 421, "misprint", "now").catch((error) => answers.push(error.message));
      await sales.voidNumber(db, "s", 423, "misprint", "now").catch((error) => answers.push(error.message));
      await sales.voidNumber(db, "s", 422, "misprint", "now");
      await sell('y');
      return db.voids.toArray();
    """
    found = after(run, steps)
    assert found["answers"] == [
        "number MLT-K1-26-421 has a sale and can't be void",
        "this number wasn't reached yet",
    ]
    assert found["result"] == [
        {"series_id": "s", "sequence": 422, "reason": "misprint", "declared_at": "now"}
    ]
    assert found["sales"] == [["x", "MLT-K1-26-421"], ["y", "MLT-K1-26-423"]]
