"""Settling what a booked sale and the books disagree about."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.dispensing.settled import dispense_after_all, may_be_dispensed
from theriac.domains.sales.ledgers.credit import charge_after_all, is_unidentified
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.stock.commands.adjust import bring_in
from theriac.domains.stock.commands.take import (
    LineTake,
    SaleDocument,
    lock_shelf,
    take_for_sale,
)
from theriac.domains.stock.problems import BatchNotSellable, InsufficientStock
from theriac.domains.stock.queries.sellable import ShelfBatch, named_batches

Settlement = DiscrepancyCase.Settlement
UNALLOCATED = {DiscrepancyCase.Kind.STOCK_SHORT, DiscrepancyCase.Kind.BATCH_UNKNOWN}
"""Kinds whose units left the shop without being taken from a batch."""


@command(
    name="sales.settle_case", done=gettext_lazy("Settled a discrepancy"), permission=SETTLE_CASE
)
def settle_case(
    *,
    actor: Actor,
    branch_id: BranchId,
    case_id: UUID,
    settlement: str,
    note: str,
    batch_id: UUID | None = None,
    account_number: str = "",
) -> UUID:
    """Settle an open case; what it says of missing units becomes movements of the sale.

    - ``other_batch``: the units came from ``batch_id``, which gives them now.
    - ``found``: the printed batch had them after all; they are adjusted in and taken.
    - ``written_off``: nobody knows; the case stays as the explanation, no stock moves.
    - ``accepted``: for prices, people, clocks: looked at and left as it is.
    - ``dispensed``: what was sold on a prescription is recorded on it after all.
    - ``charged``: what was paid by credit is charged to the account of ``account_number``.

    Raises Conflict when it is settled already, Unprocessable when the way doesn't fit the kind;
    for ``dispensed`` NotPermitted, PrescriptionJump and DispenseRefused; for ``charged``
    CreditAccountUnknown and CreditAccountDiffers.
    """
    case = _open_case(branch_id, case_id)
    require_reason(note, field="note")
    _check_way(case, settlement, batch_id)
    if case.kind in UNALLOCATED and settlement == Settlement.OTHER_BATCH and batch_id:
        _take(case, _batch(branch_id, batch_id, case))
    if case.kind in UNALLOCATED and settlement == Settlement.FOUND:
        _take(case, _found(actor, branch_id, case, note))
    if settlement == Settlement.DISPENSED:
        dispense_after_all(actor, case)
    if settlement == Settlement.CHARGED:
        charge_after_all(case, account_number)
    case.settled_at = clock.now()
    case.settled_by = actor.id
    case.settlement = settlement
    case.note = note.strip()[:250]
    keep(case)
    current_unit().record("sales.case", case.id, reason=note, facts={"settlement": settlement})
    return case.id


def _open_case(branch_id: UUID, case_id: UUID) -> DiscrepancyCase:
    case = (
        DiscrepancyCase.objects.select_for_update().filter(id=case_id, branch_id=branch_id).first()
    )
    if case is None:
        raise NotFound(_("This discrepancy belongs to another branch."))
    if case.settled_at is not None:
        raise Conflict(_("This discrepancy is already settled. Reload the page."))
    return case


def ways_of(case: DiscrepancyCase) -> Sequence[str]:
    """How this case may be settled."""
    if case.kind in UNALLOCATED:
        return [Settlement.OTHER_BATCH, Settlement.FOUND, Settlement.WRITTEN_OFF]
    if is_unidentified(case):
        return [Settlement.CHARGED, Settlement.ACCEPTED]
    may_be = case.kind == DiscrepancyCase.Kind.DISPENSE and may_be_dispensed(case)
    return [*([Settlement.DISPENSED] if may_be else []), Settlement.ACCEPTED]


def _check_way(case: DiscrepancyCase, settlement: str, batch_id: UUID | None) -> None:
    if settlement not in ways_of(case):
        raise Unprocessable(
            _("This decision isn’t possible for this discrepancy."), field="settlement"
        )
    if settlement == Settlement.OTHER_BATCH and batch_id is None:
        raise Unprocessable(_("Choose the batch that was sold."), field="batch_id")


def _batch(branch_id: UUID, batch_id: UUID, case: DiscrepancyCase) -> ShelfBatch:
    batch = named_batches(branch_id, [batch_id]).get(batch_id)
    if batch is None or case.line is None or batch.product_id != case.line.product_id:
        raise BatchNotSellable(
            _("This batch belongs to another product or place."), field="batch_id"
        )
    return batch


def _found(actor: Actor, branch_id: UUID, case: DiscrepancyCase, note: str) -> ShelfBatch:
    raw = case.facts.get("batch_id")
    batch_id = UUID(str(raw)) if raw else None
    batch = named_batches(branch_id, [batch_id]).get(batch_id) if batch_id else None
    if batch is None:
        raise Unprocessable(
            _("The printed batch isn’t on record. Receive it, then choose it."),
            field="settlement",
        )
    bring_in(
        branch_id=branch_id,
        batch=batch,
        quantity=case.quantity,
        reason=note,
        occurred_at=case.sale.occurred_at,
    )
    return batch


def _take(case: DiscrepancyCase, batch: ShelfBatch) -> None:
    here = lock_shelf(case.branch_id, [batch]).free[batch.balance_id]
    if here < case.quantity:
        raise InsufficientStock(
            product_id=batch.product_id,
            product=product_names([batch.product_id]).get(batch.product_id, ""),
            batch=batch.number,
            requested=case.quantity,
            available=here,
            to_do=_("Choose another batch, or settle it as found."),
        )
    if case.line_id is None:
        return
    take_for_sale(
        SaleDocument(
            case.sale_id,
            BranchId(case.branch_id),
            case.sale.number,
            case.sale.occurred_at,
            case.sale.business_on,
        ),
        [LineTake(case.line_id, batch, case.quantity)],
        even_withheld=True,
    )
