"""Documents of sales in tests."""

from __future__ import annotations

from typing import Any

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.models import Branch
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sale_documents.documents import DocumentOfSale
from theriac.domains.sale_documents.sale_papers import sale_document
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale

GSTIN = "27AAPFU0939F1ZV"


def with_gstin(shop: Shop) -> None:
    """The branch's GSTIN, drug licences and address, as somebody entered them."""
    Branch.objects.filter(id=shop.branch_id).update(
        tax_id=GSTIN,
        address="12 Hill Road, Bandra West, Mumbai 400050",
        phone="022 2640 1234",
        licences={"dl_20": "MH-MZ2-123456", "registered_pharmacist": "Anita Rao"},
    )


def indian_sale(shop: Shop, **draft: Any) -> CompletedSale:
    """Ten tablets at 5 % with a printed maximum price, and a jar at 18 %."""
    tablet = add_medicine(
        shop,
        "Paracetamol 500 mg tablet",
        tax_class="standard",
        packs=[NewPack(name="tablet", factor=1, price=1_050), NewPack(name="strip", factor=10)],
    )
    jar = add_medicine(
        shop,
        "Moisturising cream 50 g",
        tax_class="cosmetic",
        hsn="33049910",
        base_unit="jar",
        packs=[NewPack(name="jar", factor=1, price=9_999)],
    )
    stock_up(shop, tablet, 50, batch_number="PCT-24", mrp_amount=10_500, mrp_units=10)
    stock_up(shop, jar, 10, batch_number="CRM-7")
    return sale_of(
        shop,
        [SaleItem(product_id=tablet.id, quantity=10), SaleItem(product_id=jar.id, quantity=1)],
        **draft,
    )


def sale_of(shop: Shop, items: list[SaleItem], **draft: Any) -> CompletedSale:
    """A program's sale, paid in cash."""
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=items, tenders=[TenderGiven(method=PaymentMethod.CASH, amount=None)], **draft
        ),
    )


def document_of_sale(shop: Shop, sale: CompletedSale) -> DocumentOfSale:
    """The sale's document, as the owner reads it."""
    found = sale_document(actor=shop.owner, sale_id=sale.sale.id)
    assert found is not None
    return found
