"""A person sets their own PIN with their password."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.support.backoffice import client_of
from tests.support.shop import PASSWORD, open_shop
from theriac.domains.accounts.models import CounterPin

pytestmark = pytest.mark.django_db
ADDRESS = "/me/pin/"


def test_a_pin_is_set_changed_and_removed_by_the_password() -> None:
    cache.clear()
    client = client_of(open_shop(), "cashier")
    assert ADDRESS in client.get("/me/").text
    both = {"pin": "482915", "again": "482915", "password": PASSWORD}

    wrong = client.post(ADDRESS, {**both, "password": "another"})
    assert "This isn’t your password" in wrong.text
    other = client.post(ADDRESS, {**both, "again": "482916"})
    assert "The PINs don&#x27;t match. Enter it again" in other.text
    first = client.post(ADDRESS, {**both, "pin": "123456", "again": "123456"})
    assert "This PIN is too easy to guess. Choose other digits" in first.text
    assert not CounterPin.objects.exists()

    assert client.post(ADDRESS, both)["Location"] == "/me/"
    assert CounterPin.objects.count() == 1
    client.post(ADDRESS, {"pin": "", "again": "", "password": PASSWORD})
    assert not CounterPin.objects.exists()
    cache.clear()
