"""The roster of duty: shifts listed, planned, taken out, and a week like the one before."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.duty.commands.roster import ShiftPlan, copy_week, plan_shift, remove_shift
from theriac.domains.duty.ids import ShiftId
from theriac.domains.duty.permissions import PLAN_DUTY, VIEW_DUTY
from theriac.domains.duty.problems import ShiftUnknown
from theriac.domains.duty.queries import SHIFTS, find_shift, list_shifts, shifts_of_days
from theriac.domains.duty.rules import monday_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.duty.duty import (
    DutyWeek,
    Shift,
    ShiftNew,
    ShiftPage,
    ShiftsWanted,
    WeekCopied,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["duty"])


@router.get(
    "/duty/shifts",
    **operation("listDutyShifts", "List the duty roster", answers=ShiftPage, may=[VIEW_DUTY]),
)
def shifts(request: HttpRequest, wanted: Query[ShiftsWanted]) -> HttpResponse:
    """What is planned at the branch, what begins first on top."""
    actor = actor_of(request)
    rows = list_shifts(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(SHIFTS, rows, wanted)
    return respond(
        request, ShiftPage(items=[told(Shift, one) for one in page.items], **edges(page))
    )


@router.post(
    "/duty/shifts",
    **writing("planDutyShift", "Plan a duty shift", answers=Shift, may=[PLAN_DUTY], status=201),
)
def plan(request: HttpRequest, here: Query[Here], body: ShiftNew) -> HttpResponse:
    """Of somebody who may be on duty here, with a licence that holds on the day."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    asked = ShiftPlan(
        person_id=body.person_id,
        on=body.on,
        begins=time.fromisoformat(body.begins),
        ends=time.fromisoformat(body.ends),
    )
    return added(
        request,
        lambda: plan_shift(actor=actor, branch_id=branch_id, plan=asked),
        lambda shift_id: _answer(actor, branch_id, shift_id),
    )


@router.post(
    "/duty/copied-weeks",
    **writing(
        "copyDutyWeek",
        "Plan a week like the week before",
        answers=DutyWeek,
        may=[PLAN_DUTY],
        detail="What overlaps, and whose person may no longer be on duty, is left out.",
    ),
)
def copy(request: HttpRequest, here: Query[Here], body: WeekCopied) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: copy_week(actor=actor, branch_id=branch_id, week=body.week),
        lambda: _week(actor, branch_id, body.week),
    )


@router.get(
    "/duty/shifts/{shift_id}",
    **operation("getDutyShift", "Read a duty shift", answers=Shift, may=[VIEW_DUTY]),
)
def read(request: HttpRequest, shift_id: Id, here: Query[Here]) -> HttpResponse:
    """One planned shift; its ETag is the version that taking it out names."""
    actor = actor_of(request)
    return respond(request, _answer(actor, branch_of(actor, here.branch_id), shift_id))


@router.post(
    "/duty/shifts/{shift_id}/remove",
    **writing("removeDutyShift", "Remove a duty shift", answers=Shift, may=[PLAN_DUTY], edits=True),
)
def remove(request: HttpRequest, shift_id: Id, here: Query[Here]) -> HttpResponse:
    """It stays on record; answered as it was."""
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: remove_shift(
            actor=actor, branch_id=branch_id, shift_id=ShiftId(shift_id), version=version
        ),
        lambda: _answer(actor, branch_id, shift_id, even_removed=True),
    )


def _week(actor: Actor, branch_id: UUID, week: date) -> DutyWeek:
    found = shifts_of_days(actor=actor, branch_id=branch_id, first=monday_of(week))
    return DutyWeek(shifts=[told(Shift, one) for one in found])


def _answer(actor: Actor, branch_id: UUID, shift_id: UUID, *, even_removed: bool = False) -> Shift:
    found = find_shift(
        actor=actor, branch_id=branch_id, shift_id=shift_id, even_removed=even_removed
    )
    if found is None:
        raise ShiftUnknown(_("This shift isn’t in the roster any more. Reload the page."))
    return told(Shift, found)
