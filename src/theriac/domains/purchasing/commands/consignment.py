"""What was paid to a supplier for consigned goods: recorded, each day once; withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.facts.types import is_storable
from theriac.core.formatting import format_date
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import (
    branch_date,
    money_writer,
    pharmacy_currency,
)
from theriac.domains.purchasing.commands.books import enter_settlement
from theriac.domains.purchasing.consignment import (
    OpenPeriod,
    next_sequence,
    open_periods,
    recorded_settlements,
    standing_settlements,
)
from theriac.domains.purchasing.models import ConsignmentLine, ConsignmentSettlement
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT
from theriac.domains.purchasing.problems import (
    ConsignmentDiffers,
    ConsignmentUnpayable,
    SettlementFixed,
)
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.batches.consigned_sales import ConsignedSold, sold_between

RECORD = "purchasing.consignment"
LONGEST_REFERENCE = 80
LONGEST_REASON = 120
MOST_NAMED = 10


@command(
    name="purchasing.settle_consignment",
    done=gettext_lazy("Recorded a payment for consigned goods"),
    permission=SETTLE_CONSIGNMENT,
)
def settle_consignment(
    *,
    actor: Actor,
    branch_id: BranchId,
    supplier_id: UUID,
    last_on: date,
    paid_on: date,
    amount: int,
    reference: str = "",
) -> UUID:
    """Record that the supplier was paid for what was sold until ``last_on``; the settlement's id.

    The period begins where the last standing one ended, or on the day of the supplier's first
    consigned sale here. ``amount`` is minor units, below zero for a credit, and what is due. Raises
    NotPermitted for who may not see costs, NotFound for a supplier of whose consigned goods nothing
    was sold here, Unprocessable for a day that is paid or not over and for a day paid outside the
    period's end and today, ConsignmentUnpayable where nothing was sold or a cost is missing,
    ConsignmentDiffers for another amount, Conflict where somebody else was faster.
    """
    require(actor, SEE_COSTS, branch_id)
    sequence = next_sequence(branch_id, supplier_id)
    period = open_periods(branch_id, supplier_id).get(supplier_id)
    if period is None:
        raise NotFound(
            _("No consigned goods of this supplier were sold here."), field="supplier_id"
        )
    _check(period, branch_date(branch_id), last_on, paid_on, reference)
    span = (period.begins_at, period.ends_at(last_on))
    sold = sold_between(branch_id, {supplier_id: span})[supplier_id]
    dues = _dues(sold, last_on, amount)
    made = ConsignmentSettlement(
        id=current_unit().effect_id,
        branch_id=branch_id,
        supplier_id=supplier_id,
        sequence=sequence,
        posting_kind=ConsignmentSettlement.Kind.RECORDED,
        first_on=period.first_on,
        last_on=last_on,
        begins_at=span[0],
        ends_at=span[1],
        amount=amount,
        currency=pharmacy_currency(),
        paid_on=paid_on,
        reference=reference.strip(),
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    _keep_next(made)
    insert_rows(ConsignmentLine, _lines(made, sold, dues))
    enter_settlement(made)
    days = {"first_on": made.first_on.isoformat(), "last_on": made.last_on.isoformat()}
    current_unit().record(RECORD, made.id, facts={"sequence": made.sequence, **days})
    return made.id


@command(
    name="purchasing.withdraw_settlement",
    done=gettext_lazy("Withdrew a payment for consigned goods"),
    permission=SETTLE_CONSIGNMENT,
)
def withdraw_settlement(
    *, actor: Actor, branch_id: BranchId, settlement_id: UUID, reason: str
) -> UUID:
    """Answer a settlement by its counter-row, whose id is returned; its days are open again.

    Raises NotPermitted for who may not see costs, Unprocessable without a reason, NotFound for one
    that isn't of this branch, SettlementFixed where it is withdrawn or a later one stands, Conflict
    where somebody else was faster.
    """
    require(actor, SEE_COSTS, branch_id)
    why = require_reason(reason)
    if len(why) > LONGEST_REASON or not is_storable(why):
        words = _("Enter a reason of at most %(most)s characters.") % {"most": LONGEST_REASON}
        raise Unprocessable(words, field="reason")
    found = recorded_settlements().filter(branch_id=branch_id, id=settlement_id).first()
    if found is None:
        raise NotFound(_("This payment doesn’t exist. Choose one from the list."))
    sequence = next_sequence(branch_id, found.supplier_id)
    newest = (
        standing_settlements()
        .filter(branch_id=branch_id, supplier_id=found.supplier_id)
        .order_by("-sequence")
        .values_list("id", flat=True)
        .first()
    )
    if newest != found.id:
        is_standing = standing_settlements().filter(id=found.id).exists()
        raise SettlementFixed(
            _("A later payment to this supplier is recorded. Withdraw that payment first.")
            if is_standing
            else _("This payment is already withdrawn.")
        )
    withdrawn = _counter_row(found, sequence, actor, why)
    _keep_next(withdrawn)
    enter_settlement(withdrawn)
    current_unit().record(RECORD, found.id, reason=why, facts={"sequence": sequence})
    return current_unit().effect_id


def _keep_next(row: ConsignmentSettlement) -> None:
    """Insert a row under its number. Raises Conflict where somebody else took it meanwhile."""
    if not insert_if_absent(ConsignmentSettlement, row):
        raise Conflict(
            _("Another user recorded or withdrew a payment to this supplier. Reload the page.")
        )


def _check(period: OpenPeriod, today: date, last_on: date, paid_on: date, reference: str) -> None:
    errors: dict[str, str] = {}
    if not period.is_payable:
        errors["last_on"] = _("No days to pay yet. Record the payment after the day ends.")
    elif not period.covers(last_on):
        errors["last_on"] = _("Enter a date from %(first)s to %(last)s.") % {
            "first": _day(period.first_on),
            "last": _day(period.until_on),
        }
    if paid_on > today:
        errors["paid_on"] = _("This date is in the future. Enter the payment date.")
    elif paid_on < last_on:
        errors["paid_on"] = _("This date is already paid. Enter a later date.")
    typed = reference.strip()
    if len(typed) > LONGEST_REFERENCE:
        errors["reference"] = _("Enter at most %(most)s characters.") % {"most": LONGEST_REFERENCE}
    elif not is_storable(typed):
        errors["reference"] = _(
            "This text contains a character that can't be saved. Enter it again."
        )
    if errors:
        raise Unprocessable(errors=errors)


def _dues(sold: Sequence[ConsignedSold], last_on: date, amount: int) -> list[int]:
    """What each batch is owed; together it is what was paid."""
    if not sold:
        raise ConsignmentUnpayable(
            _("Nothing was sold or returned until %(day)s. Choose a later date.")
            % {"day": _day(last_on)},
            field="last_on",
        )
    unpriced = [one.number or _("without a number") for one in sold if one.due is None]
    if unpriced:
        raise ConsignmentUnpayable(
            _("These batches were sold without a cost: %(batches)s. Choose an earlier date.")
            % {"batches": ", ".join(unpriced[:MOST_NAMED])},
            batches=unpriced[:MOST_NAMED],
        )
    dues = [one.due or 0 for one in sold]
    if (due := sum(dues)) != amount:
        words = _(
            "The amount due until %(day)s is %(amount)s. Check the payment and enter this amount."
        )
        raise ConsignmentDiffers(
            words % {"amount": money_writer()(due), "day": _day(last_on)}, field="amount", due=due
        )
    return dues


def _lines(
    made: ConsignmentSettlement, sold: Sequence[ConsignedSold], dues: Sequence[int]
) -> list[ConsignmentLine]:
    return [
        ConsignmentLine(
            id=new_id(),
            settlement_id=made.id,
            position=position,
            batch_id=one.batch_id,
            sold=one.sold,
            due=due,
            cost_amount=one.cost_amount or 0,
            cost_units=one.cost_units,
        )
        for position, (one, due) in enumerate(zip(sold, dues, strict=True), start=1)
    ]


def _day(day: date) -> str:
    return format_date(day, get_language() or "en")


def _counter_row(
    found: ConsignmentSettlement, sequence: int, actor: Actor, why: str
) -> ConsignmentSettlement:
    """Its period again and its amount turned round."""
    return ConsignmentSettlement(
        id=current_unit().effect_id,
        branch_id=found.branch_id,
        supplier_id=found.supplier_id,
        sequence=sequence,
        posting_kind=ConsignmentSettlement.Kind.WITHDRAWN,
        withdraws_id=found.id,
        first_on=found.first_on,
        last_on=found.last_on,
        begins_at=found.begins_at,
        ends_at=found.ends_at,
        amount=-found.amount,
        currency=found.currency,
        paid_on=found.paid_on,
        reason=why,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
