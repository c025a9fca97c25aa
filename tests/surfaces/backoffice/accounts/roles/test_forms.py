"""Roles on their screens: made from a method or a copy, changed, renamed, put back, retired."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.roles import delivered_rights, method_rights


def address(role: Role, page: str = "") -> str:
    return f"/people/roles/{role.id}/{page}"


@pytest.mark.rows("SEC-05")
def test_a_role_is_made_from_a_method_and_given(shop: Shop, owner: Client) -> None:
    form = owner.get("/people/roles/new/").text
    assert re.findall(r'<option value="method-(\w+)">([^<]+)<', form) == [
        ("inventory", "Manage inventory"),
        ("customers", "Serve customers"),
        ("users", "Manage users"),
    ]

    made = owner.post("/people/roles/new/", {"name": "Front", "start": "method-customers"})

    role = Role.objects.get(name="Front")
    assert made["Location"] == address(role, "edit/")
    ticked = re.findall(r'value="([^"]+)"[^>]*checked', owner.get(made["Location"]).text)
    assert frozenset(ticked) == method_rights("customers")
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    owner.post(f"/people/{dewi.id}/roles/", {"roles": [f"front:{shop.branch_id}"]})
    assert "Front" in owner.get(f"/people/{dewi.id}/").text
    page = owner.get(address(role)).text
    assert "Dewi" in page
    assert "Created here" in page


def test_a_copy_starts_with_the_rights_of_the_role(shop: Shop, owner: Client) -> None:
    cashier = Role.objects.get(code="cashier")
    form = owner.get(f"/people/roles/new/?from={cashier.id}").text
    assert 'value="Cashier, copy"' in form

    owner.post("/people/roles/new/", {"name": "Cashier, copy", "start": str(cashier.id)})

    assert Role.objects.get(name="Cashier, copy").permissions == cashier.permissions


def test_a_right_that_is_taken_is_gone_at_the_next_click(shop: Shop, owner: Client) -> None:
    manager = client_of(shop, "manager")
    assert manager.get("/people/").status_code == 200
    role = Role.objects.get(code="manager")
    rights = [code for code in role.permissions if code != "accounts.view"]

    kept = owner.post(
        address(role, "edit/"),
        {"name": "Manager", "permissions": rights, "version": str(role.version)},
        follow=True,
    )

    assert "Saved. The new permissions apply immediately, also at" in kept.text
    assert "Changed from default" in kept.text
    assert "removed here" in kept.text
    assert manager.get("/people/").status_code == 403
    role.refresh_from_db()
    assert role.name == ""
    back = owner.post(address(role, "restore/"), follow=True)
    assert "The role was reset to default. The change applies" in back.text
    assert frozenset(Role.objects.get(code="manager").permissions) == delivered_rights("manager")
    assert manager.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"name": ""}, 422, "This field is required."),
        ({"name": "Owner"}, 409, "Another role is already called Owner. Choose another name."),
        ({"permissions": ["sales.fly"]}, 422, "This isn&#x27;t in the list."),
        ({"version": "9"}, 409, "Another user changed this role. Check it,"),
    ],
)
def test_what_cant_be_taken_is_said_and_nothing_changes(
    shop: Shop, owner: Client, changes: dict[str, str], status: int, sentence: str
) -> None:
    role = Role.objects.get(code="cashier")
    sent = {"name": "Cashier", "permissions": role.permissions, "version": "1", **changes}

    refused = owner.post(address(role, "edit/"), sent)

    assert refused.status_code == status
    assert sentence in refused.text
    assert Role.objects.get(code="cashier").version == 1


def test_what_one_lacks_oneself_cant_be_ticked_for_others(shop: Shop) -> None:
    add_staff("administrator", None)
    client = client_of(shop, "administrator")
    role = Role.objects.get(code="auditor")

    refused = client.post(
        address(role, "edit/"),
        {"name": "Auditor", "permissions": [*role.permissions, "patients.erase"], "version": "1"},
    )

    assert refused.status_code == 403
    assert "You can&#x27;t give permissions that you don&#x27;t have" in refused.text


def test_a_role_is_retired_once_nobody_holds_it_and_brought_back(shop: Shop, owner: Client) -> None:
    role = Role.objects.get(code="restocker")

    assert (
        "This role can no longer be assigned."
        in owner.post(address(role, "retire/"), follow=True).text
    )
    assert 'value="restocker"' not in owner.get("/people/new/").text
    assert (
        "The role was restored and can be assigned"
        in owner.post(address(role, "back/"), follow=True).text
    )
    held = owner.post(address(Role.objects.get(code="owner"), "retire/"), follow=True)
    assert "This role is still assigned to 1 staff member." in held.text
