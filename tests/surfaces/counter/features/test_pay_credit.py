"""What a payment by credit hears of its account: the server's refusal isn't a lost network."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-25", "OFF-13")]
NUMBER = "079927398713"
ASK = """async (pay, [error, number]) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { keepFree } = await import("/counter/db/credit.js");
  const db = await openDatabase({name: String(Math.random())});
  await keepFree(db, {at: "x", free: {[number]: 1000}}, async () => []);
  let state = {
    payment: {method: "credit", reference: number, credit: "asked"}, person: {id: "p"}, basket: {},
  };
  const store = {get: () => state, set: (change) => { state = {...state, ...change(state)}; }};
  const api = {credit: async () => { throw Object.assign(new Error(error.name), error); }};
  await pay.findCredit({store, db, api});
  return state.payment.credit;
}"""
ALONE = {"number": NUMBER, "state": "active", "free": 1000, "alone": True}


@pytest.mark.parametrize(
    ("error", "heard"),
    [
        ({"name": "Unreachable"}, ALONE),
        ({"name": "Refused", "status": 503}, ALONE),
        ({"name": "Refused", "status": 404}, None),
        ({"name": "Refused", "status": 403}, None),
        ({"name": "Refused", "status": 422}, None),
    ],
)
def test_only_without_the_server_is_its_last_word_taken(
    run: Run, error: dict[str, Any], heard: dict[str, Any] | None
) -> None:
    assert run("features/pay/credit.js", ASK, [error, NUMBER]) == heard
