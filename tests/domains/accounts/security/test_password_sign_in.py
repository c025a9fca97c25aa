"""Wrong passwords at each door: recorded, locked after ten, told with 429 and Retry-After."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.core import clock
from theriac.domains.accounts.models import SecurityEvent, User
from theriac.domains.accounts.security.events import SecurityEventKind
from theriac.domains.accounts.security.tries import account, locked_until

pytestmark = pytest.mark.django_db


def sign_in(name: str, password: str, **where: Any) -> Any:
    return Client().post("/accounts/login/", {"login": name, "password": password}, **where)


def kinds() -> list[str]:
    return list(SecurityEvent.objects.order_by("recorded_at", "id").values_list("kind", flat=True))


@pytest.mark.rows("SEC-11", "AUD-03")
def test_ten_wrong_passwords_lock_the_account_whatever_comes_then(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")

    with clock.at(clock.now()):
        answers = [sign_in("dewi", f"wrong {number}") for number in range(10)]
        refused = sign_in("Dewi", PASSWORD, REMOTE_ADDR="198.51.100.9")

    assert {answer.status_code for answer in answers} == {200}
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert "Too many attempts. Wait 5 minutes, then try again." in refused.text
    assert kinds() == [SecurityEventKind.SIGN_IN_FAILED] * 10 + [SecurityEventKind.ACCOUNT_LOCKED]
    event = SecurityEvent.objects.get(kind=SecurityEventKind.ACCOUNT_LOCKED)
    assert (event.user_id, event.address, event.facts) == (dewi.id, "127.0.0.1", {})


@pytest.mark.rows("SEC-11")
def test_a_name_that_nobody_has_is_locked_like_any_other_and_isnt_kept(shop: Shop) -> None:
    for _ in range(10):
        sign_in("hemlig-losenord", "x")

    assert sign_in("hemlig-losenord", "x").status_code == 429
    assert set(SecurityEvent.objects.values_list("user_id", flat=True)) == {None}
    assert "hemlig" not in str(list(SecurityEvent.objects.values()))


@pytest.mark.rows("SEC-11")
def test_fifty_wrong_passwords_lock_the_address(shop: Shop) -> None:
    for number in range(50):
        sign_in(f"nobody{number}", "x", REMOTE_ADDR="203.0.113.7")

    here = sign_in("owner", PASSWORD, REMOTE_ADDR="203.0.113.7")
    elsewhere = sign_in("owner", PASSWORD, REMOTE_ADDR="203.0.113.8")

    assert (here.status_code, elsewhere.status_code) == (429, 302)
    assert kinds()[-1] == SecurityEventKind.ADDRESS_LOCKED


def test_a_right_password_begins_the_count_anew(shop: Shop) -> None:
    for _ in range(2):
        for _wrong in range(9):
            sign_in("owner", "wrong")
        assert sign_in("owner", PASSWORD).status_code == 302
    assert locked_until(account("owner")) is None


@pytest.mark.rows("SEC-11")
def test_a_client_behind_no_proxy_cant_name_another_address(shop: Shop) -> None:
    sign_in("owner", "wrong", headers={"X-Forwarded-For": "192.0.2.1"})

    assert SecurityEvent.objects.get().address == "127.0.0.1"


@pytest.mark.rows("SEC-11")
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_says(
    shop: Shop, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    sign_in("owner", "wrong", headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.5"})

    assert SecurityEvent.objects.get().address == "203.0.113.5"


@pytest.mark.rows("SEC-11")
def test_an_api_with_a_session_is_refused_like_the_page(shop: Shop) -> None:
    client = Client()
    body = {"login": "owner", "password": "wrong"}
    with clock.at(clock.now()):
        for _ in range(11):
            answer = client.post(
                "/accounts/login/", body, headers={"X-Requested-With": "XMLHttpRequest"}
            )

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Too many attempts" in json.dumps(answer.json())


def test_the_owner_knows_what_the_system_did_without_an_event(shop: Shop) -> None:
    add_staff("cashier", shop.branch_id)

    assert kinds() == []
    assert User.objects.count() == 2
