"""A product is added on one page; every refusal stands beside its field and nothing is lost."""

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from tests.support.unknown_codes import kept_code
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import (
    Barcode,
    Pack,
    Price,
    PriceCeiling,
    Product,
    UnknownCode,
)

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
    assert "Product added. Receive stock, and counters can sell it" in page.text
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


GTIN = "08992222333306"


@pytest.mark.rows("CAT-06")
def test_a_code_that_nobody_knows_is_filled_in_and_leaves_the_list(
    shop: Shop, owner: Client
) -> None:
    code_id = kept_code(shop, f"]d201{GTIN}10B7")
    assert f"{NEW}?barcode={GTIN}" in owner.get(f"/products/codes/{code_id}/").text
    page = owner.get(NEW, {"barcode": GTIN})
    assert page.context["form"]["barcode_0"].value() == GTIN
    assert "The scanned code is filled in." in page.text
    owner.post(f"{NEW}?barcode={GTIN}", filled(barcode_0=GTIN))
    assert Barcode.objects.get(code=GTIN).pack.factor == 1
    code = UnknownCode.objects.get()
    assert (code.state, code.pack_id) == ("linked", Barcode.objects.get(code=GTIN).pack_id)


@pytest.mark.parametrize(
    ("scanned", "row", "filled_in"),
    [
        ("8992222333306", 0, GTIN),
        (f"]d201{GTIN}1727123110B7", 0, GTIN),
        ("18991234567898", 1, "18991234567898"),
        ("RAK-77", 0, "RAK-77"),
        ("8992222333307", 0, None),
        ("X" * 600, 0, None),
        ("RAK\u202e77", 0, None),
    ],
)
def test_what_no_barcode_can_be_isnt_filled_in(
    shop: Shop, owner: Client, scanned: str, row: int, filled_in: str | None
) -> None:
    page = owner.get(NEW, {"barcode": scanned})
    assert page.status_code == 200
    assert page.context["form"][f"barcode_{row}"].value() == filled_in
    assert ("The scanned code is filled in." in page.text) is (filled_in is not None)


def test_the_maker_is_filled_in_where_every_such_code_is_theirs(shop: Shop, owner: Client) -> None:
    def maker() -> str:
        return str(owner.get(NEW, {"barcode": GTIN}).context["form"]["manufacturer"].value() or "")

    def known(code: str, name: str, maker: str) -> None:
        pack_id = add_medicine(shop, name, manufacturer=maker).packs[1]
        Barcode.objects.create(pack_id=pack_id, code=code)

    assert maker() == ""
    known("08992222333009", "One", "Nusa Farma")
    assert maker() == "Nusa Farma"
    known("08992222999990", "Two", "Sehat Farma")
    assert maker() == "Nusa Farma"  # the longer beginning decides
    known("08992222333993", "Three", "Sehat Farma")
    assert maker() == ""
