"""Prices with a start, everywhere or at one branch, and the ceiling by law."""

from datetime import timedelta

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
