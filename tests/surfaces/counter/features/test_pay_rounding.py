"""A payment of which cash would be less than a coin is complete without it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-11", "CAP-10")]
FINISHED = """async (till, { subtotal, rows, method, text }) => {
  const { createWords } = await import("/counter/i18n/words.js");
  const place = {currency: "IDR", time_zone: "Asia/Jakarta", country: "id", cash_rounding: 100};
  const words = createWords("en", place);
  const begun = till.firstPayment(subtotal, words, null, rows.map(([of, tendered]) => ({method: of, tendered})));
  const payment = {...begun, method, text: text ?? begun.text};
  const {payments, rounding, total, error} = till.finish(payment, subtotal, words, () => "id");
  return error ?? [payments.map((one) => [one.method, one.tendered, one.change]), rounding, total];
}"""
GOODS = ["exchange", 2_800]


@pytest.mark.parametrize(
    ("subtotal", "rows", "method", "text", "found"),
    [
        (2_840, [GOODS], "cash", None, [[["exchange", 2_800, 0]], -40, 2_800]),
        (2_840, [GOODS], "cash", "", [[["exchange", 2_800, 0]], -40, 2_800]),
        (2_800, [GOODS], "cash", None, [[["exchange", 2_800, 0]], 0, 2_800]),
        (
            3_340,
            [GOODS, ["card", 500]],
            "cash",
            None,
            [[["exchange", 2_800, 0], ["card", 500, 0]], -40, 3_300],
        ),
        (
            2_860,
            [GOODS],
            "cash",
            None,
            [[["exchange", 2_800, 0], ["cash", 100, 0]], 40, 2_900],
        ),
        (2_840, [GOODS], "card", "40", [[["exchange", 2_800, 0], ["card", 40, 0]], 0, 2_840]),
        (2_840, [GOODS], "card", "", "Rp 40"),
        (40, [], "cash", None, [[], -40, 0]),
    ],
)
def test_what_no_coin_pays_is_not_asked_for(
    run: Run, subtotal: int, rows: list[Any], method: str, text: str | None, found: Any
) -> None:
    given = {"subtotal": subtotal, "rows": rows, "method": method, "text": text}
    told = run("features/pay/till.js", FINISHED, given)
    if isinstance(found, str):
        assert found in told.replace("\xa0", " ")
    else:
        assert told == found
