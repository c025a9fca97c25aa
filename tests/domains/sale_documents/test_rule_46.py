"""Rule 46 of the CGST Rules, 2017, letter by letter, on the A4 and A5 sheet of a sale.

Beside it rule 49 (bill of supply) and rule 53(1A) (credit note). Letter (f) is (e) where the buyer
asks for it below Rs 50,000. Of (b) the form of numbers has its own tests (contracts/vectors/
in_document_number.json). Letters (r) and (s), the IRN's QR code and the declaration of who is above
the turnover and exempt, concern invoices under r.48(4): none is made here (row SAL-20).
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.support.customer_returns import a_return, give_back, returned
from tests.support.sale_documents import GSTIN, indian_sale, sale_of, with_gstin
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.formatting import format_date, format_moment
from theriac.core.paper.bills import PrintedBill
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.papers import credit_bill, sale_bill
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-18")]
SUPPLIER = ("APOTEK SENTOSA MELATI", "12 Hill Road, Bandra West, Mumbai 400050", f"GSTIN {GSTIN}")
CLINIC = DocumentBuyer("Hill Clinic", "4 Linking Road, Mumbai", "", "27AAPFU0939F1ZV")
SHEETS = ("a4", "a5")


@pytest.fixture
def shop() -> Shop:
    shop = open_shop("in")
    with_gstin(shop)
    return shop


def named(shop: Shop, sale: CompletedSale, buyer: DocumentBuyer) -> None:
    name_buyer(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.sale.id, buyer=buyer)


def texts(bill: PrintedBill) -> list[str]:
    """All that the sheet says, row by row."""
    rows = [bill.title, bill.shop, *bill.shop_lines, *bill.buyer, *bill.statements, *bill.signature]
    rows += [f"{name}: {value}" for name, value in bill.facts]
    rows.append(" | ".join(column.head for column in bill.columns))
    rows += [" | ".join(line.cells) for line in bill.lines]
    if bill.taxes is not None:
        rows += [" | ".join(row) for row in (bill.taxes.heads, *bill.taxes.rows)]
    return rows + [f"{one.label}: {one.value}" for one in bill.sums]


def lacking(bill: PrintedBill, letters: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """By letter what no row of the sheet has."""
    rows = texts(bill)
    found = {
        letter: [one for one in wanted if not any(one in row for row in rows)]
        for letter, wanted in letters.items()
    }
    return {letter: missing for letter, missing in found.items() if missing}


def moment_of(sale: CompletedSale) -> str:
    return format_moment(sale.sale.occurred_at, "en", ZoneInfo("Asia/Kolkata"))


@pytest.mark.parametrize("paper", SHEETS)
def test_a_tax_invoice_to_a_business_has_each_letter(shop: Shop, paper: str) -> None:
    sale = indian_sale(shop)
    named(shop, sale, CLINIC)

    bill = sale_bill(shop.owner, sale.sale.id, paper)

    letters = {
        "a supplier": SUPPLIER,
        "b number": (f"Number: {sale.sale.number}",),
        "c date": (f"Date: {moment_of(sale)}",),
        "d recipient": ("Hill Clinic", "4 Linking Road, Mumbai", "GSTIN 27AAPFU0939F1ZV"),
        "g HSN": ("Item | HSN", "| 3004 |", "| 33049910 |"),
        "h description": ("Paracetamol 500 mg tablet", "Moisturising cream 50 g"),
        "i quantity and unit": ("10 tablets", "1 jar"),
        "j total value": ("Total: ₹205.00",),
        "k taxable value": ("Taxable value: ₹184.73", "| 100.00 |", "| 84.73 |"),
        "l rates": ("Rate | Taxable value | CGST | SGST", "2.5%", "9%"),
        "m tax": ("CGST: ₹10.13", "SGST: ₹10.13"),
        "n place of supply": ("Place of supply: Maharashtra (27)",),
        "p reverse charge": ("Reverse charge: No",),
        "q signature": ("Authorised signatory",),
    }
    assert bill.title == "Tax invoice"
    assert lacking(bill, letters) == {}
    assert len(sale.sale.number) <= 16


@pytest.mark.parametrize("paper", SHEETS)
def test_an_invoice_from_50_000_rupees_to_another_state_names_who_gets_it_and_where(
    shop: Shop, paper: str
) -> None:
    jar = add_medicine(
        shop,
        "Immunoglobulin 5 g vial",
        base_unit="vial",
        packs=[NewPack(name="vial", factor=1, price=26_250_00)],
    )
    stock_up(shop, jar, 10)
    sale = sale_of(shop, [SaleItem(product_id=jar.id, quantity=2)], place_of_supply="29")
    delivery = "Ward 3, 8 Residency Road, Bengaluru 560025"
    named(shop, sale, DocumentBuyer("Asha", "5 MG Road, Bengaluru", "", "", delivery))

    bill = sale_bill(shop.owner, sale.sale.id, paper)

    letters = {
        "a supplier": SUPPLIER,
        "e recipient, State and code": ("Asha", "5 MG Road, Bengaluru", "State: Karnataka (29)"),
        "e, o delivery": (f"Deliver to: {delivery}",),
        "j total value": ("Total: ₹52,500.00",),
        "k taxable value": ("Taxable value: ₹50,000.00",),
        "l rate": ("Rate | Taxable value | IGST", "5%"),
        "m tax": ("IGST: ₹2,500.00",),
        "n place of supply": ("Place of supply: Karnataka (29)",),
        "p reverse charge": ("Reverse charge: No",),
    }
    assert lacking(bill, letters) == {}


@pytest.mark.parametrize("paper", SHEETS)
def test_a_bill_of_supply_for_exempt_goods_has_what_rule_49_lists(shop: Shop, paper: str) -> None:
    medicine = add_medicine(shop, "Agalsidase beta 35 mg vial", tax_class="nil", hsn="30029090")
    stock_up(shop, medicine, 5)
    sale = sale_of(shop, [SaleItem(product_id=medicine.id, quantity=2, discount=100)])
    named(shop, sale, CLINIC)

    bill = sale_bill(shop.owner, sale.sale.id, paper)

    letters = {
        "a supplier": SUPPLIER,
        "b number": (f"Number: {sale.sale.number}",),
        "c date": (f"Date: {moment_of(sale)}",),
        "d recipient": ("Hill Clinic", "4 Linking Road, Mumbai", "GSTIN 27AAPFU0939F1ZV"),
        "e HSN": ("| 30029090 |",),
        "f description": ("Agalsidase beta 35 mg vial",),
        "g value after discount": ("Discount: −₹1.00", "Total: ₹13.00"),
        "h signature": ("Authorised signatory",),
    }
    assert (bill.title, bill.taxes) == ("Bill of supply", None)
    assert lacking(bill, letters) == {}


@pytest.mark.parametrize("paper", SHEETS)
def test_a_credit_note_has_what_rule_53_lists(shop: Shop, paper: str) -> None:
    sale = indian_sale(shop, place_of_supply="29")
    named(shop, sale, DocumentBuyer("Asha", "5 MG Road, Bengaluru", delivery="8 Residency Road"))
    note = give_back(shop, a_return(sale, returned(sale.lines[0].id, 4)))

    bill = credit_bill(shop.owner, note.id, paper)

    answered = f"{sale.sale.number}, {format_date(sale.sale.business_on, 'en')}"
    letters = {
        "a supplier": SUPPLIER,
        "b nature": ("Credit note",),
        "c number": (f"Number: {note.number}",),
        "d date": ("Date: ",),
        "f recipient, State and code": ("Asha", "5 MG Road, Bengaluru", "State: Karnataka (29)"),
        "f delivery": ("Deliver to: 8 Residency Road",),
        "g document": (f"For document: {answered}",),
        "h value, rate and tax": ("| 3004 | 4 tablets |", "5% | 40.00 | 5%  2.00"),
        "i signature": ("Authorised signatory",),
    }
    assert lacking(bill, letters) == {}


def test_a_business_in_another_state_has_its_own_state_beside_the_place_of_supply(
    shop: Shop,
) -> None:
    sale = indian_sale(shop, place_of_supply="29")
    named(shop, sale, DocumentBuyer("Asha Clinic", "5 MG Road", "", "29AAGCB7383J1Z4"))

    bill = sale_bill(shop.owner, sale.sale.id, "a4")

    assert list(bill.buyer) == [
        "Asha Clinic",
        "5 MG Road",
        "State: Karnataka (29)",
        "GSTIN 29AAGCB7383J1Z4",
    ]
    assert ("Place of supply", "Karnataka (29)") in bill.facts
    assert bill.taxes is not None
    assert list(bill.taxes.heads) == ["Rate", "Taxable value", "IGST"]
