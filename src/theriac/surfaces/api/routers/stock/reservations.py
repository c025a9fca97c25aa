"""Reservations: listed, made, kept longer, released; a sale takes its own by naming them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_stock
from theriac.domains.stock.commands.reservations.settle import (
    extend_reservation,
    release_reservation,
)
from theriac.domains.stock.permissions import RESERVE_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.reservations import (
    RESERVATIONS,
    find_reservation,
    list_reservations,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.stock.reservations import (
    Reservation,
    ReservationExtended,
    ReservationNew,
    ReservationPage,
    ReservationReleased,
    ReservationsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/reservations",
    **operation(
        "listReservations", "List what is reserved", answers=ReservationPage, may=[VIEW_STOCK]
    ),
)
def reservations(request: HttpRequest, wanted: Query[ReservationsWanted]) -> HttpResponse:
    """A page of the branch's reservations, the newest first; those that ended stay to be read."""
    actor = actor_of(request)
    rows = list_reservations(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(RESERVATIONS, rows, wanted)
    return respond(request, ReservationPage(items=_answers(page.items), **edges(page)))


@router.post(
    "/reservations",
    **writing(
        "reserveStock",
        "Reserve stock",
        answers=Reservation,
        may=[RESERVE_STOCK],
        status=201,
        detail=(
            "All or nothing, of the batches that a sale would take; `stock.insufficient` says what "
            "is available. Nobody else sells it until it is released or its time is over; the sale "
            "it is for names it in `reservation_ids`."
        ),
    ),
)
def reserve(request: HttpRequest, here: Query[Here], body: ReservationNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)

    return added(
        request,
        lambda: reserve_stock(actor=actor, branch_id=branch_id, wish=Wish(**dict(body))),
        lambda reservation_id: _answer(actor, branch_id, reservation_id),
    )


@router.get(
    "/reservations/{reservation_id}",
    **operation("getReservation", "Read a reservation", answers=Reservation, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, reservation_id: Id, here: Query[Here]) -> HttpResponse:
    """One reservation; its ETag is the version that a change names."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return respond(request, _answer(actor, branch_id, reservation_id))


@router.post(
    "/reservations/{reservation_id}/extend",
    **writing(
        "extendReservation",
        "Keep a reservation until another instant",
        answers=Reservation,
        may=[RESERVE_STOCK],
        edits=True,
    ),
)
def extend(
    request: HttpRequest, reservation_id: Id, here: Query[Here], body: ReservationExtended
) -> HttpResponse:
    return _edit(request, reservation_id, here, extend_reservation, expires_at=body.expires_at)


@router.post(
    "/reservations/{reservation_id}/release",
    **writing(
        "releaseReservation",
        "Release a reservation",
        answers=Reservation,
        may=[RESERVE_STOCK],
        edits=True,
    ),
)
def release(
    request: HttpRequest, reservation_id: Id, here: Query[Here], body: ReservationReleased
) -> HttpResponse:
    """With the reason; what it held is available at once."""
    return _edit(request, reservation_id, here, release_reservation, reason=body.reason)


def _edit(
    request: HttpRequest, reservation_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: _answer(actor, branch_id, reservation_id),
        reservation_id=reservation_id,
        **more,
    )


def _answer(actor: Actor, branch_id: UUID, reservation_id: UUID) -> Reservation:
    found = find_reservation(actor=actor, branch_id=branch_id, reservation_id=reservation_id)
    if found is None:
        raise NotFound(
            _("This reservation doesn’t exist at this branch."), reservation_id=reservation_id
        )
    return _answers([found])[0]


def _answers(rows: Sequence[Any]) -> list[Reservation]:
    products = product_names({row.product_id for row in rows})
    return [told(Reservation, row, product=products.get(row.product_id, "")) for row in rows]
