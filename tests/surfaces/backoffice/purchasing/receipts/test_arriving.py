"""What arrived outside its temperature."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.receipts import goods, written
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.stock.models import Batch


@pytest.mark.rows("PUR-14")
def test_what_arrived_too_warm_is_said_and_held_unless_accepted(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, "Insulin", storage="fridge")
    supplier_id = a_supplier(shop)
    at = f"/receipts/{written(shop, supplier_id, goods(shop, medicine, temperature=250))}/"

    draft = owner.get(at).text
    assert "Insulin arrived at 25,0 °C and is to be kept at 2,0 °C to 8,0 °C." in draft
    assert "unless a pharmacist accepts it" in draft
    assert "Accept 1 line outside its temperature knowingly" in draft
    assert "25,0 °C" in owner.get(f"{at}?export=csv").getvalue().decode()
    checked = owner.post(f"{at}check/", {"version": "1"}, follow=True).text
    assert "It is held when it is posted." in checked
    posted = owner.post(f"{at}post/", {"version": "2"}, follow=True).text
    assert "What arrived outside its temperature is held." in posted
    assert "It was held as it arrived." in posted
    assert Batch.objects.get().state == "held"

    other = goods(shop, medicine, temperature=90, batch_number="KF-02")
    at = f"/receipts/{written(shop, supplier_id, other)}/"
    taken = {"version": "1", "accept_temperature": "yes"}
    said = owner.post(f"{at}at-once/", taken, follow=True).text
    assert "Every counter can sell them." in said
    assert "It was accepted knowingly at the check." in said
    assert Batch.objects.get(number="KF-02").state == "released"
