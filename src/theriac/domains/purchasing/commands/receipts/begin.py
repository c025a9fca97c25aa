"""Beginning to write a delivery down, and changing what concerns the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.purchasing.delivery import (
    RECORD,
    locked_receipt,
    require_state,
    save_receipt,
    taken_supplier,
)
from theriac.domains.purchasing.goods_lines.rows import built_lines
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.documents import document_key
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, GoodsReceiptHead, head_faults

KEPT = (
    "supplier_id",
    "received_on",
    "delivery_note",
    "invoice_number",
    "invoice_on",
    "freight",
    "discount",
    "tax_total",
    "tax_is_cost",
    "invoice_total",
    "is_consigned",
    "note",
    "difference_reason",
)
"""The facts of the head, kept as they are given."""


@command(
    name="purchasing.begin_receipt", done=_("Started a goods receipt"), permission=DRAFT_RECEIPT
)
def begin_receipt(
    *,
    actor: Actor,
    branch_id: BranchId,
    facts: GoodsReceiptHead,
    lines: Sequence[GoodsLineWritten] = (),
) -> ReceiptId:
    """Begin to write down what came, with lines or without; moves no stock.

    Raises ReceiptRefused, NotFound, SupplierBlocked.
    """
    return begun_receipt(actor, branch_id, facts, lines)


def begun_receipt(
    actor: Actor,
    branch_id: BranchId,
    facts: GoodsReceiptHead,
    lines: Sequence[GoodsLineWritten],
    order_id: UUID | None = None,
    file: tuple[UUID, str] | None = None,
) -> ReceiptId:
    """A draft with these lines, of a purchase order where one is named. Raises as above.

    ``file`` is the invoice that it is read from, by its id and hash.
    """
    taken_supplier(facts.supplier_id)
    facts = _settled(facts, branch_id)
    receipt = GoodsReceipt(
        id=current_unit().effect_id,
        order_id=order_id,
        invoice_file_id=file[0] if file else None,
        file_key=file[1] if file else None,
        branch_id=branch_id,
        created_at=clock.now(),
        created_by=actor.id,
        note_key=document_key(facts.delivery_note),
        invoice_key=document_key(facts.invoice_number),
        **{name: getattr(facts, name) for name in KEPT},
    )
    receipt.save(force_insert=True)
    insert_rows(GoodsReceiptLine, built_lines(receipt, lines, start=1))
    current_unit().record(RECORD, receipt.id, reason="begun", facts={"lines": len(lines)})
    return ReceiptId(receipt.id)


@command(
    name="purchasing.change_receipt", done=_("Edited a goods receipt"), permission=DRAFT_RECEIPT
)
def change_receipt(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, version: int, facts: GoodsReceiptHead
) -> int:
    """Keep these facts of the head in place of those before; returns the version then.

    Raises NotFound, Stale, ReceiptFixed, ReceiptRefused, SupplierBlocked.
    """
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    _require_of_order(receipt, facts)
    if facts.supplier_id != receipt.supplier_id:
        taken_supplier(facts.supplier_id)
    facts = _settled(facts, branch_id, receipt.received_on)
    changed = [name for name in KEPT if getattr(receipt, name) != getattr(facts, name)]
    for name in changed:
        setattr(receipt, name, getattr(facts, name))
    receipt.note_key = document_key(facts.delivery_note)
    receipt.invoice_key = document_key(facts.invoice_number)
    return save_receipt(receipt, "changed", {"names": sorted(changed)})


def _require_of_order(receipt: GoodsReceipt, facts: GoodsReceiptHead) -> None:
    """A delivery of a purchase order is its supplier's, and the pharmacy's own from then on."""
    if receipt.order_id is None:
        return
    faults: dict[str, Text] = {}
    if facts.supplier_id != receipt.supplier_id:
        faults["supplier_id"] = _("This is the supplier of the purchase order. Keep it.")
    if facts.is_consigned:
        faults["is_consigned"] = _("Goods of a purchase order can’t be consigned.")
    if faults:
        raise ReceiptRefused(errors=faults)


def _settled(
    facts: GoodsReceiptHead, branch_id: UUID, came_on: date | None = None
) -> GoodsReceiptHead:
    today = branch_date(branch_id)
    if faults := head_faults(facts, today):
        raise ReceiptRefused(errors=faults)
    branch = get_branch(branch_id)
    is_cost = facts.tax_is_cost
    if is_cost is None:
        is_cost = not (branch and branch.tax_registered)
    texts = ("delivery_note", "invoice_number", "note", "difference_reason")
    return replace(
        facts,
        received_on=facts.received_on or came_on or today,
        tax_is_cost=is_cost,
        **{name: getattr(facts, name).strip() for name in texts},
    )
