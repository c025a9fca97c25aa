"""The hand-written matrix of roles, against every operation of the API.

``matrix.csv``: what is asked (``api`` or ``screen``), method and path, the case where one address
has several, the permission, what somebody gets who holds the role at another branch only, then y
or n for each role. The screens have a matrix of their own. ``docs/roles.md`` publishes both.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.support.turns import Turns
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.world import World
from tests.surfaces.kept_world import kept_world
from theriac.core.permissions import declared_permissions
from theriac.domains.accounts.models import User
from theriac.domains.accounts.roles import ROLE_TITLES
from theriac.surfaces.api.export import openapi_document

__all__ = ["kept_world"]
MATRIX = Path(__file__).with_name("matrix.csv")
ROLES = tuple(ROLE_TITLES)
CUSTOMER = "customer"
"""Who registers themselves: no role of the staff, and a column of the matrix."""
OF_CUSTOMERS = {"getOwnAccount"}
OF_SUPPLIERS = {
    *("listSuppliedOrders", "getSuppliedOrder", "listPriceLists", "sendPriceList"),
    "sendPriceListFile",
}
"""A supplier's own key opens these, and nobody of the staff does."""
ELSEWHERE = {"own", "hidden", "refused", "shared", "read"}
OPERATIONS = {
    operation["operationId"]: (method.upper(), path.removeprefix("/api/v1"), operation)
    for path, methods in openapi_document()["paths"].items()
    for method, operation in methods.items()
}


def rows_of(surface: str) -> list[dict[str, str]]:
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["surface"] == surface]


def key_of(row: dict[str, str]) -> tuple[str, str, str]:
    return row["method"], row["path"], row["case"]


def test_the_matrix_has_a_column_for_each_role_and_says_yes_or_no() -> None:
    rows = [*rows_of("api"), *rows_of("screen")]
    codes = {permission.code for permission in declared_permissions()}
    for row in rows:
        assert tuple(row)[6:] == (*ROLES, CUSTOMER)
        assert row["elsewhere"] in ELSEWHERE, row
        assert {row[role] for role in (*ROLES, CUSTOMER)} <= {"y", "n"}, row
        assert not row["permission"] or row["permission"] in codes, row
    keys = [(row["surface"], *key_of(row)) for row in rows]
    assert len(keys) == len(set(keys))


def test_every_operation_has_its_row_and_every_row_its_operation(world: World) -> None:
    asked = {
        (*OPERATIONS[name.partition(":")[0]][:2], request.case)
        for name, request in world.requests.items()
    }
    assert {key_of(row) for row in rows_of("api")} == asked


def test_each_row_names_a_permission_of_its_operation() -> None:
    named = {
        (method, path): operation["x-permissions"]
        for method, path, operation in OPERATIONS.values()
    }
    for row in rows_of("api"):
        permissions = named[row["method"], row["path"]]
        assert row["permission"] in permissions or (not row["permission"] and not permissions)


def said_to(role: str, on_turn: Turns) -> dict[tuple[str, str, str], str]:
    """What the matrix says to a role of the operations whose turn it is."""
    rows = [row for row in rows_of("api") if on_turn(" ".join(key_of(row)))]
    return {key_of(row): row[role] for row in rows}


@pytest.fixture
def world(kept_world: World, db: None, mails: None) -> World:
    return kept_world


@pytest.mark.django_db
@pytest.mark.rows("SEC-04")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_the_matrix_says_and_no_more(
    role: str, world: World, on_turn: Turns
) -> None:
    asking = program(world.shop, role)
    said = said_to(role, on_turn)
    found = {key: may(asking, world, key) for key in said}

    assert found == said


@pytest.mark.django_db
@pytest.mark.rows("SEC-04")
def test_a_customers_token_opens_their_own_account_and_nothing_else(
    world: World, on_turn: Turns
) -> None:
    asking = Program(world.requests["getOwnAccount"].token)
    said = said_to(CUSTOMER, on_turn)
    found = {key: may(asking, world, key) for key in said}

    assert found == said


@pytest.mark.django_db
@pytest.mark.rows("SEC-04")
def test_a_customers_session_opens_nothing_of_the_api_but_what_is_open_to_all(
    world: World, on_turn: Turns
) -> None:
    browser = Client()
    browser.force_login(User.objects.get(kind="customer"))
    asking = Program("", browser)
    said = said_to(CUSTOMER, on_turn)
    found = {key: may(asking, world, key) for key in said}

    own = {("GET", "/account", ""): "n"}
    assert found == said | {key: answer for key, answer in own.items() if key in said}


@pytest.mark.django_db
@pytest.mark.rows("SEC-04")
@pytest.mark.parametrize("credential", ["", "unknown", "an.unknown.token"])
def test_without_a_known_credential_no_operation_answers_but_those_open_to_all(
    credential: str, world: World, on_turn: Turns
) -> None:
    asking, open_to_all = Program(credential), set()
    for name, request in world.requests.items():
        operation_id = name.partition(":")[0]
        if not on_turn(operation_id):
            continue
        with transaction.atomic():
            response = asking.ask(replace(request, token=""))
            transaction.set_rollback(True)
        if response.status_code != 401 or response.json()["code"] != "api.not_signed_in":
            open_to_all.add(operation_id)

    assert open_to_all == {
        operation_id
        for operation_id, (_method, _path, operation) in OPERATIONS.items()
        if not operation["security"] and on_turn(operation_id)
    }


def may(asking: Program, world: World, key: tuple[str, str, str]) -> str:
    """y where the request succeeds, n where it is refused for the role; else what came.

    A customer is nobody to the staff's operations, and the staff to a customer's.
    """
    is_customer = asking.key in ("", world.requests["getOwnAccount"].token)
    for name, request in world.requests.items():
        if (*OPERATIONS[name.partition(":")[0]][:2], request.case) != key:
            continue
        with transaction.atomic():
            response = asking.ask(replace(request, token=""))
            transaction.set_rollback(True)
        if response.status_code in (200, 201):
            return "y"
        code = response.json()["code"]
        if code == "api.not_signed_in" and (is_customer or name in OF_CUSTOMERS | OF_SUPPLIERS):
            return "n"
        return "n" if (response.status_code, code) == (403, "not_permitted") else code
    raise AssertionError(key)
