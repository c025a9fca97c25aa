"""A code that nobody knows, linked at a counter by who may change products."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff
from tests.surfaces.counter.views.conftest import Device, pair
from theriac.core.audit.models import AuditRecord
from theriac.domains.catalog.models import Barcode

GTIN = "08991234567891"
MESSAGE = f"]d201{GTIN}1727123110B\x1d21S9"


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def token_of(device: Device, role: str, shop: Shop) -> str:
    add_staff(role, shop.branch_id)
    token: str = device.post("sign-in", {"username": role, "password": PASSWORD}).json()["token"]
    return token


def link(device: Device, token: str, code: str, pack_id: Any) -> Any:
    return device.post("link-code", {"token": token, "code": code, "pack_id": str(pack_id)})


@pytest.mark.parametrize(
    ("scanned", "kept"),
    [
        ("8991234567891", GTIN),
        (MESSAGE, GTIN),
        (f"(01){GTIN}(10)B7", GTIN),
        (f"https://id.gs1.org/01/{GTIN}/10/B7", GTIN),
        ("  RAK-77 ", "RAK-77"),
    ],
)
def test_a_pharmacist_links_it_and_the_product_tells_who(
    device: Device, shop: Shop, medicine: Medicine, scanned: str, kept: str
) -> None:
    token = token_of(device, "pharmacist", shop)
    strip = medicine.packs[10]

    answer = link(device, token, scanned, strip)

    assert (answer.status_code, answer.json()) == (200, {"code": kept, "pack_id": str(strip)})
    assert list(Barcode.objects.filter(pack_id=strip).values_list("code", flat=True)) == [kept]
    record = AuditRecord.objects.get(command="catalog.add_barcode")
    assert (record.object_id, record.terminal_id) == (medicine.id, shop.terminal_id)
    assert record.facts["code"] == kept
    again = link(device, token, scanned, medicine.packs[1])
    assert (again.status_code, again.json()["type"]) == (409, "catalog.barcode_taken")


def test_who_may_not_and_who_isnt_known_links_nothing(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    token = token_of(device, "cashier", shop)
    assert link(device, token, "8991234567891", medicine.packs[1]).status_code == 403
    assert link(device, "", "8991234567891", medicine.packs[1]).status_code == 401
    owner = device.post("sign-in", {"username": "owner", "password": PASSWORD}).json()["token"]
    assert link(pair(shop), owner, "8991234567891", medicine.packs[1]).status_code == 401
    assert not Barcode.objects.exists()


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("", 422),
        ("8991234567892", 422),  # another check digit
        (f"]d201{GTIN[:-1]}2", 422),
        ("]C100123456789012345675", 422),  # a box of boxes (SSCC)
        ("X" * 61, 422),
        ("X" * 501, 422),
        ("a\0b", 422),
    ],
)
def test_what_names_no_product_is_refused_in_words(
    device: Device, shop: Shop, medicine: Medicine, code: str, status: int
) -> None:
    token = token_of(device, "pharmacist", shop)
    answer = link(device, token, code, medicine.packs[1])
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert not Barcode.objects.exists()


def test_a_pack_that_is_gone_is_said(device: Device, shop: Shop) -> None:
    token = token_of(device, "pharmacist", shop)
    assert link(device, token, "8991234567891", uuid4()).status_code == 404
