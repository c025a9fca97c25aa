"""What a counter is told about credit: an account as it stands, and what is free without network."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.credit import from_before, of_patient, organisation
from tests.support.patients import register
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def asked(device: Device, shop: Shop, role: str, **what: Any) -> Any:
    add_staff(role, shop.branch_id)
    answer = device.post("sign-in", {"username": role, "password": PASSWORD})
    return device.post("credit", {"token": answer.json()["token"], **what})


def test_an_account_is_told_by_its_number_and_names_nobody(device: Device, shop: Shop) -> None:
    account = organisation(shop, limit=20_000)
    from_before(shop, account, 5_000)
    answer = asked(device, shop, "cashier", number=account.number)
    assert answer.json() == {
        "id": str(account.id),
        "number": account.number,
        "state": "active",
        "free": 15_000,
        "limit": 20_000,
    }
    unknown = device.post("credit", {"token": "", "number": account.number})
    assert unknown.status_code in (401, 403)


def test_a_patients_account_is_found_by_the_record(device: Device, shop: Shop) -> None:
    patient_id = register(shop)
    account = of_patient(shop, patient_id)
    answer = asked(device, shop, "cashier", patient_id=str(patient_id))
    assert answer.json()["number"] == account.number


def test_a_number_that_no_account_has_isnt_found(device: Device, shop: Shop) -> None:
    assert asked(device, shop, "cashier", number="000000000000").status_code == 404


def test_without_network_a_device_knows_numbers_and_what_is_free(
    device: Device, shop: Shop
) -> None:
    free, full = organisation(shop, limit=20_000), organisation(shop, "Panti", limit=5_000)
    from_before(shop, full, 5_000)
    assert device.post("credit", {}).json()["free"] == {free.number: 20_000}
