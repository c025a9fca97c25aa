"""Packs and the codes that open them."""

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine
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
