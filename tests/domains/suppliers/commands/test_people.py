"""A supplier's people are invited once, kept apart from the staff, and withdrawn at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.support.customers import secret_in
from tests.support.portal import EMAIL, SECRET, a_suppliers_person, client_of_supplier
from tests.support.shop import Shop, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, NotFound, NotPermitted, Problem, Unprocessable
from theriac.domains.accounts.models import SecurityEvent, User
from theriac.domains.accounts.queries.actors import actor_of_customer, actor_of_person
from theriac.domains.accounts.queries.links import people_to_mail
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.commands.people import (
    invite_suppliers_person,
    make_invitation,
    readmit_suppliers_person,
    unlock_suppliers_person,
    withdraw_suppliers_person,
)
from theriac.domains.suppliers.jobs import mail_invitation
from theriac.domains.suppliers.models import SupplierPerson
from theriac.domains.suppliers.people import portal_person

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-22")]
ORIGIN = "http://testserver"


def invited(shop: Shop, supplier_id: Any, **given: Any) -> Any:
    facts = {"name": " Wulan  Sari ", "email": EMAIL, **given}
    return invite_suppliers_person(actor=shop.owner, supplier_id=supplier_id, **facts)


def test_the_invitation_works_once_and_lets_a_person_into_the_portal_alone(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    key = invited(shop, supplier_id)
    assert mail_invitation.call(str(supplier_id), str(key), ORIGIN, "en")
    letter = mail.outbox[-1]
    assert letter.to == [EMAIL]
    assert "Hello Wulan Sari," in letter.body

    browser = Client()
    browser.get(f"/accounts/link/?key={secret_in(letter)}")
    page = browser.get("/accounts/link/")
    assert EMAIL in page.text
    chosen = {"password": SECRET, "again": SECRET}
    assert browser.post("/accounts/link/", chosen)["Location"] == "/accounts/login/"
    browser.get(f"/accounts/link/?key={secret_in(letter)}")
    assert browser.get("/accounts/link/").status_code == 410

    sent = {"login": EMAIL.upper(), "password": SECRET}
    signed_in = browser.post("/accounts/login/", sent, follow=True)
    assert signed_in.redirect_chain[-1][0] == "/portal/"
    assert "Supplier portal · PT Kimia Farma Trading · Wulan Sari" in signed_in.text

    assert actor_of_person(key) is None
    assert actor_of_customer(key) is None
    assert people_to_mail(EMAIL) == [key]
    for address in ("/people/", "/suppliers/", "/my-account/", "/purchasing/orders/"):
        assert browser.get(address).status_code == 403


def test_a_program_gets_no_tokens_by_a_suppliers_person(shop: Shop) -> None:
    a_suppliers_person(shop, a_supplier(shop))
    body = {
        "username": EMAIL,
        "password": SECRET,
        "client_id": "0190a000-0000-7000-8000-000000000001",
    }
    answer = Client().post("/api/v1/auth/login", body, content_type="application/json")
    assert answer.status_code == 401, answer.text


def test_who_is_withdrawn_is_out_at_once_and_comes_back_by_a_new_invitation(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    person = a_suppliers_person(shop, supplier_id)
    client = client_of_supplier(person)
    assert client.get("/portal/").status_code == 200
    link = make_invitation(actor=shop.owner, supplier_id=supplier_id, contact_id=person.id)
    here = {"actor": shop.owner, "supplier_id": supplier_id, "contact_id": person.id}

    withdraw_suppliers_person(**here)
    assert client.get("/portal/")["Location"].startswith("/accounts/login/")
    assert portal_person(person) is None
    stranger = Client()
    stranger.get(f"/accounts/link/?key={link.secret}")
    assert stranger.get("/accounts/link/").status_code == 410
    with pytest.raises(Conflict):
        withdraw_suppliers_person(**here)
    with pytest.raises(Conflict):
        make_invitation(**here)
    assert not mail_invitation.call(str(supplier_id), str(person.id), ORIGIN, "en")

    readmit_suppliers_person(**here)
    with pytest.raises(Conflict):
        readmit_suppliers_person(**here)
    assert not User.objects.get(id=person.id).check_password(SECRET)
    make_invitation(**here)
    kinds = list(
        SecurityEvent.objects.filter(user_id=person.id)
        .order_by("recorded_at")
        .values_list("kind", flat=True)
    )
    assert kinds == ["person_added", "person_shut_out", "person_let_in"]


def test_an_address_signs_one_account_in(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    invited(shop, supplier_id)
    for email in (EMAIL.lower(), "owner"):
        with pytest.raises(Problem) as refused:
            invited(shop, supplier_id, email=email)
        assert refused.value.field == "email"
    for wrong in ({"name": " "}, {"name": "x" * 81}, {"email": "a@b"}, {"email": "x" * 200}):
        with pytest.raises(Unprocessable):
            invited(shop, supplier_id, **wrong)
    assert SupplierPerson.objects.count() == 1


def test_only_who_holds_the_rights_invites_and_only_to_an_open_supplier(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    other = a_supplier(shop, "PT Anugrah")
    key = invited(shop, supplier_id)
    pharmacist = add_staff("pharmacist", shop.branch_id, "Sari")
    with pytest.raises(NotPermitted):
        invite_suppliers_person(
            actor=pharmacist, supplier_id=supplier_id, name="A", email="a@b.example"
        )
    for command in (make_invitation, withdraw_suppliers_person, unlock_suppliers_person):
        with pytest.raises(NotFound):
            command(actor=shop.owner, supplier_id=other, contact_id=key)
    unlock_suppliers_person(actor=shop.owner, supplier_id=supplier_id, contact_id=key)
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence")
    with pytest.raises(Conflict):
        make_invitation(actor=shop.owner, supplier_id=supplier_id, contact_id=key)
    with pytest.raises(Conflict):
        invited(shop, supplier_id, email="c@d.example")
