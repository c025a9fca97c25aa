"""Signing in for programs: a password becomes tokens, which open the API until they end."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from tests.support.second_steps import code_of, with_app
from tests.support.shop import PASSWORD, Medicine, Shop, add_staff
from tests.support.staff import handle_of
from tests.surfaces.api.program import ROOT, Program
from theriac.domains.accounts.commands.people import add_person
from theriac.domains.accounts.models import User

pytestmark = pytest.mark.django_db
CLIENT_ID = str(uuid4())


def send(path: str, body: Any, **headers: str) -> Any:
    return Client().post(f"{ROOT}/auth/{path}", body, "application/json", headers=headers)


def signed_in(username: str = "owner", password: str = PASSWORD, **more: str) -> Any:
    body = {"username": username, "password": password, "client_id": CLIENT_ID}
    return send("login", {**body, "client_name": "Rekap", **more})


@pytest.mark.rows("API-08", "SEC-08")
def test_a_program_signs_a_person_in_reads_writes_refreshes_and_signs_out(
    shop: Shop, medicine: Medicine
) -> None:
    add_staff("restocker", shop.branch_id)
    given = signed_in("restocker")

    assert given.status_code == 200
    assert given.headers["Cache-Control"] == "no-store"
    person = Program(given.json()["access_token"])
    me = person.get("/me").json()
    assert (me["kind"], me["id"], me["branch_id"]) == (
        "person",
        given.json()["person_id"],
        str(shop.branch_id),
    )
    assert person.put(f"/minimums/{medicine.id}", {"quantity": 3}).status_code == 200
    assert person.get("/sales").status_code == 403

    mine = {"refresh_token": given.json()["refresh_token"]}
    renewed = send("refresh", {**mine, "client_id": CLIENT_ID}).json()
    assert Program(renewed["access_token"]).get("/me").status_code == 200
    assert renewed["refresh_ends_at"] == given.json()["refresh_ends_at"]

    latest = {"refresh_token": renewed["refresh_token"]}
    assert send("logout", latest).json() == {"ended": True}
    assert send("logout", latest).json() == {"ended": False}
    for token in (given.json()["access_token"], renewed["access_token"]):
        refused = Program(token).get("/me")
        assert (refused.status_code, refused.json()["code"]) == (401, "api.not_signed_in")
    gone = send("refresh", {**latest, "client_id": CLIENT_ID})
    assert (gone.status_code, gone.json()["code"]) == (401, "accounts.refresh_refused")


@pytest.mark.rows("API-08")
def test_a_browser_signs_in_by_a_cookie_and_no_token(shop: Shop) -> None:
    browser = Client()

    answer = browser.post("/accounts/login/", {"login": "owner", "password": PASSWORD})

    assert answer.status_code == 302
    assert browser.cookies["sessionid"]["httponly"]
    assert browser.get(f"{ROOT}/me").json()["kind"] == "person"


@pytest.mark.rows("SEC-08")
def test_a_token_that_is_used_twice_is_told_and_its_access_ends(shop: Shop, settings: Any) -> None:
    settings.REFRESH_GRACE_SECONDS = 0
    given = signed_in().json()
    body = {"refresh_token": given["refresh_token"], "client_id": CLIENT_ID}
    renewed = send("refresh", body).json()

    again = send("refresh", body)

    assert (again.status_code, again.json()["code"]) == (401, "accounts.refresh_reused")
    assert "choose a new password" in again.json()["detail"]
    assert Program(renewed["access_token"]).get("/me").status_code == 401


@pytest.mark.parametrize(
    ("username", "password"), [("owner", "not-the-password"), ("nobody", PASSWORD), ("", "x")]
)
def test_a_wrong_name_or_password_gives_nothing(shop: Shop, username: str, password: str) -> None:
    refused = signed_in(username, password)
    assert (refused.status_code, refused.json()["code"]) == (401, "accounts.sign_in_refused")
    assert "Wrong name or password. Try again." in refused.json()["detail"]


def test_tries_are_limited_as_on_the_sign_in_page(shop: Shop) -> None:
    cache.clear()
    answers = [signed_in(password="wrong").json()["detail"] for _ in range(12)]
    cache.clear()
    assert "Too many attempts" in answers[-1]


def test_a_closed_account_and_a_given_password_give_nothing(shop: Shop) -> None:
    add_person(actor=shop.owner, username="baru", display_name="Baru", password="kata-sementara-12")
    given = signed_in("baru", "kata-sementara-12")
    assert (given.status_code, given.json()["code"]) == (403, "accounts.password_given")
    User.objects.filter(handle=handle_of("owner")).update(is_active=False)
    assert signed_in().status_code == 401


def test_a_persons_token_doesnt_number_a_sale(shop: Shop, medicine: Medicine) -> None:
    token = signed_in().json()["access_token"]
    line = {"product_id": str(medicine.id), "quantity": 1}
    refused = Program(token).post("/sales", {"lines": [line]})
    assert refused.json()["code"] == "api.no_terminal"


def test_the_keys_are_published_for_whoever_asks(shop: Shop) -> None:
    signed_in()
    (key,) = Client().get(f"{ROOT}/auth/keys").json()["keys"]
    assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("OKP", "Ed25519", "EdDSA", "sig")
    assert key["kid"].startswith("k-")


@pytest.mark.rows("SEC-09")
def test_where_a_second_step_is_set_up_its_code_is_needed(shop: Shop) -> None:
    cache.clear()
    recovery = with_app(shop.owner.id)

    refused = signed_in()
    assert (refused.status_code, refused.json()["code"]) == (401, "accounts.second_step")
    assert refused.json()["needed"] is True
    wrong = signed_in(code="000000" if code_of() != "000000" else "111111")
    assert (wrong.status_code, wrong.json()["needed"]) == (401, False)
    code = code_of()
    assert signed_in(code=code).status_code == 200
    assert signed_in(code=code).status_code == 401
    assert signed_in(code=recovery[0]).status_code == 200
    assert signed_in(password="wrong", code=recovery[1]).json()["code"] == (
        "accounts.sign_in_refused"
    )


@pytest.mark.rows("SEC-09")
def test_who_must_set_one_up_gets_no_token_before(shop: Shop, settings: Any) -> None:
    token = signed_in().json()
    settings.SECOND_STEP_ROLES = ["owner"]

    refused = signed_in()
    assert (refused.status_code, refused.json()["code"]) == (
        403,
        "accounts.second_step_missing",
    )
    body = {"refresh_token": token["refresh_token"], "client_id": CLIENT_ID}
    assert send("refresh", body).status_code == 401


@pytest.mark.rows("SEC-09")
def test_wrong_codes_are_refused_for_a_while(shop: Shop) -> None:
    recovery = with_app(shop.owner.id)
    for _try in range(10):
        assert signed_in(code="nobody's").status_code == 401
    locked = signed_in(code=recovery[0])
    assert (locked.status_code, locked["Retry-After"]) == (429, "300")
    assert locked.json()["code"] == "accounts.too_many_tries"
