"""Health for probes: alive (this process answers), ready (it can serve), deep (all is well).

An answer comes within about two seconds whatever the database does: checks run in a thread of
their own, and probes that come meanwhile share its outcome. Nothing secret is told, so a probe
may call this process by any name (``HealthMiddleware``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from theriac.surfaces.operations.checks import (
    DEGRADED,
    DOWN,
    OK,
    PartState,
    check_database,
    check_disk,
    check_migrations,
    check_outbox,
    check_scanner,
    check_seal,
    check_worker,
    in_own_connection,
)

PATIENCE_SECONDS = 2.0

_running: dict[str, Future[dict[str, PartState]]] = {}
_guard = threading.Lock()


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while this process answers at all."""
    return JsonResponse({"status": OK})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503."""
    return _answer(_within("ready", _readiness, ("database", "migrations")))


@never_cache
@require_safe
def deep(request: HttpRequest) -> JsonResponse:
    """Every check; 503 when one is down, 200 with ``degraded`` when one wants a look."""
    findings = _within("deep", _depth, ("database", "migrations", "outbox", "seal", "worker"))
    return _answer(findings | {"disk": check_disk()})


PROBES: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {
    "health/": deep,
    "health/live": live,
    "health/ready": ready,
}
"""The address of each, from the root of the site."""


class HealthMiddleware:
    """Answers the probes before anything asks for the Host: load balancers name an address.

    ``ALLOWED_HOSTS`` holds for every other address. Nothing here makes a link of the Host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The probe's answer, or what the rest answers."""
        probe = PROBES.get(request.path_info.removeprefix("/"))
        if probe is None:
            return self._get_response(request)
        request.resolver_match = resolve(request.path_info)
        return probe(request)


def _readiness() -> dict[str, PartState]:
    return in_own_connection({"database": check_database, "migrations": check_migrations})


def _depth() -> dict[str, PartState]:
    return in_own_connection(
        {
            "database": check_database,
            "migrations": check_migrations,
            "outbox": check_outbox,
            "seal": check_seal,
            "worker": check_worker,
            **({"scanner": check_scanner} if settings.CLAMD else {}),
        }
    )


def _within(
    kind: str, ask: Callable[[], dict[str, PartState]], names: tuple[str, ...]
) -> dict[str, PartState]:
    """What ``ask`` finds within our patience; everything down when it takes longer."""
    with _guard:
        future = _running.get(kind)
        if future is None or future.done():
            future = _running[kind] = Future()
            threading.Thread(
                target=_ask, args=(ask, future), name=f"theriac-health-{kind}", daemon=True
            ).start()
    try:
        return future.result(PATIENCE_SECONDS)
    except TimeoutError:
        return {name: PartState(DOWN, "no answer in time") for name in names}


def _ask(ask: Callable[[], dict[str, PartState]], future: Future[dict[str, PartState]]) -> None:
    try:
        future.set_result(ask())
    except BaseException as problem:  # noqa: BLE001 (a probe waits for it, whatever it is)
        future.set_exception(problem)


def _answer(findings: dict[str, PartState]) -> JsonResponse:
    states = {finding.status for finding in findings.values()}
    status = DOWN if DOWN in states else DEGRADED if DEGRADED in states else OK
    body: dict[str, Any] = {
        "status": status,
        "checks": {name: finding.facts() for name, finding in sorted(findings.items())},
        "at": int(time.time()),
    }
    return JsonResponse(body, status=503 if status == DOWN else 200)
