"""A supplier's person answers an order that was sent to them; somebody looks at the answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import in_state, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchase_orders.events import PurchaseOrderAnswered
from theriac.domains.purchase_orders.models import (
    PurchaseOrder,
    PurchaseOrderLine,
    ShortLine,
    SupplierAnswer,
)
from theriac.domains.purchase_orders.orders import RECORD, locked_order, order_lines_of
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.purchase_orders.problems import AnswerRefused, OrderClosed
from theriac.domains.purchase_orders.rules.answers import (
    OrderAnswerWritten,
    faults_of_answer,
    short_of,
)
from theriac.domains.suppliers.people import supplier_of_person

MOST_ANSWERS = 50
State = PurchaseOrder.State


@command(
    name="purchase_orders.answer_order",
    done=gettext_lazy("Answered a purchase order as its supplier"),
)
def answer_order(*, actor: Actor, order_id: UUID, facts: OrderAnswerWritten) -> UUID:
    """Keep what the actor, a person of the order's supplier, says of it; the answer's id.

    What says the same as the last one is that one. Raises NotFound for anybody else and for an
    order that wasn't sent, OrderClosed where nothing is awaited any more, AnswerRefused, Conflict
    after fifty answers.
    """
    order = _own_order(actor, order_id)
    in_state(order, State.ORDERED, State.PARTLY, otherwise=_closed)
    lines = {line.position: line for line in order_lines_of(order)}
    ordered = {place: line.packs + line.bonus_packs for place, line in lines.items()}
    if faults := faults_of_answer(facts, ordered, branch_date(order.branch_id)):
        raise AnswerRefused(errors=faults)
    short = short_of(facts, ordered)
    note = " ".join(facts.note.split())
    answers = SupplierAnswer.objects.filter(order=order).order_by("-recorded_at", "-id")
    last = answers.first()
    if last is not None and _says(last) == (facts.delivers_on, note, short):
        return last.id
    if answers.count() >= MOST_ANSWERS:
        raise Conflict(_("This order was answered often enough. Call the pharmacy instead."))
    answer = _kept(actor, order, facts.delivers_on, note)
    _keep_short(answer, lines, short)
    order.answer_waits = True
    keep(order, "answer_waits")
    _tell(order, answer, len(short))
    return answer.id


@command(
    name="purchase_orders.look_at_answer",
    done=gettext_lazy("Reviewed a supplier’s answer"),
    permission=PLACE_ORDER,
)
def look_at_answer(*, actor: Actor, branch_id: BranchId, order_id: UUID) -> None:
    """Say that the answer was looked at; Today tells of it no more. Raises NotFound."""
    order = locked_order(order_id, branch_id)
    if order.answer_waits:
        order.answer_waits = False
        keep(order, "answer_waits")
        current_unit().record(RECORD, order.id, facts={"answer_waits": False})


def _own_order(actor: Actor, order_id: UUID) -> PurchaseOrder:
    """The order of the actor's own supplier that was sent, locked. Raises NotFound."""
    supplier_id, missing = supplier_of_person(actor.id), _("This purchase order doesn’t exist.")
    if supplier_id is None:
        raise NotFound(missing)
    rows: QuerySet[PurchaseOrder] = PurchaseOrder.objects.filter(
        id=order_id, supplier_id=supplier_id, sent_at__isnull=False
    )
    return locked(rows, missing=missing)


def _closed(state: str) -> OrderClosed:
    if state == State.CANCELLED:
        return OrderClosed(_("The pharmacy cancelled this order. Nothing is awaited."), state=state)
    return OrderClosed(_("The pharmacy received this order. Nothing is awaited."), state=state)


def _says(answer: SupplierAnswer) -> tuple[date | None, str, dict[int, int]]:
    rows = ShortLine.objects.filter(answer=answer).values_list("line__position", "packs")
    return answer.delivers_on, answer.note, dict(rows)


def _kept(
    actor: Actor, order: PurchaseOrder, delivers_on: date | None, note: str
) -> SupplierAnswer:
    answer = SupplierAnswer(
        id=current_unit().effect_id,
        order=order,
        delivers_on=delivers_on,
        note=note,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    insert_rows(SupplierAnswer, [answer])
    return answer


def _keep_short(
    answer: SupplierAnswer, lines: dict[int, PurchaseOrderLine], short: dict[int, int]
) -> None:
    rows = [
        ShortLine(
            id=new_id(),
            answer=answer,
            line=lines[place],
            packs=packs,
            recorded_at=answer.recorded_at,
        )
        for place, packs in sorted(short.items())
    ]
    if rows:
        insert_rows(ShortLine, rows)


def _tell(order: PurchaseOrder, answer: SupplierAnswer, short: int) -> None:
    day = answer.delivers_on.isoformat() if answer.delivers_on else None
    facts = {"answer_waits": True, "delivers_on": day, "short_lines": short}
    current_unit().record(RECORD, order.id, facts=facts, branch_id=order.branch_id)
    data = {
        "order_id": str(order.id),
        "number": order.number,
        "supplier_id": str(order.supplier_id),
        "delivers_on": day,
        "short_lines": short,
    }
    current_unit().announce(
        PurchaseOrderAnswered(subject=str(order.id), branch_id=order.branch_id, data=data)
    )
