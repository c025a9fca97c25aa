"""Manufacturers and categories: listed with their products, renamed where the role may."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.models import Category, Manufacturer
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.queries.bins import bin_contents


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    add_medicine(shop, manufacturer="Sehat Farma", category="Pain")
    add_medicine(shop, "Zinc 20 mg tablet", manufacturer="Nusa", category="Minerals")
    return shop


@pytest.mark.parametrize(
    ("address", "model", "before"),
    [("/manufacturers/", Manufacturer, "Sehat Farma"), ("/categories/", Category, "Pain")],
)
def test_a_new_name_shows_on_the_list_and_on_the_products(
    stocked: Shop,
    owner: Client,
    address: str,
    model: type[Manufacturer | Category],
    before: str,
) -> None:
    row = model.objects.get(name=before)
    listed = owner.get(address)
    assert [one.name for one in listed.context["rows"]] == sorted(
        model.objects.values_list("name", flat=True)
    )
    assert f"{address}{row.pk}/name/" in listed.text
    assert len(owner.get(f"{address}?q={before[:3]}").context["rows"]) == 1

    form = owner.get(f"{address}{row.pk}/name/")
    assert f'value="{before}"' in form.text
    answer = owner.post(f"{address}{row.pk}/name/", {"name": "Zelvora"}, follow=True)

    assert answer.redirect_chain[-1][0] == address
    assert "Name saved." in answer.text
    assert "Zelvora" in owner.get("/products/").text
    assert before not in owner.get("/products/").text


def test_a_manufacturers_new_name_is_searched(stocked: Shop, owner: Client) -> None:
    row = Manufacturer.objects.get(name="Sehat Farma")
    owner.post(f"/manufacturers/{row.pk}/name/", {"name": "Zelvora"})

    assert len(owner.get("/products/?q=zelvora").context["rows"]) == 1
    assert len(owner.get("/products/?q=sehat").context["rows"]) == 0


@pytest.mark.rows("UX-03")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field is required."),
        ("Nusa", "This name is already in use."),
        ("x" * 121, "This is too long: at most 120 characters."),
    ],
)
def test_a_refusal_stands_beside_the_name(
    stocked: Shop, owner: Client, name: str, sentence: str
) -> None:
    row = Manufacturer.objects.get(name="Sehat Farma")

    answer = owner.post(f"/manufacturers/{row.pk}/name/", {"name": name})

    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert Manufacturer.objects.get(pk=row.pk).name == "Sehat Farma"


def test_who_may_only_look_finds_no_way_to_rename(stocked: Shop) -> None:
    cashier = client_of(stocked, "cashier")

    page = cashier.get("/manufacturers/").text

    assert "Sehat Farma" in page
    assert "/name/" not in page


@pytest.mark.rows("UX-15")
def test_what_is_selected_among_products_is_put_into_a_category(
    stocked: Shop, owner: Client
) -> None:
    first, second = (add_medicine(stocked, f"Obat {one}") for one in "AB")
    listed = owner.get("/products/?q=obat")
    assert "Set category" in listed.text
    minerals = Category.objects.get(name="Minerals")
    assert f'<option value="{minerals.id}">Minerals</option>' in listed.text
    sent = {"row": [str(first.id), str(second.id)], "back": "q=obat"}
    where = "/products/category/"

    unchosen = owner.post(where, {**sent, "category_id": ""}, follow=True)
    assert "This category isn’t in the list. Choose one from the list." in unchosen.text
    done = owner.post(where, {**sent, "category_id": str(minerals.id)}, follow=True)
    assert "Category of 2 products changed." in done.text
    assert done.redirect_chain[-1][0] == "/products/?q=obat"
    assert minerals.products.count() == 3
    owner.post(where, {**sent, "category_id": "none"})
    assert minerals.products.count() == 1


@pytest.mark.rows("UX-15", "CAT-16")
def test_what_is_selected_among_products_gets_a_location(stocked: Shop, owner: Client) -> None:
    first, second = (add_medicine(stocked, f"Obat {one}") for one in "AB")
    here = {"actor": stocked.owner, "branch_id": stocked.branch_id}
    left = add_bin(**here, code="L-1", label="Left wall")
    listed = client_of(stocked, "restocker").get("/products/?q=obat")
    assert f'<option value="{left}">L-1 Left wall</option>' in listed.text
    assert "Set category" not in listed.text
    sent = {"row": [str(first.id), str(second.id)], "bin_id": str(left)}

    done = owner.post("/stock/bins/home/", sent, follow=True)

    assert "Location of 2 products set." in done.text
    assert bin_contents(**here) == {left: (0, 2)}
    other = {**sent, "bin_id": str(first.id)}
    refused = owner.post("/stock/bins/home/", other, follow=True)
    assert "This location isn’t in use." in unescape(refused.text)
