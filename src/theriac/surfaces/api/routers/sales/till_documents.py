"""What devices sent of their tills and waits for a person: listed, accepted, dismissed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.tills.commands.decide_held import dismiss_held, take_held
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.permissions import SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.problems import TillSessionUnknown
from theriac.domains.tills.queries.sessions import (
    HELD_DOCUMENTS,
    find_held_document,
    list_held_documents,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.tills import (
    HeldTillDocument,
    HeldTillDocumentPage,
    HeldTillsWanted,
    TillDecided,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["tills"])


@router.get(
    "/till-documents",
    **operation(
        "listHeldTillDocuments",
        "List till documents on hold",
        answers=HeldTillDocumentPage,
        may=[VIEW_TILLS, SETTLE_TILL],
    ),
)
def held(request: HttpRequest, wanted: Query[HeldTillsWanted]) -> HttpResponse:
    """What devices sent of their tills and waits for a decision."""
    actor = actor_of(request)
    rows = list_held_documents(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(HELD_DOCUMENTS, rows, wanted)
    items = [told(HeldTillDocument, row) for row in page.items]
    return respond(request, HeldTillDocumentPage(items=items, **edges(page)))


@router.post(
    "/till-documents/{held_till_id}/take",
    **writing(
        "takeHeldTillDocument",
        "Accept a till document on hold",
        answers=HeldTillDocument,
        may=[SETTLE_TILL],
    ),
)
def take(
    request: HttpRequest, held_till_id: Id, here: Query[Here], body: TillDecided
) -> HttpResponse:
    return _decided(request, held_till_id, here, take_held, body.note)


@router.post(
    "/till-documents/{held_till_id}/dismiss",
    **writing(
        "dismissHeldTillDocument",
        "Dismiss a till document on hold",
        answers=HeldTillDocument,
        may=[SETTLE_TILL],
    ),
)
def dismiss(
    request: HttpRequest, held_till_id: Id, here: Query[Here], body: TillDecided
) -> HttpResponse:
    return _decided(request, held_till_id, here, dismiss_held, body.note)


def _decided(
    request: HttpRequest, held_id: UUID, here: Here, command: Any, note: str
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: command(actor=actor, branch_id=branch_id, held_id=HeldTillId(held_id), note=note),
        lambda: _held(actor, branch_id, held_id),
    )


def _held(actor: Actor, branch_id: UUID, held_id: UUID) -> HeldTillDocument:
    found = find_held_document(actor=actor, branch_id=branch_id, held_id=held_id)
    if found is None:
        raise TillSessionUnknown(_("This document isn’t at this branch. Reload the page."))
    return told(HeldTillDocument, found)
