"""Signing in at a counter: who may sell here, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device, post
from theriac.domains.accounts.commands.people import add_person


def test_a_cashier_gets_the_rights_of_this_branch(device: Device, shop: Shop) -> None:
    person = add_staff("cashier", shop.branch_id, "dewi")
    answer = device.post("sign-in", {"username": " Dewi ", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json() == {
        "id": str(person.id),
        "name": "Dewi",
        "short_name": "Dewi",
        "initials": "D",
        "permissions": ["sales.sell"],
        "valid_until": "2026-06-22",
    }


def test_a_pharmacist_may_permit_prescription_lines(device: Device, shop: Shop) -> None:
    add_staff("pharmacist", shop.branch_id, "ratna")
    answer = device.post("sign-in", {"username": "ratna", "password": PASSWORD})
    assert answer.json()["permissions"] == ["sales.sell", "sales.ground", "stock.adjust"]


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
        "Somebody else set this password. Sign in to the back office with it, choose your own "
        "there, then sign in here."
    )


def test_only_a_paired_device_may_ask(shop: Shop) -> None:
    answer = post(Client(), "sign-in", {"username": "owner", "password": PASSWORD})
    assert (answer.status_code, answer.json()["type"]) == (401, "organisation.terminal_not_paired")
