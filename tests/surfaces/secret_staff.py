"""Marked values of the staff through the doors of ``test_secrecy.py``, and what they answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import PASSWORD, Shop
from theriac.core import clock
from theriac.domains.accounts.mail import send_email_link, send_reset_link
from theriac.domains.accounts.models import User
from theriac.domains.accounts.ports import Addressee

STAFF = {
    "staff's name": "Rarasatixqstaff",
    "staff's sign-in name": "rarasxqmasuk",
    "staff's address": "zq.staff@example.org",
    "staff's next address": "zq.later@example.org",
    "outside reader": "Kantorxqakuntan",
    "outside reader's address": "zq.reader@example.org",
}


class Doors:
    """What was answered: addresses that it led to, and refusals."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def note(self, answer: Any, *, is_refusal: bool = False) -> Any:
        self.told.append(str(answer.headers.get("Location", "")))
        self.told.append(str(answer.headers.get("Content-Disposition", "")))
        if is_refusal:
            self.told.append(answer.content.decode())
        return answer


def by_the_staff(shop: Shop, doors: Doors) -> None:
    """Somebody who is added, signs in with a typed name, sells, gets links, is looked for."""
    owner = client_of(shop, "owner")
    name, sign_in = STAFF["staff's name"], STAFF["staff's sign-in name"]
    added = {
        "display_name": name,
        "username": sign_in,
        "email": STAFF["staff's address"],
        "language": "id",
        "role": "cashier",
        "branch": str(shop.branch_id),
        "password": PASSWORD,
    }
    made = doors.note(owner.post("/people/new/", added))
    assert made.status_code == 302, made.content
    doors.note(owner.post("/people/new/", added))
    person = User.objects.named(sign_in)
    assert person is not None
    User.objects.filter(id=person.id).update(must_change_password=False)
    browser = Client()
    for typed in (sign_in.upper(), sign_in):
        doors.note(browser.post("/accounts/login/", {"login": typed, "password": "not it at all"}))
        doors.note(browser.post("/accounts/login/", {"login": typed, "password": PASSWORD}))
    assert browser.get("/").status_code == 200
    doors.note(Client().post("/accounts/forgotten/", {"name": STAFF["staff's address"]}))
    sent = {"phone": "", "language": "id", "email": STAFF["staff's next address"]}
    doors.note(browser.post("/me/profile/", sent))
    assert name in owner.get("/people/?q=raras").text
    owner.get("/security/?q=raras")
    owner.get("/people/?export=csv")


def by_a_share(shop: Shop, doors: Doors) -> None:
    """Somebody outside who reads the books by a link, and is looked for in trail and list."""
    owner = client_of(shop, "owner")
    today = clock.now().date()
    sent = {
        "name": STAFF["outside reader"],
        "email": STAFF["outside reader's address"],
        "kinds": ["sales", "trail"],
        "since": (today - timedelta(days=30)).isoformat(),
        "until": today.isoformat(),
        "ends_on": (today + timedelta(days=7)).isoformat(),
    }
    page = doors.note(owner.post("/shares/new/", sent)).text
    found = re.search(r"/shared/open/\?key=[^\"<\s]+", page)
    assert found is not None, page
    reader = Client()
    assert reader.get(found[0], follow=True).status_code == 200
    doors.note(reader.get("/shared/sales/"))
    assert STAFF["outside reader"] in reader.get("/shared/").text
    assert STAFF["outside reader"] in owner.get("/shares/").text
    assert STAFF["outside reader"] in owner.get("/trail/").text


def by_mail(name: str, address: str) -> None:
    """Mails to somebody whose name is marked: no subject tells it, since servers log those."""
    somebody = User(name=name, email=address, language="en")
    contact = Addressee(name, address)
    send_reset_link(somebody, contact, "https://pharmacy.example", "secret")
    send_email_link(somebody, address, "https://pharmacy.example", "secret")
    assert len(mail.outbox) == 2
