"""The screens of documents: viewed, issued, named, sent; the template with its preview."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.customer_returns import a_return, give_back, sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.paper.bills.sizes import BILL_PAPERS
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.sale_documents.models import DocumentRequest, SaleBuyer
from theriac.domains.sales.commands.complete_sale import CompletedSale
from theriac.domains.sales.models import ReceiptCopy

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


@pytest.fixture
def sale(shop: Shop) -> CompletedSale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, batch_number="PCT-24")
    return sold(shop, [(medicine.id, 5)])


def test_a_document_is_marked_until_it_is_issued_and_then_by_its_copy(
    owner: Client, sale: CompletedSale
) -> None:
    at = f"/sales/{sale.sale.id}/document/"
    assert at in owner.get(f"/sales/{sale.sale.id}/").text
    for paper in ("58", "80", "a5", "a4"):
        page = owner.get(f"{at}?paper={paper}").text
        assert "FOR VIEWING ONLY" in page
        assert "PCT-24" in page

    first = owner.post(f"{at}issue/", {"paper": "a5"})["Location"]
    second = owner.post(f"{at}issue/", {"paper": "x"})["Location"]

    assert first.startswith(f"{at}?paper=a5&issue=")
    assert "FOR VIEWING ONLY" not in owner.get(first).text
    assert "COPY" not in owner.get(first).text
    assert "COPY 1" in owner.get(second).text
    assert ReceiptCopy.objects.count() == 1
    pdf = owner.get(second.replace("/document/", "/document/pdf/"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Cache-Control"] == "private, no-store"


def test_a_buyer_and_a_wish_to_send_are_typed_beside_it(
    owner: Client, shop: Shop, sale: CompletedSale
) -> None:
    at = f"/sales/{sale.sale.id}/"
    assert owner.post(f"{at}buyer/", {"name": ""}).status_code == 422
    assert owner.post(f"{at}buyer/", {"name": "Klinik Sehat"}).status_code == 302
    assert "Klinik Sehat" in owner.get(f"{at}document/").text
    assert SaleBuyer.objects.count() == 1

    refused = owner.post(f"{at}send/", {"channel": "email", "to": "ani"})
    assert "to" in refused.context["form"].errors
    form = owner.get(f"{at}send/").context["form"]
    typed = {
        "request_id": form["request_id"].value(),
        "channel": "email",
        "to": "ani@example.com",
    }
    kept = [owner.post(f"{at}send/", typed)["Location"] for _twice in range(2)]
    assert kept[0] == kept[1]
    assert "ani@example.com" in owner.get(f"{at}document/").text
    assert DocumentRequest.objects.count() == 1
    auditor = client_of(shop, "auditor").get(f"{at}document/")
    assert (auditor.status_code, "ani@example.com" in auditor.text) == (200, False)
    there = client_of(shop_there(shop), "cashier")
    assert there.get(f"{at}document/").status_code == 404
    assert there.post(f"{at}send/", {"channel": "email", "to": "a@b.co"}).status_code == 404


def test_a_credit_note_is_drawn_by_the_same_parts(
    owner: Client, shop: Shop, sale: CompletedSale
) -> None:
    note = give_back(shop, a_return(sale))
    page = owner.get(f"/sales/returns/{note.id}/paper/?paper=a4").text
    assert note.number in page
    assert sale.sale.number in page
    assert "Credit note" in page
    assert "FOR VIEWING ONLY" in page
    issue = f"/sales/returns/{note.id}/issue/"
    first, second = (owner.post(issue, {"paper": "a4"})["Location"] for _one in range(2))
    assert "FOR VIEWING ONLY" not in owner.get(first).text
    assert "COPY" not in owner.get(first).text
    assert "COPY 1" in owner.get(second).text
    pdf = owner.get(second.replace("/paper/", "/pdf/"))
    assert pdf.content[:5] == b"%PDF-"
    there = client_of(shop_there(shop), "cashier")
    assert there.post(issue).status_code == 404
    assert client_of(shop, "auditor").post(issue).status_code == 403


def test_the_template_is_previewed_before_it_is_saved(owner: Client, shop: Shop) -> None:
    at = "/settings/receipt-template/"
    typed = {
        "receipt_header": "  Buka 24 jam",
        "receipt_footer": "<b>Terima kasih</b>",
        "version": str(PharmacySettings.objects.get().version),
        "shown": ["batch"],
    }

    seen = owner.post(at, {**typed, "preview": "1"})

    assert seen.status_code == 200
    assert "Buka 24 jam</div>" in seen.text
    assert "&lt;b&gt;Terima kasih&lt;/b&gt;" in seen.text
    assert PharmacySettings.objects.get().receipt_header == ""
    assert owner.post(at, typed).status_code == 302
    row = PharmacySettings.objects.get()
    assert (row.receipt_header, row.receipt_hidden) == (
        "Buka 24 jam",
        ["code", "logo", "signature", "words"],
    )
    assert owner.post(at, typed).status_code == 409
    long = {**typed, "version": str(row.version), "receipt_footer": "x" * 81}
    assert "at most 5 lines of 80 characters" in owner.post(at, long).text
    assert client_of(shop, "manager").get(at).status_code == 403


def test_the_template_is_previewed_on_every_paper_and_document(owner: Client, shop: Shop) -> None:
    at = "/settings/receipt-template/"
    version = PharmacySettings.objects.get().version

    def seen(document: str, paper: str) -> tuple[str, str]:
        sent = {"version": f"{version}", "preview": "1", "document": document, "paper": paper}
        page = owner.post(at, {**sent, "receipt_header": "Buka 24 jam"})
        assert page.status_code == 200
        assert "Buka 24 jam</div>" in page.text
        return page.context["bill"].title, page.context["paper"].code

    for paper in BILL_PAPERS:
        assert seen("credit_note", paper) == ("Credit note", paper)
        assert seen("quotation", paper) == ("Quotation", paper)
        assert seen("sale", paper)[1] == paper
    assert seen("strange", "a3") == seen("sale", "80")
    PharmacySettings.objects.update(receipt_width_mm=58)
    assert owner.get(at).context["paper"].code == "58"
