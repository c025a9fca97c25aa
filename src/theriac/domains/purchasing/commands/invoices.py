"""The supplier's invoice: its lines are kept beside the delivery, recognised where they can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.barcodes import packs_of_codes
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.offers.aliases import CODE, packs_called
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.delivery import (
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
)
from theriac.domains.purchasing.models import GoodsReceipt, InvoiceLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line as the invoice prints it. ``fault`` is what a file's row had that couldn't be read."""

    row: int
    code: str = ""
    name: str = ""
    unit: str = ""
    packs: int | None = None
    bonus_packs: int = 0
    price: int | None = None
    batch_number: str = ""
    expires_on: date | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What codes and names stand for here."""

    packs: Mapping[str, tuple[UUID, UUID]]
    names: Mapping[str, UUID]
    products: Mapping[UUID, ProductFact]
    came_in: Mapping[UUID, int]


@command(
    name="purchasing.set_invoice_lines",
    done=gettext_lazy("Saved the lines of an invoice"),
    permission=DRAFT_RECEIPT,
)
def set_invoice_lines(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    lines: Sequence[PrintedLine],
    file_id: UUID | None = None,
) -> int:
    """Keep these lines of the invoice in place of those before; returns the receipt's version.

    A code is looked for among the supplier's own, then the barcodes; a name among the products of
    the delivery. What isn't recognised stands as such among the differences. Raises NotFound,
    ReceiptFixed.
    """
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    known = _known(receipt, lines)
    before = {"lines": receipt.invoice_lines.count()}
    receipt.invoice_lines.all().delete()
    insert_rows(InvoiceLine, [_row(receipt, line, known) for line in lines])
    if file_id is not None:
        receipt.invoice_file_id = file_id
    sides = {"before": before, "after": {"lines": len(lines)}}
    return save_receipt(receipt, "invoice read", sides)


@command(
    name="purchasing.attach_invoice",
    done=gettext_lazy("Saved an invoice"),
    permission=DRAFT_RECEIPT,
)
def attach_invoice(*, actor: Actor, branch_id: BranchId, receipt_id: UUID, file_id: UUID) -> int:
    """Keep which file is the invoice; returns the receipt's version. Raises as above."""
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    before, receipt.invoice_file_id = receipt.invoice_file_id, file_id
    sides = {"before": {"file": before.hex if before else ""}, "after": {"file": file_id.hex}}
    return save_receipt(receipt, "file added", sides)


def _known(receipt: GoodsReceipt, lines: Sequence[PrintedLine]) -> _Known:
    codes = sorted({line.code for line in lines if line.code})
    packs = packs_of_codes(codes)
    if receipt.supplier_id is not None:
        own = packs_called(receipt.supplier_id, CODE, codes)
        packs |= {code: (one[0], one[1]) for code, one in own.items() if one[1] is not None}
    came = lines_of(receipt)
    products = sale_facts({*(one.product_id for one in came), *(one[0] for one in packs.values())})
    return _Known(
        packs=packs,
        names={_plain(product.name): key for key, product in products.items()},
        products=products,
        came_in={line.product_id: line.factor for line in came},
    )


def _row(receipt: GoodsReceipt, line: PrintedLine, known: _Known) -> InvoiceLine:
    product_id, factor = _recognised(line, known)
    fault = line.fault
    if product_id is None and not fault:
        fault = _("No received item has this code or name. Add it as a new line, or link its code.")
    return InvoiceLine(
        id=new_id(),
        receipt=receipt,
        row=line.row,
        code=line.code,
        name=line.name,
        product_id=None if line.fault else product_id,
        factor=factor,
        packs=line.packs,
        bonus_packs=line.bonus_packs,
        price=line.price,
        batch_number=line.batch_number,
        expires_on=line.expires_on,
        fault=str(fault)[:200],
    )


def _recognised(line: PrintedLine, known: _Known) -> tuple[UUID | None, int | None]:
    """The product, and the base units of one pack: the unit's, else the code's, else as it came."""
    opened = known.packs.get(line.code)
    product_id = opened[0] if opened else known.names.get(_plain(line.name))
    product = known.products.get(product_id) if product_id else None
    if product is None:
        return None, None
    for pack in product.packs.values():
        if line.unit and _plain(pack.name) == _plain(line.unit):
            return product.id, pack.factor
    if opened is not None:
        return product.id, product.packs[opened[1]].factor
    return product.id, known.came_in.get(product.id, product.largest_pack)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
