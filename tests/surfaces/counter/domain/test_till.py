"""The till on the device: its sums and what it expects, as the server has them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.countries.documents import z_prefix
from theriac.domains.tills.rules import (
    MOVE_REASONS,
    WHY_VARIANCE,
    CashMoved,
    expected_cash,
    is_unlikely,
)

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-23")]
SESSION = """(till, {opening, sales, moves}) => {
  let session = till.newSession({
    id: "t", at: "2026-11-20T01:00:00Z", person: {id: "p", short_name: "Siti"}, cash: opening, currency: "IDR",
  });
  for (const [index, payments] of sales.entries()) {
    const total = payments.reduce((sum, one) => sum + one.tendered - one.change, 0);
    session = till.withSale(session, {
      number: `N-${index + 1}`, series_id: "s", sequence: index + 1, gross: total, discount: 0, tax: 10, rounding: 0,
      total, payments, lines: [{taxes: [{code: "PPN", rate_bp: 1100, amount: 10}]}],
    });
  }
  session = {...session, moves};
  return {session, lines: till.expectedLines(session), expected: till.expectedCash(session)};
}"""


def paid(method: str, tendered: int, change: int = 0) -> dict[str, Any]:
    return {"method": method, "tendered": tendered, "change": change}


def test_expected_cash_is_the_servers(run: Run) -> None:
    moves = [
        {"kind": kind, "reason": reason, "amount": 1_000 * number}
        for number, (kind, reason) in enumerate(
            [(kind.value, reason) for kind, told in MOVE_REASONS.items() for reason in told], 1
        )
    ]
    sales = [
        [paid("cash", 10_000, 3_000)],
        [paid("card", 5_000)],
        [paid("cash", 500), paid("qr", 700)],
    ]
    found = run("domain/till.js", SESSION, {"opening": 200_000, "sales": sales, "moves": moves})
    lines = expected_cash(200_000, 10_500, 3_000, [CashMoved(**one) for one in moves])
    assert found["lines"] == {name: getattr(lines, name) for name in found["lines"]}
    assert found["expected"] == lines.total
    session = found["session"]
    assert session["sums"]["count"] == 3
    assert session["methods"]["cash"] == {"count": 2, "amount": 7_500}
    assert session["taxes"] == [{"code": "PPN", "rate_bp": 1100, "amount": 30}]
    assert session["numbers"] == [
        {"series_id": "s", "first": 1, "last": 3, "from": "N-1", "to": "N-3"}
    ]


def test_reasons_and_numbers_are_the_servers(run: Run) -> None:
    script = "({MOVES, WHYS, zNumber}, prefixes) => [MOVES, WHYS, prefixes.map((one) => zNumber(one, 7))]"
    prefixes = ["MLT-K2-26-", "MB1/26-27/", "MLT-K1B-26-"]
    moves, whys, numbers = run("domain/till.js", script, prefixes)
    assert moves == {kind.value: list(told) for kind, told in MOVE_REASONS.items()}
    assert whys == list(WHY_VARIANCE)
    assert numbers == [f"{z_prefix(one)}0007" for one in prefixes]


@pytest.mark.rows("SAL-24")
def test_other_money_is_summed_by_what_it_is_for_and_changes_no_cash(run: Run) -> None:
    script = """(till, taken) => {
      let session = till.newSession({
        id: "t", at: "2026-11-20T01:00:00Z", person: {id: "p", short_name: "Siti"}, cash: 5000, currency: "IDR",
      });
      for (const one of taken) session = till.withTaken(session, one);
      return [session.taken, till.expectedCash(session)];
    }"""
    card, qr = {"reason": "account", "method": "card"}, {"reason": "top_up", "method": "qr"}
    asked = [{**card, "amount": 300}, {**qr, "amount": 100}, {**card, "amount": 50}]
    sums, cash = run("domain/till.js", script, asked)
    assert sums == [{**qr, "count": 1, "amount": 100}, {**card, "count": 2, "amount": 350}]
    assert cash == 5_000


def test_an_unlikely_sum_is_the_servers(run: Run) -> None:
    cases = [
        [most + more, held, 100_000]
        for held, most in [(0, 2_000_000), (-5, 2_000_000), (99, 2_000_100), (100_000, 3_000_000)]
        for more in (-1, 0, 1)
    ]
    found = run(
        "domain/till.js", "(till, cases) => cases.map((one) => till.isUnlikely(...one))", cases
    )
    assert found == [is_unlikely(*one) for one in cases]
    assert {True, False} == set(found)
