"""Power is given only by who holds it; to oneself, and to keys, nothing that one lacks."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff, api_key
from theriac.domains.accounts.commands.api_keys import issue_api_key
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.commands.roles import change_role, create_role
from theriac.domains.accounts.models import Role, SecurityEvent
from theriac.domains.accounts.problems import BeyondOwnRights
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.accounts.queries.security import count_alarms
from theriac.domains.sales.permissions import SELL

pytestmark = pytest.mark.django_db


def role(code: str) -> Role:
    return Role.objects.get(code=code)


@pytest.mark.rows("SEC-04")
def test_nobody_gives_a_role_a_powerful_right_that_they_lack(shop: Shop) -> None:
    administrator = add_staff("administrator", None)
    cashier = role("cashier")

    with pytest.raises(BeyondOwnRights) as refused:
        create_role(actor=administrator, name="Malam", permissions=["sales.sell", "patients.erase"])
    with pytest.raises(BeyondOwnRights):
        change_role(
            actor=administrator,
            role_id=cashier.id,
            version=1,
            name="",
            permissions=[*cashier.permissions, "patients.erase"],
        )

    assert refused.value.facts["permissions"] == ["patients.erase"]
    assert str(refused.value) == (
        "You can't give permissions that you don't have: process a patient's request: "
        "export or erase their record. Ask the owner."
    )
    change_role(
        actor=administrator,
        role_id=cashier.id,
        version=1,
        name="",
        permissions=["sales.sell", "stock.adjust"],
    )
    assert role("cashier").permissions == ["sales.sell", "stock.adjust"]


def test_a_role_that_comes_back_to_the_actor_gets_only_what_they_hold(shop: Shop) -> None:
    administrator = add_staff("administrator", None)
    own, free = role("administrator"), role("cashier")
    api_key(shop, "restocker")

    def change(one: Role, right: str) -> None:
        change_role(
            actor=administrator,
            role_id=one.id,
            version=one.version,
            name="",
            permissions=[*one.permissions, right],
        )

    with pytest.raises(BeyondOwnRights):
        change(own, "sales.sell")
    with pytest.raises(BeyondOwnRights):
        change(role("restocker"), "sales.sell")
    change(free, "stock.adjust")
    with pytest.raises(BeyondOwnRights):
        assign_roles(
            actor=administrator,
            user_id=administrator.id,
            roles=[("administrator", None), ("cashier", None)],
        )


@pytest.mark.rows("AUD-03")
def test_a_powerful_right_that_is_given_raises_an_alarm_for_the_others(shop: Shop) -> None:
    administrator = add_staff("administrator", None)
    dewi = add_staff("cashier", shop.branch_id, "dewi")

    assign_roles(actor=administrator, user_id=dewi.id, roles=[("manager", shop.branch_id)])
    assert count_alarms(actor=shop.owner) == 0
    assign_roles(actor=administrator, user_id=dewi.id, roles=[("auditor", shop.branch_id)])

    event = SecurityEvent.objects.get(kind="power_given")
    assert (event.user_id, event.actor_id) == (dewi.id, administrator.id)
    assert event.facts == {"added": ["accounts.security", "audit.view"]}
    assert (count_alarms(actor=shop.owner), count_alarms(actor=administrator)) == (1, 0)


@pytest.mark.rows("SEC-04")
def test_nobody_gives_power_that_they_lack_nor_a_key_or_themselves_anything(shop: Shop) -> None:
    administrator = add_staff("administrator", None)
    dewi = add_staff("cashier", shop.branch_id, "dewi")

    with pytest.raises(BeyondOwnRights):
        assign_roles(actor=administrator, user_id=administrator.id, roles=[("owner", None)])
    with pytest.raises(BeyondOwnRights):
        assign_roles(
            actor=administrator,
            user_id=dewi.id,
            roles=[("cashier", shop.branch_id), ("owner", shop.branch_id)],
        )
    with pytest.raises(BeyondOwnRights):
        issue_api_key(
            actor=administrator,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            name="x",
            role_code="cashier",
        )
    assign_roles(
        actor=administrator,
        user_id=dewi.id,
        roles=[("cashier", shop.branch_id), ("administrator", shop.branch_id)],
    )
    now = actor_of_person(dewi.id)
    assert now is not None
    assert now.may(SELL, shop.branch_id)
