"""Products that are there twice, from the list to the merge and back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Barcode, Product, ProductMerge
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]


@pytest.fixture
def client(shop: Shop) -> Client:
    return client_of(shop, "manager")


def test_a_pair_is_proposed_compared_merged_and_undone(shop: Shop, client: Client) -> None:
    kept = add_medicine(shop)
    merged = add_medicine(shop, "Paracetamol 500mg tab")
    stock_up(shop, merged, 30)
    listed = client.get(reverse("backoffice:product_duplicates")).content.decode()
    assert "Paracetamol 500mg tab" in listed
    assert "Similar names" in listed

    compare = reverse("backoffice:product_compare", args=[kept.id, merged.id])
    assert "Stock at all branches" in client.get(compare).content.decode()
    assert client.post(compare, {"reason": ""}).status_code == 422
    done = client.post(compare, {"reason": "Entered twice"}, follow=True)
    assert "Merged: 3 strips moved from Paracetamol 500mg tab" in done.content.decode()

    page = client.get(reverse("backoffice:product_detail", args=[merged.id])).content.decode()
    assert "Merged into Paracetamol 500 mg tablet" in page
    undo = reverse("backoffice:merge_undo", args=[ProductMerge.objects.get().id])
    back = client.post(undo, {"reason": "Two makers"}, follow=True)
    assert "Merge undone." in back.content.decode()
    assert Balance.objects.get(quantity__gt=0).product_id == merged.id


def test_a_proposed_pair_shows_the_makers_of_both(shop: Shop, client: Client) -> None:
    one = add_medicine(shop, manufacturer="Sehat Farma")
    other = add_medicine(shop, "Paracetamol 500mg tab", manufacturer="Nusa")
    Barcode.objects.create(pack_id=one.packs[1], code="8991234567891")
    Barcode.objects.create(pack_id=other.packs[1], code="A8991234567891")
    page = client.get(reverse("backoffice:product_duplicates")).content.decode()
    assert '<span class="t-2 t-sm">Sehat Farma</span>' in page
    assert '<span class="t-2 t-sm">Nusa</span>' in page


def test_what_keeps_them_apart_is_said_and_nothing_can_be_sent(shop: Shop, client: Client) -> None:
    one = add_medicine(shop)
    other = add_medicine(shop, "Paracetamol 500mg", legal_class="keras")
    compare = reverse("backoffice:product_compare", args=[one.id, other.id])
    page = client.get(compare).content.decode()
    assert "Their legal classes differ" in page
    assert 'name="reason"' not in page
    assert client.post(compare, {"reason": "x"}).status_code == 409
    assert not ProductMerge.objects.exists()


def test_codes_of_a_size_that_does_not_fit_ask_for_a_pack(shop: Shop, client: Client) -> None:
    one = add_medicine(shop)
    packs = [NewPack(name="strip", factor=12, barcodes=["8991234567891"])]
    other = add_medicine(shop, "Paracetamol 500mg", packs=packs)
    compare = reverse("backoffice:product_compare", args=[one.id, other.id])
    field = f"pack_{other.packs[12]}"
    assert field in client.get(compare).content.decode()
    assert client.post(compare, {"reason": "x"}).status_code == 422
    client.post(compare, {"reason": "x", field: str(one.packs[10])})
    assert Barcode.objects.get().pack_id == one.packs[10]


def test_another_product_is_searched_for(shop: Shop, client: Client) -> None:
    one, other = add_medicine(shop), add_medicine(shop, "Sanmol forte")
    page = client.get(reverse("backoffice:product_same", args=[one.id]), {"q": "sanmol"})
    assert reverse("backoffice:product_compare", args=[one.id, other.id]) in page.content.decode()


def test_a_pack_is_changed_until_stock_was_booked(shop: Shop, client: Client) -> None:
    one = add_medicine(shop)
    edit = reverse("backoffice:pack_edit", args=[one.id, one.packs[10]])
    assert client.post(edit, {"name": "strip", "factor": "20"}).status_code == 302
    stock_up(shop, one, 1)
    refused = client.post(edit, {"name": "strip", "factor": "50"})
    assert refused.status_code == 409
    assert "Add a new pack of the right size" in refused.content.decode()
    assert Product.objects.get(id=one.id).packs.get(level=1).factor == 20


@pytest.mark.rows("UX-15")
def test_selected_pairs_are_two_products_until_they_are_listed_again(
    shop: Shop, client: Client
) -> None:
    one = add_medicine(shop)
    other = add_medicine(shop, "Paracetamol 500mg tab")
    url = reverse("backoffice:product_duplicates")
    assert "Select Paracetamol 500 mg tablet and Paracetamol 500mg tab" in client.get(url).text
    pair = ".".join(sorted((str(one.id), str(other.id))))
    act = reverse("backoffice:products_distinct")

    bad = client.post(act, {"row": ["", "x.y", str(one.id), f"{one.id}."]}, follow=True)
    assert "Select at least one row." in bad.text
    done = client.post(act, {"row": [pair, "x.y"]}, follow=True)

    assert "1 pair marked as not duplicates." in done.text
    assert done.context["pairs"] == []
    assert [(row.one_id, row.other_id) for row, _who in done.context["distinct"]] == [
        tuple(sorted((one.id, other.id)))
    ]
    file = client.get(url, {"export": "csv", "table": "distinct"}).getvalue().decode("utf-8-sig")
    assert "Paracetamol 500mg tab" in file
    again = client.post(reverse("backoffice:products_alike", args=[one.id, other.id]), follow=True)
    assert "Listed as a possible duplicate again" in again.text
    assert len(again.context["pairs"]) == 1
