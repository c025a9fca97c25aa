"""Documents over the API: issued once a key, drawn, made out to a buyer, asked to be sent."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import program
from theriac.domains.sales.models import ReceiptCopy

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


def test_a_program_issues_draws_names_and_asks(shop: Shop) -> None:
    cashier = program(shop, "cashier")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    at = f"/sales/{sold(shop, [(medicine.id, 5)]).sale.id}"

    first = cashier.post(f"{at}/document", {})
    second = cashier.post(f"{at}/document", {})

    assert (first.status_code, first.json()["copy_number"]) == (201, 0)
    assert second.json()["copy_number"] == 1
    assert ReceiptCopy.objects.count() == 1
    drawn = cashier.get(f"{at}/document?paper=58&issue_id={first.json()['id']}")
    assert (drawn.headers["Content-Type"], drawn.content[:5]) == ("application/pdf", b"%PDF-")
    assert cashier.get(f"{at}/document?issue_id={medicine.id}").status_code == 404
    assert cashier.get(f"{at}/document?paper=a3").status_code == 422
    named = cashier.post(f"{at}/buyer", {"name": "Klinik  Sehat"})
    assert named.json() == {
        "name": "Klinik Sehat",
        "address": "",
        "state": "",
        "tax_number": "",
        "delivery": "",
    }
    assert cashier.post(f"{at}/buyer", {"name": "Other"}).status_code == 409
    body = {"kind": "sale", "document_id": at.removeprefix("/sales/"), "channel": "message"}
    asked = cashier.post("/document-requests", {**body, "to": "+62 812 3456 7890"}).json()
    assert (asked["to"], asked["state"]) == ("+6281234567890", "waiting")
    waiting = "/document-requests?state=waiting"
    assert cashier.get(waiting).json()["items"] == [asked]
    sent = cashier.post(f"/document-requests/{asked['id']}/sent", {})
    assert (sent.status_code, sent.json()["state"]) == (200, "sent")
    assert cashier.post(f"/document-requests/{asked['id']}/cancel", {}).status_code == 409
    assert cashier.get(waiting).json()["items"] == []
    assert program(shop, "auditor").get(waiting).status_code == 403
