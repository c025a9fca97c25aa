"""Who may ask: machines by key, people by session with CSRF."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.shop import Medicine, Shop, add_staff, api_key, stock_up
from tests.support.shops import second_branch
from tests.surfaces.api.program import ROOT, Program, program
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.api_keys import revoke_api_key
from theriac.domains.accounts.models import User

pytestmark = pytest.mark.django_db


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json().get("code", "")


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Bearer thk_unknown", "Bearer \u00e9", "Basic dXNlcjpw", "thk_x"],
)
def test_no_known_key_is_401_with_a_challenge(shop: Shop, authorization: str) -> None:
    response = Client().get(
        ROOT + "/me", headers={"Authorization": authorization.encode().decode("latin-1")}
    )

    assert code_of(response) == (401, "api.not_signed_in")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="theriac"'


def test_a_revoked_key_opens_nothing(shop: Shop) -> None:
    asking = program(shop)
    assert asking.get("/me").status_code == 200

    revoke_api_key(actor=shop.owner, branch_id=shop.branch_id, key_id=asking.client_id())

    assert code_of(asking.get("/me")) == (401, "api.not_signed_in")


def test_me_tells_the_keys_branch_terminal_and_permissions(shop: Shop) -> None:
    me = program(shop, "restocker").get("/me").json()

    assert (me["kind"], me["branch_id"], me["terminal_id"]) == (
        "machine",
        str(shop.branch_id),
        str(shop.api_terminal_id),
    )
    (grant,) = me["grants"]
    assert grant["branch_id"] == str(shop.branch_id)
    assert "purchasing.draft" in grant["permissions"]
    assert "sales.sell" not in grant["permissions"]


def test_a_role_is_asked_before_the_body_is_read(shop: Shop) -> None:
    refused = program(shop, "auditor").post("/sales", b"{not json")

    assert code_of(refused) == (403, "not_permitted")
    assert refused.json()["permission"] == "sales.sell"


def signed_in(actor: Actor, *, csrf: bool = True) -> Client:
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(User.objects.get(id=actor.id))
    return client


def test_a_persons_session_reads_and_writes_only_with_its_csrf_token(
    shop: Shop, medicine: Medicine
) -> None:
    person = add_staff("restocker", shop.branch_id)
    client = signed_in(person)
    path = f"{ROOT}/minimums/{medicine.id}"
    page = client.get(f"{ROOT}/docs")
    token = page.content.decode().partition('data-csrf="')[2].partition('"')[0]
    write = {"data": {"quantity": 3}, "content_type": "application/json"}

    assert client.get(f"{ROOT}/me").json()["kind"] == "person"
    bare = client.put(path, **write, headers={"Idempotency-Key": "k"})
    assert code_of(bare) == (403, "api.csrf_failed")
    headers = {"Idempotency-Key": "k", "X-CSRFToken": token}
    assert client.put(path, **write, headers=headers).status_code == 200


def test_a_person_sells_nothing_through_the_api(shop: Shop, medicine: Medicine) -> None:
    client = signed_in(add_staff("cashier", shop.branch_id), csrf=False)
    body = {"lines": [{"product_id": str(medicine.id), "quantity": 1}]}

    answer = client.post(
        f"{ROOT}/sales", body, "application/json", headers={"Idempotency-Key": "k"}
    )

    assert code_of(answer) == (403, "api.no_terminal")


def test_an_owner_of_several_branches_names_one(shop: Shop, medicine: Medicine) -> None:
    client = signed_in(User.objects.get_by_natural_key("owner"))
    there = second_branch(shop)

    assert code_of(client.get(f"{ROOT}/sales")) == (422, "api.branch_needed")
    assert client.get(f"{ROOT}/sales?branch_id={there}").status_code == 200
    unknown = client.get(f"{ROOT}/sales?branch_id={medicine.id}")
    assert code_of(unknown) == (404, "not_found")


def test_a_key_sees_nothing_of_another_branch(shop: Shop, medicine: Medicine) -> None:
    there = second_branch(shop)
    batch_id = stock_up(shop, medicine, 5)
    stranger = Program(api_key(shop))
    mine = stranger.get("/me").json()["branch_id"]
    assert mine == str(shop.branch_id)

    for path in ("/stock", "/batches", "/stock-movements", "/sales", "/cases", "/minimums"):
        assert code_of(stranger.get(f"{path}?branch_id={there}")) == (403, "not_permitted")
    moved = stranger.post(
        f"/adjustments?branch_id={there}",
        {"batch_id": str(batch_id), "counted": 1, "reason": "x"},
    )
    assert code_of(moved) == (403, "not_permitted")
    assert [row["id"] for row in stranger.get("/branches").json()["items"]] == [mine]
