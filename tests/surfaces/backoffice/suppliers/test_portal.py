"""The portal of a supplier's people, each page used, and what the pharmacy sees of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.orders import an_order, cancelled
from tests.support.portal import (
    EMAIL,
    a_suppliers_person,
    answered_order,
    client_of_supplier,
    sent_order,
)
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job
from theriac.domains.accounts.models import User
from theriac.domains.offers.commands.of_supplier import MOST_AN_HOUR
from theriac.domains.offers.models import Offer
from theriac.domains.purchase_orders.models import PurchaseOrder, SupplierAnswer
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.domains.suppliers.jobs import mail_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-22")]
PRICES = b"code;name;price\nKF-7;PARACETAMOL 500MG;41000\n"


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def supplier_id(shop: Shop) -> Any:
    return a_supplier(shop)


@pytest.fixture
def client(shop: Shop, supplier_id: Any) -> Client:
    return client_of_supplier(a_suppliers_person(shop, supplier_id))


def number_of(order_id: Any) -> str:
    return PurchaseOrder.objects.get(id=order_id).number


def test_it_lists_the_suppliers_own_sent_orders_alone(
    shop: Shop, medicine: Medicine, supplier_id: Any, client: Client
) -> None:
    assert "No orders yet" in client.get("/portal/").text
    own = sent_order(shop, medicine, supplier_id)
    unsent = an_order(shop, medicine, supplier_id)
    others = a_supplier(shop, "PT Anugrah")
    a_suppliers_person(shop, others, "Budi", "budi@anugrah.example")
    foreign = sent_order(shop, medicine, others)

    page = client.get("/portal/").text
    assert number_of(own) in page
    assert client.get(f"/portal/orders/{own}/pdf/").content.startswith(b"%PDF")
    for order_id in (unsent, foreign, new_id()):
        if order_id in (unsent, foreign):
            assert number_of(order_id) not in page
        for tail in ("", "pdf/"):
            assert client.get(f"/portal/orders/{order_id}/{tail}").status_code == 404
        assert client.post(f"/portal/orders/{order_id}/", {}).status_code == 404
    assert client.get("/portal/?cursor=x").status_code == 422


def test_an_answer_shows_on_the_order_and_on_today_until_it_was_reviewed(
    shop: Shop, medicine: Medicine, supplier_id: Any, client: Client
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    at, day = f"/portal/orders/{order_id}/", shop.today + timedelta(days=3)
    sent = {"delivers_on": day.isoformat(), "packs_1": "1", "note": "One box later"}
    for _time in range(3):
        assert client.post(at, sent)["Location"] == at
    assert SupplierAnswer.objects.count() == 1
    assert "1 of 2 packs" in client.get(at).text

    owner = client_of(shop, "owner")
    assert "A supplier answered an order" in owner.get("/").text
    assert number_of(order_id) in owner.get("/purchasing/orders/?answered=true").text
    page = owner.get(f"/purchasing/orders/{order_id}/").text
    for words in ("The supplier answered", "1 of 2 packs", "One box later", "Wulan"):
        assert words in page
    owner.post(f"/purchasing/orders/{order_id}/answer/reviewed/")
    assert "A supplier answered an order" not in owner.get("/").text
    assert "Mark as reviewed" not in owner.get(f"/purchasing/orders/{order_id}/").text


@pytest.mark.parametrize(
    "sent",
    [
        {"packs_1": "2"},
        {"delivers_on": "2026-01-01"},
        {"delivers_on": "tomorrow"},
        {"packs_1": "3"},
        {"packs_1": "9" * 5000},
        {"note": "x" * 251},
        {"note": "a\0b"},
    ],
)
def test_a_wrong_answer_is_said_beside_its_field(
    shop: Shop, medicine: Medicine, supplier_id: Any, client: Client, sent: dict[str, str]
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    day = {} if sent == {"packs_1": "2"} else {"delivers_on": shop.today.isoformat()}
    answer = client.post(f"/portal/orders/{order_id}/", day | sent)
    assert answer.status_code == 422
    assert not SupplierAnswer.objects.exists()


def test_a_closed_order_tells_why_it_takes_no_answer(
    shop: Shop, medicine: Medicine, supplier_id: Any, client: Client
) -> None:
    order_id = sent_order(shop, medicine, supplier_id)
    cancelled(shop, order_id)
    at = f"/portal/orders/{order_id}/"
    assert "This order is closed" in client.get(at).text
    sent = {"delivers_on": shop.today.isoformat()}
    answer = client.post(at, sent)
    assert answer.status_code == 409


def test_a_blocked_suppliers_people_are_told_so_everywhere(
    shop: Shop, supplier_id: Any, client: Client
) -> None:
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence")
    for address in ("/portal/", "/portal/price-lists/", f"/portal/orders/{new_id()}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Your company’s access is paused" in answer.text


def upload(shop: Shop, client: Client, content: bytes = PRICES, name: str = "prices.csv") -> Any:
    sent = {"file": SimpleUploadedFile(name, content), "branch": str(shop.branch_id)}
    return client.post("/portal/price-lists/", sent)


def test_a_price_list_is_an_offer_of_the_supplier_that_is_being_read(
    shop: Shop, supplier_id: Any, client: Client
) -> None:
    assert upload(shop, client)["Location"] == "/portal/price-lists/"
    offer = Offer.objects.get()
    assert (offer.supplier_id, offer.branch_id, offer.state) == (
        supplier_id,
        shop.branch_id,
        "reading",
    )
    assert "Being read" in client.get("/portal/price-lists/").text

    again = upload(shop, client)
    assert again.status_code == 409
    assert "This file was sent before." in again.text
    assert str(offer.id) not in again.text
    others = a_supplier(shop, "PT Anugrah")
    stranger = client_of_supplier(a_suppliers_person(shop, others, "Budi", "b@anugrah.example"))
    assert "Being read" not in stranger.get("/portal/price-lists/").text


def test_a_wrong_file_a_wrong_branch_and_too_many_are_refused(
    shop: Shop, supplier_id: Any, client: Client
) -> None:
    assert upload(shop, client, b"MZ\x90\x00" * 50, "prices.pdf").status_code in {415, 422}
    assert upload(shop, client, b"", "prices.csv").status_code == 422
    wrong = {"file": SimpleUploadedFile("p.csv", PRICES), "branch": str(new_id())}
    assert client.post("/portal/price-lists/", wrong).status_code == 422
    assert upload(shop, client, b"x" * 20_000_001, "prices.csv").status_code in {413, 422}
    assert not Offer.objects.exists()

    person = User.objects.get(kind="supplier")
    assert upload(shop, client)["Location"]
    first = Offer.objects.get(created_by=person.id)
    for _place in range(MOST_AN_HOUR - 1):
        first.pk, first.file_key = new_id(), None
        first.save(force_insert=True)
    refused = upload(shop, client, PRICES + b"KF-8;B;1\n")
    assert refused.status_code == 429
    assert "within an hour" in refused.text


def test_the_account_page_leads_to_password_second_step_and_devices(client: Client) -> None:
    page = client.get("/portal/account/").text
    for text in (EMAIL, "PT Kimia Farma Trading", "/accounts/second-step/", "/portal/account/"):
        assert text in page
    assert client.get("/portal/account/devices/").status_code == 200
    assert client.get("/accounts/second-step/").status_code == 200
    client.post("/me/language/", {"language": "id"})
    assert User.objects.get(kind="supplier").language == "id"
    assert "Portal pemasok" in client.get("/portal/").text


def test_a_buyer_invites_unlocks_and_withdraws_on_the_suppliers_page(
    shop: Shop, supplier_id: Any, settings: Any
) -> None:
    owner = client_of(shop, "owner")
    at = f"/suppliers/{supplier_id}/people/"
    assert at in owner.get(f"/suppliers/{supplier_id}/").text
    made = owner.post(at, {"name": "Wulan", "email": EMAIL})
    assert "/accounts/link/?key=" in made.text
    key = User.objects.get(kind="supplier").id
    page = owner.get(at).text
    assert EMAIL in page
    assert "Invited until" in page
    assert owner.post(at, {"name": "Wulan", "email": EMAIL}).status_code == 409
    assert owner.post(at, {"name": "", "email": "x"}).status_code == 422

    stranger = Client()
    for _time in range(10):
        stranger.post("/accounts/login/", {"login": EMAIL, "password": "wrong"})
    assert "Locked until" in owner.get(at).text
    assert owner.post(f"{at}{key}/unlock/")["Location"] == at
    assert "Locked until" not in owner.get(at).text

    assert owner.post(f"{at}{key}/withdraw/")["Location"] == at
    assert "Access ended" in owner.get(at).text
    settings.MAIL_WORKS = True
    assert owner.post(f"{at}{key}/invite/")["Location"] == at
    assert Job.objects.filter(task=mail_invitation.name).count() == 1
    assert User.objects.get(id=key).is_active
    assert owner.post(f"{at}{new_id()}/invite/")["Location"] == at
    assert "This person doesn’t exist" in owner.get(at).text
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence")
    owner.post(f"{at}{key}/invite/")
    assert "This supplier is blocked" in owner.get(at).text


def test_the_order_is_sent_to_the_portal_without_any_email(
    shop: Shop, medicine: Medicine, supplier_id: Any
) -> None:
    order_id = an_order(shop, medicine, supplier_id)
    owner, at = client_of(shop, "owner"), f"/purchasing/orders/{order_id}/"
    assert "Send to supplier" not in owner.get(at).text
    a_suppliers_person(shop, supplier_id)
    assert "Send to supplier" in owner.get(at).text
    owner.post(f"{at}send/")
    assert "Send again" in owner.get(at).text


def test_other_languages_and_answers_of_others_stand_apart(
    shop: Shop, medicine: Medicine, supplier_id: Any
) -> None:
    order_id = answered_order(shop, medicine, supplier_id)
    assert (
        "Every line comes whole."
        in client_of(shop, "auditor").get(f"/purchasing/orders/{order_id}/").text
    )
