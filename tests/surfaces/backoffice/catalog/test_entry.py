"""A product is added on one page; every refusal stands beside its field and nothing is lost."""

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Pack, Price, PriceCeiling, Product

NEW = "/products/new/"


def filled(**changes: str) -> dict[str, str]:
    return {
        "name": "Amoxicillin 500 mg capsule",
        "legal_class": "keras",
        "rotation": "fefo",
        "manufacturer": "Nusa Farma",
        "category": "Antibiotic",
        "name_0": "capsule",
        "price_0": "1.000",
        "name_1": "strip",
        "factor_1": "10",
        "barcode_1": "8991234567890",
        "price_1": "9.500",
        "name_2": "box",
        "factor_2": "100",
        "price_2": "88.000",
    } | changes


@pytest.mark.rows("CAT-01", "CAT-04")
def test_one_page_makes_it_sellable(shop: Shop, owner: Client) -> None:
    response = owner.post(NEW, filled(ceiling="1.050"))
    product = Product.objects.get()
    assert response["Location"] == f"/products/{product.id}/"
    assert (product.name, product.base_unit) == ("Amoxicillin 500 mg capsule", "capsule")
    packs = Pack.objects.values_list("name", "factor", "prices__amount").order_by("factor")
    assert list(packs) == [("capsule", 1, 1000), ("strip", 10, 9500), ("box", 100, 88000)]
    assert PriceCeiling.objects.get().amount == 1050
    page = owner.get(response["Location"])
    assert "The product is added." in page.text
    assert "Rp 88.000" in page.text


def test_an_empty_page_names_each_field_and_keeps_the_rest(shop: Shop, owner: Client) -> None:
    page = owner.post(NEW, filled(name="", name_0="", price_2="12,5OO"))
    assert page.status_code == 422
    form: Any = page.context["form"]
    assert set(form.errors) == {"name", "name_0", "price_2"}
    assert 'value="12,5OO"' in page.text
    assert 'value="8991234567890"' in page.text
    assert not Product.objects.exists()


def test_half_a_pack_is_refused(shop: Shop, owner: Client) -> None:
    page = owner.post(NEW, filled(name_1="", factor_2=""))
    assert set(page.context["form"].errors) == {"name_1", "factor_2"}


def test_packs_that_dont_fit_and_a_taken_code(shop: Shop, owner: Client) -> None:
    page = owner.post(NEW, filled(factor_2="25"))
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"factor_1"})
    packs = [NewPack(name="box", factor=1, barcodes=["8991234567890"], price=1)]
    add_medicine(shop, "Other", packs=packs)
    page = owner.post(NEW, filled())
    assert (page.status_code, set(page.context["form"].errors)) == (409, {"barcode_1"})
    assert Price.objects.count() == 1


def test_strange_text_is_kept_as_text(shop: Shop, owner: Client) -> None:
    name = '<script>alert("x")</script> =1+1 \u202e'
    response = owner.post(NEW, filled(name=name, manufacturer="'; DROP TABLE x; --"))
    page = owner.get(response["Location"])
    assert "<script>alert" not in page.text
    assert Product.objects.get().name == name.strip()


def test_who_may_not(shop: Shop) -> None:
    restocker = client_of(shop, "restocker")
    assert restocker.get(NEW).status_code == 403
    assert restocker.post(NEW, filled()).status_code == 403
    assert not Product.objects.exists()
