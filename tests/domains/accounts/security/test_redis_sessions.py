"""Sessions in a real Redis: signing in, the list and signing out from elsewhere as ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client

from tests.support.shop import PASSWORD, add_staff, open_shop
from theriac.config.sign_in import SESSION_CACHE, session_settings
from theriac.domains.accounts.commands.sessions import end_sign_in
from theriac.domains.accounts.models import SignIn
from theriac.domains.accounts.security.jobs import forget_tries

redis = pytest.importorskip("redis", reason="the lock redis isn't installed")
URL = os.environ.get("THERIAC_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@pytest.fixture
def in_redis(settings: Any) -> Iterator[None]:
    client = redis.Redis.from_url(URL)
    try:
        client.ping()
    except redis.ConnectionError:
        pytest.skip("no Redis at THERIAC_TEST_REDIS_URL")
    given = session_settings(URL)
    for place in given["CACHES"].values():
        place["KEY_PREFIX"] += f"-test-{os.getpid()}"
    for name, value in given.items():
        setattr(settings, name, value)
    yield
    for place in given["CACHES"].values():
        for key in client.scan_iter(f"{place['KEY_PREFIX']}:*"):
            client.delete(key)
    caches[SESSION_CACHE].close()
    client.close()


@pytest.mark.rows("SEC-07")
@pytest.mark.django_db
def test_sessions_lie_in_redis_and_a_stolen_tablet_is_signed_out_there(in_redis: None) -> None:
    shop = open_shop()
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    tablet, other = Client(), Client()
    for client in (tablet, other):
        client.post("/accounts/login/", {"login": "dewi", "password": PASSWORD})
    assert tablet.get("/me/").status_code == 200
    row = SignIn.objects.order_by("signed_in_at", "id").first()
    assert row is not None
    assert Session.objects.count() == 0
    kept = caches[SESSION_CACHE].get(f"django.contrib.sessions.cache{row.session_key}")
    assert kept["_auth_user_id"] == str(dewi.id)

    end_sign_in(actor=shop.owner, user_id=dewi.id, sign_in_id=row.id)

    assert tablet.get("/me/").status_code == 302
    assert other.get("/me/").status_code == 200
    assert caches[SESSION_CACHE].get(f"django.contrib.sessions.cache{row.session_key}") is None
    assert forget_tries.func() == 0


@pytest.mark.parametrize("address", ["memcached://h", "redis://", "127.0.0.1:6379"])
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="redis://"):
        session_settings(address)
