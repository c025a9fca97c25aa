"""What who manages people sees of customers, and does to them."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.customers import EMAIL, NAME, a_customer, change
from tests.support.shop import Shop
from theriac.domains.customers.models import Customer

pytestmark = pytest.mark.django_db


def test_customers_are_found_by_number_and_whole_address_and_named_by_neither(shop: Shop) -> None:
    dewi, siti = a_customer(), a_customer(name="Siti", email="siti@example.com")
    client = client_of(shop, "owner")

    assert dewi.name in (page := client.get("/customers/").text)
    assert siti.name in page
    for sought in (dewi.name.lower(), EMAIL.upper()):
        page = client.get("/customers/", {"q": sought}).text
        assert dewi.name in page
        assert siti.name not in page
    for sought in ("Dewi", "dewi.lestari@", "a@b"):
        page = client.get("/customers/", {"q": sought}).text
        assert dewi.name not in page
    for address in ("/customers/", f"/customers/{dewi.id}/"):
        page = client.get(address).text
        assert NAME not in page
        assert EMAIL not in page
    assert "D•••@example.com" in client.get(f"/customers/{dewi.id}/").text


def test_an_empty_list_says_whether_anybody_can_register(shop: Shop) -> None:
    client = client_of(shop, "owner")
    assert "Customers register on the sign-in page" in client.get("/customers/").text
    change(shop, customer_registration=False)
    assert "Registration is off. Turn it on in the settings" in client.get("/customers/").text


def test_blocking_and_letting_in_again_ask_for_a_reason(shop: Shop) -> None:
    customer = a_customer()
    client = client_of(shop, "administrator")
    address = f"/customers/{customer.id}/block/"

    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "no show"})["Location"] == f"/customers/{customer.id}/"
    assert Customer.objects.get().blocked_at is not None
    page = client.get(f"/customers/{customer.id}/").text
    assert "Blocked" in page
    assert "no show" in page
    assert customer.name in client.get("/customers/", {"blocked": "true"}).text
    assert client.post(address, {"reason": "they called"}).status_code == 302
    assert Customer.objects.get().blocked_at is None


def test_the_staffs_list_and_trail_show_no_customer_by_name(shop: Shop) -> None:
    customer = a_customer()
    client = client_of(shop, "owner")
    assert customer.name not in client.get("/people/").text
    assert client.get(f"/people/{customer.id}/").status_code == 404
    trail = client.get("/trail/").text
    assert f"Customer {customer.name}" in trail
    assert NAME not in trail
