"""What stands on no sheet of a count is put onto one by its code, with batch and expiry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.stocktaking import begin
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.stocktaking.models import CountLine

GTIN = "08991234567891"
SEEN = date(2027, 10, 31)


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=GTIN)
    stock_up(shop, medicine, 5, batch_number="B-1")
    return medicine


def found(client: Client, count: UUID, **typed: str) -> int:
    form = {"product": "", "number": "", "expires_on": "", "shelf": "A-04", **typed}
    return client.post(f"/stock/counts/{count}/found/", form).status_code


@pytest.mark.rows("STK-14")
@pytest.mark.parametrize(
    "code", [f"]d201{GTIN}1727103110B-9", f"(01){GTIN}(17)271031(10)B-9", f"01{GTIN}1727103110B-9"]
)
def test_a_scanned_code_fills_in_batch_and_expiry(
    shop: Shop, owner: Client, medicine: Medicine, code: str
) -> None:
    count = begin(shop)

    assert found(owner, count, product=code) == 302

    line = CountLine.objects.get(count_id=count, batch__number="B-9")
    assert (line.batch.product_id, line.batch.expires_on) == (medicine.id, SEEN)


def test_what_was_typed_goes_before_the_code(shop: Shop, owner: Client, medicine: Medicine) -> None:
    count = begin(shop)
    code = f"(01){GTIN}(17)271031(10)B-9"

    assert found(owner, count, product=code, number="B-8", expires_on="11/2027") == 302

    line = CountLine.objects.get(count_id=count, batch__number="B-8")
    assert line.batch.expires_on == date(2027, 11, 30)


def test_a_name_still_finds_and_an_unknown_or_damaged_code_is_refused_at_its_field(
    shop: Shop, owner: Client, medicine: Medicine
) -> None:
    count = begin(shop)
    address = f"/stock/counts/{count}/found/"

    assert found(owner, count, product="paracetamol", number="B-7") == 302
    unknown = owner.post(address, {"product": "(01)08991234567990(10)B-9"})
    damaged = owner.post(address, {"product": "]d2010899123456"})

    assert unknown.status_code == 404
    assert "No product has this barcode." in unknown.context["form"].errors["product"][0]
    assert damaged.status_code == 422
    assert (
        "The code was only partly read. Scan again" in damaged.context["form"].errors["product"][0]
    )
    assert set(CountLine.objects.values_list("batch__number", flat=True)) == {"B-1", "B-7"}


def test_the_sheets_offer_leads_here_with_the_code(
    shop: Shop, owner: Client, medicine: Medicine
) -> None:
    count = begin(shop)
    code = f"(01){GTIN}(10)B-9"

    page = owner.get(f"/stock/counts/{count}/found/", {"code": code, "sheet": "A-04"})

    assert page.context["form"]["product"].value() == code
    assert page.context["form"]["shelf"].value() == "A-04"
