"""Single packs: refusals, the life of a serial number, and a pack that came back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.serials.commands.reactivate import give_serial_back
from theriac.domains.serials.queries import REFUSALS, get_sold_pack, life_of, list_refusals
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.serials import (
    SerialEvent,
    SerialGivenBack,
    SerialLife,
    SerialRefusal,
    SerialRefusalPage,
    SerialRefusalsWanted,
    SerialWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/serial-refusals",
    **operation(
        "listSerialRefusals",
        "List packs that were refused",
        answers=SerialRefusalPage,
        may=[VIEW_STOCK],
    ),
)
def refusals(request: HttpRequest, wanted: Query[SerialRefusalsWanted]) -> HttpResponse:
    """A page of the branch's refusals, the newest first."""
    actor = actor_of(request)
    rows = list_refusals(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(REFUSALS, rows, wanted)
    items = [
        told(SerialRefusal, row, product=row.product.name if row.product else "")
        for row in page.items
    ]
    return respond(request, SerialRefusalPage(items=items, **edges(page)))


@router.get(
    "/serials",
    **operation(
        "getSerial",
        "Read what happened to a serial number",
        answers=SerialLife,
        may=[VIEW_STOCK],
        detail="A serial number that nothing is known of has no events.",
    ),
)
def life(request: HttpRequest, wanted: Query[SerialWanted]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _life(actor, branch_of(actor, wanted.branch_id), wanted.serial))


@router.post(
    "/sold-serials/{sold_id}/return",
    **writing(
        "giveSerialBack",
        "Let a sold pack that came back be sold again",
        answers=SerialLife,
        may=[ADJUST_STOCK],
        detail="Its serial number can be sold again. The sale stays as it is, and so does the "
        "stock.",
    ),
)
def give_back(
    request: HttpRequest, sold_id: Id, here: Query[Here], body: SerialGivenBack
) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)

    def answer() -> SerialLife:
        pack = get_sold_pack(actor=actor, branch_id=branch_id, sold_id=sold_id)
        return _life(actor, branch_id, pack.serial)

    return changed(
        request,
        lambda: give_serial_back(
            actor=actor, branch_id=branch_id, sold_id=sold_id, reason=body.reason
        ),
        answer,
    )


def _life(actor: Actor, branch_id: UUID, serial: str) -> SerialLife:
    events = life_of(actor=actor, branch_id=branch_id, serial=serial)
    return SerialLife(serial=serial, events=[told(SerialEvent, one) for one in events])
