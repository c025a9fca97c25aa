"""Which generic a product is: recognised as it is added, followed as it changes, named by hand."""

from __future__ import annotations

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.generics import GenericParts, set_generic
from theriac.domains.catalog.models import Generic, Ingredient, Product, Substance
from theriac.domains.catalog.problems import GenericRefused
from theriac.domains.catalog.queries.generics import (
    equivalents_of,
    list_open_products,
    products_named,
    suggested_generics,
)
from theriac.domains.catalog.search.stored.live_index import search_entries

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-03")]
AMOXICILLIN = {"substance": "Amoxicillin", "strength": "500 mg", "dose_form": "capsule"}
BOTH = GenericParts(
    ingredients=[("Amoxicillin", "500 mg"), ("Clavulanic acid", "125 mg")], dose_form="tablet"
)


def generic_of(medicine: Medicine) -> str:
    product = Product.objects.select_related("generic").get(id=medicine.id)
    return product.generic.name if product.generic else ""


def name(shop: Shop, medicine: Medicine, parts: GenericParts | None, version: int = 1) -> int:
    return set_generic(actor=shop.owner, product_id=medicine.id, version=version, generic=parts)


def test_products_of_one_medicine_share_their_generic(shop: Shop) -> None:
    one = add_medicine(shop, "Amoxan", **AMOXICILLIN)
    other = add_medicine(
        shop, "Kalmoxilin", generic_name="AMOXICILLIN", strength="0.5 g", dose_form="kapsul"
    )
    weaker = add_medicine(shop, "Amoxan 250", **AMOXICILLIN | {"strength": "250 mg"})
    unsaid = add_medicine(shop, "Amoxicillin forte")

    assert generic_of(one) == generic_of(other) == "Amoxicillin 500 mg capsule"
    assert generic_of(weaker) == "Amoxicillin 250 mg capsule"
    assert generic_of(unsaid) == ""
    assert Substance.objects.count() == 1
    assert equivalents_of(actor=shop.owner, product_id=one.id) == [other.id]
    assert equivalents_of(actor=shop.owner, product_id=unsaid.id) == []


def test_a_combination_has_each_of_its_substances(shop: Shop) -> None:
    medicine = add_medicine(shop, "Claneksi")
    version = name(shop, medicine, BOTH)

    assert version == 2
    assert generic_of(medicine) == "Amoxicillin 500 mg + clavulanic acid 125 mg tablet"
    parts = Ingredient.objects.order_by("position").values_list("substance__name", "strength")
    assert list(parts) == [("Amoxicillin", "500 mg"), ("Clavulanic acid", "125 mg")]
    for typed in ("amoxicillin", "clavulanic acid", "klavulanat", "amoksisilin", "amoxilin"):
        assert search_entries(typed, limit=5).product_ids == (medicine.id,), typed
    for typed in ("amoxicillin", "clavulanic acid", "amoksisilin", "amoxilin", "amox"):
        assert products_named(actor=shop.owner, text=typed) == [medicine.id], typed
    assert products_named(actor=shop.owner, text="claneksi") == []


def test_a_generic_follows_the_texts_until_a_person_names_another(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxan", **AMOXICILLIN)

    def change(version: int, **changes: str) -> None:
        change_product(actor=shop.owner, product_id=medicine.id, version=version, changes=changes)

    change(1, strength="250 mg")
    assert generic_of(medicine) == "Amoxicillin 250 mg capsule"
    change(2, strength="")
    assert generic_of(medicine) == ""
    name(shop, medicine, BOTH, version=3)
    change(4, strength="750 mg")
    assert generic_of(medicine) == "Amoxicillin 500 mg + clavulanic acid 125 mg tablet"
    name(shop, medicine, None, version=5)
    assert generic_of(medicine) == ""


def test_naming_one_is_refused_with_the_reason(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxan")
    with pytest.raises(GenericRefused, match="each substance once"):
        name(shop, medicine, GenericParts(ingredients=[("Amoxicillin", "much")], dose_form="tab"))
    with pytest.raises(Stale):
        name(shop, medicine, BOTH, version=7)
    with pytest.raises(NotFound):
        set_generic(actor=shop.owner, product_id=shop.branch_id, version=1, generic=BOTH)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        set_generic(actor=cashier, product_id=medicine.id, version=1, generic=BOTH)
    assert Generic.objects.count() == 0


def test_what_is_clear_is_recognised_and_the_rest_is_left_open_with_a_suggestion(
    shop: Shop,
) -> None:
    clear = add_medicine(shop, "Amoxan", **AMOXICILLIN)
    same = add_medicine(shop, "Kalmoxilin", **AMOXICILLIN | {"strength": "0.5 g"})
    doubtful = add_medicine(shop, "Amoxicillin 500 mg forte", dose_form="capsule")
    goods = add_medicine(shop, "Plaster")

    assert generic_of(clear) == generic_of(same) != ""
    assert generic_of(doubtful) == generic_of(goods) == ""
    left = list_open_products(actor=shop.owner).values_list("id", flat=True)
    assert list(left) == [doubtful.id]
    guessed = suggested_generics(actor=shop.owner, product_ids=list(left))[doubtful.id]
    assert guessed is not None
    assert guessed.name == "Amoxicillin 500 mg capsule"
