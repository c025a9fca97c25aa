"""Delivery invoices that are read: how far, and the lines beside their paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.offers.engine.progress import latest_job
from theriac.domains.offers.rules.certainty import ReadLine, is_sure
from theriac.domains.purchase_orders.queries.open_orders import open_orders_of
from theriac.domains.purchasing.commands.receipts.invoice_lines import ASKING
from theriac.domains.purchasing.models import InvoiceLine
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.queries.receipts import find_receipt


@dataclass(frozen=True, slots=True)
class InvoiceReading:
    """How far the document engine is (``state`` as EngineJob's), and what waits for a look."""

    state: str
    problem: str
    lines: int
    asking: int

    @property
    def is_waiting(self) -> bool:
        """Whether lines are still to come."""
        return self.state in {"queued", "sent"}


@query(permission=VIEW_RECEIPTS)
def reading_of(*, actor: Actor, receipt_id: UUID) -> InvoiceReading | None:
    """How far a receipt's invoice is read; None for one that nothing is read for."""
    receipt = find_receipt(actor=actor, receipt_id=receipt_id)
    job = latest_job(receipt.id) if receipt and receipt.invoice_file_id else None
    if job is None:
        return None
    rows = InvoiceLine.objects.filter(receipt_id=receipt_id)
    return InvoiceReading(job.state, job.problem, rows.count(), rows.filter(ASKING).count())


@query(permission=VIEW_RECEIPTS)
def invoice_lines(*, actor: Actor, receipt_id: UUID) -> list[InvoiceLine]:
    """A receipt's lines as its invoice prints them; those that ask for a look first."""
    if find_receipt(actor=actor, receipt_id=receipt_id) is None:
        return []
    rows = list(InvoiceLine.objects.filter(receipt_id=receipt_id).order_by("row"))
    return sorted(rows, key=lambda line: not asks(line))


def asks(line: Any) -> bool:
    """Whether somebody must look at a line before the delivery is checked."""
    read: ReadLine = line
    return not line.is_checked and not (is_sure(read) and line.receipt_line_id is not None)


@query(permission=VIEW_RECEIPTS)
def orders_to_choose(
    *, actor: Actor, receipt_id: UUID, supplier_id: UUID | None
) -> list[tuple[UUID, str]]:
    """Id and number of the open orders of a supplier where the receipt is, the oldest first."""
    receipt = find_receipt(actor=actor, receipt_id=receipt_id)
    if receipt is None:
        return []
    return open_orders_of(receipt.branch_id, supplier_id, also=receipt.order_id)
