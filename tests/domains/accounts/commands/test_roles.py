"""Roles made, changed, put back and retired; nobody gives what they don't hold."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff, api_key
from tests.support.shops import second_branch
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.domains.accounts.commands.people import assign_roles, set_person_active
from theriac.domains.accounts.commands.roles import (
    bring_back_role,
    change_role,
    create_role,
    restore_role,
    retire_role,
)
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.problems import LastManager, NameTaken, RoleStillHeld
from theriac.domains.accounts.queries.actors import actor_of_person, actors_of, find_api_client
from theriac.domains.accounts.roles import METHOD_TITLES, delivered_rights, method_rights
from theriac.domains.sales.permissions import SELL
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK

pytestmark = pytest.mark.django_db
OWNER = sorted(delivered_rights("owner"))


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def now_of(actor: Actor) -> Actor:
    found = actor_of_person(actor.id, branch_id=actor.branch_id)
    assert found is not None
    return found


def set_rights(shop: Shop, code: str, *permissions: str) -> None:
    one = role(code)
    change_role(
        actor=shop.owner, role_id=one.id, version=one.version, name="", permissions=permissions
    )


@pytest.mark.rows("SEC-05")
@pytest.mark.parametrize("method", sorted(METHOD_TITLES))
def test_a_role_is_made_from_each_of_the_three_methods(shop: Shop, method: str) -> None:
    role_id = create_role(
        actor=shop.owner, name="  Night   shift ", permissions=method_rights(method)
    )

    made = Role.objects.get(id=role_id)
    assert (made.code, made.name, made.title) == ("night-shift", "Night shift", "Night shift")
    assert frozenset(made.permissions) == method_rights(method)
    assert not made.is_delivered
    person = add_staff("night-shift", shop.branch_id, "sri")
    assert person.grants == {shop.branch_id: method_rights(method)}


@pytest.mark.rows("SEC-05")
def test_a_person_is_pharmacist_in_one_branch_and_nothing_in_the_other(shop: Shop) -> None:
    other = second_branch(shop)
    ratna = add_staff("pharmacist", shop.branch_id, "ratna")

    assert ratna.may(SELL, shop.branch_id)
    assert not ratna.may(SELL, other)
    assert not ratna.may(VIEW_STOCK, other)
    assert ratna.branches_with(VIEW_STOCK) == {shop.branch_id}


def test_two_roles_of_one_name_have_codes_of_their_own(shop: Shop) -> None:
    first = create_role(actor=shop.owner, name="Malam", permissions=[])
    with pytest.raises(NameTaken):
        create_role(actor=shop.owner, name="malam", permissions=[])
    retire_role(actor=shop.owner, role_id=first)

    create_role(actor=shop.owner, name="Malam", permissions=[])

    assert set(Role.objects.filter(name="Malam").values_list("code", flat=True)) == {
        "malam",
        "malam-2",
    }
    with pytest.raises(NameTaken):
        bring_back_role(actor=shop.owner, role_id=first)


@pytest.mark.parametrize("name", ["Cashier", " cashier "])
def test_a_delivered_name_is_taken_too(shop: Shop, name: str) -> None:
    with pytest.raises(NameTaken) as refused:
        create_role(actor=shop.owner, name=name, permissions=[])

    assert refused.value.field == "name"


def test_an_empty_name_and_an_unknown_right_are_refused(shop: Shop) -> None:
    with pytest.raises(Unprocessable) as unnamed:
        create_role(actor=shop.owner, name="  ", permissions=[])
    with pytest.raises(Unprocessable) as unknown:
        create_role(actor=shop.owner, name="X", permissions=["sales.fly"])

    assert (unnamed.value.field, unknown.value.field) == ("name", "permissions")


@pytest.mark.rows("SEC-04")
def test_a_change_holds_at_once_for_people_and_keys(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    secret = api_key(shop, "cashier")

    set_rights(shop, "cashier", VIEW_STOCK.code, ADJUST_STOCK.code)

    assert now_of(cashier).grants == {shop.branch_id: {VIEW_STOCK.code, ADJUST_STOCK.code}}
    assert actors_of([cashier.id])[cashier.id].grants == now_of(cashier).grants
    client = find_api_client(secret)
    assert client is not None
    assert not client.actor.may(SELL, shop.branch_id)
    assert client.actor.may(ADJUST_STOCK, shop.branch_id)
    record = AuditRecord.objects.get(command="accounts.change_role")
    assert (record.object_kind, record.actor_id) == ("accounts.role", shop.owner.id)
    assert record.facts == {
        "added": ["stock.adjust"],
        "removed": [
            "catalog.view",
            "clinical.check",
            "credit.receive",
            "credit.view",
            "customer_returns.accept",
            "duty.view",
            "gift_cards.issue",
            "gift_cards.redeem",
            "gift_cards.view",
            "loyalty.enrol",
            "loyalty.view",
            "organisation.view",
            "patients.view",
            "prescribers.view",
            "prescriptions.view",
            "sales.copy_receipt",
            "sales.sell",
            "sales.view",
            "services.book",
            "services.view",
            "stock.reserve",
            "stock.take_back",
            "stock.want",
            "tills.run",
            "waitlist.edit",
            "waitlist.view",
        ],
    }


def test_who_looked_at_an_older_version_changes_nothing(shop: Shop) -> None:
    set_rights(shop, "cashier")

    with pytest.raises(Stale):
        change_role(
            actor=shop.owner, role_id=role("cashier").id, version=1, name="", permissions=[]
        )


def test_a_delivered_role_is_renamed_changed_and_put_back(shop: Shop) -> None:
    one = role("cashier")
    change_role(
        actor=shop.owner, role_id=one.id, version=1, name="Kasir", permissions=["stock.view"]
    )
    one.refresh_from_db()
    assert (one.title, one.is_changed) == ("Kasir", True)

    restore_role(actor=shop.owner, role_id=one.id)

    one.refresh_from_db()
    assert (one.title, one.is_changed) == ("Cashier", False)
    assert frozenset(one.permissions) == delivered_rights("cashier")


def test_the_trail_has_the_name_and_the_landing_before_and_after(shop: Shop) -> None:
    one = role("cashier")
    change_role(
        actor=shop.owner,
        role_id=one.id,
        version=1,
        name="Kasir",
        permissions=one.permissions,
        landing="till",
    )
    restore_role(actor=shop.owner, role_id=one.id)

    first, second = AuditRecord.objects.filter(object_id=one.id).order_by("id")
    named, bare = {"name": "Kasir", "landing": "till"}, {"name": "", "landing": ""}
    assert first.facts == {"added": [], "removed": [], "before": bare, "after": named}
    assert second.facts == {"added": [], "removed": [], "before": named, "after": bare}


def test_a_role_made_here_has_nothing_to_be_put_back_to(shop: Shop) -> None:
    role_id = create_role(actor=shop.owner, name="Malam", permissions=[])

    with pytest.raises(Unprocessable):
        restore_role(actor=shop.owner, role_id=role_id)


def test_who_manages_one_branch_gives_only_there_and_changes_no_role(shop: Shop) -> None:
    other = second_branch(shop)
    here = add_staff("owner", shop.branch_id, "here")
    dewi = add_staff("cashier", shop.branch_id, "dewi")

    assign_roles(actor=here, user_id=dewi.id, roles=[("manager", shop.branch_id)])
    with pytest.raises(NotPermitted):
        assign_roles(actor=here, user_id=dewi.id, roles=[("manager", other)])
    with pytest.raises(NotPermitted):
        create_role(actor=here, name="Malam", permissions=[])


@pytest.mark.rows("SEC-04")
def test_the_last_person_who_manages_the_staff_stays(shop: Shop) -> None:
    second = add_staff("owner", None, "second")
    assign_roles(actor=second, user_id=shop.owner.id, roles=[("cashier", None)])

    with pytest.raises(LastManager):
        set_rights_as(second, "owner", [code for code in OWNER if code != "accounts.manage"])
    here = add_staff("owner", shop.branch_id, "here")
    with pytest.raises(NotPermitted):
        set_person_active(actor=here, user_id=second.id, active=False)
    administrator = add_staff("administrator", None)
    with pytest.raises(NotPermitted, match="This person has more permissions than you"):
        set_person_active(actor=administrator, user_id=second.id, active=False)
    set_person_active(actor=SYSTEM, user_id=second.id, active=False)
    with pytest.raises(LastManager):
        set_rights_as(administrator, "administrator", ["accounts.view"])
    assert "accounts.manage" in role("administrator").permissions


def set_rights_as(actor: Actor, code: str, permissions: list[str]) -> None:
    one = role(code)
    change_role(actor=actor, role_id=one.id, version=one.version, name="", permissions=permissions)


def test_a_role_that_is_held_isnt_retired_and_a_retired_one_isnt_given(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    one = role("cashier")
    with pytest.raises(RoleStillHeld) as held:
        retire_role(actor=shop.owner, role_id=one.id)
    assert str(held.value) == (
        "This role is still assigned to 1 staff member. Give them another role first."
    )
    assign_roles(actor=shop.owner, user_id=dewi.id, roles=[("technician", shop.branch_id)])
    add_staff("technician", shop.branch_id, "tono")
    api_key(shop, "technician")
    with pytest.raises(RoleStillHeld, match=" to 2 staff members and 1 API key"):
        retire_role(actor=shop.owner, role_id=role("technician").id)

    retire_role(actor=shop.owner, role_id=one.id)

    with pytest.raises(Unprocessable):
        assign_roles(actor=shop.owner, user_id=dewi.id, roles=[("cashier", shop.branch_id)])
    with pytest.raises(Unprocessable):
        api_key(shop, "cashier")
    bring_back_role(actor=shop.owner, role_id=one.id)
    assign_roles(actor=shop.owner, user_id=dewi.id, roles=[("cashier", shop.branch_id)])
