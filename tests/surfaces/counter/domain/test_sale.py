"""From a basket that stands to the document that is pushed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
BUILD = """(sale, line) => {
  const part = (batch, quantity) => ({
    pack: {id: "tablet", name: "tablet", factor: 1}, packs: quantity, quantity, unitPrice: 700,
    price: {amount: 700, units: 1}, shares: [{batch: {id: batch, number: batch, expiry: null}, quantity}],
    priced: {gross: 700, discount: 0, taxable: 631, tax: 69, total: 700, taxes: []},
  });
  const product = {id: "p", name: "P", legal_class: "bebas", hsn: "3004"};
  let next = 0;
  return sale.buildSale({
    series: {id: "s", prefix: "MLT-K1-26-"}, sequence: 7, now: 0, today: "2026-11-20", version: "1",
    newId: () => `id${next++}`, paid: {payments: [], rounding: 0, total: 1400},
    state: {
      assessed: {totals: {gross: 1400, discount: 0, tax: 138, taxes: [], inclusive: true},
        lines: [{line, product, parts: [part("chosen", 5), part("first", 2)]}]},
      basket: {id: "sale", lines: [], grounds: [], quotation: {id: "quotation"}}, person: {id: "person", short_name: "Dewi S."}, feed: {as_of: null},
      device: {terminal: {name: "Kasir 1"}},
      settings: {pharmacy: {country: "id", currency: "IDR"}, classes: {}, receipt: {forms: {untaxed: null}}},
    },
  });
}"""


def built(run: Run, **line: Any) -> Any:
    return run("domain/sale.js", BUILD, {"ground_id": None, "pin": None, "pin_reason": "", **line})


def test_an_ordinary_line_gives_no_reason(run: Run) -> None:
    sale = built(run)
    assert sale["number"] == "MLT-K1-26-000007"
    assert ["batch_reason" in line for line in sale["lines"]] == [False, False]
    assert [line["part_of"] for line in sale["lines"]] == [1, 1]
    assert [paper["hsn"] for paper in sale["paper"]["lines"].values()] == ["3004", "3004"]


def test_a_chosen_batch_says_why_on_the_part_that_takes_it(run: Run) -> None:
    sale = built(run, pin="chosen", pin_reason="customer_asks")
    assert [line.get("batch_reason") for line in sale["lines"]] == ["customer_asks", None]


def test_a_chosen_batch_that_isnt_taken_gives_no_reason(run: Run) -> None:
    sale = built(run, pin="elsewhere", pin_reason="in_hand")
    assert [line.get("batch_reason") for line in sale["lines"]] == [None, None]


def test_a_promised_price_names_its_quotation(run: Run) -> None:
    promised = {"kind": "amount", "value": 100, "promised": True}
    for discount, named in ((promised, "quotation"), ({**promised, "promised": False}, None)):
        sale = built(run, discount=discount)
        assert sale.get("quotation_id") == named
        assert {line.get("is_promised") for line in sale["lines"]} == {True if named else None}


def test_a_series_of_an_earlier_pairing_takes_no_number(run: Run) -> None:
    script = "(sale, series) => sale.seriesFor(series, '2026-11-20')?.id ?? null"
    year = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    before = {**year, "id": "before", "generation": 3, "closed": True}
    now = {**year, "id": "now", "generation": 1}
    assert run("domain/sale.js", script, [before, now]) == "now"
    assert run("domain/sale.js", script, [before]) is None


@pytest.mark.rows("STK-32")
def test_single_packs_stand_on_the_parts_that_hold_them(run: Run) -> None:
    packs = [{"gtin": "08991234567891", "serial": f"S{number}"} for number in range(6)]
    lines = built(run, serials=packs)["lines"]
    assert [[one["serial"] for one in line["serials"]] for line in lines] == [
        ["S0", "S1", "S2", "S3", "S4"],
        ["S5"],
    ]
    assert ["serials" in line for line in built(run)["lines"]] == [False, False]
