"""A buyer is named once, in the sale's month, with the State that the sale was taxed for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.support.customer_returns import sold
from tests.support.sale_documents import GSTIN, indian_sale, with_gstin
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, Problem, Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.queries import buyers_of
from theriac.domains.sale_documents.rules import has_no_buyer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-18")]


def name(shop: Shop, sale_id: object, buyer: DocumentBuyer) -> None:
    name_buyer(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale_id, buyer=buyer)  # type: ignore[arg-type]


def test_a_business_is_named_once_and_nothing_of_it_is_readable_outside() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    sale = indian_sale(shop).sale

    name(shop, sale.id, DocumentBuyer(" Hill  Clinic ", "4 Linking Road", "", "27aapfu 0939f1zv"))

    kept = DocumentBuyer("Hill Clinic", "4 Linking Road", "27", GSTIN)
    assert buyers_of([sale.id]) == {sale.id: kept}
    with pytest.raises(Conflict):
        name(shop, sale.id, DocumentBuyer("Somebody else"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM sale_documents_buyer")
        assert "Hill" not in cursor.fetchone()[0]
    told = AuditRecord.objects.get(object_kind="sale_documents.buyer")
    assert "Hill" not in str(told.facts)


@pytest.mark.parametrize(
    ("buyer", "field"),
    [
        (DocumentBuyer(" "), "name"),
        (DocumentBuyer("Asha", "MG Road", tax_number="27AAPFU0939F1ZX"), "tax_number"),
        (DocumentBuyer("Asha", tax_number=GSTIN), "address"),
        (DocumentBuyer("Asha", delivery="x" * 251), "delivery"),
        (DocumentBuyer("Asha", state="29"), "state"),
        (DocumentBuyer("Asha", state="99"), "state"),
        (DocumentBuyer("Asha", address="x" * 251), "address"),
    ],
)
def test_what_cant_stand_on_the_invoice_is_refused_at_its_field(
    buyer: DocumentBuyer, field: str
) -> None:
    shop = open_shop("in")
    with_gstin(shop)
    sale = indian_sale(shop).sale
    with pytest.raises(Unprocessable) as refused:
        name(shop, sale.id, buyer)
    assert list(refused.value.errors) == [field]


def test_a_sale_to_another_state_takes_a_buyer_there() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    sale = indian_sale(shop, place_of_supply="29").sale
    name(shop, sale.id, DocumentBuyer("Asha", "MG Road, Bengaluru", "29"))
    assert buyers_of([sale.id])[sale.id].state == "29"


def test_no_buyer_once_the_month_is_over(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 1)]).sale
    with clock.at(clock.now() + timedelta(days=32)), pytest.raises(Problem, match="month"):
        name(shop, sale.id, DocumentBuyer("Ani"))


def test_from_fifty_thousand_rupees_on_the_law_wants_a_buyer() -> None:
    india, day = profile_for("in"), clock.today("Asia/Kolkata")
    assert not has_no_buyer(india, None, 49_999_99, day)
    assert has_no_buyer(india, None, 50_000_00, day)
    assert has_no_buyer(india, DocumentBuyer("Asha"), 50_000_00, day)
    assert not has_no_buyer(india, DocumentBuyer("Asha", "MG Road"), 50_000_00, day)
    assert not has_no_buyer(profile_for("id"), None, 10**9, day)
