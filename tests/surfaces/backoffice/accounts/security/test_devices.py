"""Where people are signed in, on their own page and on the page of who manages them."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.accounts.models import SignIn
from theriac.domains.accounts.security.address import from_address

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def browser(name: str, agent: str = "") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


@pytest.mark.rows("SEC-07")
def test_ones_own_devices_are_listed_and_signed_out(shop: Shop) -> None:
    add_staff("cashier", shop.branch_id, "dewi")
    here, phone = browser("dewi"), browser("dewi", IPHONE)
    assert "/me/devices/" in here.get("/me/").text

    page = here.get("/me/devices/").text

    assert "Safari on iPhone" in page
    assert page.count("This device") == 1
    [device] = re.findall(r'name="device" value="([^"]+)"', page)
    said = here.post("/me/devices/", {"device": device}, follow=True).text
    assert "1 device was signed out." in said
    assert "Safari on iPhone" not in said
    assert phone.get("/me/").status_code == 302
    assert here.post("/me/devices/", {"device": device}).status_code == 404


@pytest.mark.rows("SEC-07")
def test_who_manages_the_staff_signs_a_person_out_everywhere(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    phone = browser("dewi", IPHONE)
    address = f"/people/{dewi.id}/devices/"
    assert address in owner.get(f"/people/{dewi.id}/").text

    assert "Signed-in devices of Dewi" in owner.get(address).text
    page = owner.post(address, follow=True).text

    assert "Not signed in on any device" in page
    assert phone.get("/").status_code == 302
    assert "Signed out by another person" in owner.get("/security/").text
    assert SignIn.objects.filter(ended_at=None).count() == 1


@pytest.mark.rows("SEC-07")
def test_a_program_stands_in_the_list_with_its_place_and_is_signed_out(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    here = browser("dewi")
    with from_address(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")):
        sign_in(actor=dewi, client_id=uuid4(), client_name="Warehouse robot")

    page = here.get("/me/devices/").text

    assert "Warehouse robot" in page
    assert "203.0.113.9" in page
    [program] = re.findall(r'name="program" value="([^"]+)"', page)
    said = here.post("/me/devices/", {"program": program}, follow=True).text
    assert "1 device was signed out." in said
    assert "Warehouse robot" not in said
