"""The pages before an account: registering, and the mailed link."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.support.customers import EMAIL, NAME, SECRET, a_customer, change, mailed, secret_in
from tests.support.shop import Shop
from theriac.core.jobs.models import Job
from theriac.domains.customers.models import Customer, Registration
from theriac.domains.customers.queries import opening

pytestmark = pytest.mark.django_db
REGISTER, VERIFY, LOGIN = "/accounts/register/", "/accounts/verify/", "/accounts/login/"


def typed(**changed: str) -> dict[str, str]:
    given = {"name": NAME, "email": EMAIL, "password": SECRET, "agreed": "on"}
    return {**given, "privacy": opening().privacy, **changed}


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def test_it_is_offered_only_where_it_is_on(shop: Shop, settings: Any) -> None:
    assert REGISTER in Client().get(LOGIN).text
    settings.MAIL_WORKS = False
    assert REGISTER not in Client().get(LOGIN).text
    assert Client().get(REGISTER).status_code == 404
    settings.MAIL_WORKS = True
    change(shop, customer_registration=False)
    assert REGISTER not in Client().get(LOGIN).text
    assert Client().post(REGISTER, typed()).status_code == 404
    assert not Registration.objects.exists()


def test_a_link_opens_the_account_once(shop: Shop) -> None:
    assert "We keep your name and address" in Client().get(REGISTER).text
    assert "Check your email" in Client().post(REGISTER, typed()).text
    assert Client().post(LOGIN, {"login": EMAIL, "password": SECRET}).status_code == 200

    secret = secret_in(mailed())
    client = Client()
    assert client.get(f"{VERIFY}?key={secret}")["Location"] == VERIFY
    assert "Enter the password that you chose when you registered" in client.get(VERIFY).text
    assert client.post(VERIFY, {"password": "bukan yang ini"}).status_code == 401
    assert not Customer.objects.exists()
    assert client.post(VERIFY, {"password": SECRET})["Location"] == LOGIN
    assert "Your address is confirmed" in client.get(LOGIN).text

    again = Client()
    again.get(f"{VERIFY}?key={secret}")
    assert again.get(VERIFY).status_code == 410
    assert again.post(VERIFY, {"password": SECRET}).status_code == 410
    assert Customer.objects.count() == 1
    assert Client().post(LOGIN, {"login": EMAIL, "password": SECRET})["Location"] == "/start/"


def test_the_answer_is_the_same_for_an_address_that_is_known(shop: Shop) -> None:
    a_customer()
    client = Client()
    known = client.post(REGISTER, typed())
    unknown = client.post(REGISTER, typed(email="siti@example.com"))
    assert known.status_code == unknown.status_code == 200
    assert without_tokens(known.text) == without_tokens(unknown.text)
    assert Job.objects.count() == 2


def test_what_doesnt_fit_is_told_at_its_field_and_the_password_isnt_written_back(
    shop: Shop,
) -> None:
    page = Client().post(REGISTER, typed(password="pendek", email="dewi"))
    assert page.status_code == 422
    assert "This email address is incomplete. Enter it like dewi@" in page.text
    weak = Client().post(REGISTER, typed(password="pendek-se"))
    assert weak.status_code == 422
    assert "too short" in weak.text
    assert "pendek-se" not in weak.text
    without = Client().post(REGISTER, {**typed(), "agreed": ""})
    assert "Without your consent, no account can be opened" in without.text
    old = Client().post(REGISTER, typed(privacy="0" * 64))
    assert "Read and accept the privacy text" in old.text
    assert opening().privacy in old.text
    assert not Registration.objects.exists()


def test_too_many_are_told_when_to_come_back(shop: Shop) -> None:
    for _ in range(10):
        Client().post(REGISTER, typed())
    refused = Client().post(REGISTER, typed())
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Too many attempts" in refused.text
