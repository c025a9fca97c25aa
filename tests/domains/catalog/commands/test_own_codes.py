"""The pharmacy's own code for a product without a GTIN."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, add_staff, open_shop
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.queries.barcodes import find_pack

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-34")]


def test_a_restocker_gets_one_that_opens_the_base_unit() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    code = give_own_code(actor=add_staff("restocker", shop.branch_id), product_id=medicine.id)
    assert code.startswith("004")
    assert gtin14(code) == code
    opened = find_pack(actor=shop.owner, code=code)
    assert opened is not None
    assert opened.pack_id == medicine.packs[1]


def test_a_gtin_that_is_there_is_answered() -> None:
    shop = open_shop()
    packs = [NewPack(name="strip", factor=10, barcodes=["SHOP-1", "8991234567891"])]
    medicine = add_medicine(shop, packs=packs)
    assert give_own_code(actor=shop.owner, product_id=medicine.id) == "08991234567891"


def test_an_unknown_product() -> None:
    shop = open_shop()
    with pytest.raises(NotFound):
        give_own_code(actor=shop.owner, product_id=new_id())
