"""Fetching a basket on a counter: one has it, however many ask at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_if_absent
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.parked_baskets.commands.park import RECORD
from theriac.domains.parked_baskets.content import opened_basket, opened_name
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.parked_baskets.problems import BasketGone, BasketUnknown
from theriac.domains.sales.queries.pushes import never_arrived

State = ParkedBasket.State


@dataclass(frozen=True, slots=True)
class FetchedBasket:
    """The basket, None where the server never had it and the device's own copy holds.

    ``changed_at`` is what a later parking of it has to be after.
    """

    basket: dict[str, Any] | None
    name: str = ""
    changed_at: datetime | None = None


@command(name="parked_baskets.fetch_basket", done=gettext_lazy("Opened a parked basket"))
def fetch_basket(
    *,
    actor: Actor,
    branch_id: UUID,
    point: SellingPoint,
    basket_id: UUID,
    person_id: UUID,
    changed_at: datetime | None = None,
) -> FetchedBasket:
    """Let this counter have it, and no other from now on; the same counter may ask again.

    ``changed_at`` is of the copy that the counter has of its own: where the server never had that,
    it has it from now on as fetched, and what of it is still on its way is left. Raises BasketGone,
    BasketUnknown, BasketUnreadable.
    """
    if basket_id not in never_arrived([basket_id]):
        raise _gone("sold")
    row = ParkedBasket.objects.select_for_update().filter(id=basket_id).first()
    if row is None and changed_at is not None:
        return _its_own(point, basket_id, person_id, changed_at)
    if row is None or row.branch_id != point.branch_id:
        raise BasketUnknown(_("This basket isn’t parked at this branch."), basket_id=basket_id)
    is_its_own = row.state == State.FETCHED and row.terminal_id == point.terminal_id
    if not row.sealed and is_its_own and changed_at is not None:
        return FetchedBasket(None)
    if row.state != State.WAITING and not (is_its_own and row.sealed):
        raise _gone(row.state)
    basket = opened_basket(row.branch_id, row.id, row.sealed)
    name = opened_name(row.branch_id, row.id, row.sealed_name)
    if row.state == State.WAITING:
        _hand_over(row, point, person_id)
    return FetchedBasket(basket, name, row.changed_at)


def _hand_over(row: ParkedBasket, point: SellingPoint, person_id: UUID) -> None:
    before = {"state": row.state, "terminal_id": row.terminal_id}
    row.state, row.terminal_id = State.FETCHED, point.terminal_id
    row.ended_at = clock.now()
    row.save(update_fields=["state", "terminal_id", "ended_at"])
    after = {"state": row.state, "terminal_id": row.terminal_id}
    facts = {"before": before, "after": after, "person_id": person_id}
    current_unit().record(RECORD, row.id, facts=facts, branch_id=row.branch_id)


def _its_own(
    point: SellingPoint, basket_id: UUID, person_id: UUID, changed_at: datetime
) -> FetchedBasket:
    now = clock.now()
    row = ParkedBasket(
        id=basket_id,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        person_id=person_id,
        state=State.FETCHED,
        parked_at=changed_at,
        changed_at=changed_at,
        received_at=now,
        lines=0,
        ended_at=now,
    )
    if not insert_if_absent(ParkedBasket, row):
        raise Contended
    facts = {"before": {}, "after": {"state": row.state}, "person_id": person_id}
    current_unit().record(RECORD, row.id, facts=facts, branch_id=point.branch_id)
    return FetchedBasket(None)


def _gone(state: str) -> BasketGone:
    words = {
        "sold": _("This basket was already sold."),
        State.FETCHED: _("Another counter has opened this basket."),
        State.EXPIRED: _("This basket was removed because it was parked too long."),
    }
    return BasketGone(words[state], state=state)
