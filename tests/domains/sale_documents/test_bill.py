"""What papers say: GST invoice, bill of supply, nota, credit note, and what a template hides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.sale_documents import document_of_sale, indian_sale, sale_of, with_gstin
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.paper.bills import BillSum
from theriac.core.paper.bills.drawn import drawn_bill
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.sale_documents.bills.words import bill_of
from theriac.domains.sale_documents.bills.written import PaperLook
from theriac.domains.sale_documents.credit_papers import credit_document
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.templates import OwnPart
from theriac.domains.sales.checkout.drafts import SaleItem

pytestmark = pytest.mark.django_db
ROLL, SHEET = PaperLook(OwnPart()), PaperLook(OwnPart(), is_sheet=True)


@pytest.mark.rows("SAL-18")
def test_a_tax_invoice_shows_what_rule_46_asks() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    document = document_of_sale(shop, indian_sale(shop))

    bill = bill_of(document, SHEET)

    assert bill.title == "Tax invoice"
    assert "GSTIN 27AAPFU0939F1ZV" in " · ".join(bill.shop_lines)
    assert ("Place of supply", "Maharashtra (27)") in bill.facts
    assert ("Reverse charge", "No") in bill.facts
    assert [column.head for column in bill.columns] == [
        *("Item", "HSN", "Quantity", "Price", "Taxable", "Tax", "Total")
    ]
    assert list(bill.lines[0].cells) == [
        *("Paracetamol 500 mg tablet", "3004", "10 tablets", "10.50", "100.00", "5%", "105.00")
    ]
    assert bill.lines[0].notes[0].startswith("Batch PCT-24 · exp. ")
    assert bill.lines[0].notes[1] == "MRP ₹10.50"
    assert bill.taxes is not None
    assert [list(row) for row in bill.taxes.rows] == [
        ["18%", "84.73", "9%  7.63", "9%  7.63"],
        ["5%", "100.00", "2.5%  2.50", "2.5%  2.50"],
    ]
    assert list(bill.sums[:5]) == [
        BillSum("Taxable value", "₹184.73"),
        BillSum("CGST", "₹10.13"),
        BillSum("SGST", "₹10.13"),
        BillSum("Round-off", "₹0.01"),
        BillSum("Total", "₹205.00", is_total=True),
    ]
    assert bill.words == "Rupees two hundred five only"
    assert bill.signature[1] == "Authorised signatory"
    assert bill.code == document.number


@pytest.mark.rows("SAL-18")
def test_another_state_makes_it_igst() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    document = document_of_sale(shop, indian_sale(shop, place_of_supply="29"))

    bill = bill_of(replace(document, buyer=DocumentBuyer("Asha", "MG Road", "29")), SHEET)

    assert ("Place of supply", "Karnataka (29)") in bill.facts
    assert bill.taxes is not None
    assert list(bill.taxes.heads) == ["Rate", "Taxable value", "IGST"]
    assert list(bill.taxes.rows[1]) == ["5%", "100.00", "5%  5.00"]
    assert list(bill.buyer) == ["Asha", "MG Road", "State: Karnataka (29)"]


@pytest.mark.rows("SAL-18")
def test_goods_all_nil_make_a_bill_of_supply_without_taxes() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    medicine = add_medicine(shop, tax_class="nil")
    stock_up(shop, medicine, 5)

    bill = bill_of(
        document_of_sale(shop, sale_of(shop, [SaleItem(product_id=medicine.id, quantity=1)])), SHEET
    )

    assert bill.title == "Bill of supply"
    assert bill.taxes is None
    assert "Place of supply" not in dict(bill.facts)
    assert [one.label for one in bill.sums] == ["Total", "Cash"]


@pytest.mark.rows("SAL-21")
def test_indonesia_has_a_struk_on_rolls_and_a_nota_in_words_on_sheets(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    document = replace(document_of_sale(shop, sold(shop, [(medicine.id, 12)])), language="id")

    roll, sheet = bill_of(document, ROLL), bill_of(document, SHEET)

    assert (roll.title, roll.words) == ("", "")
    assert (sheet.title, sheet.words) == ("Nota penjualan", "Delapan ribu empat ratus rupiah")
    assert list(sheet.statements) == ["Harga sudah termasuk PPN."]
    assert sheet.signature[0] == "Hormat kami,"


@pytest.mark.rows("SAL-21")
def test_a_template_hides_what_it_may_and_adds_lines() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    document = document_of_sale(shop, indian_sale(shop))
    own = OwnPart(
        "Open all night", "Thank you\nNo returns of cut strips", frozenset({"mrp", "batch"})
    )

    bill = bill_of(document, PaperLook(own, mark="COPY 2", is_sheet=True))

    assert (list(bill.header), bill.mark) == (["Open all night"], "COPY 2")
    assert list(bill.footer) == ["Thank you", "No returns of cut strips"]
    notes = [note for line in bill.lines for note in line.notes]
    assert [note for note in notes if note.startswith("MRP")] == []
    assert len([note for note in notes if note.startswith("Batch")]) == 2


@pytest.mark.rows("SAL-18", "SAL-21")
def test_a_credit_note_names_the_document_and_the_taxes_that_go_back() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    sale = indian_sale(shop)
    note = give_back(shop, a_return(sale, returned(sale.lines[0].id, 4)))
    document = credit_document(actor=shop.owner, return_id=note.id)
    assert document is not None

    bill = bill_of(document, SHEET)

    assert bill.title == "Credit note"
    assert dict(bill.facts)["For document"].startswith(sale.sale.number)
    assert bill.taxes is not None
    assert list(bill.taxes.rows[0]) == ["5%", "40.00", "2.5%  1.00", "2.5%  1.00"]
    assert BillSum("Refund", "₹42.00", is_total=True) in bill.sums


@pytest.mark.rows("SAL-21")
def test_each_paper_is_drawn_the_same_each_time() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    document = document_of_sale(shop, indian_sale(shop))
    for paper, look in (("58", ROLL), ("80", ROLL), ("a5", SHEET), ("a4", SHEET)):
        bill = bill_of(document, look)
        drawn = drawn_bill(bill, paper)
        assert drawn.startswith(b"%PDF-")
        assert drawn == drawn_bill(bill, paper)


@pytest.mark.rows("CAP-10")
@pytest.mark.parametrize("paper", [ROLL, SHEET])
def test_cash_rounding_is_a_line_of_its_own_on_invoice_and_credit_note(
    shop: Shop, paper: PaperLook
) -> None:
    PharmacySettings.objects.update(cash_rounding=100)
    medicine = add_medicine(shop, packs=[NewPack(name="tablet", factor=1, price=333)])
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 7)])
    line = sale.lines[0].id
    note = give_back(shop, a_return(sale, returned(line, 2)))

    document = credit_document(actor=shop.owner, return_id=note.id)
    assert document is not None

    bill = bill_of(document_of_sale(shop, sale), paper)
    credit = bill_of(document, paper)

    assert BillSum("Rounding", "−Rp 31") in bill.sums
    assert BillSum("Total", "Rp 2.300", is_total=True) in bill.sums
    assert BillSum("Rounding", "Rp 34") in credit.sums
    assert BillSum("Refund", "Rp 700", is_total=True) in credit.sums
