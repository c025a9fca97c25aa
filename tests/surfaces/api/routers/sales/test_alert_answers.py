"""A safety alert on a program's sale: refused with all that answers it."""

from __future__ import annotations

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.shop import Shop, stock_up
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-14")]


def test_the_refusal_tells_each_alert_and_an_answer_asks_for_a_pharmacist(shop: Shop) -> None:
    goods = a_stop_in_force(shop)
    for one in goods:
        stock_up(shop, one, 10)
    seller = program(shop, "cashier")
    sale = {"lines": [{"product_id": str(one.id), "quantity": 1} for one in goods]}
    refused = seller.post("/sales", sale)
    assert (refused.status_code, refused.json()["code"]) == (409, "clinical.alert_unanswered")
    (told,) = refused.json()["alerts"]
    assert (told["rule"], told["needs_approval"]) == ("r1", True)
    assert set(told["product_ids"]) == {str(one.id) for one in goods}
    named = {name: told[name] for name in ("check", "rule", "product_ids")}
    answers = [{**named, "reason": "prescriber_agreed"}]
    needed = seller.post("/sales", {**sale, "alert_answers": answers}).json()
    assert (needed["code"], needed["action"]) == ("approval.needed", "clinical.override")
