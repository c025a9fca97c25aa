"""What a yes to a refill led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.prescriptions.queries.supplies import LineSupply
from theriac.domains.refills.models import RefillPlan, RefillReminder
from theriac.domains.refills.standing import REMINDER
from theriac.domains.stock.queries.levels import stock_levels


@dataclass(frozen=True, slots=True, kw_only=True)
class RefillBasket:
    """What a yes led to: ``ready`` with the reservation, or ``short`` by ``missing`` base units.

    ``alerts`` are what the safety checks say now; none where the basket was there already, whose
    numbers stand on the reminder. ``prescription_id`` is the one that is reviewed for it.
    """

    plan_id: UUID
    state: str
    quantity: int
    missing: int
    reservation_id: UUID | None
    prescription_id: UUID | None
    is_new: bool
    alerts: Sequence[Alert] = ()


def basket_of(
    plan: RefillPlan,
    reminder: RefillReminder,
    supply: LineSupply | None,
    alerts: Sequence[Alert] | None = None,
) -> RefillBasket:
    """The basket of a plan's reminder; ``alerts`` where it was just made."""
    missing = 0
    if reminder.state == REMINDER.SHORT:
        levels = stock_levels(actor=SYSTEM, branch_id=plan.branch_id, product_ids=[plan.product_id])
        missing = max(1, reminder.quantity - levels[plan.product_id].available)
    return RefillBasket(
        plan_id=plan.id,
        state=reminder.state,
        quantity=reminder.quantity,
        missing=missing,
        reservation_id=reminder.reservation_id,
        prescription_id=supply.prescription_id if supply else None,
        is_new=alerts is not None,
        alerts=alerts or (),
    )
