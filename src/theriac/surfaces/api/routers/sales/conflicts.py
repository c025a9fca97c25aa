"""Conflicts of every kind that wait for a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.conflicts.kinds import conflict_rights
from theriac.core.conflicts.queue import Narrowed, conflicts_page
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.conflicts import (
    ConflictOut,
    ConflictPage,
    ConflictsWanted,
)

router = Router(tags=["cases"])


@router.get(
    "/conflicts",
    **operation(
        "listConflicts",
        "List conflicts that wait",
        answers=ConflictPage,
        may=conflict_rights(),
        detail=(
            "What counters sent that disagrees or can't be booked, of every kind that the actor "
            "may see. Those of tills need `tills.view`, or `tills.settle` for documents on hold. "
            "Each is settled by its kind's operation."
        ),
    ),
)
def conflicts(request: HttpRequest, wanted: Query[ConflictsWanted]) -> HttpResponse:
    """A page of what waits, who waited longest first."""
    actor = actor_of(request)
    named = branch_of(actor, wanted.branch_id) if wanted.branch_id else None
    page = conflicts_page(
        actor=actor,
        narrowed=Narrowed(named, wanted.kind or "", wanted.reason),
        cursor=wanted.cursor,
        size=wanted.limit,
    )
    items = [ConflictOut.model_validate(one) for one in page.items]
    return respond(request, ConflictPage(items=items, next=page.next, previous=page.previous))
