"""Adding products: packs, codes and prices whole; all or none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop
from theriac.core.problems import Problem
from theriac.domains.catalog.commands.products import (
    NewPack,
    NewProduct,
    add_product,
    add_products,
)
from theriac.domains.catalog.models import Barcode, Category, Pack, Price, Product
from theriac.domains.catalog.problems import BarcodeTaken, PackRefused, ProductRefused

pytestmark = pytest.mark.django_db

STRIP = "2000000001234"


def new(name: str = "Amoxicillin 500 mg capsule", **changes: object) -> NewProduct:
    particulars: dict[str, object] = {
        "name": name,
        "base_unit": "capsule",
        "legal_class": "keras",
        "category": "Antibiotic",
        "packs": [NewPack(name="strip", factor=10, price=9500, barcodes=[STRIP])],
    }
    return NewProduct(**{**particulars, **changes})  # type: ignore[arg-type]


@pytest.mark.rows("CAT-01", "CAT-02")
def test_a_product_has_its_base_unit_its_packs_its_codes_and_its_prices(shop: Shop) -> None:
    product_id = add_product(actor=shop.owner, product=new())

    packs = list(Pack.objects.filter(product_id=product_id).values_list("level", "name", "factor"))
    assert packs == [(0, "capsule", 1), (1, "strip", 10)]
    assert Barcode.objects.get().code == "02000000001234"
    assert Price.objects.get().amount == 9500
    product = Product.objects.get()
    assert (product.tax_class, product.category_id) == ("standard", Category.objects.get().id)


@pytest.mark.parametrize(
    ("changes", "problem", "field"),
    [
        ({"name": " "}, ProductRefused, "name"),
        ({"base_unit": ""}, ProductRefused, "base_unit"),
        ({"legal_class": "H1"}, ProductRefused, "legal_class"),
        ({"packs": [NewPack(name="strip", factor=0)]}, PackRefused, "packs"),
        (
            {"packs": [NewPack(name="a", factor=10), NewPack(name="b", factor=15)]},
            PackRefused,
            "packs",
        ),
        (
            {
                "packs": [
                    NewPack(name="a", factor=10, barcodes=[STRIP]),
                    NewPack(name="b", factor=20, barcodes=["0" + STRIP]),
                ]
            },
            BarcodeTaken,
            "barcodes",
        ),
    ],
)
def test_one_bad_product_leaves_none_of_them(
    shop: Shop, changes: dict[str, object], problem: type[Problem], field: str
) -> None:
    with pytest.raises(problem) as refused:
        add_products(actor=shop.owner, products=[new("Good", packs=[]), new(**changes)])

    assert refused.value.field == field
    assert Product.objects.count() == 0


def test_a_code_that_opens_another_pack_is_refused(shop: Shop) -> None:
    add_product(actor=shop.owner, product=new())

    with pytest.raises(BarcodeTaken):
        add_product(actor=shop.owner, product=new("Other"))


def test_many_products_take_few_statements(shop: Shop) -> None:
    many = [new(f"Medicine {n}", packs=[NewPack(name="box", factor=30)]) for n in range(300)]

    with CaptureQueriesContext(connection) as captured:
        add_products(actor=shop.owner, products=many)

    assert Product.objects.count() == 300
    assert len(captured) < 40
