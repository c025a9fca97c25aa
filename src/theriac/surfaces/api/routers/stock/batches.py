"""Batches: list, read, correct, hold and release."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound, Stale
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.commands.own_price import price_batch
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    HOLD_STOCK,
    RELEASE_STOCK,
    VIEW_STOCK,
)
from theriac.domains.stock.queries.batches.by_place import (
    BATCHES,
    cost_seen,
    get_batch,
    list_batches,
)
from theriac.domains.stock.queries.places import place_title
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import amount_of, branch_of, currency_here, money_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.stock.batches import (
    Batch,
    BatchEdit,
    BatchesWanted,
    BatchHold,
    BatchInPlace,
    BatchOwnPrice,
    BatchPage,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
STATES = {"hold": hold_batch, "release": release_batch}


@router.get(
    "/batches",
    **operation("listBatches", "List batches by place", answers=BatchPage, may=[VIEW_STOCK]),
)
def batches(request: HttpRequest, wanted: Query[BatchesWanted]) -> HttpResponse:
    """A page of a branch's batches, what expires first in front."""
    actor = actor_of(request)
    rows = list_batches(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(BATCHES, rows, wanted)
    currency = currency_here()
    items = [in_place(actor, row, currency) for row in page.items]
    return respond(request, BatchPage(items=items, **edges(page)))


@router.get(
    "/batches/{batch_id}",
    **operation("getBatch", "Read a batch", answers=Batch, may=[VIEW_STOCK]),
)
def batch(request: HttpRequest, batch_id: Id) -> HttpResponse:
    return respond(request, _batch(actor_of(request), batch_id))


@router.patch(
    "/batches/{batch_id}",
    **writing(
        "correctBatch",
        "Enter or correct number, expiry and shelf",
        answers=Batch,
        may=[ADJUST_STOCK],
        edits=True,
        detail=(
            "A stale If-Match is refused with 409 and the `current` batch. An expiry that is put "
            "later, and any change of a batch that was received from a supplier, was sold or has "
            "expired, needs somebody else's yes: `approval.needed`."
        ),
    ),
)
def correct(request: HttpRequest, batch_id: Id, here: Query[Here], body: BatchEdit) -> HttpResponse:
    """Correct what the label says, with a reason."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    version = version_of(request)
    seen = _batch(actor, batch_id)
    number = seen.number if body.number is None else body.number
    try:
        return changed(
            request,
            lambda: correct_batch(
                actor=actor,
                branch_id=branch_id,
                batch_id=batch_id,
                version=version,
                number=number,
                expires_on=body.expires_on or seen.expires_on,
                shelf=body.shelf,
                reason=body.reason,
                approval_id=body.approval_id,
            ),
            lambda: _batch(actor, batch_id),
        )
    except Stale as stale:
        current = _batch(actor, batch_id).model_dump(mode="json")
        raise Stale(stale.detail, current=current) from stale


@router.post(
    "/batches/{batch_id}/price",
    **writing(
        "priceBatch",
        "Give a batch a price of its own",
        answers=Batch,
        may=[SET_PRICES],
        edits=True,
        detail="It is asked of this batch alone, wherever it lies, never above its MRP or the HET. "
        "One below cost is refused as `asks_first` until it is sent again with the question's code "
        "in `confirmed`.",
    ),
)
def price(
    request: HttpRequest, batch_id: Id, here: Query[Here], body: BatchOwnPrice
) -> HttpResponse:
    """Mark a batch down, or let the price list hold again."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    version = version_of(request)
    _batch(actor, batch_id)
    amount = None if body.price is None else amount_of(body.price, currency_here(), "price")
    return changed(
        request,
        lambda: price_batch(
            actor=actor,
            branch_id=branch_id,
            batch_id=batch_id,
            version=version,
            pack_id=body.pack_id,
            amount=amount,
            reason=body.reason,
            confirmed=body.confirmed,
        ),
        lambda: _batch(actor, batch_id),
    )


@router.post(
    "/batches/{batch_id}/hold",
    **writing("holdBatch", "Keep a batch from being sold", answers=Batch, may=[HOLD_STOCK]),
)
def hold(request: HttpRequest, batch_id: Id, here: Query[Here], body: BatchHold) -> HttpResponse:
    return _change_state(request, "hold", batch_id, here, body)


@router.post(
    "/batches/{batch_id}/release",
    **writing("releaseBatch", "Let a held batch be sold", answers=Batch, may=[RELEASE_STOCK]),
)
def release(request: HttpRequest, batch_id: Id, here: Query[Here], body: BatchHold) -> HttpResponse:
    return _change_state(request, "release", batch_id, here, body)


def in_place(actor: Actor, row: Any, currency: str, shelf: str | None = None) -> BatchInPlace:
    """A balance with its batch, place and ``bin``, or the ``shelf`` that is told in its stead."""
    return BatchInPlace(
        batch=_answer(row.batch, cost_seen(actor, row), currency),
        place=place_title(row.place.kind, row.place.name),
        place_kind=row.place.kind,
        shelf=row.bin if shelf is None else shelf,
        quantity=row.quantity,
        reserved=row.reserved,
    )


def _change_state(
    request: HttpRequest, change: str, batch_id: UUID, here: Here, body: BatchHold
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    _batch(actor, batch_id)
    return changed(
        request,
        lambda: STATES[change](
            actor=actor, branch_id=branch_id, batch_id=batch_id, reason=body.reason
        ),
        lambda: _batch(actor, batch_id),
    )


def _batch(actor: Actor, batch_id: UUID) -> Batch:
    found = get_batch(actor=actor, batch_id=batch_id)
    if found is None:
        raise NotFound(_("This batch isn’t on record."), batch_id=batch_id)
    return _answer(found, found.cost_amount, currency_here())


def _answer(row: Any, cost: int | None, currency: str) -> Batch:
    money = {
        name: money_of(amount, currency)
        for name, amount in (
            ("cost", cost),
            ("mrp", row.mrp_amount),
            ("price", row.price_amount),
            ("own_price", row.own_price_amount),
        )
    }
    return told(Batch, row, **money)
