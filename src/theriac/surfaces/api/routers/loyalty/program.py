"""The loyalty programme: read and set."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.domains.loyalty.commands.program import LoyaltyProgramNew, set_program
from theriac.domains.loyalty.permissions import SET_PROGRAM, VIEW_LOYALTY
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.loyalty.answers import program_told
from theriac.surfaces.api.schemas.loyalty.members import LoyaltyProgram
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["loyalty"])


@router.get(
    "/loyalty-program",
    **operation(
        "readLoyaltyProgram",
        "Read the loyalty programme",
        answers=LoyaltyProgram,
        may=[VIEW_LOYALTY],
    ),
)
def read(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """Off, and of version 0, until it is set."""
    actor = actor_of(request)
    return respond(request, program_told(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/loyalty-program",
    **writing(
        "setLoyaltyProgram",
        "Set the loyalty programme",
        answers=LoyaltyProgram,
        may=[SET_PROGRAM],
        edits=True,
        detail="From now on, in the whole pharmacy; points that were earned stay.",
    ),
)
def change(request: HttpRequest, here: Query[Here], body: Body[LoyaltyProgramNew]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_program(actor=actor, version=version, program=body),
        lambda: program_told(actor, branch_id),
    )
