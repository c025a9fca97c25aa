"""Bills from before by the API: who may not enter books is refused, whatever they may see."""

from __future__ import annotations

import pytest

from tests.support.payments import an_opening_bill
from tests.support.shop import Shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program
from tests.surfaces.branches import key_at, terminal_at

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-04")]


@pytest.mark.parametrize("role", ["auditor", "cashier"])
def test_a_right_to_see_bills_cancels_none_and_finds_none_elsewhere(shop: Shop, role: str) -> None:
    bill_id = an_opening_bill(shop, a_supplier(shop), "OLD-1")
    there = second_branch(shop)
    elsewhere = Program(key_at(shop, there, terminal_at(there), role))
    here = Program(key_at(shop, shop.branch_id, shop.api_terminal_id, role))
    for asking in (here, elsewhere):
        answer = asking.post(f"/supplier-bills/{bill_id}/cancellation", {"reason": "twice"})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
