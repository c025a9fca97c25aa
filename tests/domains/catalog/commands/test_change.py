"""Changing a product: guarded by its version, packs whole, ceilings dated."""

from __future__ import annotations

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.catalog.commands.change import add_pack, change_product, set_ceiling
from theriac.domains.catalog.models import Manufacturer, Pack, PriceCeiling, Product
from theriac.domains.catalog.problems import PackRefused, ProductRefused
from theriac.domains.catalog.search.stored.live_index import search_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def change(shop: Shop, medicine: Medicine, version: int = 1, **changes: object) -> int:
    return change_product(
        actor=shop.owner, product_id=medicine.id, version=version, changes=changes
    )


def test_particulars_change_and_the_search_finds_the_new_name(
    shop: Shop, medicine: Medicine
) -> None:
    version = change(shop, medicine, name="Zincora 20 mg tablet", manufacturer="Nusa Farma")

    product = Product.objects.get()
    assert (version, product.name) == (2, "Zincora 20 mg tablet")
    assert Manufacturer.objects.get().id == product.manufacturer_id
    assert search_entries("zincora", limit=5).product_ids[0] == medicine.id


@pytest.mark.rows("STK-09")
def test_a_stale_change_is_refused_with_the_current_values(shop: Shop, medicine: Medicine) -> None:
    change(shop, medicine, name="First")

    with pytest.raises(Stale) as refused:
        change(shop, medicine, name="Second")

    current = refused.value.facts["current"]
    assert (current["name"], current["version"]) == ("First", 2)
    assert Product.objects.get().name == "First"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"legal_class": "H1"}, "legal_class"),
        ({"tax_class": "luxury"}, "tax_class"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_changes(
    shop: Shop, medicine: Medicine, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ProductRefused) as refused:
        change(shop, medicine, **changes)

    assert refused.value.field == field
    assert Product.objects.get().version == 1


def test_a_pack_is_a_whole_number_of_the_next_smaller(shop: Shop, medicine: Medicine) -> None:
    def add(factor: int) -> None:
        add_pack(actor=shop.owner, product_id=medicine.id, name="carton", factor=factor)

    add(1000)
    for unfit in (0, 10, 1500):
        with pytest.raises(PackRefused):
            add(unfit)

    assert sorted(Pack.objects.values_list("factor", flat=True)) == [1, 10, 100, 1000]


def test_a_ceiling_is_a_dated_row(shop: Shop, medicine: Medicine) -> None:
    for amount in (1050, 1100):
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=amount)

    assert sorted(PriceCeiling.objects.values_list("amount", flat=True)) == [1050, 1100]
    with pytest.raises(ProductRefused):
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=-1)


def test_unknown_products_and_people_without_the_right_are_refused(
    shop: Shop, medicine: Medicine
) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotFound):
        change_product(actor=shop.owner, product_id=new_id(), version=1, changes={})
    with pytest.raises(NotPermitted):
        change_product(actor=cashier, product_id=medicine.id, version=1, changes={"name": "X"})
