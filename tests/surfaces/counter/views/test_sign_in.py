"""Signing in at a counter: who may sell here, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device, post
from theriac.core import clock
from theriac.domains.accounts.commands.badges import end_badge, issue_badge
from theriac.domains.accounts.commands.people import add_person, set_person_active
from theriac.domains.accounts.commands.pins import set_pin
from theriac.surfaces.counter.people import people_who_sell


def test_a_cashier_gets_the_rights_of_this_branch(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    answer = device.post("sign-in", {"username": " Dewi ", "password": PASSWORD})
    assert answer.status_code == 200
    told = answer.json()
    assert told.pop("token")
    assert told == {
        "id": str(person.id),
        "name": "Dewi",
        "short_name": "Dewi",
        "initials": "D",
        "permissions": [
            "sales.sell",
            "patients.view",
            "sales.view",
            "sales.copy_receipt",
            "prescriptions.view",
            "tills.run",
            "customer_returns.accept",
            "credit.receive",
            "gift_cards.issue",
            "loyalty.enrol",
        ],
        "valid_until": "2026-06-22",
        "badge": "",
        "passkey": False,
        "pin": False,
        "roles": ["cashier"],
    }


def test_a_pharmacist_may_permit_prescription_lines(device: Device, shop: Shop) -> None:
    add_staff("pharmacist", shop.branch_id, "ratna")
    answer = device.post("sign-in", {"username": "ratna", "password": PASSWORD})
    assert answer.json()["permissions"] == [
        "sales.sell",
        "sales.ground",
        "stock.adjust",
        "patients.view",
        "patients.manage",
        "sales.view",
        "sales.copy_receipt",
        "catalog.manage",
        "clinical.override",
        "duty.serve",
        "prescriptions.view",
        "controlled.witness",
        "tills.run",
        "customer_returns.accept",
        "sales.train",
        "credit.receive",
        "gift_cards.issue",
        "loyalty.enrol",
        "sales.settle",
    ]


@pytest.mark.parametrize("password", ["wrong-password-9", ""])
def test_a_wrong_password_is_refused_at_its_field(
    device: Device, shop: Shop, password: str
) -> None:
    add_staff("cashier", shop.branch_id, "dewi")
    answer = device.post("sign-in", {"username": "dewi", "password": password})
    assert answer.status_code in (401, 422)
    assert answer.json()["field"] == "password"


def test_who_may_not_sell_is_told_so(device: Device, shop: Shop) -> None:
    add_staff("restocker", shop.branch_id, "joko")
    answer = device.post("sign-in", {"username": "joko", "password": PASSWORD})
    assert (answer.status_code, answer.json()["field"]) == (403, "username")


@pytest.mark.rows("SEC-06")
def test_who_has_a_given_password_is_told_to_choose_their_own_first(
    device: Device, shop: Shop
) -> None:
    add_person(
        actor=shop.owner,
        username="dewi",
        display_name="Dewi",
        password=PASSWORD,
        roles=[("cashier", shop.branch_id)],
    )

    answer = device.post("sign-in", {"username": "dewi", "password": PASSWORD})

    told = answer.json()
    assert (answer.status_code, told["type"]) == (403, "accounts.password_given")
    assert (told["field"], told["title"]) == ("password", "Choose your own password first")
    assert told["detail"] == (
        "This password was set by another person. Sign in to the back office with it and "
        "choose your own. Then sign in here."
    )


def test_only_a_paired_device_may_ask(shop: Shop) -> None:
    answer = post(Client(), "sign-in", {"username": "owner", "password": PASSWORD})
    assert (answer.status_code, answer.json()["type"]) == (401, "organisation.terminal_not_paired")


@pytest.mark.rows("SEC-10")
def test_a_pin_takes_over_and_five_wrong_ones_need_the_password(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    by_pin = {"person_id": str(person.id), "pin": "482915"}
    none = device.post("sign-in", by_pin)
    assert (none.status_code, none.json()["type"]) == (401, "accounts.pin_refused")
    assert "set a PIN under your name in the back office" in none.json()["detail"]

    set_pin(actor=person, pin="482915")
    by_password = device.post("sign-in", {"username": "dewi", "password": PASSWORD})
    told, known = device.post("sign-in", by_pin).json(), by_password.json()
    assert told.pop("token")
    assert known.pop("token")  # each says its own second
    assert told == known
    wrong = [device.post("sign-in", {**by_pin, "pin": "000000"}).json() for _ in range(5)]
    assert [one["field"] for one in wrong] == ["pin"] * 5
    assert "Attempts left: 4." in wrong[0]["detail"]
    assert "locked" in wrong[4]["detail"]
    assert device.post("sign-in", by_pin).status_code == 401
    device.post("sign-in", {"username": "dewi", "password": PASSWORD})
    assert device.post("sign-in", by_pin).status_code == 200


def test_a_pin_opens_no_other_branch_and_no_closed_account(device: Device, shop: Shop) -> None:
    person = add_staff("restocker", shop.branch_id, "joko")
    set_pin(actor=person, pin="482915")
    by_pin = {"person_id": str(person.id), "pin": "482915"}
    assert device.post("sign-in", by_pin).status_code == 403
    set_person_active(actor=shop.owner, user_id=person.id, active=False)
    assert device.post("sign-in", by_pin).status_code == 401


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"username": "dewi"},
        {"pin": "482915"},
        {"person_id": "0199a000-0000-7000-8000-00000000000a"},
    ],
)
def test_half_a_sign_in_is_refused(device: Device, asked: dict[str, str]) -> None:
    assert device.post("sign-in", asked).status_code == 422


@pytest.mark.rows("SEC-10")
def test_a_badge_lets_its_person_in_and_an_ended_one_nobody(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    code = issue_badge(actor=shop.owner, user_id=person.id, asks_pin=False)

    told = device.post("sign-in", {"badge": code}).json()
    assert (told["id"], bool(told["badge"])) == (str(person.id), True)

    end_badge(actor=shop.owner, user_id=person.id)
    refused = device.post("sign-in", {"badge": code})
    assert (refused.status_code, refused.json()["type"]) == (401, "accounts.badge_refused")


def test_a_badge_may_ask_for_the_pin_too(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    set_pin(actor=person, pin="482915")
    code = issue_badge(actor=shop.owner, user_id=person.id, asks_pin=True)

    asked = device.post("sign-in", {"badge": code})
    assert (asked.status_code, asked.json()["type"]) == (401, "accounts.badge_asks_pin")
    assert device.post("sign-in", {"badge": code, "pin": "482916"}).status_code == 401
    assert device.post("sign-in", {"badge": code, "pin": "482915"}).status_code == 200


def test_who_shows_their_password_sets_their_pin_at_the_counter(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    own = {"username": "dewi", "password": PASSWORD}

    assert device.post("pin", {**own, "pin": "123456"}).json()["field"] == "pin"
    assert (
        device.post("pin", {**own, "password": "wrong-pass-9", "pin": "482915"}).status_code == 401
    )
    assert device.post("pin", {**own, "pin": "482915"}).status_code == 204
    entered = device.post("sign-in", {"person_id": str(person.id), "pin": "482915"})
    assert entered.status_code == 200


def test_who_has_a_pin_isnt_reminded_of_one(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    set_pin(actor=person, pin="508214")
    told = device.post("sign-in", {"username": "dewi", "password": PASSWORD}).json()
    assert told["pin"] is True
    known = people_who_sell(shop.branch_id, clock.today("UTC"))
    assert {one.name: one.pin for one in known} == {"Owner": False, "Dewi": True}
