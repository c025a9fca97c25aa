"""Adding people, passwords, roles per branch, preferences."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.auth.hashers import identify_hasher

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.permissions import declared_permissions
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.accounts.commands.people import (
    add_person,
    assign_roles,
    change_password,
    choose_password,
    create_default_roles,
    set_person_active,
    set_preferences,
)
from theriac.domains.accounts.models import Role, User
from theriac.domains.accounts.problems import NameTaken, WeakPassword
from theriac.domains.accounts.queries.actors import actor_of_person, actors_of
from theriac.domains.accounts.roles import METHOD_TITLES, ROLE_TITLES, delivered_rights
from theriac.domains.sales.permissions import SELL
from theriac.domains.stock.permissions import ADJUST_STOCK

pytestmark = pytest.mark.django_db


def test_default_roles_are_made_once_and_keep_changed_permissions(shop: Shop) -> None:
    Role.objects.filter(code="cashier").update(permissions=["sales.sell"])

    create_default_roles(actor=SYSTEM)

    assert set(Role.objects.values_list("code", flat=True)) == set(ROLE_TITLES)
    assert Role.objects.get(code="cashier").permissions == ["sales.sell"]


def test_a_role_holds_only_at_its_branch(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    assert cashier.may(SELL, shop.branch_id)
    assert not cashier.may(SELL)
    assert not cashier.may(ADJUST_STOCK, shop.branch_id)
    assert actors_of([cashier.id])[cashier.id].grants == cashier.grants


def test_a_taken_name_is_refused_whatever_its_case(shop: Shop) -> None:
    with pytest.raises(NameTaken):
        add_person(actor=shop.owner, username="OWNER", display_name="X", password=PASSWORD)


@pytest.mark.rows("SEC-06")
@pytest.mark.parametrize(
    "password", ["short", "password12", "theriac123", "apotek2026", "1234567890"]
)
def test_weak_common_and_context_passwords_are_refused_with_the_reason(
    shop: Shop, password: str
) -> None:
    with pytest.raises(WeakPassword) as refused:
        add_person(actor=shop.owner, username="new", display_name="New", password=password)

    assert refused.value.field == "password"
    assert str(refused.value)


@pytest.mark.rows("SEC-06")
def test_passwords_are_kept_as_argon2id(shop: Shop) -> None:
    change_password(actor=shop.owner, user_id=shop.owner.id, password="panjang dan unik 🌿 sekali")

    user = User.objects.get(id=shop.owner.id)
    assert identify_hasher(user.password).algorithm == "argon2"
    assert "argon2id" in user.password
    assert user.check_password("panjang dan unik 🌿 sekali")


def is_given(user_id: UUID) -> bool:
    return User.objects.get(id=user_id).must_change_password


@pytest.mark.rows("SEC-06")
def test_a_password_that_somebody_else_set_is_for_one_sign_in(shop: Shop) -> None:
    dewi = add_person(actor=shop.owner, username="dewi", display_name="Dewi", password=PASSWORD)
    assert is_given(dewi)
    her = actor_of_person(dewi)
    assert her is not None

    with pytest.raises(WeakPassword) as refused:
        choose_password(actor=her, password=PASSWORD)
    assert str(refused.value) == ("You were given this password. Choose your own.")
    choose_password(actor=her, password="milik-dewi-sendiri-4")

    assert not is_given(dewi)
    assert User.objects.get(id=dewi).check_password("milik-dewi-sendiri-4")
    record = AuditRecord.objects.filter(object_id=dewi).latest("recorded_at")
    assert (record.actor_id, record.reason) == (dewi, "own password")
    change_password(actor=shop.owner, user_id=dewi, password="dari-pemilik-lagi-5")
    assert is_given(dewi)


def test_ones_own_and_the_systems_passwords_are_kept(shop: Shop) -> None:
    assert not is_given(shop.owner.id)

    change_password(actor=shop.owner, user_id=shop.owner.id, password="panjang-dan-unik-6")

    assert not is_given(shop.owner.id)


def test_only_who_manages_staff_adds_people(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotPermitted):
        add_person(actor=cashier, username="n", display_name="N", password=PASSWORD)


def test_a_person_shut_out_is_no_longer_an_actor_and_nobody_shuts_out_himself(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    set_person_active(actor=shop.owner, user_id=cashier.id, active=False)

    assert actor_of_person(cashier.id) is None
    with pytest.raises(Unprocessable):
        set_person_active(actor=shop.owner, user_id=shop.owner.id, active=False)


def test_roles_are_replaced_and_on_the_trail(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    assign_roles(actor=shop.owner, user_id=cashier.id, roles=[("restocker", shop.branch_id)])

    actor = actor_of_person(cashier.id, branch_id=shop.branch_id)
    assert actor is not None
    assert (actor.may(SELL, shop.branch_id), actor.may(ADJUST_STOCK, shop.branch_id)) == (
        False,
        True,
    )
    record = AuditRecord.objects.filter(object_id=cashier.id, reason="roles").latest("recorded_at")
    assert (record.actor_id, record.facts["roles"]) == (shop.owner.id, ["restocker"])
    assert record.facts["after"] == {"roles": [f"restocker@{shop.branch_id}"]}
    with pytest.raises(Unprocessable):
        assign_roles(actor=shop.owner, user_id=cashier.id, roles=[("king", None)])


def test_preferences_follow_the_person(shop: Shop) -> None:
    set_preferences(actor=shop.owner, language="id", theme="dark")
    set_preferences(actor=shop.owner, theme="light")

    user = User.objects.get(id=shop.owner.id)
    assert (user.language, user.theme) == ("id", "light")
    records = AuditRecord.objects.filter(reason="preferences").order_by("id")
    told = [record.facts for record in records]
    assert told == [{"names": ["language", "theme"]}, {"names": ["theme"]}]


def test_a_person_is_added_with_roles_or_not_at_all(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        add_person(
            actor=shop.owner,
            username="dewi",
            display_name="Dewi",
            password=PASSWORD,
            roles=[("queen", None)],
        )
    assert User.objects.named("dewi") is None

    user_id = add_person(
        actor=shop.owner,
        username="dewi",
        display_name="Dewi",
        password=PASSWORD,
        roles=[("cashier", shop.branch_id)],
    )

    actor = actor_of_person(user_id)
    assert actor is not None
    assert actor.may(SELL, shop.branch_id)


def test_who_manages_one_branch_reaches_no_further(shop: Shop) -> None:
    local = add_staff("administrator", shop.branch_id)
    cashier = add_staff("cashier", None, "dewi")

    with pytest.raises(NotPermitted):
        assign_roles(actor=local, user_id=local.id, roles=[("owner", None)])
    with pytest.raises(NotPermitted):
        change_password(actor=local, user_id=shop.owner.id, password="tidak-mudah-ditebak-8")
    with pytest.raises(NotPermitted):
        set_person_active(actor=local, user_id=cashier.id, active=False)
    with pytest.raises(NotPermitted):
        assign_roles(actor=local, user_id=cashier.id, roles=[("cashier", shop.branch_id)])


def test_nobody_takes_the_staff_from_themselves(shop: Shop) -> None:
    with pytest.raises(Unprocessable) as refused:
        assign_roles(actor=shop.owner, user_id=shop.owner.id, roles=[("cashier", None)])

    assert list(refused.value.errors) == ["roles"]
    assign_roles(actor=shop.owner, user_id=shop.owner.id, roles=[("administrator", None)])


def test_rights_name_roles_and_methods_that_there_are() -> None:
    declared = declared_permissions()

    assert set().union(*(one.roles for one in declared)) == set(ROLE_TITLES)
    assert set().union(*(one.methods for one in declared)) == set(METHOD_TITLES)
    assert delivered_rights("nobody") == frozenset()
