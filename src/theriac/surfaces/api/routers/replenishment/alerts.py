"""Alerts: listed, acknowledged, assigned; and what is to be ordered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.replenishment.commands.acknowledge import acknowledge_alert, assign_alert
from theriac.domains.replenishment.permissions import SEE_TO_ALERTS
from theriac.domains.replenishment.queries.alerts import (
    ALERTS,
    find_alert,
    list_alerts,
    people_named,
)
from theriac.domains.replenishment.queries.reorder import REORDER, reorder_alerts, reorder_reasons
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.replenishment.alerts import (
    Alert,
    AlertAcknowledged,
    AlertAssigned,
    AlertPage,
    AlertsWanted,
    ReorderAlert,
    ReorderAlertPage,
    ReorderReason,
)
from theriac.surfaces.api.schemas.types import Here, WantedHere

router = Router(tags=["stock"])


@router.get(
    "/reorder-alerts",
    **operation(
        "listReorderAlerts",
        "List what is to be ordered again, and why",
        answers=ReorderAlertPage,
        may=[VIEW_STOCK],
        detail="Products below their minimum at the branch: one alert each until stock is back.",
    ),
)
def reorder(request: HttpRequest, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of open low-stock alerts with reason, the oldest first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    today = branch_date(branch_id)
    page = page_of(REORDER, reorder_alerts(actor=actor, branch_id=branch_id), wanted)
    low = [(row, row.product_id) for row in page.items if row.product_id is not None]
    ids = [product_id for _row, product_id in low]
    reasons = reorder_reasons(actor=actor, branch_id=branch_id, today=today, product_ids=ids)
    products = {one.id: one for one in product_details(actor=actor, product_ids=ids)}
    items = [
        told(
            ReorderAlert,
            row,
            product=products[product_id].name,
            base_unit=products[product_id].base_unit,
            reason=told(ReorderReason, reasons[product_id]),
            **_care(row, ("owner_id", "acknowledged_at", "note")),
        )
        for row, product_id in low
    ]
    return respond(request, ReorderAlertPage(today=today, items=items, **edges(page)))


@router.get(
    "/alerts",
    **operation("listAlerts", "List alerts of stock", answers=AlertPage, may=[VIEW_STOCK]),
)
def alerts(request: HttpRequest, wanted: Query[AlertsWanted]) -> HttpResponse:
    """A page of the branch's alerts, the newest first; cleared ones stay."""
    actor = actor_of(request)
    rows = list_alerts(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(ALERTS, rows, wanted)
    return respond(request, AlertPage(items=_alerts(page.items), **edges(page)))


@router.get(
    "/alerts/{alert_id}",
    **operation("getAlert", "Read an alert", answers=Alert, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, alert_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _alert(actor, branch_of(actor, here.branch_id), alert_id))


@router.post(
    "/alerts/{alert_id}/acknowledge",
    **writing(
        "acknowledgeAlert",
        "Acknowledge an alert",
        answers=Alert,
        may=[SEE_TO_ALERTS],
        detail="It is the actor's then unless it is somebody's; it clears by itself only.",
    ),
)
def acknowledge(
    request: HttpRequest, alert_id: Id, here: Query[Here], body: AlertAcknowledged
) -> HttpResponse:
    """Note that it is known, and what is done."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: acknowledge_alert(
            actor=actor, branch_id=branch_id, alert_id=alert_id, note=body.note
        ),
        lambda: _alert(actor, branch_id, alert_id),
    )


@router.put(
    "/alerts/{alert_id}/owner",
    **writing("assignAlert", "Say who sees to an alert", answers=Alert, may=[SEE_TO_ALERTS]),
)
def assign(
    request: HttpRequest, alert_id: Id, here: Query[Here], body: AlertAssigned
) -> HttpResponse:
    """A person who works at the branch, or nobody."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: assign_alert(
            actor=actor, branch_id=branch_id, alert_id=alert_id, owner_id=body.owner_id
        ),
        lambda: _alert(actor, branch_id, alert_id),
    )


def _alert(actor: Actor, branch_id: UUID, alert_id: UUID) -> Alert:
    found = find_alert(actor=actor, branch_id=branch_id, alert_id=alert_id)
    if found is None:
        raise NotFound(_("This alert doesn’t exist at this branch."), alert_id=alert_id)
    return _alerts([found])[0]


def _alerts(rows: Sequence[Any]) -> list[Alert]:
    products = product_names(row.product_id for row in rows if row.product_id)
    people = names_of(people_named(rows))
    found = []
    for row in rows:
        care = _care(row, ("owner_id", "acknowledged_by", "acknowledged_at", "note"))
        found.append(
            told(
                Alert,
                row,
                product=products.get(row.product_id, ""),
                batch_number=row.batch.number if row.batch else "",
                expires_on=row.batch.expires_on if row.batch else None,
                owner=people.get(care["owner_id"], "") if care["owner_id"] else "",
                **care,
            )
        )
    return found


def _care(row: Any, names: Sequence[str]) -> Mapping[str, Any]:
    care = getattr(row, "care", None)
    return {name: getattr(care, name, "" if name == "note" else None) for name in names}
