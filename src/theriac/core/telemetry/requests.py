"""Each request's identity: its id, its actor, its line in the log and its time in the metrics.

``X-Request-Id`` is taken when it is well formed, made otherwise, and returned. Jobs carry the
id of the request that enqueued them, so that one act can be followed through log and worker.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import LazyObject
from structlog.contextvars import bind_contextvars, bound_contextvars

from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.telemetry.logs import mask_text, write_line
from theriac.core.telemetry.metrics import observe_request
from theriac.core.telemetry.request_id import current_request_id, under_request_id

HEADER = "X-Request-Id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_QUIET = ("health", "metrics", "static")

_actor_id: ContextVar[UUID | None] = ContextVar("actor_id", default=None)
_terminal_id: ContextVar[UUID | None] = ContextVar("terminal_id", default=None)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def current_actor_id() -> UUID | None:
    """Who acts in this request, as ``set_actor`` was told."""
    return _actor_id.get()


def set_actor(actor_id: UUID, terminal_id: UUID | None = None) -> None:
    """Authentication tells who acts; log lines and jobs of this request carry it."""
    _actor_id.set(actor_id)
    facts = {"actor_id": str(actor_id)}
    if terminal_id is not None:
        _terminal_id.set(terminal_id)
        facts["terminal_id"] = str(terminal_id)
    bind_contextvars(**facts)


def accept_request_id(given: str | None) -> str:
    """``given`` where it is well formed and holds no personal number, else a new id."""
    if given and _WELL_FORMED.fullmatch(given) and mask_text(given) == given:
        return given
    return str(new_id())


@contextmanager
def request_context(request_id: str, actor_id: UUID | None = None) -> Iterator[None]:
    """Run the block as the request ``request_id``; a worker does so for each job."""
    tokens = _actor_id.set(actor_id), _terminal_id.set(None)
    actor = str(actor_id) if actor_id else None
    try:
        with (
            under_request_id(request_id),
            bound_contextvars(request_id=request_id, actor_id=actor, terminal_id=None),
        ):
            yield
    finally:
        _actor_id.reset(tokens[0])
        _terminal_id.reset(tokens[1])


class RequestMiddleware:
    """Gives each request its id, writes its line and counts its time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = accept_request_id(request.headers.get(HEADER))
        started = time.perf_counter()
        with request_context(request_id):
            response = self.get_response(request)
            seconds = time.perf_counter() - started
            response.headers[HEADER] = request_id
            _record(request, response.status_code, seconds)
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None:
        return "/" + match.route
    return "static" if request.path.startswith(settings.STATIC_URL) else "unmatched"


def _record(request: HttpRequest, status: int, seconds: float) -> None:
    route = _route(request)
    method = request.method if request.method in _METHODS else "OTHER"
    observe_request(route, str(method), status, seconds)
    is_quiet = route.strip("/").startswith(_QUIET)
    facts = {
        "method": method,
        "route": route,
        "path": request.path,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "request_id": current_request_id(),
        **_actor_facts(request),
    }
    write_line(__name__, "request", facts, logging.DEBUG if is_quiet else logging.INFO)


def _actor_facts(request: HttpRequest) -> dict[str, str | None]:
    """Who acts as was told; else who authentication left on the request, if somebody asked."""
    known = {"actor_id": _actor_id.get(), "terminal_id": _terminal_id.get()}
    actor = getattr(request, "actor", None)
    if isinstance(actor, LazyObject):
        actor = actor.__dict__.get("_wrapped")
    if isinstance(actor, Actor):
        known |= {"actor_id": actor.id, "terminal_id": actor.terminal_id or known["terminal_id"]}
    return {name: str(one) if one else None for name, one in known.items()}
