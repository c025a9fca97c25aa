"""Codes that open packs."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine, open_shop
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.problems import BarcodeTaken, ProductRefused
from theriac.domains.catalog.queries.barcodes import find_pack

pytestmark = pytest.mark.django_db

FIVE = ["8991234567891", "12345670", "036000291452", "SHOP-1", "18991234567898"]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.mark.rows("CAT-06")
def test_any_of_five_codes_opens_the_same_item_at_its_pack_level(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for code in FIVE:
        add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=code)

    opened = [find_pack(actor=shop.owner, code=code) for code in FIVE]

    assert {(found.pack_id, found.product_id, found.factor) for found in opened if found} == {
        (medicine.packs[10], medicine.id, 10)
    }
    assert all(opened)


def test_a_gtin_is_found_in_any_of_its_lengths(shop: Shop) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="036000291452")

    for written in ("036000291452", "0036000291452", "00036000291452"):
        found = find_pack(actor=shop.owner, code=written)
        assert found is not None
        assert found.pack_id == medicine.packs[1]


def test_a_code_opens_one_pack(shop: Shop) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="SHOP-1")

    for pack in (medicine.packs[1], medicine.packs[10]):
        with pytest.raises(BarcodeTaken):
            add_barcode(actor=shop.owner, pack_id=pack, code=" SHOP-1 ")
    with pytest.raises(ProductRefused):
        add_barcode(actor=shop.owner, pack_id=medicine.packs[1], code="  ")
    with pytest.raises(NotFound):
        add_barcode(actor=shop.owner, pack_id=uuid4(), code="SHOP-2")
