"""What waits elsewhere: counted together, and a supplier's answers as a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.core.database.counts import count_together
from theriac.domains.budgets.permissions import VIEW_BUDGETS
from theriac.domains.budgets.queries.budgets import standing_budgets
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.unknown_codes import open_unknown_codes
from theriac.domains.purchase_orders.permissions import PLACE_ORDER, VIEW_ORDERS
from theriac.domains.purchase_orders.queries.answers import list_waiting_answers
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.cases import list_held_pushes
from theriac.domains.subject_requests.queries import waiting_requests
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.domains.waitlist.queries import waits_to_tell
from theriac.surfaces.backoffice.conflicts.awaited import conflicts_waiting
from theriac.surfaces.backoffice.controlled.awaited import controlled_waiting
from theriac.surfaces.backoffice.credit.awaited import credit_waiting
from theriac.surfaces.backoffice.device_logs.awaited import logs_waiting
from theriac.surfaces.backoffice.duty.awaited import duty_waiting
from theriac.surfaces.backoffice.prescriptions.awaited import prescriptions_waiting
from theriac.surfaces.backoffice.queue_tickets.awaited import queue_used
from theriac.surfaces.backoffice.refills.awaited import refills_waiting
from theriac.surfaces.backoffice.tills.awaited import tills_waiting
from theriac.surfaces.backoffice.today.decision import Decision

WAITING = (
    conflicts_waiting,
    controlled_waiting,
    prescriptions_waiting,
    refills_waiting,
    duty_waiting,
    tills_waiting,
    credit_waiting,
    logs_waiting,
)


def counted(
    actor: Actor, branch_id: UUID, today: date, *, answers_requests: bool
) -> Mapping[str, int]:
    """Sales held unbooked (``held``), requests about data (``overdue``, ``soon``), ``codes``.

    And suppliers' answers (``answered``), budgets (``budgets``), who on the waitlist isn't told yet
    (``untold``), controlled medicines to count (``uncounted``) and their differences
    (``differing``), prescriptions to review (``to_review``) or ``queried``, refills to tell of
    (``to_remind``) and ``late_refills``, ``tills`` to settle, ``refunds`` that are
    owed, credit accounts ``past_due``, findings of device ``logs``, the queue's ``tickets`` today,
    conflicts of all branches by kind (``conflicts …``), who is ``on_duty`` and what is ``planned``
    there. In one statement, of what the person may see; ``codes`` are those that wait to be linked.
    """
    found: dict[str, Any] = {}
    if actor.may(VIEW_SALES, branch_id):
        found["held"] = list_held_pushes(actor=actor, branch_id=branch_id)
    if answers_requests:
        found["overdue"], found["soon"] = waiting_requests(actor=actor)
    if actor.may(MANAGE_CATALOG):
        found["codes"] = open_unknown_codes(actor=actor)
    if actor.may(PLACE_ORDER, branch_id) and actor.may(VIEW_ORDERS, branch_id):
        found["answered"] = list_waiting_answers(actor=actor, branch_id=branch_id)
    if actor.may_everywhere(VIEW_BUDGETS):
        found["budgets"] = standing_budgets(actor=actor)
    if actor.may(KEEP_WAITLIST, branch_id):
        found["untold"] = waits_to_tell(actor=actor, branch_id=branch_id)
    for waiting in WAITING:
        found |= waiting(actor, branch_id)
    found |= queue_used(actor, branch_id, today)
    return dict(zip(found, count_together(list(found.values())), strict=True))


def of_answers(waiting: Mapping[str, int]) -> Iterator[Decision]:
    """Orders that a supplier answered, until somebody looked."""
    count = waiting.get("answered", 0)
    yield Decision(
        count,
        ngettext("A supplier answered an order", "Suppliers answered orders", count),
        _("Check the delivery date and the lines that come short"),
        f"{reverse('backoffice:order_list')}?answered=true",
        "chat-left-text",
        "look",
    )
