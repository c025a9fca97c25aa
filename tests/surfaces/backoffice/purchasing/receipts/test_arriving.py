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
    assert "Insulin arrived at 25,0 °C but must be stored at 2,0 °C to 8,0 °C." in draft
    assert "unless a pharmacist accepts it" in draft
    assert "Accept 1 line outside temperature limits; otherwise it is put on hold" in draft
    assert "25,0 °C" in owner.get(f"{at}?export=csv").getvalue().decode()
    checked = owner.post(f"{at}check/", {"version": "1"}, follow=True).text
    assert "It will be put on hold when posted. To accept it, return" in checked
    posted = owner.post(f"{at}post/", {"version": "2"}, follow=True).text
    assert "Goods receipt posted. Goods that arrived outside" in posted
    assert "It was put on hold on arrival. Release it, or return it" in posted
    assert Batch.objects.get().state == "held"

    other = goods(shop, medicine, temperature=90, batch_number="KF-02")
    at = f"/receipts/{written(shop, supplier_id, other)}/"
    taken = {"version": "1", "accept_temperature": "yes"}
    said = owner.post(f"{at}at-once/", taken, follow=True).text
    assert "Goods receipt posted. The goods are in stock and can be sold" in said
    assert "It was accepted during the check." in said
    assert Batch.objects.get(number="KF-02").state == "released"
