"""What a counter is told of members: nobody's name, and points by number for the device alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.loyalty import a_member, programme
from tests.support.patients import register
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.rules import plain_number

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def asked(device: Device, shop: Shop, role: str, **what: Any) -> Any:
    add_staff(role, shop.branch_id)
    answer = device.post("sign-in", {"username": role, "password": PASSWORD})
    return device.post("loyalty", {"token": answer.json()["token"], **what})


def test_a_member_is_told_by_card_and_telephone_and_names_nobody(
    device: Device, shop: Shop
) -> None:
    programme(shop)
    member = a_member(shop)
    adjust_points(
        actor=shop.owner,
        branch_id=shop.branch_id,
        loyalty_member_id=LoyaltyMemberId(member.id),
        points=40,
        reason="welcome",
    )
    answer = asked(device, shop, "cashier", number=member.number)
    told = answer.json()
    assert (told["number"], told["state"], told["points"]) == (member.number, "active", 40)
    assert (told["program"]["point_value"], set(told)) == (
        5,
        {"number", "state", "points", "program"},
    )
    assert asked(device, shop, "manager", phone="0812 3456 7890").json()["points"] == 40
    assert device.post("loyalty", {"token": "", "number": member.number}).status_code in (401, 403)
    assert asked(device, shop, "pharmacist", number="00000000000").status_code == 404


def test_without_network_a_device_knows_points_while_the_programme_is_on(
    device: Device, shop: Shop
) -> None:
    member = a_member(shop)
    assert device.post("loyalty", {}).json()["points"] == {}
    programme(shop)
    assert device.post("loyalty", {}).json()["points"] == {member.number: 0}


def enrolment(device: Device, shop: Shop, **what: Any) -> dict[str, Any]:
    add_staff("cashier", shop.branch_id)
    answer = device.post("sign-in", {"username": "cashier", "password": PASSWORD})
    return {"token": answer.json()["token"], "id": str(new_id()), **what}


def test_a_customer_is_enrolled_once_under_a_number_that_checks_itself(
    device: Device, shop: Shop
) -> None:
    programme(shop)
    asked = enrolment(device, shop, name="Bu Sari", phone="0812 3456 7890", agreed=True)
    first = device.post("loyalty/enrol", asked)
    assert first.json() == device.post("loyalty/enrol", asked).json()
    member = LoyaltyMember.objects.get()
    assert (first.json()["number"], first.json()["points"]) == (member.number, 0)
    assert plain_number(member.number) == member.number
    assert member.holder == {"name": "Bu Sari", "phone": "0812 3456 7890"}
    record = AuditRecord.objects.get(command="loyalty.enrol_member")
    assert record.facts == {"state": "active", "agreed": True}

    second = device.post("loyalty/enrol", {**asked, "id": str(new_id())})
    assert (second.status_code, second.json()["field"]) == (409, "phone")
    assert LoyaltyMember.objects.count() == 1


def test_name_and_telephone_are_kept_only_of_who_agreed(device: Device, shop: Shop) -> None:
    asked = enrolment(device, shop, phone="0812 3456 7890")
    refused = device.post("loyalty/enrol", asked)
    assert (refused.status_code, refused.json()["field"]) == (422, "agreed")
    assert not LoyaltyMember.objects.exists()
    nameless = device.post("loyalty/enrol", {**asked, "phone": ""})
    assert nameless.status_code == 200
    assert LoyaltyMember.objects.get().holder == {"name": "", "phone": ""}


def test_a_patient_is_enrolled_by_their_record_and_a_card_in_use_is_refused(
    device: Device, shop: Shop
) -> None:
    patient_id = register(shop)
    asked = enrolment(device, shop, patient_id=str(patient_id))
    number = device.post("loyalty/enrol", asked).json()["number"]
    assert LoyaltyMember.objects.get().patient_id == patient_id
    again = device.post("loyalty/enrol", {**asked, "id": str(new_id())})
    assert again.status_code == 409
    other = {"token": asked["token"], "id": str(new_id()), "number": number}
    assert device.post("loyalty/enrol", other).status_code == 409
    assert device.post("loyalty/enrol", {**other, "token": ""}).status_code in (401, 403)
    assert LoyaltyMember.objects.count() == 1
