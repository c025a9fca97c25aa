"""One act a key: ``Idempotency-Key`` on every write, kept with the first success.

The scope is client, operation and key. The first success's effect is kept in the effect's own
transaction; the same request again is answered with the same status and effect and the header
``Idempotency-Replayed: true``, read anew; another body under the key is refused (422). A refusal
isn't kept: it is evaluated again. A duplicate of a running request waits for it. Keys are kept
for ``KEEP_DAYS`` days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from theriac.core.actor import Actor
from theriac.core.idempotency.context import IdempotencyKey, Replayed, fingerprint, under_key
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.api.answers import Content, respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.refusals.problems import KeyMissing
from theriac.surfaces.api.schemas.types import Here

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_OPERATION_LENGTH = 60
_WELL_FORMED = re.compile(r"[\x21-\x7e]{1,120}")

R = TypeVar("R")


def once(
    request: HttpRequest,
    act: Callable[[], R],
    *,
    first: Callable[[R], Content],
    again: Callable[[UUID], Content],
    status: int = 200,
) -> HttpResponse:
    """Do ``act`` (one command) under the request's key and answer.

    ``first`` makes the answer of what the command gave, ``again`` that of the effect's id.
    Raises KeyMissing, KeyReused, and what the command raises.
    """
    try:
        with under_key(_key_of(request)):
            result = act()
    except Replayed as replayed:
        response = respond(request, again(replayed.effect_id), status)
        response.headers[REPLAYED] = "true"
        return response
    return respond(request, first(result), status)


def changed(
    request: HttpRequest,
    act: Callable[[], object],
    told: Callable[[], Content],
    *,
    status: int = 200,
) -> HttpResponse:
    """Do ``act`` once; the answer is the thing as it stands then, read by ``told``."""
    return once(
        request, act, first=lambda _done: told(), again=lambda _effect: told(), status=status
    )


def edited(
    request: HttpRequest,
    here: Here,
    command: Callable[..., object],
    told: Callable[[Actor, BranchId], Content],
    /,
    **named: Any,
) -> HttpResponse:
    """Run a command once on what ``named`` says, at the branch asked and the version of If-Match.

    The answer is the thing as it stands then. Raises PreconditionMissing, BranchNeeded, NotFound.
    """
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: command(actor=actor, branch_id=branch_id, version=version, **named),
        lambda: told(actor, branch_id),
    )


def added(
    request: HttpRequest,
    act: Callable[[], UUID],
    told: Callable[[UUID], Content],
    *,
    status: int = 201,
) -> HttpResponse:
    """Do ``act`` once, which makes a thing and gives its id; the answer is that thing."""
    return once(request, act, first=told, again=told, status=status)


def _key_of(request: HttpRequest) -> IdempotencyKey:
    key = request.headers.get(HEADER, "")
    if not _WELL_FORMED.fullmatch(key):
        raise KeyMissing
    match = request.resolver_match
    return IdempotencyKey(
        client_id=actor_of(request).id,
        operation=kept_operation(match.route if match else request.path, request.method or ""),
        # Kept as its hash: MariaDB compares texts without letter case and trailing spaces.
        key=sha256(key.encode()).hexdigest(),
        fingerprint=fingerprint(
            [request.path, sorted(request.GET.lists()), getattr(request, "payload", None)]
        ),
    )


def kept_operation(route: str, method: str) -> str:
    """How an operation is kept: the end of its address and its method, by which it differs."""
    return f"{route} {method}"[-_OPERATION_LENGTH:]
