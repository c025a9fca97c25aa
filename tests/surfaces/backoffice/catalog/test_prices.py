"""Prices with a start, everywhere or at one branch, and the ceiling by law."""

import json
from datetime import timedelta
from html import unescape
from re import findall
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.domains.catalog.models import Price, PriceCeiling


def test_a_price_from_now_at_this_branch(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    data = {"pack_id": str(medicine.packs[10]), "price": "7.250", "branch_id": str(shop.branch_id)}
    response = owner.post(f"/products/{medicine.id}/prices/new/", data)
    assert response["Location"] == f"/products/{medicine.id}/prices/"
    newest = Price.objects.latest("recorded_at")
    assert (newest.amount, newest.branch_id) == (7250, shop.branch_id)
    page = owner.get(response["Location"])
    assert page.text.count("Rp 7.250") == 1
    assert "Rp 6.500" in page.text


def test_a_price_that_comes_says_so(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    day = shop.today + timedelta(days=10)
    data = {"pack_id": str(medicine.packs[10]), "price": "8.000", "valid_from": day.isoformat()}
    owner.post(f"/products/{medicine.id}/prices/new/", data)
    page = owner.get(f"/products/{medicine.id}/prices/")
    assert page.context["prices"][0]["is_coming"] is True
    assert Price.objects.latest("recorded_at").valid_from.hour == 17


@pytest.mark.parametrize("price", ["", "-5", "seven", "1.2.3"])
def test_a_bad_price_is_refused_at_its_field(shop: Shop, owner: Client, price: str) -> None:
    medicine = add_medicine(shop)
    data = {"pack_id": str(medicine.packs[10]), "price": price}
    page = owner.post(f"/products/{medicine.id}/prices/new/", data)
    assert page.status_code == 422
    assert "price" in page.context["form"].errors


def test_a_price_never_begins_in_the_past(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    day = shop.today - timedelta(days=1)
    data = {"pack_id": str(medicine.packs[10]), "price": "8.000", "valid_from": day.isoformat()}
    page = owner.post(f"/products/{medicine.id}/prices/new/", data)
    assert "valid_from" in page.context["form"].errors


def test_the_ceiling_is_set_and_shown(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    owner.post(f"/products/{medicine.id}/ceiling/", {"amount": "1.050", "units": "1"})
    assert PriceCeiling.objects.get().amount == 1050
    assert "Legal maximum Rp 1.050 for 1 tablet" in owner.get(f"/products/{medicine.id}/").text


def test_one_branch_of_several_sets_its_own_prices_and_no_others(shop: Shop) -> None:
    medicine = add_medicine(shop)
    second_branch(shop)
    manager = client_of(shop, "manager")

    prices = manager.get(f"/products/{medicine.id}/prices/").text
    assert f"/products/{medicine.id}/prices/new/" in prices
    assert f"/products/{medicine.id}/ceiling/new/" not in prices
    packs = manager.get(f"/products/{medicine.id}/packs/").text
    assert f"/products/{medicine.id}/prices/new/?pack=" in packs
    assert f"/products/{medicine.id}/packs/new/" not in packs
    form = manager.get(f"/products/{medicine.id}/prices/new/").text
    assert "Kenanga" not in form
    assert "Every branch" not in form
    for branch, status in (("", 422), (str(shop.branch_id), 302)):
        data = {"pack_id": str(medicine.packs[10]), "price": "7.250", "branch_id": branch}
        answer = manager.post(f"/products/{medicine.id}/prices/new/", data)
        assert answer.status_code == status
    assert Price.objects.latest("recorded_at").branch_id == shop.branch_id


@pytest.mark.rows("PUR-14")
def test_a_price_below_cost_is_shown_with_a_box_and_set_once_it_is_ticked(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    data = {"pack_id": str(medicine.packs[10]), "price": "3.900"}
    at = f"/products/{medicine.id}/prices/new/"

    asked = owner.post(at, data)

    assert asked.status_code == 409
    assert "1 strip last cost Rp 4.000, more than its price Rp 3.900." in asked.text
    code = f"below_cost:{medicine.packs[10].hex}:4000:3900"
    assert f'value="{code}"' in asked.text
    assert 'value="3.900"' in asked.text
    assert owner.post(at, {**data, "price": "3.800", "confirmed": code}).status_code == 409
    assert owner.post(at, {**data, "confirmed": code}).status_code == 302
    assert Price.objects.latest("recorded_at").amount == 3_900


def pressed(page: str) -> list[dict[str, Any]]:
    """What each price of a page fills the dialog with."""
    return [json.loads(unescape(one)) for one in findall(r'data-t-fill="([^"]*)"', page)]


@pytest.mark.rows("UX-15")
def test_a_price_is_changed_where_it_stands(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    strip, listed = medicine.packs[10], owner.get("/products/").text
    assert listed.count('<dialog class="t-dialog" id="price"') == 1
    (given,) = pressed(listed)
    assert given == {
        "action": f"/products/{medicine.id}/prices/new/",
        "fields": {"pack_id": str(strip), "price": "6.500", "branch_id": ""},
        "texts": {"product": "Paracetamol 500 mg tablet", "pack": "1 strip = 10 tablets"},
    }
    assert len(pressed(owner.get(f"/products/{medicine.id}/").text)) == 3

    back = "/products/?q=para&sort=-price"
    sent = given["fields"] | {"price": "7.000", "back": back}
    assert owner.post(given["action"], sent)["Location"] == back
    assert Price.objects.latest("recorded_at").branch_id is None
    here = sent | {"price": "7.100", "branch_id": str(shop.branch_id)}
    assert owner.post(given["action"], here).status_code == 302
    (own,) = pressed(owner.get("/products/").text)
    assert own["fields"] == {**given["fields"], "price": "7.100", "branch_id": str(shop.branch_id)}
    form = owner.get(f"{given['action']}?pack={strip}").text
    assert 'value="7.100"' in form
    assert f'<option value="{shop.branch_id}" selected' in form


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_a_saved_price_leads_to_no_other_site(shop: Shop, owner: Client, back: str) -> None:
    medicine = add_medicine(shop)
    sent = {"pack_id": str(medicine.packs[10]), "price": "7.000", "back": back}
    done = owner.post(f"/products/{medicine.id}/prices/new/", sent)
    assert done["Location"] == f"/products/{medicine.id}/prices/"


def test_who_may_not_set_prices_sees_them_as_words(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for page in ("/products/", f"/products/{medicine.id}/"):
        text = client_of(shop, "cashier").get(page).text
        assert "Rp 6.500" in text
        assert "t-in-place" not in text
        assert 'id="price"' not in text
