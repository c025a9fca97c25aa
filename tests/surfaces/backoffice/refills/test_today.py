"""Today and the menu count who is to be reminded and who is late, for who works with them."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.refills import a_plan, on_plan, remind
from tests.support.shop import Shop, add_medicine
from theriac.domains.refills.commands.tell import tell_patient

pytestmark = pytest.mark.rows("RX-20", "RX-21")


def test_refills_stand_on_today_until_told(shop: Shop) -> None:
    pharmacist, cashier = client_of(shop, "pharmacist"), client_of(shop, "cashier")
    plan = a_plan(shop, add_medicine(shop), days_ago=45)
    remind(shop)
    page = pharmacist.get("/").text
    for words in ("Refill to remind a patient of", "Late refill", 'href="/refills/?late=true"'):
        assert words in page
    assert "Late refill" not in cashier.get("/").text
    tell_patient(**on_plan(shop, plan, channel="person"))
    page = pharmacist.get("/").text
    assert "Refill to remind a patient of" not in page
    assert "Late refill" in page
