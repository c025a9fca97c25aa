"""Packs and the codes that open them."""

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.models import Barcode, Pack


@pytest.mark.rows("CAT-04")
def test_a_pack_and_its_code_are_added(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    url = f"/products/{medicine.id}/packs/"
    data = {"name": "carton", "factor": "1.000", "sellable": "on"}
    assert owner.post(f"{url}new/", data)["Location"] == url
    carton = Pack.objects.get(factor=1000)
    code = {"pack_id": str(carton.id), "code": "8991234567890"}
    assert owner.post(f"/products/{medicine.id}/barcodes/new/", code)["Location"] == url
    page = owner.get(url)
    assert "1 carton = 1.000 tablets" in page.text
    assert "8991234567890" in page.text


def test_what_doesnt_fit_is_refused_at_its_field(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    page = owner.post(f"/products/{medicine.id}/packs/new/", {"name": "odd", "factor": "25"})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"factor"})
    code = {"pack_id": str(medicine.packs[10]), "code": "8991234567890"}
    owner.post(f"/products/{medicine.id}/barcodes/new/", code)
    page = owner.post(f"/products/{medicine.id}/barcodes/new/", code)
    assert (page.status_code, set(page.context["form"].errors)) == (409, {"code"})
    assert Barcode.objects.count() == 1


CODE = "SHOP 1/2"


@pytest.mark.rows("CAT-06")
def test_a_code_is_moved_to_another_products_pack(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    other = add_medicine(shop, "Amoxicillin 500 mg capsule", manufacturer="Nusa Farma")
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    one = f"/products/{medicine.id}/packs/{medicine.packs[10]}/code"
    page = owner.get(f"/products/{medicine.id}/packs/")
    assert f'{one}/move/?code=SHOP%201/2"' in page.text

    page = owner.get(f"{one}/move/", {"code": CODE})
    offered = [label for _key, label in page.context["form"].fields["to_pack_id"].choices]
    assert offered == ["1 tablet", "1 box = 100 tablets"]
    page = owner.get(page.context["other_url"] + "&q=amox")
    assert "Nusa Farma" in page.text
    ((_product, address),) = page.context["found"]
    page = owner.get(address)
    assert "Amoxicillin 500 mg capsule" in page.text
    sent = {"to_pack_id": str(other.packs[10]), "reason": "the maker changed it"}
    assert owner.post(address, sent)["Location"] == f"/products/{other.id}/packs/"
    assert Barcode.objects.get().pack_id == other.packs[10]
    trail = owner.get(f"/products/{other.id}/").text
    assert f"{CODE} (strip)" in trail
    assert "the maker changed it" in trail


@pytest.mark.rows("CAT-06")
def test_a_code_is_taken_away_with_a_reason(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=CODE)
    address = f"/products/{medicine.id}/packs/{medicine.packs[10]}/code/remove/?code=SHOP%201/2"
    page = owner.post(address, {"reason": ""})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"reason"})
    packs = f"/products/{medicine.id}/packs/"
    assert owner.post(address, {"reason": "not theirs"})["Location"] == packs
    assert not Barcode.objects.exists()
    page = owner.post(address, {"reason": "not theirs"})
    assert page.status_code == 404
    assert "no longer belongs to this pack. Check the product’s packs" in page.text


def test_a_product_that_isnt_there_is_no_target(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    one = f"/products/{medicine.id}/packs/{medicine.packs[10]}/code"
    assert owner.get(f"{one}/move/", {"code": CODE, "to": str(shop.branch_id)}).status_code == 404
    assert (
        owner.get(f"/products/{medicine.id}/packs/{shop.branch_id}/code/move/").status_code == 404
    )
