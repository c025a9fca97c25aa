"""Limits per patient: how much of a controlled class or substance in so many days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.controlled.commands.limits import (
    LimitWish,
    end_dispensing_limit,
    set_dispensing_limit,
)
from theriac.domains.controlled.ids import DispensingLimitId
from theriac.domains.controlled.permissions import SET_DISPENSING_LIMITS, VIEW_REGISTERS
from theriac.domains.controlled.queries.limits import find_limit, list_limits
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.stock.dispensing_limits import (
    DispensingLimit,
    DispensingLimitEnded,
    DispensingLimitNew,
    DispensingLimits,
)

router = Router(tags=["stock"])
_ONE = "/dispensing-limits/{dispensing_limit_id}"


@router.get(
    "/dispensing-limits",
    **operation(
        "listDispensingLimits",
        "List limits per patient",
        answers=DispensingLimits,
        may=[VIEW_REGISTERS],
    ),
)
def limits(request: HttpRequest) -> HttpResponse:
    """Those that hold, the same at every branch."""
    rows = list_limits(actor=actor_of(request)).order_by("set_at", "id")
    return respond(request, DispensingLimits(items=[told(DispensingLimit, one) for one in rows]))


@router.post(
    "/dispensing-limits",
    **writing(
        "setDispensingLimit",
        "Set a limit per patient",
        answers=DispensingLimit,
        may=[SET_DISPENSING_LIMITS],
        status=201,
        detail="Of a registered class or of a substance; it counts at all branches together.",
    ),
)
def set_limit(request: HttpRequest, body: DispensingLimitNew) -> HttpResponse:
    actor = actor_of(request)
    wish = LimitWish(**dict(body))
    return added(
        request,
        lambda: set_dispensing_limit(actor=actor, wish=wish),
        lambda key: _answer(actor, key),
    )


@router.get(
    _ONE,
    **operation(
        "getDispensingLimit",
        "Read a limit per patient",
        answers=DispensingLimit,
        may=[VIEW_REGISTERS],
    ),
)
def read(request: HttpRequest, dispensing_limit_id: Id) -> HttpResponse:
    """One limit; its ETag is the version that ending it names."""
    return respond(request, _answer(actor_of(request), dispensing_limit_id))


@router.post(
    f"{_ONE}/end",
    **writing(
        "endDispensingLimit",
        "End a limit per patient",
        answers=DispensingLimit,
        may=[SET_DISPENSING_LIMITS],
        edits=True,
    ),
)
def end(request: HttpRequest, dispensing_limit_id: Id, body: DispensingLimitEnded) -> HttpResponse:
    """With the reason."""
    actor, version = actor_of(request), version_of(request)
    asked: dict[str, Any] = {"actor": actor, "version": version, "reason": body.reason}
    key = DispensingLimitId(dispensing_limit_id)
    return changed(
        request,
        lambda: end_dispensing_limit(dispensing_limit_id=key, **asked),
        lambda: _answer(actor, key),
    )


def _answer(actor: Actor, key: UUID) -> DispensingLimit:
    found = find_limit(actor=actor, dispensing_limit_id=key)
    if found is None:
        raise NotFound(_("This limit doesn’t exist."))
    return told(DispensingLimit, found)
