"""What waits to be sent: the list with its count, one request, sent by hand."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.customer_returns import a_return, give_back, sold
from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.domains.sale_documents.models import DocumentRequest, DocumentSending

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]

LIST = "/sales/documents-to-send/"


def test_a_cashier_sends_each_kind_of_document_by_hand(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 2)])
    note = give_back(shop, a_return(sale))
    quotation = a_quotation(shop, quoted(medicine))
    cashier = client_of(shop, "cashier")
    assert "No documents to send" in cashier.get(LIST).text
    pages = {
        f"/sales/{sale.sale.id}/": "document/",
        f"/sales/returns/{note.id}/": "paper/",
        f"/sales/quotations/{quotation.id}/": "paper/",
    }
    for at, paper in pages.items():
        assert f"{at}send/" in cashier.get(f"{at}{paper}").text
        sent = cashier.post(f"{at}send/", {"channel": "whatsapp", "to": "0812 3456 7890"})
        page = cashier.get(sent["Location"]).text
        assert "https://wa.me/6281234567890?text=" in page
        assert f"{at}{paper}?paper=a4" in page

    listed = cashier.get(LIST).text
    for number in (sale.sale.number, note.number, quotation.number):
        assert number in listed
    assert listed.count("+6281234567890") == 3
    first, second, third = DocumentRequest.objects.order_by("id")
    assert cashier.post(f"{LIST}{first.id}/sent/").status_code == 302
    assert cashier.post(f"{LIST}{second.id}/cancel/").status_code == 302
    told = cashier.post(f"{LIST}{first.id}/sent/", follow=True).text
    assert "already marked as sent" in told
    assert "wa.me" not in told
    assert DocumentSending.objects.count() == 2
    waiting = cashier.get(LIST).text
    assert third.number in waiting
    assert first.number not in waiting
    assert first.number in cashier.get(f"{LIST}?state=sent").text
    there = client_of(shop_there(shop), "pharmacist")
    assert there.get(f"{LIST}{third.id}/").status_code == 404
    assert there.post(f"{LIST}{third.id}/sent/").status_code == 404
    assert third.number not in there.get(LIST).text
