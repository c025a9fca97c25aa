"""What a counter is told of members: nobody's name, and points by number for the device alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.loyalty import a_member, programme
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId

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
