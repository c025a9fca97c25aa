"""What a supplier answered to an order, as the pharmacy and the supplier read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.purchase_orders.models import PurchaseOrder, ShortLine, SupplierAnswer
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchase_orders.queries.orders import OrderView, list_orders


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """An answer; ``short`` are the packs that come of lines that don't come whole, by place."""

    id: UUID
    delivers_on: date | None
    note: str
    person: str
    recorded_at: datetime
    short: dict[int, int]


@query(permission=VIEW_ORDERS)
def answers_to(*, actor: Actor, view: OrderView) -> Sequence[OrderAnswer]:
    """The answers to an order that the actor has read, the newest first."""
    rows = list(SupplierAnswer.objects.filter(order_id=view.row.id).order_by("-recorded_at", "-id"))
    if not rows:
        return []
    short: dict[UUID, dict[int, int]] = {}
    for answer_id, place, packs in ShortLine.objects.filter(answer__in=rows).values_list(
        "answer_id", "line__position", "packs"
    ):
        short.setdefault(answer_id, {})[place] = packs
    people = names_of([row.person_id for row in rows])
    return [
        OrderAnswer(
            id=row.id,
            delivers_on=row.delivers_on,
            note=row.note,
            person=people.get(row.person_id, ""),
            recorded_at=row.recorded_at,
            short=short.get(row.id, {}),
        )
        for row in rows
    ]


@query(permission=VIEW_ORDERS)
def list_waiting_answers(*, actor: Actor, branch_id: UUID) -> QuerySet[PurchaseOrder]:
    """Orders of the branch with an answer that nobody looked at, in no order."""
    return list_orders(actor=actor, branch_id=branch_id).filter(answer_waits=True)
