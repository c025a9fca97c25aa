"""The feed of events, in the order of their positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.outbox.carried import told_of
from theriac.core.outbox.positions import events_after, kept_span
from theriac.core.outbox.problems import EventsGone
from theriac.core.permissions import Permission
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.refills.permissions import VIEW_REFILLS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.waitlist.permissions import VIEW_WAITLIST
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.schemas.events import EventsWanted, Feed

router = Router(tags=["events"])

SEEN_BY: Mapping[str, Permission] = {
    "theriac.sale.completed.v1": VIEW_SALES,
    "theriac.sale.discrepancy.opened.v1": VIEW_SALES,
    "theriac.stock.received.v1": VIEW_STOCK,
    "theriac.stock.updated.v1": VIEW_STOCK,
    "theriac.alert.lowstock.v1": VIEW_STOCK,
    "theriac.alert.expiry.v1": VIEW_STOCK,
    "theriac.purchase.order.placed.v1": VIEW_ORDERS,
    "theriac.purchase.order.sent.v1": VIEW_ORDERS,
    "theriac.purchase.order.closed.v1": VIEW_ORDERS,
    "theriac.purchase.order.answered.v1": VIEW_ORDERS,
    "theriac.stock.counted.v1": VIEW_STOCK,
    "theriac.stock.serial.v1": VIEW_STOCK,
    "theriac.catalog.product.changed.v1": VIEW_CATALOG,
    "theriac.catalog.product.ranked.v1": VIEW_SALES,
    "theriac.catalog.product.merged.v1": VIEW_CATALOG,
    "theriac.catalog.product.unmerged.v1": VIEW_CATALOG,
    "theriac.patient.merged.v1": VIEW_PATIENTS,
    "theriac.patient.unmerged.v1": VIEW_PATIENTS,
    "theriac.patient.erased.v1": VIEW_PATIENTS,
    "theriac.waitlist.offered.v1": VIEW_WAITLIST,
    "theriac.prescription.dispensed.v1": VIEW_PRESCRIPTIONS,
    "theriac.refills.due.v1": VIEW_REFILLS,
    "theriac.sale.document.requested.v1": VIEW_SALES,
}
"""Who is told of an event: whoever may see what it is about, at its branch."""
OF_THE_PHARMACY = (VIEW_CATALOG, VIEW_PATIENTS)
"""What belongs to no branch is seen by who may see it at any."""


@router.get(
    "/events",
    **operation(
        "listEvents",
        "Follow the events",
        answers=Feed,
        may=[VIEW_SALES, VIEW_STOCK, VIEW_CATALOG, VIEW_PATIENTS],
        detail=(
            "CloudEvents 1.0, each at least once; give `after` of the answer to go on. An event "
            "is told to whoever may see what it is about. Events go a year after they happened; "
            "who comes back later than that with an `after` is answered 410 and begins anew with "
            "0 or with `first` less one."
        ),
    ),
)
def events(request: HttpRequest, wanted: Query[EventsWanted]) -> HttpResponse:
    actor = actor_of(request)
    placed = events_after(wanted.after, limit=wanted.limit, types=list(SEEN_BY))
    if wanted.after and placed and placed[0][0] > wanted.after + 1:
        _refuse_gap(wanted.after)
    told = [
        cloud_event(one.position, one.event)
        for position, event in placed
        for one in told_of(position, event, SEEN_BY.keys())
        if _may_see(actor, one.event)
    ]
    return respond(
        request,
        {
            "events": told,
            "after": placed[-1][0] if placed else wanted.after,
            "more": len(placed) == wanted.limit,
        },
    )


def _refuse_gap(after: int) -> None:
    """Raise EventsGone where some beyond this position aren't kept any more."""
    kept = kept_span()
    if not kept.goes_on_from(after):
        words = _(
            "Events after this position have been deleted. Load the data again, then "
            "continue from the oldest event available."
        )
        raise EventsGone(words, field="after", first=kept.first)


def cloud_event(position: int, event: Any) -> dict[str, Any]:
    """An event of the outbox as CloudEvents has it."""
    source = f"/branches/{event.branch_id}" if event.branch_id else "/pharmacy"
    return {
        "specversion": "1.0",
        "id": event.id,
        "source": source,
        "type": event.type,
        "subject": event.subject,
        "time": event.recorded_at,
        "datacontenttype": "application/json",
        "position": position,
        "data": event.data,
    }


def _may_see(actor: Actor, event: Any) -> bool:
    permission = SEEN_BY[event.type]
    if event.branch_id is None or permission in OF_THE_PHARMACY:
        return actor.may_anywhere(permission)
    return actor.may(permission, event.branch_id)
