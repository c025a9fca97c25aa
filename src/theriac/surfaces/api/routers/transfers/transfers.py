"""Transfers: written down, approved, sent, received, explained, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.transfers.commands.draft import (
    TransferWritten,
    cancel_transfer,
    change_transfer,
    draft_transfer,
)
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.commands.settle import close_transfer, explain_transfer
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.permissions import APPROVE_TRANSFER, SETTLE_TRANSFER, TRANSFER
from theriac.domains.transfers.queries import (
    TRANSFERS,
    find_transfer,
    transfer_lines,
    transfer_totals,
    transfers_of,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.transfers import (
    Transfer,
    TransferCancelling,
    TransferExplaining,
    TransferLine,
    TransferListed,
    TransferPage,
    TransferReceiving,
    TransfersWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/transfers",
    **operation("listTransfers", "List transfers", answers=TransferPage, may=[VIEW_STOCK]),
)
def transfers(request: HttpRequest, wanted: Query[TransfersWanted]) -> HttpResponse:
    """What a branch sends and receives, the newest first."""
    actor = actor_of(request)
    rows = transfers_of(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    asked = {
        "state": wanted.state,
        "from_branch_id": wanted.from_branch_id,
        "to_branch_id": wanted.to_branch_id,
    }
    page = TRANSFERS.page(rows, wanted=asked, cursor=wanted.cursor, size=wanted.limit)
    totals = transfer_totals(row.id for row in page.items)
    items = [told(TransferListed, row, **_facts(row, totals)) for row in page.items]
    return respond(request, TransferPage(items=items, **edges(page)))


@router.post(
    "/transfers",
    **writing(
        "draftTransfer",
        "Write a transfer down",
        answers=Transfer,
        may=[TRANSFER],
        status=201,
        detail="It has its number at once and moves nothing.",
    ),
)
def draft(request: HttpRequest, here: Query[Here], body: Body[TransferWritten]) -> HttpResponse:
    """A draft from the branch in the address."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return added(
        request,
        lambda: draft_transfer(actor=actor, branch_id=branch_id, draft=body),
        lambda transfer_id: _transfer(actor, transfer_id),
    )


@router.get(
    "/transfers/{transfer_id}",
    **operation("getTransfer", "Read a transfer", answers=Transfer, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, transfer_id: Id) -> HttpResponse:
    """One transfer of a branch that the reader sees; its ETag is the version that a step names."""
    return respond(request, _transfer(actor_of(request), transfer_id))


@router.put(
    "/transfers/{transfer_id}",
    **writing(
        "changeTransfer",
        "Change a draft of a transfer",
        answers=Transfer,
        may=[TRANSFER],
        edits=True,
        detail="Target and lines, whole.",
    ),
)
def change(request: HttpRequest, transfer_id: Id, body: Body[TransferWritten]) -> HttpResponse:
    return _step(request, transfer_id, change_transfer, draft=body)


@router.post(
    "/transfers/{transfer_id}/cancel",
    **writing(
        "cancelTransfer",
        "Withdraw a transfer that hasn't left",
        answers=Transfer,
        may=[TRANSFER],
        edits=True,
    ),
)
def cancel(request: HttpRequest, transfer_id: Id, body: TransferCancelling) -> HttpResponse:
    return _step(request, transfer_id, cancel_transfer, reason=body.reason)


@router.post(
    "/transfers/{transfer_id}/approve",
    **writing(
        "approveTransfer",
        "Approve a transfer",
        answers=Transfer,
        may=[APPROVE_TRANSFER],
        edits=True,
    ),
)
def approve(request: HttpRequest, transfer_id: Id) -> HttpResponse:
    return _step(request, transfer_id, approve_transfer)


@router.post(
    "/transfers/{transfer_id}/dispatch",
    **writing(
        "dispatchTransfer",
        "Send a transfer off",
        answers=Transfer,
        may=[TRANSFER],
        edits=True,
        detail="All lines or none; they are on the way and no longer on the sender's shelf.",
    ),
)
def dispatch(request: HttpRequest, transfer_id: Id) -> HttpResponse:
    return _step(request, transfer_id, dispatch_transfer)


@router.post(
    "/transfers/{transfer_id}/receive",
    **writing(
        "receiveTransfer",
        "Take in what came of a transfer",
        answers=Transfer,
        may=[TRANSFER],
        edits=True,
        detail="In one or several goes; what expired or was held on the way goes to quarantine.",
    ),
)
def receive(request: HttpRequest, transfer_id: Id, body: TransferReceiving) -> HttpResponse:
    came = [LineCame(line.line_id, line.quantity) for line in body.lines]
    return _step(request, transfer_id, receive_transfer, is_receiver=True, came=came)


@router.post(
    "/transfers/{transfer_id}/explain",
    **writing(
        "explainTransfer",
        "Say what became of goods that didn't come",
        answers=Transfer,
        may=[SETTLE_TRANSFER],
        edits=True,
    ),
)
def explain(request: HttpRequest, transfer_id: Id, body: TransferExplaining) -> HttpResponse:
    return _step(request, transfer_id, explain_transfer, **dict(body))


@router.post(
    "/transfers/{transfer_id}/close",
    **writing(
        "closeTransfer",
        "Close a transfer",
        answers=Transfer,
        may=[SETTLE_TRANSFER],
        edits=True,
        detail="Only when nothing is on the way any more.",
    ),
)
def close(request: HttpRequest, transfer_id: Id) -> HttpResponse:
    return _step(request, transfer_id, close_transfer)


def _step(
    request: HttpRequest,
    transfer_id: UUID,
    step: Callable[..., Any],
    *,
    is_receiver: bool = False,
    **given: Any,
) -> HttpResponse:
    """Take a step at the branch whose it is, and answer the transfer."""
    actor, version = actor_of(request), version_of(request)
    found = _found(actor, transfer_id)
    branch_id = BranchId(found.to_branch_id if is_receiver else found.from_branch_id)
    return changed(
        request,
        lambda: step(
            actor=actor,
            branch_id=branch_id,
            transfer_id=TransferId(transfer_id),
            version=version,
            **given,
        ),
        lambda: _transfer(actor, transfer_id),
    )


def _found(actor: Actor, transfer_id: UUID) -> Any:
    found = find_transfer(actor=actor, transfer_id=transfer_id)
    if found is None:
        raise NotFound(_("This transfer doesn’t exist."), transfer_id=transfer_id)
    return found


def _transfer(actor: Actor, transfer_id: UUID) -> Transfer:
    found = _found(actor, transfer_id)
    rows = transfer_lines(actor=actor, transfer_id=transfer_id)
    names = product_names(row.product_id for row in rows)
    currency = currency_here()
    lines = [
        told(
            TransferLine,
            row,
            product=names.get(row.product_id, ""),
            value=money_of(row.value, currency),
        )
        for row in rows
    ]
    totals = {found.id: (len(rows), sum(row.in_transit for row in rows))}
    return told(Transfer, found, lines=lines, **_facts(found, totals))


def _facts(row: Any, totals: dict[UUID, tuple[int, int]]) -> dict[str, Any]:
    batches, in_transit = totals.get(row.id, (0, 0))
    return {
        "from_place": row.from_place.kind,
        "to_place": row.to_place.kind,
        "batches": batches,
        "in_transit": in_transit,
    }
