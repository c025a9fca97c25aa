"""Taking a basket that a counter parked, so that each counter of the branch may fetch it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_if_absent
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.parked_baskets.content import ParkedTold, opened_basket
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.parked_baskets.problems import BasketUnreadable
from theriac.domains.sales.queries.pushes import never_arrived

RECORD = "parked_baskets.basket"
MOST_WAITING = 200
"""Baskets that wait at a branch at once."""
State = ParkedBasket.State
CHANGES = (
    *("person_id", "state", "parked_at", "changed_at", "received_at", "lines", "total"),
    *("sealed", "sealed_name", "ended_at"),
)
"""What a later parking of the same basket changes."""


class ParkedState(StrEnum):
    """What became of it: it waits; another counter has it; it was sold; no room; not a basket."""

    WAITING = "waiting"
    FETCHED = "fetched"
    SOLD = "sold"
    FULL = "full"
    REFUSED = "refused"


def take_parked(*, actor: Actor, point: SellingPoint, told: ParkedTold) -> ParkedState:
    """Let it wait, once however often it is sent; an older delivery than what is known is left."""
    try:
        opened_basket(point.branch_id, told.id, told.sealed)
    except BasketUnreadable:
        return ParkedState.REFUSED
    if told.id not in never_arrived([told.id]):
        return ParkedState.SOLD
    return _park(actor=actor, branch_id=point.branch_id, point=point, told=told)


@command(name="parked_baskets._park", done=gettext_lazy("Parked a basket"))
def _park(*, actor: Actor, branch_id: object, point: SellingPoint, told: ParkedTold) -> ParkedState:
    row = ParkedBasket.objects.select_for_update().filter(id=told.id).first()
    if row is not None and (row.branch_id, row.terminal_id) != (point.branch_id, point.terminal_id):
        return ParkedState.FETCHED
    if row is not None and told.changed_at <= row.changed_at:
        return ParkedState.WAITING if row.state == State.WAITING else ParkedState.FETCHED
    waiting = ParkedBasket.objects.filter(branch_id=point.branch_id, state=State.WAITING)
    if waiting.exclude(id=told.id).count() >= MOST_WAITING:
        return ParkedState.FULL
    fresh = _row(point, told)
    facts: dict[str, Any] = {"person_id": told.person_id}
    if row is not None:
        facts |= {"before": _told_of(row), "after": _told_of(fresh)}
        for name in CHANGES:
            setattr(row, name, getattr(fresh, name))
        row.save(update_fields=CHANGES)
    elif not insert_if_absent(ParkedBasket, fresh):
        raise Contended
    else:
        facts["lines"] = told.lines
    current_unit().record(RECORD, fresh.id, facts=facts, branch_id=point.branch_id)
    return ParkedState.WAITING


def _told_of(row: ParkedBasket) -> dict[str, Any]:
    return {"state": row.state, "lines": row.lines}


def _row(point: SellingPoint, told: ParkedTold) -> ParkedBasket:
    return ParkedBasket(
        id=told.id,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        person_id=told.person_id,
        state=State.WAITING,
        parked_at=told.parked_at,
        changed_at=told.changed_at,
        received_at=clock.now(),
        lines=told.lines,
        total=told.total,
        sealed=told.sealed,
        sealed_name=told.sealed_name,
    )
