"""The OpenAPI document: what each operation says of itself, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ninja import NinjaAPI
from pydantic import BaseModel

from theriac.core.permissions import Permission
from theriac.surfaces.api.authentication import CustomerToken, SupplierToken, for_those_who
from theriac.surfaces.api.refusals.errors import MEDIA_TYPE
from theriac.surfaces.api.schemas.problem import Problem

ALWAYS = (400, 401, 403, 404, 413, 422, 500, 503)
WRITING = (409, 415)
EDITING = (428,)
OF_PATIENTS = (410,)
MEANINGS: Mapping[int, str] = {
    400: "The request can't be read, or its Idempotency-Key is missing.",
    401: "No API key or access token that holds, and no session.",
    403: "The role doesn't hold the permission, here or at all.",
    404: "It isn't there, or this actor may not see it.",
    409: "The state doesn't allow it, or somebody was faster.",
    410: "The person was erased, or the events were let go: nothing of it can be read.",
    413: "More bytes than are read.",
    415: "The body is of another content type.",
    422: "Something in it needs correcting; `errors` says where and why.",
    428: "The header If-Match is missing.",
    500: "A defect; the trace id finds it in the log.",
    503: "The database can't answer right now; nothing was changed.",
}
_SCHEMAS = "#/components/schemas/{model}"
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A new key for each new act; the same key again gets the first success.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[!-~]+$"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag that the last read gave; another version meanwhile is 409.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}(-[0-9a-f]{16})?"$'},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "An ETag; 304 without a body when the answer would be the same.",
    "schema": {"type": "string"},
}
_ETAG = {"description": "The version and digest of the answer.", "schema": {"type": "string"}}
SIGNED_IN = "Permission: none; whoever is signed in."
_FILE = {"type": "string", "format": "binary"}
_FILES = {"application/json": {"description": "In the format of the program that it is for."}}
"""What a file of a type is, where it isn't bytes alone."""
_REPLAYED = {
    "description": "`true` when the key had its success before; absent otherwise.",
    "schema": {"type": "string", "const": "true"},
}


def operation(
    name: str,
    summary: str,
    *,
    answers: type[BaseModel] | None,
    may: Iterable[Permission] = (),
    detail: str = "",
    media: Iterable[str] = (),
    is_open: bool = False,
) -> dict[str, Any]:
    """A read: the keywords for ninja's decorators. ``may``: any of these permissions opens it.

    ``media`` are the media types of one that answers a file and no JSON. One that ``is_open`` asks
    for nobody's sign-in.
    """
    extra: dict[str, Any] = {"parameters": [_IF_NONE_MATCH]}
    extra["responses"] = {304: {"description": "Nothing changed."}, **_refusals(ALWAYS)}
    extra["responses"][200] = {"headers": {"ETag": _ETAG}}
    if media:
        extra["responses"][200]["content"] = {
            one: {"schema": _FILES.get(one, _FILE)} for one in media
        }
    described = _described(name, summary, {200: answers}, tuple(may), detail, extra)
    return _opened(described) if is_open else described


def of_customers(described: dict[str, Any]) -> dict[str, Any]:
    """The same for a customer's own access token, and for nobody of the staff."""
    detail = described["description"].partition(SIGNED_IN)[0]
    return described | {
        "description": f"{detail}Permission: none; the customer whose token it is.",
        "auth": CustomerToken(),
    }


def of_suppliers(described: dict[str, Any]) -> dict[str, Any]:
    """The same for a supplier's own key, and for nobody of the staff."""
    detail = described["description"].partition(SIGNED_IN)[0]
    return described | {
        "description": f"{detail}Permission: none; the supplier whose key it is.",
        "auth": SupplierToken(),
    }


def asking(
    name: str,
    summary: str,
    *,
    answers: type[BaseModel],
    may: Iterable[Permission] = (),
    detail: str = "",
    is_open: bool = False,
) -> dict[str, Any]:
    """A question with a body: a POST that needs no key, because asking it again does no harm."""
    extra = {"responses": _refusals((*ALWAYS, *WRITING))}
    described = _described(name, summary, {200: answers}, tuple(may), detail, extra)
    return _opened(described) if is_open else described


