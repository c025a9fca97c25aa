"""A customer's own pages, each used."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.test import Client

from tests.support.customers import (
    EMAIL,
    NAME,
    ORIGIN,
    SECRET,
    TEXT,
    a_customer,
    change,
    client_of_customer,
    secret_in,
)
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.domains.accounts.jobs import mail_reset_link
from theriac.domains.accounts.models import User
from theriac.domains.customers.jobs import mail_new_address
from theriac.domains.customers.models import Customer

pytestmark = pytest.mark.django_db
HOME = "/my-account/"


@pytest.fixture
def customer(shop: Shop) -> Actor:
    return a_customer()


@pytest.fixture
def client(customer: Actor) -> Client:
    return client_of_customer(customer)


def test_it_shows_who_they_are_and_nothing_of_the_staff(client: Client, customer: Actor) -> None:
    page = client.get(HOME).text
    for text in (NAME, EMAIL, customer.name, "You agreed to the privacy text"):
        assert text in page
    for address in ("/people/", "/stock/", "/_palette/"):
        assert address not in page
    assert Client().get(HOME)["Location"].startswith("/accounts/login/?next=")


def test_name_and_consents_are_kept(client: Client, customer: Actor) -> None:
    assert client.post(f"{HOME}name/", {"name": "Dewi L."})["Location"] == HOME
    assert "Dewi L." in client.get(HOME).text
    assert client.post(f"{HOME}name/", {"name": " "}).status_code == 422

    said = {"purpose": "offers", "given": "yes"}
    assert client.post(f"{HOME}consents/", said)["Location"] == HOME
    assert "Yes, by email, since" in client.get(HOME).text
    client.post(f"{HOME}consents/", {**said, "given": "no"})
    assert "No, since" in client.get(HOME).text
    assert client.post(f"{HOME}consents/", {"purpose": "x"}).status_code == 422


def test_another_address_asks_for_the_password_and_the_link(
    client: Client, customer: Actor
) -> None:
    new = "dewi@baru.example"
    wrong = client.post(f"{HOME}email/", {"email": new, "password": "bukan"})
    assert wrong.status_code == 422
    assert "This isn’t your password" in wrong.text
    assert client.post(f"{HOME}email/", {"email": new, "password": SECRET})["Location"] == HOME
    assert "Your new email address is waiting for confirmation" in client.get(HOME).text

    assert mail_new_address.call(str(customer.id), ORIGIN)
    stranger = Client()
    stranger.get(f"/accounts/email/?key={secret_in(mail.outbox[-2])}")
    assert f"Hello {NAME}" in stranger.get("/accounts/email/").text
    assert stranger.post("/accounts/email/")["Location"] == "/accounts/login/"
    sent = {"login": new, "password": SECRET}
    assert Client().post("/accounts/login/", sent)["Location"] == "/start/"


def test_a_changed_privacy_text_asks_for_another_yes(
    client: Client, customer: Actor, shop: Shop
) -> None:
    assert TEXT.partition("\n")[0] in client.get(f"{HOME}privacy/").text
    change(shop, privacy_text="We keep it for a year.")
    assert "The privacy text has changed" in client.get(HOME).text
    page = client.get(f"{HOME}privacy/")
    assert "It has changed since you agreed to it" in page.text
    old = {"privacy": "0" * 64}
    assert client.post(f"{HOME}privacy/", old).status_code == 422
    now = page.text.partition('name="privacy" value="')[2][:64]
    assert client.post(f"{HOME}privacy/", {"privacy": now})["Location"] == HOME
    assert "The privacy text has changed" not in client.get(HOME).text


def test_their_password_is_changed_and_won_back_as_the_staffs(
    client: Client, customer: Actor
) -> None:
    address, own = "/accounts/password/change/", "empat kucing di atap rumah"
    like_them = {"oldpassword": SECRET, "password1": NAME, "password2": NAME}
    assert "too similar" in client.post(address, like_them).text
    sent = {"oldpassword": SECRET, "password1": own, "password2": own}
    assert client.post(address, sent)["Location"] == "/start/"
    assert User.objects.get(id=customer.id).check_password(own)

    assert mail_reset_link.call(str(customer.id), ORIGIN)
    assert mail.outbox[-1].to == [EMAIL]
    stranger = Client()
    stranger.get(f"/accounts/link/?key={secret_in(mail.outbox[-1])}")
    page = stranger.get("/accounts/link/").text
    assert NAME in page
    assert f"<strong>{EMAIL}</strong>" in page
    chosen = {"password": SECRET, "again": SECRET}
    assert stranger.post("/accounts/link/", chosen)["Location"] == "/accounts/login/"


def test_devices_and_second_step_are_theirs(client: Client) -> None:
    assert "This device" in client.get(f"{HOME}devices/").text
    assert client.post(f"{HOME}devices/")["Location"] == f"{HOME}devices/"
    assert client.get("/accounts/second-step/").status_code == 200


def test_a_copy_to_read_and_one_for_programs(client: Client) -> None:
    for form, suffix in (("json", "json"), ("page", "html")):
        answer = client.post(f"{HOME}export/", {"form": form})
        assert answer["Content-Disposition"] == f'attachment; filename="account.{suffix}"'
        assert NAME in answer.text
    assert json.loads(client.post(f"{HOME}export/").text)["account"]["email"] == EMAIL


def test_erasing_needs_password_and_word_and_ends_the_sign_in(client: Client) -> None:
    address = f"{HOME}erase/"
    assert client.post(address, {"password": SECRET}).status_code == 422
    assert client.post(address, {"password": "bukan", "sure": "on"}).status_code == 422
    assert Customer.objects.get().erased_at is None
    assert client.post(address, {"password": SECRET, "sure": "on"})["Location"] == (
        "/accounts/login/"
    )
    assert "Proof" in client.get("/accounts/login/").text
    assert client.get(HOME).status_code == 302
    assert Customer.objects.get().erased_at is not None


def test_language_and_look_are_kept_with_the_account(client: Client, customer: Actor) -> None:
    client.post("/me/language/", {"language": "id"})
    client.post("/me/look/", {"theme": "dark"})
    user = User.objects.get(id=customer.id)
    assert (user.language, user.theme) == ("id", "dark")
    assert "Akun saya" in client.get(HOME).text
