"""Codes to link: read, linked to a pack, set aside, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.unknown_codes import (
    link_unknown_code,
    put_unknown_code_back,
    set_unknown_code_aside,
)
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.unknown_codes import (
    UNKNOWN_CODES,
    find_unknown_code,
    list_unknown_codes,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.catalog.unknown_codes import (
    UnknownCode,
    UnknownCodeLinked,
    UnknownCodePage,
    UnknownCodeSetAside,
    UnknownCodesWanted,
)

router = Router(tags=["barcodes"])


@router.get(
    "/unknown-codes",
    **operation(
        "listUnknownCodes",
        "List codes to link",
        answers=UnknownCodePage,
        may=[MANAGE_CATALOG],
        detail="What counters scanned, no pack had, and somebody kept for the office.",
    ),
)
def codes(request: HttpRequest, wanted: Query[UnknownCodesWanted]) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(UNKNOWN_CODES, list_unknown_codes(actor=actor), wanted)
    items = [_told(actor, row) for row in page.items]
    return respond(request, UnknownCodePage(items=items, **edges(page)))


@router.get(
    "/unknown-codes/{unknown_code_id}",
    **operation("getUnknownCode", "Read a code to link", answers=UnknownCode, may=[MANAGE_CATALOG]),
)
def read(request: HttpRequest, unknown_code_id: Id) -> HttpResponse:
    """One code; its ETag is the version that an act names."""
    return respond(request, _code(actor_of(request), unknown_code_id))


@router.post(
    "/unknown-codes/{unknown_code_id}/link",
    **writing(
        "linkUnknownCode",
        "Link a code to a pack",
        answers=UnknownCode,
        may=[MANAGE_CATALOG],
        edits=True,
        detail="The code opens the pack from now on at every counter, and leaves the list.",
    ),
)
def link(request: HttpRequest, unknown_code_id: Id, body: UnknownCodeLinked) -> HttpResponse:
    return _edit(request, unknown_code_id, link_unknown_code, pack_id=body.pack_id)


@router.post(
    "/unknown-codes/{unknown_code_id}/set-aside",
    **writing(
        "setUnknownCodeAside",
        "Set a code aside",
        answers=UnknownCode,
        may=[MANAGE_CATALOG],
        edits=True,
        detail="It leaves the list with a reason; kept again at a counter, it stays aside.",
    ),
)
def set_aside(request: HttpRequest, unknown_code_id: Id, body: UnknownCodeSetAside) -> HttpResponse:
    return _edit(request, unknown_code_id, set_unknown_code_aside, reason=body.reason)


@router.post(
    "/unknown-codes/{unknown_code_id}/put-back",
    **writing(
        "putUnknownCodeBack",
        "Put a code back on the list",
        answers=UnknownCode,
        may=[MANAGE_CATALOG],
        edits=True,
    ),
)
def put_back(request: HttpRequest, unknown_code_id: Id) -> HttpResponse:
    return _edit(request, unknown_code_id, put_unknown_code_back)


def _edit(
    request: HttpRequest, unknown_code_id: UUID, act: Callable[..., int], **more: Any
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: act(actor=actor, unknown_code_id=unknown_code_id, version=version, **more),
        lambda: _code(actor, unknown_code_id),
    )


def _code(actor: Actor, unknown_code_id: UUID) -> UnknownCode:
    found = find_unknown_code(actor=actor, unknown_code_id=unknown_code_id)
    if found is None:
        raise NotFound(_("This code isn’t on the list of codes to link."))
    return _told(actor, found)


def _told(actor: Actor, row: Any) -> UnknownCode:
    """A code is the pharmacy's; who scanned it, and at which terminal, its branch's people know."""
    branches = actor.branches_with(VIEW_CATALOG)
    if branches is None or row.branch_id in branches:
        return told(UnknownCode, row)
    return told(UnknownCode, row, terminal_id=None, person_id=None)
