"""Keys of programs: shown once, tried at the API, revoked."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.domains.accounts.models import ApiKey, User
from theriac.domains.accounts.queries.actors import find_api_client
from theriac.domains.organisation.models import Terminal


def typed(shop: Shop, **changes: str) -> dict[str, str]:
    return {
        "name": "Web shop",
        "branch": str(shop.branch_id),
        "role": "cashier",
        "terminal": "new",
        "code": "A2",
        **changes,
    }


def test_the_secret_is_shown_once_and_opens_what_its_role_may(shop: Shop, owner: Client) -> None:
    response = owner.post("/keys/new/", typed(shop))

    secret = re.search(r'value="(thk_[^"]+)"', response.text)
    assert secret is not None
    found = find_api_client(secret[1])
    assert found is not None
    assert found.actor.branch_id == shop.branch_id
    assert Terminal.objects.get(code="A2").kind == "api"
    listed = owner.get("/keys/").text
    assert "Web shop" in listed
    assert secret[1] not in listed
    assert secret[1][:8] in listed


def test_a_key_takes_a_terminal_that_stands_there(shop: Shop, owner: Client) -> None:
    assert '<option value="new" selected>New terminal</option>' in owner.get("/keys/new/").text

    owner.post("/keys/new/", typed(shop, terminal=str(shop.api_terminal_id), code=""))

    assert ApiKey.objects.get().terminal_id == shop.api_terminal_id


@pytest.mark.rows("UX-03")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"code": ""}, "code"),
        ({"code": "K1"}, "code"),
        ({"code": "AA"}, "code"),
        ({"code": "TOOLONG1"}, "code"),
        ({"role": "queen"}, "role"),
        ({"branch": "x"}, "branch"),
        ({"terminal": "x"}, "terminal"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_made(
    shop: Shop, owner: Client, changes: dict[str, str], field: str
) -> None:
    response = owner.post("/keys/new/", typed(shop, **changes))

    assert response.status_code in (409, 422)
    assert f'id="id_{field}-error"' in response.text
    assert not ApiKey.objects.exists()
    assert Terminal.objects.count() == 2


def test_a_page_sent_twice_makes_one_key(shop: Shop, owner: Client) -> None:
    sent = typed(shop, terminal=str(shop.api_terminal_id))
    owner.post("/keys/new/", sent)

    again = owner.post("/keys/new/", sent)

    assert again.status_code == 422
    assert "An active key already has this name. Choose another." in again.text
    assert ApiKey.objects.count() == 1


def test_a_revoked_key_opens_nothing(shop: Shop, owner: Client) -> None:
    made = owner.post("/keys/new/", typed(shop)).text
    secret = re.search(r'value="(thk_[^"]+)"', made)
    assert secret is not None
    key = ApiKey.objects.get()

    page = owner.post(f"/keys/{key.id}/revoke/", {"reason": "lost"}, follow=True)

    assert "The key was revoked and no longer works." in page.text
    assert find_api_client(secret[1]) is None
    assert owner.post(f"/keys/{key.id}/revoke/", {}).status_code == 404
    assert "Web shop" not in owner.get("/keys/?valid=true").text


def test_another_branchs_administrator_revokes_no_key_of_this_one(
    shop: Shop, owner: Client
) -> None:
    owner.post("/keys/new/", typed(shop))
    key = ApiKey.objects.get()
    add_staff("administrator", second_branch(shop), "there")
    there = Client()
    there.force_login(User.objects.get_by_natural_key("there"))

    assert f"revoke-{key.id}" in owner.get("/keys/").text
    assert f"revoke-{key.id}" not in there.get("/keys/").text
    assert there.post(f"/keys/{key.id}/revoke/", {}).status_code == 403
    assert ApiKey.objects.get().revoked_at is None


def test_a_manager_makes_no_keys(shop: Shop) -> None:
    manager = client_of(shop, "manager")

    assert manager.get("/keys/").status_code == 403
    assert manager.post("/keys/new/", typed(shop)).status_code == 403
