"""A patient's purchases at the screen and as a file, for who sees health data."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale


@pytest.mark.rows("CUS-04")
def test_the_pharmacist_sees_and_exports_what_was_sold_to_the_patient(
    owner: Client, shop: Shop
) -> None:
    patient, medicine = register(shop), add_medicine(shop, "Metformin 500 mg")
    stock_up(shop, medicine, 100)
    at = f"/patients/{patient}/purchases/"
    assert "No purchases in this period" in owner.get(at).text
    sold: Any = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=3)], patient_id=patient),
    )
    assert at in owner.get(f"/patients/{patient}/").text
    pharmacist = client_of(shop, "pharmacist")
    page = pharmacist.get(at)
    assert "no-store" in page["Cache-Control"]
    words = ("Metformin 500 mg", "3 tablets", f"/sales/{sold.sale.id}/", "Rp 2.100", "Melati")
    assert [one for one in words if one not in page.text.replace("\xa0", " ")] == []
    file = pharmacist.get(f"{at}?months=3&export=csv")
    text = b"".join(file.streaming_content).decode() if file.streaming else file.text
    assert "Metformin 500 mg" in text
    assert pharmacist.get(f"{at}?page=9&months=x").status_code == 200
    assert client_of(shop, "cashier").get(at).status_code == 403
    assert "purchases/" not in client_of(shop, "manager").get(f"/patients/{patient}/").text
