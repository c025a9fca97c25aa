"""Every operation answers a valid request as its document says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from django.db import transaction

from tests.surfaces.api.program import Program, program
from tests.surfaces.api.world import World, full_world
from theriac.surfaces.api.export import openapi_document

DOCUMENT = openapi_document()
OPERATIONS = {
    operation["operationId"]: (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
ONLY_PEOPLE = {
    "approvePurchaseProposal",
    "rejectPurchaseProposal",
    "giveApproval",
    "grantApprovalRequest",
    "leaveApprovalRequest",
    "refuseApprovalRequest",
}
"""What no program may do by its key."""


@pytest.fixture
def world(db: None, mails: None) -> World:
    return full_world()


@pytest.fixture
def owner(world: World) -> Program:
    return program(world.shop, "owner")


def answered_schema(status: int, operation: dict[str, Any], media_type: str) -> Any:
    response = operation["responses"][str(status)]
    if "$ref" in response:
        response = DOCUMENT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    return response["content"][media_type]["schema"]


def assert_as_documented(operation_id: str, response: Any) -> None:
    operation = OPERATIONS[operation_id.partition(":")[0]][2]
    assert str(response.status_code) in operation["responses"]
    media_type = response.headers["Content-Type"].partition(";")[0]
    schema = answered_schema(response.status_code, operation, media_type)
    if schema == {"type": "string", "format": "binary"}:
        return
    whole = {**schema, "components": DOCUMENT["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(whole, format_checker=checker).validate(response.json())


@pytest.mark.one_server
@pytest.mark.rows("API-10")
@pytest.mark.django_db
def test_every_operation_succeeds_and_answers_as_its_document_says(
    world: World, owner: Program
) -> None:
    asked = {name.partition(":")[0] for name in world.requests}
    assert asked == set(OPERATIONS)
    refused = {}
    for name, request in world.requests.items():
        with transaction.atomic():  # each asks the world as it was built
            response = owner.ask(request)
            transaction.set_rollback(True)
        if name in ONLY_PEOPLE:
            assert (response.status_code, response.json()["code"]) == (403, "not_permitted")
            continue
        if response.status_code not in (200, 201):
            refused[name] = response.json()
            continue
        assert_as_documented(name, response)
    assert {k: v["detail"] for k, v in refused.items()} == {}, str(refused)


@pytest.mark.rows("API-10")
@pytest.mark.django_db
def test_an_edit_of_a_version_that_nobody_saw_is_refused_as_its_document_says(
    world: World, owner: Program
) -> None:
    passed = []
    for name, request in world.requests.items():
        if not request.edits:
            continue
        with transaction.atomic():
            response = owner.ask(replace(request, edits='"999999999"'))
            transaction.set_rollback(True)
        if (response.status_code, response.json().get("code")) != (409, "stale"):
            passed.append((name, response.status_code))
        assert_as_documented(name, response)
    assert passed == []
