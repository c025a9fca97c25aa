"""Products as the feed sends them: India's goods code is the product's, else the usual one."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, open_shop
from theriac.domains.catalog.commands.change import change_product
from theriac.surfaces.counter.feed.products import products_out

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "tax_class", "own", "told"),
    [
        ("in", "standard", "", "3004"),
        ("in", "standard", "30049099", "30049099"),
        ("in", "cosmetic", "", ""),
        ("in", "device", "9018", "9018"),
        ("id", "standard", "", ""),
    ],
)
def test_the_goods_code_of_a_product(country: str, tax_class: str, own: str, told: str) -> None:
    shop = open_shop(country)
    medicine = add_medicine(shop, tax_class=tax_class)
    change_product(actor=shop.owner, product_id=medicine.id, version=1, changes={"hsn": own})

    [product] = products_out(shop.owner, shop.branch_id, [medicine.id])

    assert product.hsn == told
