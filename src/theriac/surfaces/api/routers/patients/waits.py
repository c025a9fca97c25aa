"""The waitlist: who waits, joined, changed, told, held longer, passed on, left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.waitlist.commands.change import change_wait
from theriac.domains.waitlist.commands.hold_time import set_hold_time
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.commands.leave import leave_waitlist, pass_offer
from theriac.domains.waitlist.commands.offers import extend_hold, mark_told
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, SET_HOLD_TIME, VIEW_WAITLIST
from theriac.domains.waitlist.problems import WaitUnknown
from theriac.domains.waitlist.queries import WAITS, find_wait, hold_time, list_waits
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.waits import (
    HoldExtended,
    HoldTimeSet,
    HoldTimeTold,
    Wait,
    WaitChanged,
    WaitEnded,
    WaitNew,
    WaitPage,
    WaitsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["waitlist"])
Edit = dict[str, Any]


def _edits(name: str, summary: str) -> Edit:
    return writing(name, summary, answers=Wait, may=[KEEP_WAITLIST], edits=True)


@router.get(
    "/waits",
    **operation("listWaits", "List who waits", answers=WaitPage, may=[VIEW_WAITLIST]),
)
def waits(request: HttpRequest, wanted: Query[WaitsWanted]) -> HttpResponse:
    """A page of the branch's waitlist, who waits longest first; what ended stays to be read."""
    actor = actor_of(request)
    rows = list_waits(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(WAITS, rows, wanted)
    return respond(request, WaitPage(items=_answers(page.items), **edges(page)))


@router.post(
    "/waits",
    **writing(
        "joinWaitlist",
        "Add to the waitlist",
        answers=Wait,
        may=[KEEP_WAITLIST],
        status=201,
        detail=(
            "For a patient, or by the number of a ticket. Whatever becomes sellable is reserved "
            "for who is first, in the same transaction; nobody is overtaken within a priority."
        ),
    ),
)
def join(request: HttpRequest, here: Query[Here], body: WaitNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    wish = WaitWish(
        product_id=body.product_id,
        quantity=body.quantity,
        priority=body.priority,
        patient_id=body.patient_id,
        ticket=body.ticket or "",
    )

    return added(
        request,
        lambda: join_waitlist(actor=actor, branch_id=branch_id, wish=wish),
        lambda wait_id: _answer(actor, branch_id, wait_id),
    )


@router.get(
    "/waits/{wait_id}",
    **operation("getWait", "Read a waitlist entry", answers=Wait, may=[VIEW_WAITLIST]),
)
def read(request: HttpRequest, wait_id: Id, here: Query[Here]) -> HttpResponse:
    """One entry; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _answer(actor, branch_of(actor, here.branch_id), wait_id))


@router.post("/waits/{wait_id}/change", **_edits("changeWait", "Change a waitlist entry"))
def change(request: HttpRequest, wait_id: Id, here: Query[Here], body: WaitChanged) -> HttpResponse:
    """While no goods are held; the place in time stays."""
    return _edit(request, wait_id, here, change_wait, **dict(body))


@router.post("/waits/{wait_id}/tell", **_edits("markWaitTold", "Note that the customer was told"))
def tell(request: HttpRequest, wait_id: Id, here: Query[Here]) -> HttpResponse:
    """Once, while goods are held."""
    return _edit(request, wait_id, here, mark_told)


@router.post("/waits/{wait_id}/extend", **_edits("extendHold", "Hold the goods longer"))
def extend(
    request: HttpRequest, wait_id: Id, here: Query[Here], body: HoldExtended
) -> HttpResponse:
    """Until another instant, on the reservation too."""
    return _edit(request, wait_id, here, extend_hold, hold_until=body.hold_until)


@router.post("/waits/{wait_id}/pass", **_edits("passOffer", "Pass held goods on to the next"))
def pass_on(request: HttpRequest, wait_id: Id, here: Query[Here], body: WaitEnded) -> HttpResponse:
    """With the reason; who is next is served in the same transaction."""
    return _edit(request, wait_id, here, pass_offer, reason=body.reason)


@router.post("/waits/{wait_id}/leave", **_edits("leaveWaitlist", "Remove from the waitlist"))
def leave(request: HttpRequest, wait_id: Id, here: Query[Here], body: WaitEnded) -> HttpResponse:
    """With the reason; what was held goes to the next."""
    return _edit(request, wait_id, here, leave_waitlist, reason=body.reason)


@router.get(
    "/waitlist/hold-time",
    **operation(
        "getHoldTime", "Read the waitlist hold time", answers=HoldTimeTold, may=[VIEW_WAITLIST]
    ),
)
def read_hold_time(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """For how many hours the branch holds goods for who is first."""
    actor = actor_of(request)
    return respond(request, _hold_time(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/waitlist/hold-time",
    **writing(
        "setHoldTime",
        "Set the waitlist hold time",
        answers=HoldTimeTold,
        may=[SET_HOLD_TIME],
        detail="Goods that are held already stay held until the time that was given.",
    ),
)
def write_hold_time(request: HttpRequest, here: Query[Here], body: HoldTimeSet) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_hold_time(actor=actor, branch_id=branch_id, hours=body.hours),
        lambda: _hold_time(actor, branch_id),
    )


def _hold_time(actor: Actor, branch_id: UUID) -> HoldTimeTold:
    return HoldTimeTold(branch_id=branch_id, hours=hold_time(actor=actor, branch_id=branch_id))


def _edit(
    request: HttpRequest, wait_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: _answer(actor, branch_id, wait_id),
        wait_id=WaitId(wait_id),
        **more,
    )


def _answer(actor: Actor, branch_id: UUID, wait_id: UUID) -> Wait:
    found = find_wait(actor=actor, branch_id=branch_id, wait_id=wait_id)
    if found is None:
        raise WaitUnknown(_("This waitlist entry doesn’t exist at this branch."), wait_id=wait_id)
    return _answers([found])[0]


def _answers(rows: Sequence[Any]) -> list[Wait]:
    products = product_names({row.product_id for row in rows})
    return [told(Wait, row, product=products.get(row.product_id, "")) for row in rows]
