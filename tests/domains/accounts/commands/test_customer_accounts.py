"""Customers' accounts beside the staff's: they sign in, and are nobody of the staff."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.customers import EMAIL, SECRET, a_customer, turn_on
from tests.support.shop import Shop, open_shop
from tests.support.staff import keep
from theriac.core.actor import SYSTEM, Actor
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.customer_accounts import (
    end_customer_account,
    open_customer_account,
    set_customer_active,
)
from theriac.domains.accounts.commands.factors import reset_factors
from theriac.domains.accounts.commands.links import invite_person
from theriac.domains.accounts.commands.people import (
    assign_roles,
    change_password,
    set_person_active,
)
from theriac.domains.accounts.commands.profiles import change_profile
from theriac.domains.accounts.commands.sessions import end_sign_ins
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import (
    actor_of_account,
    actor_of_customer,
    actor_of_person,
    actors_of,
)
from theriac.domains.accounts.queries.links import people_to_mail
from theriac.domains.accounts.queries.people import get_person, list_people, names_of, people_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings: Any) -> Shop:
    opened = open_shop()
    turn_on(opened, settings)
    return opened


@pytest.fixture
def customer(shop: Shop) -> Actor:
    return a_customer()


def signed_in(login: str, password: str) -> Any:
    return Client().post("/accounts/login/", {"login": login, "password": password})


@pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper(), f" {EMAIL} "])
def test_a_customer_signs_in_with_the_address(customer: Actor, typed: str) -> None:
    assert signed_in(typed, SECRET)["Location"] == "/start/"


def test_a_refusal_is_the_same_for_an_address_that_nobody_has(customer: Actor) -> None:
    known, unknown = signed_in(EMAIL, "bukan ini"), signed_in("siti@example.com", "bukan ini")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "Wrong name or password. Try again, or ask the owner for a" in known.text
    assert "Wrong name or password. Try again, or ask the owner for a" in unknown.text
    for _ in range(9):
        known, unknown = signed_in(EMAIL, "x"), signed_in("siti@example.com", "x")
    known, unknown = signed_in(EMAIL, "x"), signed_in("siti@example.com", "x")
    assert (known.status_code, unknown.status_code) == (429, 429)


def test_a_name_of_the_staff_goes_before_an_address(shop: Shop, customer: Actor) -> None:
    keep(shop.owner.id, username=EMAIL.lower())
    client = Client()
    client.post("/accounts/login/", {"login": EMAIL, "password": "tidak-mudah-ditebak-7"})
    assert client.get("/people/").status_code == 200


def test_a_customer_is_nobody_of_the_staff(shop: Shop, customer: Actor) -> None:
    assert actor_of_person(customer.id) is None
    assert actors_of([customer.id]) == {}
    assert get_person(customer.id) is None
    assert not list_people().filter(id=customer.id).exists()
    assert not people_seen(actor=shop.owner).filter(id=customer.id).exists()
    assert actor_of_account(customer.id) == actor_of_customer(customer.id) == customer
    assert customer.grants == {}
    assert names_of([customer.id]) == {customer.id: f"Customer {customer.name}"}
    assert actor_of_customer(shop.owner.id) is None


def test_what_is_done_to_the_staff_isnt_done_to_a_customer(shop: Shop, customer: Actor) -> None:
    owner, one = shop.owner, customer.id
    for attempt in (
        lambda: assign_roles(actor=owner, user_id=one, roles=[("owner", None)]),
        lambda: change_password(actor=owner, user_id=one, password="tidak-mudah-ditebak-8"),
        lambda: set_person_active(actor=owner, user_id=one, active=False),
        lambda: invite_person(actor=owner, user_id=one),
        lambda: reset_factors(actor=owner, user_id=one, reason="lost"),
        lambda: issue_badge(actor=owner, user_id=one, asks_pin=False),
        lambda: end_sign_ins(actor=owner, user_id=one),
        lambda: change_profile(
            actor=owner, user_id=one, display_name="x", phone="", language="", home_id=None
        ),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not User.objects.get(id=one).assignments.exists()


def test_a_forgotten_password_finds_a_customer_and_somebody_of_the_staff(
    shop: Shop, customer: Actor
) -> None:
    assert people_to_mail(EMAIL.lower()) == [customer.id]
    keep(shop.owner.id, email=EMAIL)
    assert people_to_mail(EMAIL) == [shop.owner.id, customer.id]
    assert people_to_mail("siti@example.com") == []


def test_these_are_for_who_manages_people(shop: Shop, customer: Actor) -> None:
    for attempt in (
        lambda: open_customer_account(
            actor=customer, user_id=new_id(), number="A", password_hash="", language=""
        ),
        lambda: set_customer_active(actor=customer, user_id=customer.id, active=True),
        lambda: end_customer_account(actor=customer, user_id=customer.id),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    with pytest.raises(User.DoesNotExist):
        end_customer_account(actor=SYSTEM, user_id=shop.owner.id)
