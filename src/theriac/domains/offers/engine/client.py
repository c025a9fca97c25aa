"""Asks the engine: a document is submitted, a job is looked at, a job is forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings

from theriac.core.outgoing.addresses import OutgoingRefused
from theriac.core.outgoing.client import Reply, call

MOST_BYTES = 24 << 20
"""Of an answer: 5,000 lines with each field and its box are some 10 MB."""
CALLBACK_PATH = "/api/v1/document-engine/callbacks"


class EngineUnset(Exception):
    """No engine is set up here."""


class EngineAway(Exception):
    """It doesn't answer, is too busy, or doesn't know our key: worth another try. Says what."""


class EngineRefusal(Exception):
    """It won't take this document; ``code`` is its own."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class EngineForgot(Exception):
    """It knows no such job (any more)."""


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """A job as the engine tells it, not yet held to the contract beyond its state."""

    id: str
    state: str
    document: Any
    failure: Any


def is_set_up() -> bool:
    """Whether an engine is named here."""
    return bool(settings.DOCUMENT_ENGINE_URL)


def submit(
    key: str, kind: str, content: bytes, headings: Mapping[str, str] | None = None
) -> EngineAnswer:
    """Submit a document; sent again under the same key it is the same job.

    ``headings`` mean these fields of a line, "" a column that is left out. Raises EngineUnset,
    EngineAway, EngineRefusal.
    """
    asked = {"kind": kind}
    if headings:
        meant = [{"heading": one, "field": field or None} for one, field in headings.items()]
        asked["headings"] = json.dumps(meant, ensure_ascii=False, separators=(",", ":"))
    if settings.DOCUMENT_ENGINE_CALLBACK and settings.DOCUMENT_ENGINE_SECRET:
        asked["callback"] = settings.DOCUMENT_ENGINE_CALLBACK + CALLBACK_PATH
    headers = {"Idempotency-Key": key, "Content-Type": "application/octet-stream"}
    reply = _asked("POST", f"/v1/jobs?{urlencode(asked)}", content, headers)
    if reply.status in (400, 413, 415, 422):
        raise EngineRefusal(*_problem_of(reply))
    return _answer(reply)


def look(engine_id: str) -> EngineAnswer:
    """What has become of a job. Raises EngineUnset, EngineAway, EngineForgot."""
    reply = _asked("GET", f"/v1/jobs/{UUID(engine_id)}")
    if reply.status == 404:
        raise EngineForgot
    return _answer(reply)


def forget(engine_id: str) -> None:
    """Let the engine forget a job; it does so by itself where this fails."""
    try:
        _asked("DELETE", f"/v1/jobs/{UUID(engine_id)}")
    except (EngineAway, EngineUnset):
        return


def parsed(body: bytes) -> Any:
    """JSON with exact decimals. Raises ValueError for what isn't, NaN and infinity too."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse_constant)
    except (RecursionError, UnicodeDecodeError) as problem:
        raise ValueError("not JSON") from problem


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _asked(
    method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Reply:
    if not is_set_up():
        raise EngineUnset
    own = {"Authorization": f"Bearer {settings.DOCUMENT_ENGINE_KEY}", **(headers or {})}
    try:
        return call(method, settings.DOCUMENT_ENGINE_URL + path, body, own, most_bytes=MOST_BYTES)
    except OutgoingRefused as problem:
        raise EngineAway(str(problem)) from None


def _answer(reply: Reply) -> EngineAnswer:
    if reply.status not in (200, 202):
        raise EngineAway(f"{reply.status}: {_problem_of(reply)[1]}"[:200])
    try:
        told = parsed(reply.body)
        return EngineAnswer(
            id=str(UUID(told["id"])),
            state=str(told["state"]),
            document=told.get("document"),
            failure=told.get("failure"),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EngineAway("its answer can't be read") from None


def _problem_of(reply: Reply) -> tuple[str, str]:
    try:
        told = parsed(reply.body)
        return str(told["code"])[:40], str(told["detail"])[:250]
    except (ValueError, KeyError, TypeError):
        return str(reply.status), f"status {reply.status}"
