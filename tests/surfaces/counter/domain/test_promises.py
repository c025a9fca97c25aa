"""A line at a quotation's price: no promotion comes on top of it, unless today is cheaper by one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.assessed import batch, line, product
from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-15")]

ASSESS = """async (assess, {products, batches, lines, promotions}) => {
  const { createCatalogue } = await import("/counter/app/catalogue.js");
  const { isAtPromise, promotionSent } = await import("/counter/domain/promotions/basket.js");
  const world = {
    today: "2026-11-20", now: "2026-11-20T03:00:00Z",
    place: {country: "id", exceptions: [], time_zone: "Asia/Jakarta"},
    settings: {
      branch: {id: "br", tax_registered: true, tax_state: "27"}, promotions, classes: {bebas: {law: ""}},
    },
  };
  const catalogue = createCatalogue(() => world);
  catalogue.load({products, batches});
  const basket = {id: "basket", lines, grounds: [], selected: null};
  const found = assess.assess({basket, serverRefusals: {}}, catalogue, world);
  return found.lines.map((row) => ({
    off: row.off, today: row.today ?? row.amount, is_promised: isAtPromise(row),
    given: row.parts.map((part) => promotionSent(part, () => "").promotion_off ?? 0),
  }));
}"""
WEEK = {
    "id": "w",
    "name": "Vitamin week",
    "kind": "percent",
    "buy": 0,
    "free": 0,
    "from_total": 0,
    "goods": [],
    "category_ids": [],
    "with_prescription": False,
    "needs_coupon": False,
    "coupons": [],
    "first_on": "2026-11-01",
    "last_on": "2026-11-30",
    "weekdays": 127,
    "from_minute": 0,
    "until_minute": 1440,
}
PROMISE = {"kind": "amount", "value": 1000, "reason": "Quotation 1", "promised": True}


def assessed(run: Run, *percents: int, discount: Any = PROMISE) -> Any:
    """Two strips at 7.000, promised at 13.000, and two that nobody promised."""
    strips = [{"pack_id": "strip", "branch_id": None, "amount": 7000, "valid_from": "2026-01-01"}]
    given = {
        "products": [product("p", prices=strips), product("q", prices=strips)],
        "batches": [batch("a", 100), batch("b", 100, product_id="q")],
        "lines": [
            line(2, product_id="p", discount=discount),
            line(2, key="m", product_id="q"),
        ],
        "promotions": [{**WEEK, "value": percent} for percent in percents],
    }
    return run("domain/assess.js", ASSESS, given)


def test_a_promised_price_gets_no_promotion_on_top(run: Run) -> None:
    promised, other = assessed(run, 500)
    assert promised == {"off": 1000, "today": 13_300, "is_promised": True, "given": [0]}
    assert other == {"off": 700, "today": 13_300, "is_promised": False, "given": [700]}


def test_a_promotion_that_makes_today_cheaper_is_given_alone(run: Run) -> None:
    promised, _other = assessed(run, 1000)
    assert promised == {"off": 1400, "today": 12_600, "is_promised": False, "given": [1400]}


def test_without_promotions_it_costs_what_was_promised(run: Run) -> None:
    promised, _other = assessed(run)
    assert promised == {"off": 1000, "today": 14_000, "is_promised": True, "given": [0]}


def test_a_discount_of_ones_own_stays_besides(run: Run) -> None:
    own = {"kind": "amount", "value": 1000, "reason": "regular"}
    assert assessed(run, 500, discount=own)[0]["off"] == 1700
