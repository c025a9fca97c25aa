"""A forgotten password and an invitation, page by page."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.staff import keep
from theriac.core.jobs.models import Job
from theriac.domains.accounts.jobs import mail_reset_link

pytestmark = pytest.mark.django_db
FORGOTTEN, LINK = "/accounts/forgotten/", "/accounts/link/"
OWN = "tiga kucing di atap rumah"


@pytest.fixture
def shop() -> Shop:
    cache.clear()
    return open_shop()


@pytest.fixture
def mails(settings: Any) -> None:
    settings.MAIL_WORKS = True


def chosen(address: str, password: str = OWN, again: str = OWN) -> tuple[Client, Any]:
    client = Client()
    path = address.partition("://")[2].partition("/")[2]
    assert client.get(f"/{path}")["Location"] == LINK
    return client, client.post(LINK, {"password": password, "again": again})


def test_without_a_mail_server_the_page_says_whom_to_ask(shop: Shop) -> None:
    page = Client().get(FORGOTTEN).text
    assert "Ask the owner or the administrator" in page
    assert 'name="login"' not in page
    Client().post(FORGOTTEN, {"login": "owner"})
    assert not Job.objects.exists()
    assert FORGOTTEN in Client().get("/accounts/login/").text


def test_a_link_by_e_mail_opens_once_in_the_persons_language(shop: Shop, mails: None) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    keep(cashier.id, email="siti@apotek.example", language="id")

    answer = Client().post(FORGOTTEN, {"login": "cashier"})
    assert "If this name has an email address, we have sent a link to" in answer.text
    job = Job.objects.get()
    assert "siti" not in str([job.args, job.kwargs])
    assert mail_reset_link.call(str(cashier.id), "http://testserver")

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (
        ["siti@apotek.example"],
        "Atur ulang kata sandi Anda",
    )
    (address,) = re.findall(r"http://testserver/\S+", sent.body)
    client, done = chosen(address)
    assert done["Location"] == "/accounts/login/"
    assert "Your password was saved. Sign in with it" in client.get(done["Location"]).text
    signed_in = client.post("/accounts/login/", {"login": "cashier", "password": OWN})
    assert signed_in["Location"] == "/start/"
    assert chosen(address)[1].status_code == 410


def test_the_answer_is_the_same_for_whom_nobody_knows(shop: Shop, mails: None) -> None:
    assert (
        "If this name has an email address, we have sent a link to"
        in Client().post(FORGOTTEN, {"login": "nobody"}).text
    )
    assert (
        "If this name has an email address, we have sent a link to"
        in Client().post(FORGOTTEN, {"login": "owner"}).text
    )
    assert not Job.objects.exists()
    for _ in range(5):
        answer = Client().post(FORGOTTEN, {"login": "nobody"})
    assert answer.status_code == 429
    cache.clear()


def test_an_owner_hands_over_an_invitation(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    client = client_of(shop, "owner")
    address = f"/people/{cashier.id}/invite/"

    assert address in client.get(f"/people/{cashier.id}/").text
    assert "Create link" in client.get(address).text
    page = client.post(address).text
    (link,) = re.findall(r"http://testserver/accounts/link/[^<]+", html.unescape(page))
    assert link not in client.get(address).text
    assert "The passwords don&#x27;t match. Enter it again" in chosen(link, again="other")[1].text
    assert "too short" in chosen(link, "short", "short")[1].text
    assert chosen(link)[1].status_code == 302
    assert "works once" in Client().get(LINK).text


def test_a_secret_leaves_the_address_at_once(shop: Shop) -> None:
    client = Client()
    moved = client.get(LINK, {"key": "something"})
    assert (moved.status_code, moved["Location"]) == (302, LINK)
    ended = client.get(LINK)
    assert ended.status_code == 410
    assert "This link has expired" in ended.text
