"""A stranger's tries lock the stranger out; a device that the account knows counts for itself."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.security import unlock_account
from theriac.domains.accounts.commands.sessions import end_sign_ins
from theriac.domains.accounts.models import SignIn, TryCount
from theriac.domains.accounts.security.devices import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-11")]
HOME, STRANGE = "203.0.113.5", "198.51.100.9"


@pytest.fixture
def dewi(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id, "dewi")


def attempt(client: Client, password: str = PASSWORD, at: str = HOME, name: str = "dewi") -> Any:
    entered = {"login": name, "password": password}
    return client.post("/accounts/login/", entered, REMOTE_ADDR=at)


def known_browser(at: str = HOME) -> Client:
    """One that signed in and out again, and keeps its cookie."""
    client = Client()
    assert attempt(client, at=at).status_code == 302
    client.post("/accounts/logout/", REMOTE_ADDR=at)
    return client


def stranger_locks(at: str = STRANGE) -> None:
    for number in range(10):
        attempt(Client(), f"wrong {number}", at)
    assert attempt(Client(), at=at).status_code == 429


def test_who_is_known_signs_in_while_strangers_have_locked_the_account(dewi: Actor) -> None:
    browser = known_browser()
    cookie = browser.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    stranger_locks()

    elsewhere = attempt(browser, at="192.0.2.44")

    assert elsewhere.status_code == 302
    assert attempt(Client()).status_code == 302, "at an address where they signed in before"
    assert attempt(Client(), at="192.0.2.45").status_code == 429, "the strangers' lock stays"


def test_a_known_device_has_ten_tries_of_its_own_and_is_then_told_when_again(dewi: Actor) -> None:
    first, second = known_browser(), known_browser("203.0.113.6")
    with clock.at(clock.now()):
        for number in range(10):
            assert attempt(first, f"wrong {number}").status_code == 200
        refused = attempt(first)

    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert attempt(second, at="203.0.113.6").status_code == 302
    assert attempt(Client(), at=STRANGE).status_code == 302
    assert set(TryCount.objects.values_list("kind", "locks")) >= {("device", 1), ("account", 0)}


def test_one_accounts_device_is_a_stranger_to_another(shop: Shop, dewi: Actor) -> None:
    add_staff("cashier", shop.branch_id, "ratna")
    browser = known_browser()
    for number in range(10):
        attempt(browser, f"wrong {number}", STRANGE, "ratna")

    assert attempt(browser, at=STRANGE, name="ratna").status_code == 429
    assert attempt(browser, at=STRANGE).status_code == 302


def test_a_device_that_was_signed_out_from_elsewhere_is_known_no_more(dewi: Actor) -> None:
    tablet = Client()
    attempt(tablet, at=STRANGE)
    end_sign_ins(actor=dewi, user_id=dewi.id)
    assert list(SignIn.objects.values_list("is_trusted", flat=True)) == [False]
    stranger_locks("192.0.2.7")

    assert attempt(tablet, at=STRANGE).status_code == 429


def test_unlocking_opens_every_place_of_the_account(shop: Shop, dewi: Actor) -> None:
    browser = known_browser()
    for number in range(10):
        attempt(browser, f"wrong {number}")
    stranger_locks()

    unlock_account(actor=shop.owner, user_id=dewi.id)

    assert attempt(browser).status_code == 302
    assert attempt(Client(), at=STRANGE).status_code == 302


def test_an_installation_that_signed_in_before_is_known(dewi: Actor) -> None:
    here, strange = str(uuid4()), str(uuid4())

    def sign_in(client_id: str, password: str = PASSWORD) -> int:
        entered = {"username": "dewi", "password": password, "client_id": client_id}
        body = json.dumps({**entered, "client_name": "Till"})
        return (
            Client()
            .post("/api/v1/auth/login", body, content_type="application/json", REMOTE_ADDR=STRANGE)
            .status_code
        )

    assert sign_in(here) == 200
    assert [sign_in(strange, "wrong") for _ in range(11)] == [401] * 10 + [429]

    assert (sign_in(strange), sign_in(here)) == (429, 200)
