"""What may be charged without network: the server's word, less what this device charged since."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-25", "OFF-13")]
STEPS = """async (credit, steps) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  const sale = (amount, method = "credit") => ({
    payments: [{method, reference: "A", tendered: amount, change: 0}],
  });
  const run = new Function("credit", "db", "sale", `return (async () => { ${steps} })()`);
  return run(credit, db, sale);
}"""


def after(run: Run, steps: str) -> Any:
    return run("db/credit.js", STEPS, steps)


def test_each_sale_leaves_less_until_the_server_is_heard(run: Run) -> None:
    found = after(
        run,
        """
        await credit.keepFree(db, {at: "x", free: {A: 1000, B: 50}}, async () => []);
        await credit.lowerFree(db, sale(600));
        await credit.lowerFree(db, sale(300, "card"));
        const once = await credit.readFree(db, "A");
        await credit.lowerFree(db, sale(600));
        const twice = await credit.readFree(db, "A");
        await credit.keepFree(db, {at: "y", free: {A: 900}}, async () => [{sale: sale(600)}]);
        return [once, twice, await credit.readFree(db, "A"), await credit.readFree(db, "B")];
        """,
    )
    assert found == [400, 0, 300, None]


def test_a_sale_that_is_committed_meanwhile_is_never_forgotten(run: Run) -> None:
    found = after(
        run,
        """
        const { readUnsent } = await import("/counter/db/sales.js");
        const commit = () => db.transaction("rw", db.device, db.sales, db.deliveries, async () => {
          const made = {...sale(600), id: "s", series_id: "r", sequence: 1, lines: []};
          await db.sales.add(made);
          await db.deliveries.add({sale_id: "s", state: "committed"});
          await credit.lowerFree(db, made);
        });
        const keep = () => credit.keepFree(db, {at: "x", free: {A: 1000}}, readUnsent);
        const left = [];
        for (const acts of [[keep, commit], [commit, keep]]) {
          await Promise.all([db.sales.clear(), db.deliveries.clear(), db.device.clear()]);
          await Promise.all(acts.map((act) => act()));
          left.push(await credit.readFree(db, "A"));
        }
        return left;
        """,
    )
    assert found == [400, 400]


def test_a_number_is_the_servers(run: Run) -> None:
    found = run(
        "domain/credit.js",
        "async (credit, texts) => texts.map((text) => credit.plainNumber(text))",
        ["0799 2739-8713", "079927398714", "", "07992739871"],
    )
    assert found == ["079927398713", "", "", ""]
