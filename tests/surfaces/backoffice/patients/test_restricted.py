"""The screens of restricted records: asked for, listed without names, opened with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.domains.sales.test_holds import sell
from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def test_a_wish_that_the_law_delays_restricts_the_record(owner: Client, shop: Shop) -> None:
    one = register(shop, "Siti Restricted")
    until = (shop.today + timedelta(days=40)).isoformat()

    asked = owner.post(f"/patients/{one}/erase/", {"sure": "yes", "until": until}, follow=True)

    assert "restricted now" in asked.text
    assert "No results" in owner.post("/patients/", {"text": "Siti", "why": "care"}).text
    listed = owner.get("/patients/restricted/").text
    assert str(one) in listed
    assert "Siti" not in listed
    closed = owner.get(f"/patients/{one}/", follow=True)
    assert closed.redirect_chain == [(f"/patients/{one}/restricted/", 302)]
    assert "Siti" not in closed.text
    assert owner.post(f"/patients/{one}/restricted/", {"why": ""}).status_code == 422
    assert (
        "Siti Restricted" in owner.post(f"/patients/{one}/restricted/", {"why": "authority"}).text
    )
    assert client_of(shop, "pharmacist").get(f"/patients/{one}/").status_code == 409


@pytest.mark.rows("AUD-05")
def test_the_law_of_a_sale_is_told_before_and_after(owner: Client, shop: Shop) -> None:
    one = register(shop, "Siti Held")
    sell(shop, one, "keras", seen=True)

    before = owner.get(f"/patients/{one}/").text
    asked = owner.post(f"/patients/{one}/erase/", {"sure": "yes"}, follow=True).text

    assert ("This record can't be erased yet" in before, "73/2016" in before) == (True, True)
    assert ("Sales on a prescription: Permenkes 73/2016" in asked, "Siti" in asked) == (True, False)
    assert "Sales on a prescription" in owner.get("/patients/restricted/").text
    assert "73/2016" in owner.get(f"/patients/{one}/restricted/").text


def test_the_patient_asks_for_restriction_and_takes_it_back(owner: Client, shop: Shop) -> None:
    one = register(shop, "Siti Restricted")
    assert (
        "Record restricted. It can no longer be found or changed"
        in owner.post(f"/patients/{one}/restrict/", follow=True).text
    )
    freed = owner.post(f"/patients/{one}/restrict/", {"act": "free"}, follow=True)
    assert "Siti Restricted" in freed.text