def writing(
    name: str,
    summary: str,
    *,
    answers: type[BaseModel],
    may: Iterable[Permission] = (),
    detail: str = "",
    status: int = 200,
    edits: bool = False,
) -> dict[str, Any]:
    """A write: it takes an Idempotency-Key, and If-Match where it ``edits`` a version."""
    parameters = [_KEY, _IF_MATCH] if edits else [_KEY]
    refusals = (*ALWAYS, *WRITING, *EDITING) if edits else (*ALWAYS, *WRITING)
    extra: dict[str, Any] = {"parameters": parameters, "responses": _refusals(refusals)}
    extra["responses"][status] = {"headers": {"Idempotency-Replayed": _REPLAYED}}
    return _described(name, summary, {status: answers}, tuple(may), detail, extra)


def _refusals(statuses: Iterable[int]) -> dict[int, Any]:
    return {status: {"$ref": f"#/components/responses/Refused{status}"} for status in statuses}


def _described(
    name: str,
    summary: str,
    response: Mapping[int, type[BaseModel] | None],
    may: tuple[Permission, ...],
    detail: str,
    extra: Mapping[str, Any],
) -> dict[str, Any]:
    codes = " or ".join(f"`{one.code}`" for one in may)
    needed = f"Permission: {codes}." if codes else SIGNED_IN
    responses = dict(extra["responses"])
    if any(one.code.startswith("patients.") for one in may):
        responses |= _refusals(OF_PATIENTS)
    return {
        "operation_id": name,
        "summary": summary,
        "description": f"{detail} {needed}".strip(),
        "response": dict(response),
        "auth": for_those_who(*may),
        "openapi_extra": {
            "x-permissions": [one.code for one in may],
            **extra,
            "responses": responses,
        },
    }


def _opened(described: dict[str, Any]) -> dict[str, Any]:
    """The same for everybody, signed in or not."""
    detail = described["description"].partition(SIGNED_IN)[0]
    extra = {**described["openapi_extra"], "security": []}
    return described | {
        "description": f"{detail}Permission: none; open to everybody.",
        "auth": None,
        "openapi_extra": extra,
    }


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Add what ninja doesn't write: refusals and the form in which they come."""
    components = document["components"]
    written = Problem.model_json_schema(ref_template=_SCHEMAS, mode="serialization")
    for found, definition in written.pop("$defs", {}).items():
        components["schemas"].setdefault(found, definition)
    components["schemas"]["Problem"] = written
    components["responses"] = {
        f"Refused{status}": _refusal(status, meaning) for status, meaning in MEANINGS.items()
    }
    for operations in document["paths"].values():
        for described in operations.values():
            for parameter in described.get("parameters", ()):
                parameter["schema"] = _without_null(parameter["schema"])
    components["schemas"] = dict(sorted(components["schemas"].items()))
    document["paths"] = dict(sorted(document["paths"].items()))
    return document


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null."""
    choices = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) != 1:
        return schema
    rest = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
    return {**choices[0], **rest}


def _refusal(status: int, meaning: str) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS.format(model="Problem")}}}
    headers = {
        401: {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}},
        503: {"Retry-After": {"required": True, "schema": {"type": "string"}}},
    }
    return {"description": meaning, "content": content, "headers": headers.get(status, {})}


class DocumentedAPI(NinjaAPI):
    """ninja's API with a whole document."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._documents: dict[str, Any] = {}

    def get_openapi_schema(self, *, path_prefix: str | None = None, **options: Any) -> Any:
        """The document of every operation, complete; nobody changes it.

        It follows from the code alone and takes a second to make, so that it is made once for
        each prefix and not for everybody who asks.
        """
        prefix = self.get_root_path({}) if path_prefix is None else path_prefix
        if prefix not in self._documents:
            made = super().get_openapi_schema(path_prefix=prefix)
            self._documents[prefix] = complete(dict(made))
        return self._documents[prefix]
