"""The want list's screens: found, written, changed, taken, removed, exported."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.alerts import an_alert
from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.replenishment.models import WantEntry


@pytest.fixture
def cashier(shop: Shop) -> Client:
    return client_of(shop, "cashier")


def names(page: Any) -> list[tuple[str, str]]:
    return [(row.name, row.quantity) for row in page.context["rows"]]


@pytest.mark.rows("STK-36")
def test_a_product_and_words_are_written_down(shop: Shop, cashier: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)
    an_alert(shop, medicine, 10)

    assert "Paracetamol" in cashier.get("/stock/wants/find/?q=parac").text
    added = cashier.post(
        f"/stock/wants/add/{medicine.id}/", {"packs_10": "2", "note": "Soon"}, follow=True
    )
    assert "Added to the want list." in added.text
    cashier.post("/stock/wants/write/", {"text": "Sirup X", "quantity": "2", "unit": "btl"})
    page = cashier.get("/stock/wants/")

    assert sorted(names(page)) == [
        ("Paracetamol 500 mg tablet", "2 strips + 7 tablets"),
        ("Sirup X", "2 btl"),
    ]
    assert names(cashier.get("/stock/wants/?q=sirup")) == [("Sirup X", "2 btl")]
    assert names(cashier.get("/stock/wants/?source=hand")) == [("Sirup X", "2 btl")]
    file = cashier.get("/stock/wants/?export=csv").getvalue().decode("utf-8-sig")
    assert ",27,tablet,3,0,Low stock,Owner,Soon," in file
    assert cashier.post(f"/stock/wants/add/{medicine.id}/", {}).status_code == 422


def test_an_entry_is_changed_taken_given_back_and_removed(shop: Shop, cashier: Client) -> None:
    cashier.post("/stock/wants/write/", {"text": "Sirup X", "quantity": "2", "unit": "btl"})
    want = WantEntry.objects.get()
    at = f"/stock/wants/{want.id}/"
    cashier.post(f"{at}edit/", {"packs_1": "5", "note": "Besok", "version": "1"})
    assert "5 btl" in cashier.get(at).text
    assert cashier.post(f"{at}edit/", {"packs_1": "9", "version": "1"}).status_code == 409
    cashier.post(f"{at}take/", {"version": "2"})
    assert "Ordered" in cashier.get(at).text
    cashier.post(f"{at}back/", {"version": "3"})
    empty = cashier.post(f"{at}remove/", {"version": "4"}, follow=True)
    assert "Enter a reason." in empty.text
    cashier.post(f"{at}remove/", {"version": "4", "reason": "Not needed"})
    assert names(cashier.get("/stock/wants/")) == []
    assert names(cashier.get("/stock/wants/?state=removed")) == [("Sirup X", "5 btl")]
    assert "Not needed" in cashier.get(at).text


@pytest.mark.rows("STK-36", "UX-15")
def test_selected_entries_are_ordered_and_removed_together(shop: Shop, cashier: Client) -> None:
    for name in ("Sirup X", "Sirup Y", "Sirup Z"):
        cashier.post("/stock/wants/write/", {"text": name, "quantity": "2", "unit": "btl"})
    keys = {one.text: str(one.id) for one in WantEntry.objects.all()}
    page = cashier.get("/stock/wants/")
    assert "Select Sirup X" in page.text
    rows = [keys["Sirup X"], keys["Sirup Y"]]
    taken = cashier.post("/stock/wants/take/", {"row": rows, "back": "q=sirup"}, follow=True)
    assert "2 entries marked as ordered." in taken.text
    assert taken.redirect_chain[-1][0] == "/stock/wants/?q=sirup"
    gone = {"row": list(keys.values())[:1], "reason": ""}
    assert "Enter a reason." in cashier.post("/stock/wants/remove/", gone, follow=True).text
    removed = cashier.post(
        "/stock/wants/remove/", {"row": [*rows, "no id"], "reason": "Not sold"}, follow=True
    )
    assert "2 entries removed." in removed.text
    assert names(cashier.get("/stock/wants/")) == [("Sirup Z", "2 btl")]
    nothing = cashier.post("/stock/wants/take/", {}, follow=True)
    assert "Select at least one row." in nothing.text
    assert "Select Sirup Z" not in client_of(shop, "auditor").get("/stock/wants/").text
