"""A payment on an account that a counter takes: booked once, into its own till, oldest first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.credit import from_before, of_patient, organisation, owed, paid, standing
from tests.support.patients import register
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.tills import program_till
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import (
    cash_in,
    expected_at,
    keys_forgotten,
    now,
    opened_till,
    told_of_till,
)
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.books.till_cash import CashReason
from theriac.domains.books.till_money import OtherMoney
from theriac.domains.credit.commands.payments import reverse_payment
from theriac.domains.credit.models import CreditEntry
from theriac.domains.tills.models import CashMovement, HeldTillDocument, TillSession
from theriac.domains.tills.queries.sessions import till_report

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25", "SAL-23")]


def signed_in(device: Device, shop: Shop, role: str = "cashier") -> dict[str, Any]:
    add_staff(role, shop.branch_id)
    said = device.post("sign-in", {"username": role, "password": PASSWORD}).json()
    return dict(said)


def payment(person: dict[str, Any], number: str, **more: Any) -> dict[str, Any]:
    return {
        "token": person["token"],
        "id": str(new_id()),
        "number": number,
        "at": now(),
        "amount": 4_000,
        "method": "cash",
        "till_session_id": None,
        **more,
    }


def received(device: Device, asked: dict[str, Any], *pays: tuple[int, str]) -> None:
    """The same payment under ids of their own, so much each and by these means."""
    for amount, method in pays:
        told = {**asked, "id": str(new_id()), "amount": amount, "method": method}
        assert device.post("credit/payment", told).status_code == 200


def test_cash_goes_into_the_counters_till_once_and_is_told_as_the_device_keeps_it(
    device: Device, shop: Shop
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    asked = payment(person, account.number, till_session_id=session_id)
    first = device.post("credit/payment", asked)
    again = device.post("credit/payment", asked)
    assert first.status_code == 200, first.content
    assert first.json() == again.json()
    receipt = first.json()
    assert (receipt["before"], receipt["amount"], receipt["after"]) == (9_000, 4_000, 5_000)
    assert (receipt["name"], receipt["paid"]) == (
        "Klinik Sehat",
        [{"number": "LAMA-1", "booked_on": receipt["paid"][0]["booked_on"], "amount": 4_000}],
    )
    assert owed(account) == 5_000
    assert expected_at(session_id) == 104_000
    assert CreditEntry.objects.get(kind="payment").is_at_till

    move = cash_in(asked, session_id, receipt["person_id"], "account", receipt["number"])
    assert told_of_till(device, move) == ["taken"]
    assert told_of_till(device, {**move, "id": str(new_id())}) == ["held"]
    assert CashMovement.objects.count() == 1
    assert HeldTillDocument.objects.get().reason == "reason"
    assert standing(Account.CUSTOMER_CREDIT) == 0
    assert [one for result in run_checks() for one in result.violations] == []


def test_what_the_key_stood_for_before_is_never_something_else(device: Device, shop: Shop) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    asked = payment(person, account.number, method="card", reference="EDC 12")
    assert device.post("credit/payment", asked).status_code == 200
    assert device.post("credit/payment", {**asked, "amount": 5_000}).status_code == 422
    assert owed(account) == 5_000
    assert standing(Account.CARD) == 4_000


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"amount": 9_001}, 409),
        ({"amount": 0}, 422),
        ({"amount": 4.5}, 422),
        ({"number": "000000000000"}, 404),
        ({"at": "2031-01-01T00:00:00Z"}, 422),
        ({"till_session_id": "00000000-0000-7000-8000-000000000001"}, 404),
        ({"token": ""}, 401),
    ],
)
def test_what_cant_be_taken_books_nothing(
    device: Device, shop: Shop, more: dict[str, Any], status: int
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    asked = payment(person, account.number, till_session_id=session_id)
    assert device.post("credit/payment", {**asked, **more}).status_code == status
    assert owed(account) == 9_000
    assert not CashMovement.objects.exists()


def test_another_terminals_till_takes_nothing_here(device: Device, shop: Shop) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    TillSession.objects.filter(id=session_id).update(
        terminal_id=shop.api_terminal_id, open_key=shop.api_terminal_id
    )
    asked = payment(person, account.number, till_session_id=session_id)
    refused = device.post("credit/payment", asked)
    assert (refused.status_code, refused.json()["field"]) == (404, "till_session_id")
    assert owed(account) == 9_000


def test_cash_that_names_no_session_isnt_taken_past_the_till_that_is_open(
    device: Device, shop: Shop
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    opened_till(device, person["id"])
    refused = device.post("credit/payment", payment(person, account.number))
    assert (refused.status_code, refused.json()["field"]) == (409, "till_session_id")
    assert owed(account) == 9_000
    by_card = payment(person, account.number, method="card")
    assert device.post("credit/payment", by_card).status_code == 200


def test_who_may_not_receive_takes_nothing(device: Device, shop: Shop) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop, "restocker")
    asked = payment({"token": "", **person}, account.number, method="card")
    assert device.post("credit/payment", asked).status_code in (401, 403)
    assert owed(account) == 9_000


def test_organisations_are_found_by_words_of_their_name(device: Device, shop: Shop) -> None:
    found = organisation(shop, "Klinik Séhat Sentosa")
    organisation(shop, "Panti Sehat")
    from_before(shop, found, 3_000)
    of_patient(shop, register(shop))
    person = signed_in(device, shop)

    def asked(**what: Any) -> Any:
        return device.post("credit/accounts", {"token": person["token"], **what})

    told_of = asked(name="sehat klinik").json()
    assert told_of == {
        "accounts": [
            {
                "number": found.number,
                "name": "Klinik Séhat Sentosa",
                "state": "active",
                "owed": 3_000,
                "free": 47_000,
            }
        ],
        "has_more": False,
    }
    assert len(asked(name="SEHAT").json()["accounts"]) == 2
    assert asked(name="  ").json()["accounts"] == []
    assert asked(number=found.number).json()["accounts"] == told_of["accounts"]
    assert asked(number="000000000000").status_code == 404
    assert asked(patient_id=str(new_id())).status_code == 404


def test_a_patients_account_is_told_without_a_name(device: Device, shop: Shop) -> None:
    patient_id = register(shop)
    account = of_patient(shop, patient_id)
    paid_before = from_before(shop, account, 2_000)
    assert paid_before.amount == 2_000
    paid(shop, account, 500)
    person = signed_in(device, shop)
    asked = {"token": person["token"], "patient_id": str(patient_id)}
    (one,) = device.post("credit/accounts", asked).json()["accounts"]
    assert (one["number"], one["name"], one["owed"]) == (account.number, "", 1_500)


@pytest.mark.parametrize("method", ["card", "cash"])
def test_a_payment_is_booked_once_however_late_the_device_asks_again(
    device: Device, shop: Shop, method: str
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    asked = payment(person, account.number, method=method, till_session_id=session_id)
    first = device.post("credit/payment", asked).json()
    with clock.at(clock.now() + timedelta(days=31)):
        keys_forgotten()
        said = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()
        again = device.post("credit/payment", {**asked, "token": said["token"]})
        other = device.post("credit/payment", {**asked, "token": said["token"], "amount": 1_000})
    assert (again.status_code, again.json()) == (200, first)
    assert (other.status_code, other.json()["type"]) == (422, "idempotency.key_reused")
    assert owed(account) == 5_000
    assert CreditEntry.objects.filter(kind="payment").count() == 1


@pytest.mark.rows("SAL-24")
def test_other_money_is_a_line_of_the_report_and_changes_no_expected_cash(
    device: Device, shop: Shop
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    pays = ((4_000, "card"), (1_000, "qr"), (2_000, "card"), (500, "cash"))
    received(device, payment(person, account.number, till_session_id=session_id), *pays)
    report = till_report(actor=shop.owner, session_id=UUID(session_id))
    assert report is not None
    assert [(one.reason, one.method, one.count, one.amount) for one in report.other_money] == [
        ("account", "card", 2, 6_000),
        ("account", "qr", 1, 1_000),
    ]
    assert expected_at(session_id) == 100_500
    page = client_of(shop, "manager").get(reverse("backoffice:till_detail", args=[session_id]))
    text = " ".join(page.content.decode().split())
    assert "Accounts and gift cards, without cash" in text
    assert "Rp 6.000" in text.replace("\xa0", " ")
    assert "of which reversed since" not in text
    assert [one for result in run_checks() for one in result.violations] == []


@pytest.mark.rows("SAL-24")
def test_what_was_reversed_since_is_told_beside_what_the_till_took(
    device: Device, shop: Shop
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    session_id = opened_till(device, person["id"])
    asked = payment(person, account.number, till_session_id=session_id)
    received(device, asked, (4_000, "card"), (2_000, "card"))
    reverse_payment(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_entry_id=CreditEntry.objects.get(amount=-2_000).id,
        reason="card refused later",
    )
    report = till_report(actor=shop.owner, session_id=UUID(session_id))
    assert report is not None
    assert list(report.other_money) == [OtherMoney(CashReason.ACCOUNT, "card", 2, 6_000, 1, 2_000)]
    page = client_of(shop, "manager").get(reverse("backoffice:till_detail", args=[session_id]))
    text = " ".join(page.content.decode().replace("\xa0", " ").split())
    assert "of which reversed since × 1</span> <span>Rp 2.000" in text


@pytest.mark.rows("SAL-24")
def test_money_that_names_another_terminals_session_is_on_no_report(
    device: Device, shop: Shop
) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    person = signed_in(device, shop)
    others = program_till(shop)
    asked = payment(person, account.number, method="card", till_session_id=str(others))
    assert device.post("credit/payment", asked).status_code == 200
    report = till_report(actor=shop.owner, session_id=others)
    assert report is not None
    assert list(report.other_money) == []
    assert owed(account) == 5_000
