"""Customers and programs: registering, signing in, and what their token opens."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.customers import (
    EMAIL,
    NAME,
    SECRET,
    TEXT,
    a_customer,
    mailed,
    secret_in,
    turn_on,
)
from tests.support.shop import PASSWORD, Shop
from tests.surfaces.api.program import ROOT, Program, program
from theriac.core.jobs.models import Job
from theriac.domains.customers.commands.block import block_customer
from theriac.domains.customers.models import Consent, Registration
from theriac.domains.customers.registration import confirm

pytestmark = pytest.mark.django_db
REGISTER = f"{ROOT}/auth/register"


@pytest.fixture
def opened(shop: Shop, settings: Any) -> Shop:
    turn_on(shop, settings)
    return shop


def typed(**changed: Any) -> dict[str, Any]:
    now = Client().get(REGISTER).json()
    given = {"name": NAME, "email": EMAIL, "password": SECRET, "privacy": now["privacy"]}
    return {**given, **changed}


def post(path: str, body: Any, **headers: str) -> Any:
    return Client().post(f"{ROOT}{path}", body, "application/json", headers=headers)


def signed_in(password: str = SECRET) -> Any:
    body = {"username": EMAIL, "password": password, "client_id": str(uuid4())}
    return post("/auth/login", body)


@pytest.mark.rows("API-08")
def test_registration_is_off_until_the_pharmacy_turns_it_on(shop: Shop, settings: Any) -> None:
    assert Client().get(REGISTER).json()["is_open"] is False
    refused = post("/auth/register", typed(), **{"Accept-Language": "id"})
    assert (refused.status_code, refused.json()["code"]) == (
        403,
        "accounts.registration_closed",
    )
    assert "apotek" in refused.json()["detail"]
    assert not Registration.objects.exists()


@pytest.mark.rows("API-08")
def test_a_customer_registers_confirms_signs_in_and_reads_their_own_account(opened: Shop) -> None:
    assert Client().get(REGISTER).json()["privacy_text"] == TEXT
    assert post("/auth/register", typed()).json() == {"mailed": True}
    assert signed_in().status_code == 401
    confirm(secret_in(mailed()), SECRET)

    tokens = signed_in().json()
    mine = Program(tokens["access_token"])
    account = mine.get("/account").json()
    assert (account["name"], account["email"]) == (NAME, EMAIL)
    assert [one["purpose"] for one in account["consents"] if one["is_given"]] == ["privacy"]
    assert Consent.objects.get().how == "program"
    for path in ("/me", "/products", "/sales", "/branches"):
        refused = mine.get(path)
        assert (refused.status_code, refused.json()["code"]) == (401, "api.not_signed_in")

    body = {"refresh_token": tokens["refresh_token"]}
    assert post("/auth/logout", body).json() == {"ended": True}
    assert mine.get("/account").status_code == 401


def test_the_staff_open_no_customers_account(opened: Shop) -> None:
    person = {"username": "owner", "password": PASSWORD, "client_id": str(uuid4())}
    token = post("/auth/login", person).json()["access_token"]
    assert Program(token).get("/account").status_code == 401
    assert program(opened, "owner").get("/account").status_code == 401


def test_the_answer_tells_nobody_who_has_an_account(opened: Shop) -> None:
    a_customer()
    known = post("/auth/register", typed())
    unknown = post("/auth/register", typed(email="siti@example.com"))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert Job.objects.count() == 2
    wrong = signed_in("bukan yang ini")
    body = {"username": "siti@example.com", "password": SECRET, "client_id": str(uuid4())}
    nobody = post("/auth/login", body)
    assert wrong.status_code == nobody.status_code == 401
    told = [{**one.json(), "trace_id": ""} for one in (wrong, nobody)]
    assert told[0] == told[1]


def test_a_blocked_customers_token_opens_nothing(opened: Shop) -> None:
    customer = a_customer()
    mine = Program(signed_in().json()["access_token"])
    block_customer(actor=opened.owner, customer_id=customer.id, reason="no show")
    assert mine.get("/account").status_code == 401


def test_what_needs_correcting_is_named(opened: Shop) -> None:
    weak = post("/auth/register", typed(password="apotek1234"))
    assert (weak.status_code, weak.json()["code"]) == (422, "accounts.weak_password")
    old = post("/auth/register", typed(privacy="0" * 64))
    assert (old.status_code, old.json()["code"]) == (422, "customers.privacy_not_agreed")
    assert post("/auth/register", typed(privacy="yes")).status_code == 422


def test_a_mailbox_is_written_to_ten_times_an_hour(opened: Shop) -> None:
    for _ in range(10):
        assert post("/auth/register", typed()).status_code == 200
    refused = post("/auth/register", typed())
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
