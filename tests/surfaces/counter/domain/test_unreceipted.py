"""The form of goods without a receipt: the refund follows the units, and bounds are said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-12")]
FORM = """(brought, [units, amount, price]) => {
  const batch = {batch_id: "b", product_id: "p", product: "Paracetamol", number: "A", left: 5,
    price_amount: price, price_units: 3};
  let row = brought.withUnits(brought.rowOfBatch(batch), units, String);
  const suggested = row.amount;
  if (amount !== null) row = brought.withUnits({...row, amount, isTyped: true}, units, String);
  const parse = (text) => (/^[0-9]+$/.test(text) ? Number(text) : null);
  const goods = brought.broughtGoods({rows: [row], reason: "unwanted", note: " x "}, parse);
  return {suggested, wrong: brought.wrongBrought([row], parse), line: goods.lines[0], note: goods.note};
}"""


def form(run: Run, units: str, amount: str | None = None, price: int | None = 2_000) -> Any:
    return run("domain/unreceipted.js", FORM, [units, amount, price])


def test_the_refund_is_the_lowest_price_of_the_units_rounded_down(run: Run) -> None:
    found = form(run, "2")
    assert (found["suggested"], found["wrong"], found["note"]) == ("1333", {}, "x")
    assert found["line"] == {
        "batch_id": "b",
        "quantity": 2,
        "amount": 1333,
        "condition": "sealed",
    }


def test_what_is_typed_stays_and_is_bounded(run: Run) -> None:
    assert form(run, "2", "1000")["line"]["amount"] == 1_000
    amount = {"amount": "unreceipted.amount.wrong"}
    assert form(run, "2", "1334")["wrong"] == {"b": amount}
    assert form(run, "2", "x")["wrong"] == {"b": amount}
    assert form(run, "6")["wrong"] == {"b": {"units": "return.units.wrong"}}
    assert form(run, "2", "1", None)["wrong"] == {"b": amount}
    assert form(run, "2", "0", None)["wrong"] == {}


def test_nothing_scanned_is_said(run: Run) -> None:
    script = "(brought) => brought.wrongBrought([], Number)"
    assert run("domain/unreceipted.js", script, []) == {"": "unreceipted.nothing"}
