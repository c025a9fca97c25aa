"""A sign-in brings the person's own language and theme to the device, whoever used it before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.support.pages import tight
from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.domains.accounts.commands.people import set_person_active, set_preferences

ADDRESS = "/accounts/login/"
pytestmark = pytest.mark.django_db


@pytest.mark.rows("SEC-01", "UX-04")
def test_language_and_theme_follow_the_person_to_any_device(shop: Shop) -> None:
    set_preferences(actor=shop.owner, language="id", theme="dark")
    device = Client(headers={"accept-language": "en"})
    device.cookies["theriac_look"] = "light.large"
    device.cookies["django_language"] = "en"

    device.post(ADDRESS, {"login": "owner", "password": PASSWORD})

    page = tight(device.get("/me/").text)
    assert '<html lang="id"' in page
    assert 'data-t-theme="dark" data-t-size="large"' in page


def test_who_chose_nothing_takes_the_device_as_it_is(shop: Shop) -> None:
    add_staff("cashier", shop.branch_id)
    device = Client()
    device.cookies["theriac_look"] = "dark.normal"
    device.cookies["django_language"] = "id"

    answer = device.post(ADDRESS, {"login": "cashier", "password": PASSWORD})

    assert "theriac_look" not in answer.cookies
    page = tight(device.get("/me/").text)
    assert '<html lang="id"' in page
    assert 'data-t-theme="dark"' in page


@pytest.mark.rows("UX-12", "UX-04")
def test_a_language_chosen_at_the_sign_in_holds_afterwards_and_elsewhere(shop: Shop) -> None:
    set_preferences(actor=shop.owner, language="id", theme="")
    device = Client(headers={"accept-language": "id"})
    device.post("/me/language/", {"language": "en"})

    device.post(ADDRESS, {"login": "owner", "password": PASSWORD})

    assert '<html lang="en"' in tight(device.get("/me/").text)
    elsewhere = Client(headers={"accept-language": "id"})
    elsewhere.post(ADDRESS, {"login": "owner", "password": PASSWORD})
    assert '<html lang="en"' in tight(elsewhere.get("/me/").text)


def test_a_chosen_language_is_the_next_persons_alone(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    set_preferences(actor=cashier, language="id", theme="")
    device = Client(headers={"accept-language": "id"})
    device.post("/me/language/", {"language": "en"})
    device.post(ADDRESS, {"login": "owner", "password": PASSWORD})
    device.post("/accounts/logout/")

    device.post(ADDRESS, {"login": "cashier", "password": PASSWORD})

    assert '<html lang="id"' in tight(device.get("/me/").text)


def test_an_unknown_language_of_a_cookie_changes_nothing(shop: Shop) -> None:
    set_preferences(actor=shop.owner, language="id", theme="")
    device = Client()
    device.cookies["theriac_language_chosen"] = "xx"
    device.post(ADDRESS, {"login": "owner", "password": PASSWORD})
    assert '<html lang="id"' in tight(device.get("/me/").text)


@pytest.mark.rows("SEC-01")
def test_of_allauths_pages_only_these_answer() -> None:
    account = {
        str(pattern.pattern)
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == "accounts/"
        for pattern in resolver.url_patterns
    }

    assert account == {
        "login/",
        "logout/",
        "inactive/",
        "forgotten/",
        "link/",
        "confirm/",
        "email/",
        "second-step/",
        "password/change/",
        "register/",
        "verify/",
    }
    for gone in ("signup", "password/reset", "reauthenticate", "confirm-email"):
        assert Client().get(f"/accounts/{gone}/").status_code == 404


def test_who_is_shut_out_is_told_so(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    set_person_active(actor=shop.owner, user_id=cashier.id, active=False)

    answer = Client().post(ADDRESS, {"login": "cashier", "password": PASSWORD}, follow=True)

    assert answer.status_code == 200
    assert "Sign in" in answer.text or "closed" in answer.text
