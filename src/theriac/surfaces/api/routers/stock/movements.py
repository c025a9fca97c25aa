"""What moves stock: opening stock, adjustments, write-offs, reversals. A delivery is posted.

They stand on the router of stock: an address belongs to one router.
"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.adjust import CodedReason, adjust_stock, write_off_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    OPEN_STOCK,
    REVERSE_MOVEMENT,
    WRITE_OFF_STOCK,
)
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.place import amount_of, branch_of, currency_here
from theriac.surfaces.api.routers.stock.levels import router
from theriac.surfaces.api.routers.stock.posted_movements import Unmoved, batch_posted
from theriac.surfaces.api.schemas.stock.goods import Goods
from theriac.surfaces.api.schemas.stock.movements import (
    Adjustment,
    AdjustmentMovement,
    MovementDone,
    MovementNew,
    OpeningMovement,
    Reversal,
    WriteOff,
    WriteOffMovement,
)
from theriac.surfaces.api.schemas.types import Here

__all__ = ["router"]
DONE = "Answers what was posted, with the balance after it."


@router.post(
    "/stock-movements",
    **writing(
        "postMovement",
        "Post a movement of stock",
        answers=MovementDone,
        status=201,
        may=[OPEN_STOCK, ADJUST_STOCK, WRITE_OFF_STOCK],
        detail=f"`opening`, `adjustment` or `write_off`, each by its own permission. {DONE}",
    ),
)
def post_movement(
    request: HttpRequest, here: Query[Here], body: Annotated[MovementNew, Body()]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    if isinstance(body, OpeningMovement):
        return _open_one(request, actor, branch_id, body)
    if isinstance(body, AdjustmentMovement):
        return _adjust(request, actor, branch_id, body)
    return _write_off(request, actor, branch_id, body)


@router.post(
    "/adjustments",
    **writing(
        "adjustStock",
        "Adjust a batch to what was counted",
        answers=MovementDone,
        may=[ADJUST_STOCK],
        status=201,
        detail=DONE,
    ),
)
def adjust(request: HttpRequest, here: Query[Here], body: Adjustment) -> HttpResponse:
    """Make a batch's balance what was counted."""
    actor = actor_of(request)
    return _adjust(request, actor, branch_of(actor, here.branch_id), body)


@router.post(
    "/write-offs",
    **writing(
        "writeOffStock",
        "Write stock off",
        answers=MovementDone,
        may=[WRITE_OFF_STOCK],
        status=201,
        detail=DONE,
    ),
)
def write_off(request: HttpRequest, here: Query[Here], body: WriteOff) -> HttpResponse:
    """Take broken, lost or expired goods off the shelf."""
    actor = actor_of(request)
    return _write_off(request, actor, branch_of(actor, here.branch_id), body)


@router.post(
    "/stock-movements/{movement_id}/reversal",
    **writing(
        "reverseMovement",
        "Answer a movement by its opposite",
        answers=MovementDone,
        may=[REVERSE_MOVEMENT],
        status=201,
        detail=f"The first stays as it was. {DONE}",
    ),
)
def reverse(
    request: HttpRequest, movement_id: Id, here: Query[Here], body: Reversal
) -> HttpResponse:
    """Reverse opening stock, an adjustment or a write-off."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return once(
        request,
        lambda: reverse_movement(
            actor=actor,
            branch_id=branch_id,
            movement_id=movement_id,
            reason=body.reason,
            approval_id=body.approval_id,
        ),
        first=lambda done: batch_posted(actor, done.document_id),
        again=lambda document_id: batch_posted(actor, document_id),
        status=201,
    )


def _open_one(
    request: HttpRequest, actor: Actor, branch_id: BranchId, body: OpeningMovement
) -> HttpResponse:
    line = _line(body, currency_here(), "")
    return once(
        request,
        lambda: enter_opening_stock(
            actor=actor, branch_id=branch_id, lines=[line], number=body.number, reason=body.reason
        ),
        first=lambda receipt: batch_posted(actor, receipt.id),
        again=lambda document_id: batch_posted(actor, document_id),
        status=201,
    )


def _adjust(
    request: HttpRequest, actor: Actor, branch_id: BranchId, body: Adjustment | AdjustmentMovement
) -> HttpResponse:
    unmoved = Unmoved(body.batch_id, body.counted)
    return once(
        request,
        lambda: adjust_stock(
            actor=actor,
            branch_id=branch_id,
            batch_id=body.batch_id,
            counted=body.counted,
            expected=body.expected,
            reason=CodedReason(body.reason, body.reason_code),
            approval_id=body.approval_id,
        ),
        first=lambda done: batch_posted(actor, done.document_id, unmoved),
        again=lambda document_id: batch_posted(actor, document_id, unmoved),
        status=201,
    )


def _write_off(
    request: HttpRequest, actor: Actor, branch_id: BranchId, body: WriteOff | WriteOffMovement
) -> HttpResponse:
    return once(
        request,
        lambda: write_off_stock(
            actor=actor,
            branch_id=branch_id,
            batch_id=body.batch_id,
            quantity=body.quantity,
            reason=CodedReason(body.reason, body.reason_code),
            approval_id=body.approval_id,
        ),
        first=lambda done: batch_posted(actor, done.document_id),
        again=lambda document_id: batch_posted(actor, document_id),
        status=201,
    )


def _line(goods: Goods, currency: str, where: str) -> DeliveryLine:
    return DeliveryLine(
        product_id=goods.product_id,
        quantity=goods.quantity,
        batch_number=goods.batch_number,
        expires_on=goods.expires_on,
        cost_amount=amount_of(goods.cost, currency, f"{where}cost"),
        cost_units=goods.cost_units,
        mrp_amount=amount_of(goods.mrp, currency, f"{where}mrp"),
        mrp_units=goods.mrp_units,
        shelf=goods.shelf,
    )
