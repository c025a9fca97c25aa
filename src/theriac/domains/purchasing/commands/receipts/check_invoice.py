"""What was read of an invoice, as a person corrects it beside the paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.database.update import update_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Day, Id, Text40
from theriac.core.problems import NotFound
from theriac.domains.offers.lines import BY_PERSON
from theriac.domains.offers.match import matches_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.queries.ordered_goods import order_head
from theriac.domains.purchasing.commands.receipts.invoice_lines import goods_of
from theriac.domains.purchasing.commands.receipts.read_invoice import (
    PrintedPack,
    write_invoice_match,
)
from theriac.domains.purchasing.delivery import (
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
    taken_supplier,
)
from theriac.domains.purchasing.goods_lines.rows import built_lines
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.documents import document_key
from theriac.domains.purchasing.rules.facts import GoodsLineWritten

SAID = (
    "product_id",
    "pack_id",
    "packs",
    "bonus_packs",
    "batch_number",
    "expires_on",
    "price",
    "discount_bp",
    "discount",
    "tax_bp",
    "mrp",
)
"""What a corrected line says of the paper, named as the goods name it."""
HEAD = (
    "supplier_id",
    "order_id",
    "invoice_number",
    "invoice_on",
    "tax_total",
    "invoice_total",
)
WRITTEN = (
    *SAID,
    "factor",
    "matched_by",
    "similarity",
    "is_checked",
    "fault",
    "faults",
    "receipt_line_id",
)


@record
class InvoiceHeadChecked:
    """What concerns the whole invoice; amounts are minor units of the pharmacy's currency."""

    supplier_id: Id | None = None
    order_id: Id | None = None
    invoice_number: Text40 = ""
    invoice_on: Day | None = None
    tax_total: Amount | None = None
    invoice_total: Amount | None = None


@record
class InvoiceLineChecked(GoodsLineWritten):
    """A line as a person leaves it; without an id goods that the invoice doesn't name."""

    invoice_line_id: Id | None = None


@command(
    name="purchasing.check_invoice_lines",
    done=gettext_lazy("Checked the lines of a delivery invoice"),
    permission=DRAFT_RECEIPT,
)
def check_invoice_lines(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    version: int,
    facts: InvoiceHeadChecked,
    lines: Sequence[InvoiceLineChecked] = (),
    shown: Collection[UUID] = (),
) -> int:
    """Keep the head and these lines, for the invoice and the draft's goods; the version then.

    A line that was ``shown`` and isn't given is no line of the invoice. With another supplier, the
    lines that nobody looked at are recognised anew. Raises NotFound, Stale, ReceiptFixed,
    ReceiptRefused, SupplierBlocked.
    """
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    is_other = facts.supplier_id != receipt.supplier_id
    names = _take_head(receipt, facts)
    there = {line.id: line for line in InvoiceLine.objects.filter(receipt=receipt)}
    if any(key not in there for key in shown):
        raise NotFound(_("This line no longer exists. Reload the page."), field="shown")
    given = _corrected(receipt, there, lines)
    dropped = [there[key] for key in shown if key not in given]
    GoodsReceiptLine.objects.filter(
        receipt=receipt, id__in=[one.receipt_line_id for one in dropped if one.receipt_line_id]
    ).delete()
    InvoiceLine.objects.filter(id__in=[one.id for one in dropped]).delete()
    if is_other:
        gone = {one.id for one in dropped}
        _recognise_anew(receipt, [one for key, one in there.items() if key not in given | gone])
    told = {
        "names": names,
        "lines": [key.hex for key in sorted(given)],
        "removed": [one.id.hex for one in dropped],
    }
    return save_receipt(receipt, "invoice checked", told)


def _take_head(receipt: GoodsReceipt, facts: InvoiceHeadChecked) -> list[str]:
    """Write the head; the names of what became another."""
    if facts.supplier_id != receipt.supplier_id:
        taken_supplier(facts.supplier_id)
    if facts.order_id is not None and facts.order_id != receipt.order_id:
        head = order_head(facts.order_id, receipt.branch_id)
        if head is None or not head.is_open:
            words = _("Nothing of this purchase order is open. Choose another.")
            raise NotFound(words, field="order_id")
    if facts.order_id is not None:
        head = order_head(facts.order_id, receipt.branch_id)
        if head is None or head.supplier_id != facts.supplier_id:
            words = _("This purchase order is of another supplier. Choose one of this supplier.")
            raise ReceiptRefused(words, field="order_id")
    said = {name: getattr(facts, name) for name in HEAD}
    said["invoice_number"] = facts.invoice_number.strip()
    changed = [name for name, value in said.items() if getattr(receipt, name) != value]
    for name in changed:
        setattr(receipt, name, said[name])
    receipt.invoice_key = document_key(receipt.invoice_number)
    return sorted(changed)


def _corrected(
    receipt: GoodsReceipt, there: Mapping[UUID, InvoiceLine], lines: Sequence[InvoiceLineChecked]
) -> set[UUID]:
    """Write what is given; the ids of the invoice's lines among it."""
    came = {line.id: line for line in lines_of(receipt)}
    start = max((line.position for line in came.values()), default=0) + 1
    new: list[GoodsReceiptLine] = []
    changed: list[InvoiceLine] = []
    for index, (facts, row) in enumerate(
        zip(lines, built_lines(receipt, lines, start=start), strict=True)
    ):
        if facts.invoice_line_id is None:
            new.append(row)
            continue
        line = there.get(facts.invoice_line_id)
        if line is None:
            words = _("This line no longer exists. Reload the page.")
            raise NotFound(words, field=f"lines.{index}.invoice_line_id")
        before = came.get(line.receipt_line_id) if line.receipt_line_id else None
        if before is None:
            new.append(row)
        else:
            row.id, row.position = before.id, before.position
            row.save(force_update=True)
        line.receipt_line_id = row.id
        _correct(line, row)
        changed.append(line)
    insert_rows(GoodsReceiptLine, new)
    update_rows(changed, WRITTEN)
    return {line.id for line in changed}


def _correct(line: InvoiceLine, row: GoodsReceiptLine) -> None:
    if (line.product_id, line.pack_id) != (row.product_id, row.pack_id):
        line.matched_by, line.similarity = BY_PERSON, 0
    for name in SAID:
        setattr(line, name, getattr(row, name))
    line.factor, line.is_checked, line.fault, line.faults = row.factor, True, "", []


def _recognise_anew(receipt: GoodsReceipt, lines: Sequence[InvoiceLine]) -> None:
    """What another supplier's codes and names say of lines that nobody looked at."""
    waiting = [line for line in lines if not line.is_checked]
    packs = [PrintedPack(line.name, line.code) for line in waiting]
    found = matches_of(packs, receipt.supplier_id)
    old = [line.receipt_line_id for line in waiting if line.receipt_line_id]
    GoodsReceiptLine.objects.filter(receipt=receipt, id__in=old).delete()
    for line, match in zip(waiting, found, strict=True):
        write_invoice_match(line, match)
        line.receipt_line_id = None
    whole = [(line, facts) for line in waiting if (facts := goods_of(line)) is not None]
    start = max((line.position for line in lines_of(receipt)), default=0) + 1
    rows = built_lines(receipt, [facts for _line, facts in whole], start=start)
    insert_rows(GoodsReceiptLine, rows)
    for (line, _facts), row in zip(whole, rows, strict=True):
        line.receipt_line_id = row.id
    update_rows(waiting, WRITTEN)
