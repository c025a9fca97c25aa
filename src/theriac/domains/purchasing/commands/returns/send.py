"""Sending a return: the goods leave stock under a number, and their credit is awaited."""

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
from theriac.core.problems import Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.purchasing.models import (
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.numbering import SUPPLIER_RETURN, SUPPLIER_RETURN_BACK
from theriac.domains.purchasing.permissions import SEND_RETURN
from theriac.domains.purchasing.problems import ReturnFixed
from theriac.domains.purchasing.supplier_return import (
    lines_of,
    locked_return,
    require_state,
    return_hash,
    save_return,
)
from theriac.domains.stock.commands.deliveries.to_supplier import (
    GoodsOut,
    give_to_supplier,
    take_from_supplier,
)
from theriac.domains.suppliers.queries import names_of_suppliers

_KINDS = SupplierReturnPosting.Kind


@command(
    name="purchasing.send_return",
    done=gettext_lazy("Sent a return to a supplier"),
    permission=SEND_RETURN,
)
def send_return(*, actor: Actor, branch_id: BranchId, return_id: UUID, version: int) -> str:
    """Take the goods out of stock under the branch's next number, which is returned.

    Any batch goes back, in whatever state it is. Raises Unprocessable for a return without lines,
    InsufficientStock, NotFound, Stale, ReturnFixed.
    """
    found = locked_return(return_id, branch_id, version)
    require_state(found, SupplierReturn.State.DRAFT)
    lines = lines_of(found)
    if not lines:
        raise Unprocessable(_("Add at least one batch to the return first."), field="lines")
    found.number = take_document_number(branch_id, SUPPLIER_RETURN, branch_date(branch_id))
    give_to_supplier(
        actor=actor,
        branch_id=branch_id,
        document_id=found.id,
        number=found.number,
        reason=names_of_suppliers([found.supplier_id])[found.supplier_id],
        goods=[GoodsOut(line.batch_id, line.quantity, line.id) for line in lines],
    )
    found.state, found.sent_at = SupplierReturn.State.SENT, clock.now()
    found.expected = sum(line.credit for line in lines)
    posting = _posting(found, lines, _KINDS.SENT, found.number, found.id)
    insert_rows(SupplierReturnPosting, [posting])
    save_return(
        found,
        "sent",
        {"number": found.number, "lines": len(lines), "expected": found.expected},
    )
    return found.number


@command(
    name="purchasing.take_return_back",
    done=gettext_lazy("Returned goods of a supplier return to stock"),
    permission=SEND_RETURN,
)
def take_return_back(
    *, actor: Actor, branch_id: BranchId, return_id: UUID, version: int, reason: str
) -> str:
    """Put everything of a sent return back where it lay: the supplier didn't take it.

    Returns the counter-document's number. Raises Unprocessable without a reason, ReturnFixed once
    something was credited, NotFound, Stale.
    """
    why = require_reason(reason)[:120]
    found = locked_return(return_id, branch_id, version)
    require_state(found, SupplierReturn.State.SENT)
    if found.credited:
        raise ReturnFixed(
            _(
                "The supplier has credited part of the return, so it accepted the goods. "
                "Settle the return instead."
            ),
            state=found.state,
        )
    number = take_document_number(branch_id, SUPPLIER_RETURN_BACK, branch_date(branch_id))
    document_id = current_unit().effect_id
    take_from_supplier(
        actor=actor,
        branch_id=branch_id,
        document_id=document_id,
        first_document_id=found.id,
        number=number,
        reason=why,
    )
    found.state = SupplierReturn.State.TAKEN_BACK
    posting = _posting(found, lines_of(found), _KINDS.TAKEN_BACK, number, document_id, why)
    insert_rows(SupplierReturnPosting, [posting])
    save_return(found, "taken_back", {"number": number, "why": why})
    return number


def _posting(
    found: SupplierReturn,
    lines: Sequence[SupplierReturnLine],
    kind: str,
    number: str,
    document_id: UUID,
    reason: str = "",
) -> SupplierReturnPosting:
    return SupplierReturnPosting(
        id=new_id(),
        supplier_return=found,
        posting_kind=kind,
        branch_id=found.branch_id,
        supplier_id=found.supplier_id,
        number=number,
        document_id=document_id,
        lines=len(lines),
        quantity=sum(line.quantity for line in lines),
        currency=pharmacy_currency(),
        expected=found.expected,
        content_hash=return_hash(found, lines),
        reason=reason,
        person_id=current_unit().actor.id,
        business_on=branch_date(found.branch_id),
        recorded_at=clock.now(),
    )
