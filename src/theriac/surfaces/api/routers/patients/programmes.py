"""Chronic programmes: opened, joined, left, and whose refills are due in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.refills.commands.programmes import (
    join_programme,
    leave_programme,
    open_programme,
)
from theriac.domains.refills.ids import MembershipId, ProgrammeId
from theriac.domains.refills.permissions import KEEP_PROGRAMMES
from theriac.domains.refills.problems import ProgrammeUnknown
from theriac.domains.refills.programmes import name_of
from theriac.domains.refills.queries.programmes import (
    MEMBERS,
    due_in_programme,
    find_member,
    find_programme,
    list_members,
    list_programmes,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.refills import (
    MemberLeft,
    MemberNew,
    MemberPage,
    MembersWanted,
    MemberTold,
    ProgrammeNew,
    ProgrammesTold,
    ProgrammeTold,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["programmes"])
Due = Mapping[UUID, Sequence[Any]]


@router.get(
    "/programmes",
    **operation(
        "listProgrammes",
        "List chronic programmes",
        answers=ProgrammesTold,
        may=[KEEP_PROGRAMMES],
    ),
)
def programmes(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """Every programme with how many are in it at the branch."""
    actor = actor_of(request)
    rows = list_programmes(actor=actor, branch_id=branch_of(actor, here.branch_id))
    items = [_programme(row) for row in rows.order_by("opened_at", "id")]
    return respond(request, ProgrammesTold(items=items))


@router.post(
    "/programmes",
    **writing(
        "openProgramme",
        "Add a chronic programme",
        answers=ProgrammeTold,
        may=[KEEP_PROGRAMMES],
        status=201,
        detail="One that is there already is answered as it is.",
    ),
)
def open_one(request: HttpRequest, here: Query[Here], body: ProgrammeNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: open_programme(actor=actor, branch_id=branch_id, kind=body.kind, name=body.name),
        lambda programme_id: _told(actor, branch_id, programme_id),
    )


@router.get(
    "/programmes/{programme_id}/members",
    **operation(
        "listProgrammeMembers",
        "List who is in a programme",
        answers=MemberPage,
        may=[KEEP_PROGRAMMES],
    ),
)
def members(request: HttpRequest, programme_id: Id, wanted: Query[MembersWanted]) -> HttpResponse:
    """A page of who is or was in it at the branch; `due`: who is in it and has refills due."""
    actor = actor_of(request)
    named: dict[str, Any] = {
        "actor": actor,
        "branch_id": branch_of(actor, wanted.branch_id),
        "programme_id": programme_id,
    }
    if find_programme(**named) is None:
        raise ProgrammeUnknown(_("This programme doesn’t exist."))
    due = due_in_programme(**named)
    rows = list_members(**named)
    page = page_of(MEMBERS, rows.filter(id__in=list(due)) if wanted.due else rows, wanted)
    items = [_member(row, due) for row in page.items]
    return respond(request, MemberPage(items=items, **edges(page)))


@router.post(
    "/programmes/{programme_id}/members",
    **writing(
        "joinProgramme",
        "Add a patient to a programme",
        answers=MemberTold,
        may=[KEEP_PROGRAMMES],
        status=201,
    ),
)
def join(
    request: HttpRequest, programme_id: Id, here: Query[Here], body: MemberNew
) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: join_programme(
            actor=actor,
            branch_id=branch_id,
            programme_id=ProgrammeId(programme_id),
            patient_id=body.patient_id,
            joined_on=body.joined_on,
        ),
        lambda member_id: _one(actor, branch_id, member_id),
    )


@router.get(
    "/programme-members/{member_id}",
    **operation(
        "getProgrammeMember",
        "Read who is in a programme",
        answers=MemberTold,
        may=[KEEP_PROGRAMMES],
    ),
)
def read(request: HttpRequest, member_id: Id, here: Query[Here]) -> HttpResponse:
    """One patient's place in a programme; its ETag is the version that leaving it names."""
    actor = actor_of(request)
    return respond(request, _one(actor, branch_of(actor, here.branch_id), member_id))


@router.post(
    "/programme-members/{member_id}/leave",
    **writing(
        "leaveProgramme",
        "Remove a patient from a programme",
        answers=MemberTold,
        may=[KEEP_PROGRAMMES],
        edits=True,
    ),
)
def leave(request: HttpRequest, member_id: Id, here: Query[Here], body: MemberLeft) -> HttpResponse:
    """For the coded reason."""
    return edited(
        request,
        here,
        leave_programme,
        lambda actor, branch_id: _one(actor, branch_id, member_id),
        member_id=MembershipId(member_id),
        why=body.why,
    )


def _told(actor: Actor, branch_id: UUID, programme_id: UUID) -> ProgrammeTold:
    row = list_programmes(actor=actor, branch_id=branch_id).filter(id=programme_id).first()
    if row is None:
        raise ProgrammeUnknown(_("This programme doesn’t exist."))
    return _programme(row)


def _programme(row: Any) -> ProgrammeTold:
    return ProgrammeTold(id=row.id, kind=row.kind, name=name_of(row), members=row.in_it)


def _one(actor: Actor, branch_id: UUID, member_id: UUID) -> MemberTold:
    row = find_member(actor=actor, branch_id=branch_id, member_id=member_id)
    if row is None:
        raise ProgrammeUnknown(_("This patient isn’t in the programme at this branch."))
    due = due_in_programme(actor=actor, branch_id=branch_id, programme_id=row.programme_id)
    return _member(row, due)


def _member(row: Any, due: Due) -> MemberTold:
    return told(MemberTold, row, due=[plan.id for plan in due.get(row.id, ())])
