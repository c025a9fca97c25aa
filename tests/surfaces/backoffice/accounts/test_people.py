"""People: added, given roles and passwords, shut out; refusals stand beside their fields."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.staff import handle_of
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.sales.permissions import SELL

NEW = {
    "display_name": "Dewi Lestari",
    "username": "dewi",
    "email": "",
    "language": "id",
    "role": "cashier",
    "password": "kunci-pertama-81",
}


def typed(shop: Shop, **changes: str) -> dict[str, str]:
    return {**NEW, "branch": str(shop.branch_id), **changes}


def test_a_person_is_added_with_a_role_and_signs_in(shop: Shop, owner: Client) -> None:
    form = owner.get("/people/new/").text
    proposed = re.search(r'name="password" value="([^"]+)"', form)
    assert proposed is not None
    assert re.fullmatch(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", proposed[1])

    response = owner.post("/people/new/", typed(shop, password=proposed[1]))

    dewi = User.objects.get_by_natural_key("dewi")
    assert (response.status_code, response["Location"]) == (302, f"/people/{dewi.id}/")
    assert Client().login(username=handle_of("dewi"), password=proposed[1])
    actor = actor_of_person(dewi.id)
    assert actor is not None
    assert actor.may(SELL, shop.branch_id)
    page = owner.get(response["Location"]).text
    assert "Added. You can assign more roles below." in page
    assert "Cashier" in page
    assert "Dewi Lestari" in owner.get("/people/?role=cashier").text
    assert "Dewi Lestari" not in owner.get("/people/?role=auditor").text
    assert "Dewi Lestari" in owner.get(f"/people/?branch={shop.branch_id}&q=lestari").text


def test_the_list_names_who_still_has_a_given_password(shop: Shop, owner: Client) -> None:
    owner.post("/people/new/", typed(shop))
    old = add_staff("auditor", shop.branch_id, "ratna")

    page = owner.get("/people/").text
    assert page.count("First password</span>") == 1
    chosen = owner.get("/people/?given=true").text
    assert "Dewi Lestari" in chosen
    assert User.objects.get(pk=old.id).display_name not in chosen

    dewi = User.objects.get_by_natural_key("dewi")
    assert "First password" in owner.get(f"/people/{dewi.id}/").text
    User.objects.filter(pk=dewi.pk).update(must_change_password=False)
    assert "First password" not in owner.get(f"/people/{dewi.id}/").text


@pytest.mark.rows("SEC-06", "UX-03")
@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("pendek", "at least 10 characters"),
        ("password12", "too common"),
        ("apotek12345", "“apotek” is easy to guess. Choose other words."),
        ("dewi.lestari", "too similar to the"),
    ],
)
def test_a_weak_password_is_refused_beside_its_field(
    shop: Shop, owner: Client, password: str, sentence: str
) -> None:
    response = owner.post("/people/new/", typed(shop, password=password))

    assert response.status_code == 422
    error = re.search(r'id="id_password-error">(.*?)</div>', response.text, re.DOTALL)
    assert error is not None
    assert sentence in error[1]
    assert 'value="Dewi Lestari"' in response.text
    assert f'value="{password}"' in response.text
    assert User.objects.named("dewi") is None


@pytest.mark.rows("SEC-06")
def test_passwords_are_kept_as_argon2id(shop: Shop, owner: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    owner.post("/people/new/", typed(shop))

    assert User.objects.get_by_natural_key("dewi").password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "owner"}, "username"),
        ({"username": "OWNER"}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": "<script>"}, "username"),
        ({"username": "dewi@apotek"}, "username"),
        ({"username": "x" * 61}, "username"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "y" * 81}, "display_name"),
        ({"display_name": "a\0b"}, "display_name"),
        ({"email": "dewi@"}, "email"),
        ({"role": "queen"}, "role"),
        ({"role": ""}, "role"),
        ({"branch": "elsewhere"}, "branch"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_what_cant_be_taken_stands_beside_its_field(
    shop: Shop, owner: Client, changes: dict[str, str], field: str
) -> None:
    response = owner.post("/people/new/", typed(shop, **changes))

    assert response.status_code in (409, 422)
    assert f'id="id_{field}-error"' in response.text
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["<b>Dewi</b>", "O'Brien; DROP TABLE", "Ꭰewi 田中 ‮", "{{ 7*7 }}"])
def test_a_strange_name_is_a_name(shop: Shop, owner: Client, name: str) -> None:
    owner.post("/people/new/", typed(shop, display_name=name))

    dewi = User.objects.get_by_natural_key("dewi")
    assert dewi.display_name == name
    page = owner.get(f"/people/{dewi.id}/").text
    assert "<b>Dewi</b>" not in page
    assert owner.get("/people/").status_code == 200


def test_roles_are_ticked_by_branch(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    address = f"/people/{dewi.id}/roles/"
    page = owner.get(address).text
    ticked = re.findall(r'value="([^"]+)"[^>]*checked', page)
    assert ticked == [f"cashier:{shop.branch_id}"]

    owner.post(address, {"roles": [f"manager:{shop.branch_id}", "auditor:all"]})

    held = User.objects.get(id=dewi.id).assignments.values_list("role__code", "branch_id")
    assert set(held) == {("manager", shop.branch_id), ("auditor", None)}
    page = owner.get(f"/people/{dewi.id}/").text
    assert "Every branch" in page
    assert owner.post(address, {"roles": ["queen:all"]}).status_code == 422


def test_nobody_shuts_themselves_out(shop: Shop, owner: Client) -> None:
    address = f"/people/{shop.owner.id}/"
    assert "Suspend" not in owner.get(address).text

    response = owner.post(f"{address}active/", {"active": "no"}, follow=True)

    assert "suspend yourself" in response.text
    taken = owner.post(f"{address}roles/", {"roles": []})
    assert taken.status_code == 422
    assert "You can&#x27;t remove your own permission to manage staff. Ask a" in taken.text
    assert User.objects.get(id=shop.owner.id).is_active


def test_a_person_is_shut_out_and_let_in_again(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    address = f"/people/{dewi.id}/active/"

    shut = owner.post(address, {"active": "no"}, follow=True)

    assert "Dewi is suspended." in shut.text
    assert not Client().login(username=handle_of("dewi"), password=PASSWORD)
    assert "Dewi" in owner.get("/people/?out=true").text
    assert "Dewi can sign in." in owner.post(address, {"active": "yes"}, follow=True).text
    assert Client().login(username=handle_of("dewi"), password=PASSWORD)


def test_a_new_password_works_and_the_old_doesnt(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    address = f"/people/{dewi.id}/password/"

    assert owner.post(address, {"password": "12345678901"}).status_code == 422
    shown = owner.post(address, {"password": "kunci-kedua-82"}, follow=True)

    assert "Dewi can now sign in with the new password." in shown.text
    assert not Client().login(username=handle_of("dewi"), password=PASSWORD)
    assert Client().login(username=handle_of("dewi"), password="kunci-kedua-82")


def test_an_auditor_looks_and_changes_nothing(shop: Shop) -> None:
    auditor = client_of(shop, "auditor")

    page = auditor.get(f"/people/{shop.owner.id}/").text

    assert "Edit roles" not in page
    assert auditor.post("/people/new/", typed(shop)).status_code == 403
    assert auditor.post(f"/people/{shop.owner.id}/active/", {}).status_code == 403


def test_an_unknown_person_isnt_here(owner: Client) -> None:
    assert owner.get("/people/018f0000-0000-7000-8000-000000000000/").status_code == 404
