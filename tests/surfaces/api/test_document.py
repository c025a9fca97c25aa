"""The OpenAPI document: typed throughout, every operation named, permitted and refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from theriac.core.permissions import declared_permissions
from theriac.surfaces.api.export import openapi_document
from theriac.surfaces.api.schemas.types import Body

DOCUMENT = openapi_document()
OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
ASKED_IN_A_BODY = {
    *("parseCode", "quoteSale", "previewReturn", "searchPatients", "exportPatient"),
    *(
        "readGoodsScan",
        "seekRecall",
        "previewPrices",
        "previewNewPromotion",
        "checkSafety",
        "lookUpGiftCard",
    ),
}
MADE_ANEW = {"invitePerson", "makeSupplierInvitation"}
"""A secret that is told once: asked again it is made anew, which ends the one before."""
OPEN = {
    *("signIn", "refreshTokens", "signOut", "getSigningKeys"),
    *("getRegistration", "register"),
}
OF_CUSTOMERS = {"getOwnAccount"}
OF_SUPPLIERS = {
    *("listSuppliedOrders", "getSuppliedOrder", "listPriceLists", "sendPriceList"),
    "sendPriceListFile",
}
ALWAYS = {"400", "401", "403", "404", "413", "422", "500", "503"}


UNCLOSED = {"#/components/schemas/BundleSent": "FHIR R4 says what a Bundle holds"}
"""Bodies that hold more than the document names, and why."""


def parts(node: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the document with its place."""
    if isinstance(node, dict):
        yield place, node
        for name, one in node.items():
            if name not in ("example", "examples", "default", "enum", "const"):
                yield from parts(one, f"{place}/{name}")
    elif isinstance(node, list):
        for index, one in enumerate(node):
            yield from parts(one, f"{place}/{index}")


@pytest.mark.rows("API-10")
def test_it_is_openapi_3_1_and_its_schemas_are_json_schema_2020_12() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert len(OPERATIONS) == len({operation["operationId"] for _m, _p, operation in OPERATIONS})
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_no_object_is_untyped() -> None:
    untyped = []
    for place, node in parts(DOCUMENT):
        if node.get("type") == "object":
            closed = node.get("additionalProperties") is False or "multipart" in place
            closed = closed or place in UNCLOSED
            typed = isinstance(node.get("additionalProperties"), dict)
            if not (closed or (typed and node["additionalProperties"])):
                untyped.append(place)
            if not node.get("properties"):
                untyped.append(f"{place} has no properties")
        each = node.get("prefixItems", ())
        by_place = bool(each) and node.get("minItems") == node.get("maxItems") == len(each)
        if node.get("type") == "array" and not node.get("items") and not by_place:
            untyped.append(f"{place} holds anything")
        for name, schema in node.get("properties", {}).items():
            if (
                isinstance(schema, dict)
                and not {"type", "$ref", "anyOf", "oneOf", "const", "allOf", "enum"} & schema.keys()
            ):
                untyped.append(f"{place}.{name} may be anything")
    assert untyped == []


def test_every_reference_leads_somewhere() -> None:
    for place, node in parts(DOCUMENT):
        target: Any = DOCUMENT
        for step in node.get("$ref", "#").split("/")[1:]:
            assert step in target, place
            target = target[step]


def opening(name: str) -> list[dict[str, Any]]:
    """What opens an operation."""
    if name in OPEN:
        return []
    if name in OF_CUSTOMERS:
        return [{"CustomerToken": []}]
    if name in OF_SUPPLIERS:
        return [{"SupplierToken": []}]
    return [{"ApiKey": []}, {"AccessToken": []}, {"Session": []}]


@pytest.mark.rows("API-11")
@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[o["operationId"] for _m, _p, o in OPERATIONS]
)
def test_every_operation_says_what_it_needs_and_how_it_refuses(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    codes = {permission.code for permission in declared_permissions()}
    responses = operation["responses"]
    parameters = {parameter["name"]: parameter for parameter in operation["parameters"]}

    assert operation["summary"]
    assert operation["tags"]
    assert operation["security"] == opening(operation["operationId"])
    assert set(operation["x-permissions"]) <= codes
    for code in operation["x-permissions"]:
        assert f"`{code}`" in operation["description"]
    assert "Permission: " in operation["description"]
    assert responses.keys() >= ALWAYS
    for status, response in responses.items():
        if int(status) >= 400:
            assert response == {"$ref": f"#/components/responses/Refused{status}"}
    if method == "get":
        assert "304" in responses
    elif "Idempotency-Key" in parameters:
        assert parameters["Idempotency-Key"]["required"]
        assert responses.keys() >= {"409", "415"}
    else:
        assert operation["operationId"] in {*ASKED_IN_A_BODY, *MADE_ANEW, *OPEN}
    if method == "patch":
        assert parameters["If-Match"]["required"]
        assert "428" in responses


def test_every_refusal_is_a_problem_document() -> None:
    for name, response in DOCUMENT["components"]["responses"].items():
        (media_type,) = response["content"]
        assert media_type == "application/problem+json", name
        schema = response["content"][media_type]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}


def test_numbers_and_texts_that_come_in_are_bounded() -> None:
    loose = []
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema.get("additionalProperties") is not False or not _comes_in(name):
            continue
        for place, node in parts(schema, name):
            if node.get("type") == "integer" and "maximum" not in node:
                loose.append(place)
            closed = {"maxLength", "format", "enum", "const", "pattern"} & node.keys()
            if node.get("type") == "string" and not closed:
                loose.append(place)
            if node.get("type") == "array" and "maxItems" not in node:
                loose.append(place)
    assert loose == []


def _comes_in(name: str) -> bool:
    """Whether a request's body holds this schema."""
    reached: set[str] = set()
    waiting = [
        node["$ref"].rpartition("/")[2]
        for _m, _p, operation in OPERATIONS
        for _place, node in parts(operation.get("requestBody", {}))
        if "$ref" in node
    ]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            schema = DOCUMENT["components"]["schemas"][one]
            waiting += [n["$ref"].rpartition("/")[2] for _p, n in parts(schema) if "$ref" in n]
    return name in reached


def test_a_strict_body_has_lists_and_no_tuples() -> None:
    """A strict tuple takes no list, so that nobody could ever send one."""
    bodies = [Body]
    for kind in bodies:
        bodies += kind.__subclasses__()
    tuples = [
        (kind.__name__, name)
        for kind in bodies
        for name, field in kind.model_fields.items()
        if "tuple" in str(field.annotation)
    ]
    assert len(bodies) > 50
    assert tuples == []
