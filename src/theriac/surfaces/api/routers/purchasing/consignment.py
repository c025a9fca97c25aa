"""Payments for consigned goods are listed, read, recorded and withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.consignment import settle_consignment, withdraw_settlement
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.consignment import (
    SETTLEMENTS,
    SettlementView,
    amount_seen,
    list_settlements,
    read_settlement,
)
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.schemas.purchasing import consignment as schemas
from theriac.surfaces.api.schemas.stock.consigned import NetMoney

if TYPE_CHECKING:
    from theriac.domains.purchasing.models import ConsignmentSettlement

router = Router(tags=["consigned goods"])
_AT = "/consignment-settlements/{settlement_id}"


@router.get(
    "/consignment-settlements",
    **operation(
        "listConsignmentSettlements",
        "List payments for consigned goods",
        answers=schemas.ConsignmentSettlementPage,
        may=[VIEW_RECEIPTS],
    ),
)
def settlements(
    request: HttpRequest, wanted: Query[schemas.ConsignmentSettlementsWanted]
) -> HttpResponse:
    """A page of payments, those withdrawn too."""
    actor = actor_of(request)
    asked = {"branch_id": wanted.branch_id, "supplier_id": wanted.supplier_id}
    rows = SETTLEMENTS.narrowed(list_settlements(actor=actor), asked)
    page = SETTLEMENTS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [
        told(schemas.ConsignmentSettlementListed, row, **_seen(actor, row)) for row in page.items
    ]
    return respond(request, schemas.ConsignmentSettlementPage(items=items, **edges(page)))


@router.post(
    "/consignment-settlements",
    **writing(
        "recordConsignmentSettlement",
        "Record a payment for consigned goods",
        answers=schemas.ConsignmentSettlement,
        may=[SETTLE_CONSIGNMENT],
        status=201,
        detail="The period begins where the last payment ended. Needs `stock.costs` too.",
    ),
)
def record(request: HttpRequest, body: schemas.ConsignmentSettlementWritten) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: settle_consignment(
            actor=actor,
            branch_id=BranchId(body.branch_id),
            supplier_id=body.supplier_id,
            last_on=body.last_on,
            paid_on=body.paid_on,
            amount=body.amount,
            reference=body.reference,
        ),
        lambda settlement_id: _told(actor, settlement_id),
    )


@router.get(
    _AT,
    **operation(
        "getConsignmentSettlement",
        "Read a payment for consigned goods",
        answers=schemas.ConsignmentSettlement,
        may=[VIEW_RECEIPTS],
    ),
)
def read(request: HttpRequest, settlement_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), settlement_id))


@router.post(
    f"{_AT}/withdrawal",
    **writing(
        "withdrawConsignmentSettlement",
        "Withdraw a payment that was recorded by mistake",
        answers=schemas.ConsignmentSettlement,
        may=[SETTLE_CONSIGNMENT],
        detail="The newest of its supplier at the branch; its days are open again. Needs "
        "`stock.costs` too.",
    ),
)
def withdraw(
    request: HttpRequest, settlement_id: Id, body: schemas.ConsignmentSettlementWithdrawn
) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: withdraw_settlement(
            actor=actor,
            branch_id=BranchId(_view(actor, settlement_id).row.branch_id),
            settlement_id=settlement_id,
            reason=body.reason,
        ),
        lambda: _told(actor, settlement_id),
    )


def _view(actor: Actor, settlement_id: UUID) -> SettlementView:
    found = read_settlement(actor=actor, settlement_id=settlement_id)
    if found is None:
        raise NotFound(_("This payment doesn’t exist."), settlement_id=settlement_id)
    return found


def _told(actor: Actor, settlement_id: UUID) -> schemas.ConsignmentSettlement:
    view = _view(actor, settlement_id)
    currency = view.row.currency
    return told(
        schemas.ConsignmentSettlement,
        view.row,
        **_seen(actor, view.row),
        supplier=view.supplier,
        is_newest=view.is_newest,
        lines=[
            told(schemas.ConsignmentLine, line, due=_net(line.due, currency)) for line in view.lines
        ],
    )


def _seen(actor: Actor, row: ConsignmentSettlement) -> dict[str, Any]:
    """The amount for who may see it, and the counter-row."""
    counter = withdrawal_of(row)
    return {
        "amount": _net(amount_seen(actor, row), row.currency),
        "withdrawal": None if counter is None else told(schemas.SettlementWithdrawal, counter),
    }


def _net(amount: int | None, currency: str) -> NetMoney | None:
    return None if amount is None else NetMoney(amount=amount, currency=currency)
