"""A browser that nobody works in is signed out, and its page asking by itself is no work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import open_shop
from theriac.core import clock
from theriac.domains.accounts.models import SignIn

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_idle_browser_is_signed_out_and_told(settings: Any) -> None:
    settings.IDLE_MINUTES = 60
    shop = open_shop()
    with clock.at(NOON):
        client = client_of(shop, "owner")
        assert client.get("/sales/").status_code == 200

    def asked(minutes: int, address: str = "/sales/") -> int:
        with clock.at(NOON + timedelta(minutes=minutes)):
            return int(client.get(address).status_code)

    assert asked(59) == 200
    assert asked(110, "/_work/") == 200
    assert asked(111, "/_work/?used=1") == 200
    assert asked(170, "/_work/") == 200
    assert asked(171) == 302
    assert "Signed out after 60 minutes" in client.get("/accounts/login/").text
    assert SignIn.objects.get().ended_at == NOON + timedelta(minutes=171)


def test_nobody_is_signed_out_where_it_is_off(settings: Any) -> None:
    settings.IDLE_MINUTES = 0
    with clock.at(NOON):
        client = client_of(open_shop(), "owner")
        assert client.get("/sales/").status_code == 200
    with clock.at(NOON + timedelta(days=3)):
        assert client.get("/sales/").status_code == 200
