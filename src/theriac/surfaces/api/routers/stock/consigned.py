"""What falls due to suppliers for consigned goods that were sold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.problems import Unprocessable
from theriac.domains.purchasing.queries.consignment import settled_until
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches import consigned
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.schemas.stock.consigned import (
    ConsignmentDue,
    DueBatch,
    DueSupplier,
    DueWanted,
    NetMoney,
)

router = Router(tags=["stock"])


@router.get(
    "/consignment-due",
    **operation(
        "getConsignmentDue",
        "Read what falls due for consigned goods",
        answers=ConsignmentDue,
        may=[VIEW_STOCK],
        detail="What was sold, less what came back, is owed at the batch's cost, rounded half up "
        "by batch; the rest not. It tells any period, paid or not: days up to a supplier's "
        "`settled_until` are paid.",
    ),
)
def consignment(request: HttpRequest, wanted: Query[DueWanted]) -> HttpResponse:
    actor = actor_of(request)
    if wanted.last < wanted.first:
        raise Unprocessable(
            _("The end is before the start. Choose a later end date."), field="last"
        )
    branch_id = branch_of(actor, wanted.branch_id)
    found = consigned.consignment_due(
        actor=actor,
        branch_id=branch_id,
        first=wanted.first,
        last=wanted.last,
        supplier_id=wanted.supplier_id,
    )
    currency = currency_here(branch_id)
    settled = settled_until(actor=actor, branch_id=branch_id)
    items = [
        told(
            DueSupplier,
            one,
            settled_until=settled.get(one.supplier_id) if one.supplier_id else None,
            due=_owed(one.due, currency),
            batches=[_batch(line, currency) for line in one.batches],
        )
        for one in found
    ]
    return respond(request, ConsignmentDue(items=items))


def _batch(line: consigned.DueBatch, currency: str) -> DueBatch:
    return told(DueBatch, line, due=_owed(line.due, currency))


def _owed(due: int | None, currency: str) -> NetMoney | None:
    return None if due is None else NetMoney(amount=due, currency=currency)
