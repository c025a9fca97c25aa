"""Public lists of recalls: kept, brought, and what of them the stock has, settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.recalls.commands.public_lists import (
    dismiss_finding,
    keep_list,
    recall_finding,
    take_list,
)
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.public_lists import (
    FINDINGS,
    get_finding,
    get_watchlist,
    list_findings,
    list_watchlists,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.recalls.public_lists import (
    RecallFinding,
    RecallFindingPage,
    RecallFindingSettled,
    RecallFindingsWanted,
    RecallList,
    RecallListKept,
    RecallListLines,
    RecallLists,
    UnreadListLine,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
_LISTS, _FINDINGS = "/recall-lists", "/recall-findings"


@router.get(
    _LISTS,
    **operation(
        "listRecallLists",
        "List the public lists that are watched",
        answers=RecallLists,
        may=[RECALL_STOCK],
    ),
)
def lists(request: HttpRequest) -> HttpResponse:
    found = list_watchlists(actor=actor_of(request))
    return respond(request, RecallLists(items=[_told_list(one) for one in found]))


@router.post(
    _LISTS,
    **writing(
        "addRecallList",
        "Watch a public list",
        answers=RecallList,
        may=[RECALL_STOCK],
        status=201,
        detail="With an address it is read every night.",
    ),
)
def add(request: HttpRequest, body: RecallListKept) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: keep_list(actor=actor, **body.model_dump()),
        lambda list_id: _list(actor, list_id),
    )


@router.get(
    f"{_LISTS}/{{list_id}}",
    **operation("getRecallList", "Read a public list", answers=RecallList, may=[RECALL_STOCK]),
)
def read(request: HttpRequest, list_id: Id) -> HttpResponse:
    """One list with its last reading."""
    return respond(request, _list(actor_of(request), list_id))


@router.put(
    f"{_LISTS}/{{list_id}}",
    **writing(
        "changeRecallList",
        "Change a public list",
        answers=RecallList,
        may=[RECALL_STOCK],
        edits=True,
    ),
)
def change(request: HttpRequest, list_id: Id, body: RecallListKept) -> HttpResponse:
    """Its name, its address, whether it is watched."""
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: keep_list(actor=actor, list_id=list_id, version=version, **body.model_dump()),
        lambda: _list(actor, list_id),
    )


@router.put(
    f"{_LISTS}/{{list_id}}/lines",
    **writing(
        "bringRecallList",
        "Bring what a public list says now",
        answers=RecallList,
        may=[RECALL_STOCK],
        detail="Each line is kept once and matched with the stock at once.",
    ),
)
def bring(request: HttpRequest, list_id: Id, body: RecallListLines) -> HttpResponse:
    actor = actor_of(request)
    lines = [replace(one, gtin=one.gtin.strip(), lot=one.lot.strip()) for one in body.lines]
    return changed(
        request,
        lambda: take_list(actor=actor, list_id=list_id, lines=lines),
        lambda: _list(actor, list_id),
    )


@router.get(
    _FINDINGS,
    **operation(
        "listRecallFindings",
        "List what the stock has of public lists",
        answers=RecallFindingPage,
        may=[RECALL_STOCK],
    ),
)
def findings(request: HttpRequest, wanted: Query[RecallFindingsWanted]) -> HttpResponse:
    page = page_of(FINDINGS, list_findings(actor=actor_of(request)), wanted)
    items = [_told(one) for one in page.items]
    return respond(request, RecallFindingPage(items=items, **edges(page)))


@router.post(
    f"{_FINDINGS}/{{finding_id}}/recall",
    **writing(
        "recallFinding",
        "Recall the batch that a list names",
        answers=RecallFinding,
        may=[RECALL_STOCK],
    ),
)
def recall_it(
    request: HttpRequest, finding_id: Id, here: Query[Here], body: RecallFindingSettled
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: recall_finding(
            actor=actor, branch_id=branch_id, finding_id=finding_id, reason=body.reason
        ),
        lambda: _finding(actor, finding_id),
    )


@router.post(
    f"{_FINDINGS}/{{finding_id}}/dismissal",
    **writing(
        "dismissFinding",
        "Say why a batch isn't what a list means",
        answers=RecallFinding,
        may=[RECALL_STOCK],
    ),
)
def dismiss_it(request: HttpRequest, finding_id: Id, body: RecallFindingSettled) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: dismiss_finding(actor=actor, finding_id=finding_id, reason=body.reason),
        lambda: _finding(actor, finding_id),
    )


def _list(actor: Actor, list_id: UUID) -> RecallList:
    found = get_watchlist(actor=actor, list_id=list_id)
    if found is None:
        raise NotFound(_("This list doesn't exist."), list_id=list_id)
    return _told_list(found)


def _told_list(row: Any) -> RecallList:
    unread = [UnreadListLine(**one) for one in row.unread_lines]
    return told(RecallList, row, unread_lines=unread)


def _finding(actor: Actor, finding_id: UUID) -> RecallFinding:
    found = get_finding(actor=actor, finding_id=finding_id)
    if found is None:
        raise NotFound(_("This match doesn’t exist."), finding_id=finding_id)
    return _told(found)


def _told(row: Any) -> RecallFinding:
    return told(
        RecallFinding,
        row,
        list_id=row.line.list_id,
        product_id=row.batch.product_id,
        number=row.batch.number,
        named=row.line.name or row.line.gtin,
        lot=row.line.lot,
        expires=row.line.expires,
        reference=row.line.reference,
    )
