"""Who is on duty: read, signed on, signed off; and a branch's stricter rule."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.facts.types import Id
from theriac.core.rights import require
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.approval import require_pin
from theriac.domains.accounts.commands.pins import try_pin
from theriac.domains.accounts.problems import PinRefused
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.duty.commands.branch_rule import set_duty_rule
from theriac.domains.duty.commands.sign_off import end_turn
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.ids import TurnId
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY, SET_DUTY_RULE, VIEW_DUTY
from theriac.domains.duty.problems import TurnUnknown
from theriac.domains.duty.queries import (
    TURNS,
    duty_rule,
    find_turn,
    is_asked_by_law,
    list_turns,
    on_duty_now,
)
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.duty.duty import (
    DutyNow,
    DutyRuleSet,
    SignOn,
    Turn,
    TurnEnded,
    TurnPage,
    TurnsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["duty"])


@router.get(
    "/duty",
    **operation("getDuty", "Read who is on duty", answers=DutyNow, may=[VIEW_DUTY]),
)
def now(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """The pharmacists who are on duty at the branch, and whether one must be."""
    actor = actor_of(request)
    return respond(request, _now(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/duty/rule",
    **writing(
        "setDutyRule",
        "Set whether a pharmacist must be on duty",
        answers=DutyNow,
        may=[SET_DUTY_RULE],
        detail="Only beyond the law: what the law asks stays asked.",
    ),
)
def set_rule(request: HttpRequest, here: Query[Here], body: DutyRuleSet) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_duty_rule(actor=actor, branch_id=branch_id, asked=body.asked),
        lambda: _now(actor, branch_id),
    )


@router.get(
    "/duty/turns",
    **operation("listDutyTurns", "List turns of duty", answers=TurnPage, may=[VIEW_DUTY]),
)
def turns(request: HttpRequest, wanted: Query[TurnsWanted]) -> HttpResponse:
    """Who came on duty and when they left, the newest first."""
    actor = actor_of(request)
    page = page_of(
        TURNS, list_turns(actor=actor, branch_id=branch_of(actor, wanted.branch_id)), wanted
    )
    return respond(request, TurnPage(items=[_told(one) for one in page.items], **edges(page)))


@router.post(
    "/duty/turns",
    **writing(
        "signOnToDuty",
        "Sign a pharmacist on to duty",
        answers=Turn,
        may=[SERVE_DUTY],
        status=201,
        detail=(
            "The person holds a licence that the country asks for. They prove themselves by their "
            "PIN, except by their own token. Ends by itself with their shift, else after 12 hours."
        ),
    ),
)
def come(request: HttpRequest, here: Query[Here], body: SignOn) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    require(actor, SERVE_DUTY, branch_id)

    person = _proven(actor, branch_id, body)
    return added(
        request,
        lambda: sign_on(actor=person, branch_id=branch_id),
        lambda turn_id: _answer(actor, branch_id, turn_id),
    )


@router.post(
    "/duty/turns/{turn_id}/end",
    **writing("endDutyTurn", "Sign somebody off from duty", answers=Turn, may=[PLAN_DUTY]),
)
def end(request: HttpRequest, turn_id: Id, here: Query[Here], body: TurnEnded) -> HttpResponse:
    """With the reason."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: end_turn(
            actor=actor, branch_id=branch_id, turn_id=TurnId(turn_id), reason=body.reason
        ),
        lambda: _answer(actor, branch_id, turn_id),
    )


def _proven(actor: Actor, branch_id: UUID, body: SignOn) -> Actor:
    """The person who comes: the actor, or somebody by their PIN. Raises PinRefused."""
    if actor.kind is ActorKind.PERSON and actor.id == body.person_id:
        return actor
    person = actor_of_person(body.person_id, branch_id=branch_id)
    if person is None or not body.pin:
        raise PinRefused(_("Enter the PIN of the person who comes on duty."), field="pin")
    require_pin(try_pin(actor=actor, user_id=person.id, pin=body.pin))
    return person


def _now(actor: Actor, branch_id: UUID) -> DutyNow:
    branch = get_branch(branch_id)
    by_law = False
    if branch is not None:
        profile = profile_for(branch.pharmacy.country)
        by_law = is_asked_by_law(profile, clock.today(branch.time_zone))
    return DutyNow(
        branch_id=branch_id,
        asked_by_law=by_law,
        asked=duty_rule(actor=actor, branch_id=branch_id),
        people=[one.person_id for one in on_duty_now(actor=actor, branch_id=branch_id)],
    )


def _answer(actor: Actor, branch_id: UUID, turn_id: UUID) -> Turn:
    found = find_turn(actor=actor, branch_id=branch_id, turn_id=turn_id)
    if found is None:
        raise TurnUnknown(_("No duty with this number is at this branch. Reload the page."))
    return _told(found)


def _told(turn: Any) -> Turn:
    end = getattr(turn, "end", None)
    return Turn(
        id=turn.id,
        branch_id=turn.branch_id,
        person_id=turn.person_id,
        started_at=turn.started_at,
        until=turn.until,
        ended_at=end.ended_at if end else None,
        ended_reason=end.reason if end else "",
        licence_kind=turn.licence_kind,
        licence_until=turn.licence_until,
    )
