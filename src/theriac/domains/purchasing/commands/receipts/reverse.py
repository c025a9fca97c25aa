"""Reversing a posted delivery by a counter-document."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import require_reason
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.bills import is_paid_for
from theriac.domains.purchasing.commands.books import reverse_invoice
from theriac.domains.purchasing.commands.receipts.of_order import tell_order_reversed
from theriac.domains.purchasing.delivery import (
    content_hash,
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
)
from theriac.domains.purchasing.models import GoodsReceipt, ReceiptPosting
from theriac.domains.purchasing.numbering import RECEIPT_REVERSAL
from theriac.domains.purchasing.permissions import REVERSE_RECEIPT
from theriac.domains.purchasing.problems import BillPaid, GoodsLeft
from theriac.domains.stock.commands.deliveries.take_back import (
    Gone,
    ReversedReceipt,
    take_back_receipt,
)


@command(
    name="purchasing.reverse_receipt",
    done=gettext_lazy("Reversed a goods receipt"),
    permission=REVERSE_RECEIPT,
)
def reverse_receipt(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, version: int, reason: str
) -> str:
    """Take the whole delivery out again; returns the counter-document's number.

    Raises GoodsLeft, which names what isn't there any more, BillPaid, Unprocessable without a
    reason, NotFound, Stale, ReceiptFixed.
    """
    require_reason(reason)
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.POSTED)
    if is_paid_for(receipt):
        raise BillPaid(_("Withdraw the payment of its invoice first, then reverse the receipt."))
    posted = ReceiptPosting.objects.get(receipt=receipt, posting_kind=ReceiptPosting.Kind.POSTED)
    number = take_document_number(branch_id, RECEIPT_REVERSAL, branch_date(branch_id))
    taken = take_back_receipt(
        actor=actor,
        branch_id=branch_id,
        document_id=posted.document_id,
        number=number,
        reason=reason.strip()[:120],
    )
    if taken.gone:
        raise _left(taken.gone)
    receipt.state, receipt.file_key = GoodsReceipt.State.REVERSED, None
    insert_rows(ReceiptPosting, [_counter(receipt, posted, taken, number, reason.strip()[:120])])
    tell_order_reversed(receipt, reason.strip()[:120])
    reverse_invoice(receipt, reason.strip()[:120])
    save_receipt(receipt, reason.strip()[:120], {"number": number})
    return number


def _counter(
    receipt: GoodsReceipt, posted: ReceiptPosting, taken: ReversedReceipt, number: str, reason: str
) -> ReceiptPosting:
    return ReceiptPosting(
        id=new_id(),
        receipt=receipt,
        posting_kind=ReceiptPosting.Kind.REVERSED,
        branch_id=posted.branch_id,
        supplier_id=posted.supplier_id,
        number=number,
        document_id=taken.document_id,
        lines=posted.lines,
        quantity=posted.quantity,
        currency=posted.currency,
        total=posted.total,
        tax=posted.tax,
        cost=posted.cost,
        content_hash=content_hash(receipt, lines_of(receipt)),
        reason=reason,
        person_id=current_unit().actor.id,
        business_on=branch_date(receipt.branch_id),
        recorded_at=clock.now(),
    )


def _left(gone: Sequence[Gone]) -> GoodsLeft:
    names = states_of([one.product_id for one in gone])
    told = "; ".join(
        _("%(product)s, batch %(batch)s: %(gone)s of %(received)s")
        % {
            "product": names[one.product_id][0],
            "batch": one.batch_number,
            "gone": one.received - one.left,
            "received": one.received,
        }
        for one in gone
    )
    return GoodsLeft(
        _("These goods were sold or moved: %(what)s. Return the rest to the supplier instead.")
        % {"what": told},
        lines=[
            {"product_id": one.product_id, "batch_id": one.batch_id, "left": one.left}
            for one in gone
        ],
    )
