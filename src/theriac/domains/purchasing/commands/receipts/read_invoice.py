"""What the engine read of a delivery invoice becomes the lines of a draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.money import CURRENCIES
from theriac.domains.offers.commands.engine import ENDED, end_done, locked_job
from theriac.domains.offers.engine.contract import DocumentRead, LineTold
from theriac.domains.offers.match import LineMatch, matches_of
from theriac.domains.offers.rules.printed import (
    PrintedValues,
    amount_of,
    day_of,
    delivered_of,
    marks_of,
    signed_amount_of,
    text_of,
    thousandths,
)
from theriac.domains.offers.sender import guess_supplier
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.purchase_orders.queries.open_lines import open_lines
from theriac.domains.purchase_orders.rules.prices import LinePrice
from theriac.domains.purchasing.commands.receipts.invoice_lines import goods_of
from theriac.domains.purchasing.delivery import lines_of, save_receipt
from theriac.domains.purchasing.goods_lines.rows import built_lines
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.rules.charges import PrintedSums, charges_of
from theriac.domains.purchasing.rules.checks import MOST_LINES
from theriac.domains.purchasing.rules.documents import document_key

PRINTED = ("text", "code", "gtin", "maker", "pack_text", "unit_text")


@dataclass(slots=True)
class PrintedPack:
    """What a line says of which pack it is."""

    text: str = ""
    code: str = ""
    gtin: str = ""
    maker: str = ""
    pack_text: str = ""
    unit_text: str = ""


@command(
    name="purchasing.take_read_invoice",
    done=gettext_lazy("Read the lines of a delivery invoice"),
    system_only=True,
)
def take_read_invoice(*, actor: Actor, job_id: UUID, document: DocumentRead) -> bool:
    """Write what was read as the invoice's lines and the draft's goods, and end the job.

    False where the job ended before, so that a second answer changes nothing. A draft that somebody
    typed lines into keeps those, and the invoice is only compared with them; one that is no draft
    any more, or discarded, stays as it is.
    """
    job = locked_job(job_id)
    if job is None or job.state in ENDED:
        return False
    end_done(job, document)
    receipt = GoodsReceipt.objects.select_for_update().filter(id=job.subject_id).first()
    if receipt is None or receipt.state != GoodsReceipt.State.DRAFT:
        return True
    exponent = CURRENCIES[pharmacy_currency()].exponent
    _head(receipt, document, exponent)
    lines = _lines(receipt, document, exponent)
    _charges(receipt, lines, document, exponent)
    came = [] if lines_of(receipt) else _goods(receipt, lines)
    insert_rows(GoodsReceiptLine, came)
    receipt.invoice_lines.all().delete()
    insert_rows(InvoiceLine, lines)
    if receipt.order_id is None and receipt.supplier_id is not None:
        products = {line.product_id for line in came}
        receipt.order_id = order_meant(receipt.branch_id, receipt.supplier_id, products)
    save_receipt(receipt, "invoice read", {"lines": len(lines), "goods": len(came)})
    return True


def supplier_of_receipt(receipt_id: UUID) -> UUID | None:
    """Whose a delivery is; None where it isn't known yet."""
    rows = GoodsReceipt.objects.filter(id=receipt_id)
    found: UUID | None = rows.values_list("supplier_id", flat=True).first()
    return found


def order_meant(branch_id: UUID, supplier_id: UUID, products: Collection[UUID]) -> UUID | None:
    """The one open order of the supplier that awaits any of these products; None of several."""
    found = open_lines(branch_id, products)
    orders = {
        one.order_id
        for of_product in found.values()
        for one in of_product
        if one.supplier_id == supplier_id
    }
    return orders.pop() if len(orders) == 1 else None


def write_invoice_match(line: InvoiceLine, found: LineMatch | None) -> None:
    """What a line is, into its columns."""
    line.product_id = found.product_id if found else None
    line.pack_id = found.pack_id if found else None
    line.factor = found.factor if found else None
    line.matched_by = found.matched_by if found else ""
    line.similarity = found.similarity if found else 0
    line.fault = "" if found else unknown_words()


def unknown_words() -> str:
    """What is said of a line whose product isn't known."""
    return _("Not recognised. Choose its product under Check lines.")


def _head(receipt: GoodsReceipt, document: DocumentRead, exponent: int) -> None:
    """What a person wrote meanwhile stays."""
    told = document.fields
    printed = text_of(told.get("supplier"), 120)
    if receipt.supplier_id is None and printed:
        receipt.supplier_id = guess_supplier(printed)[0]
    receipt.invoice_number = receipt.invoice_number or text_of(told.get("number"), 40)
    receipt.invoice_key = document_key(receipt.invoice_number)
    receipt.invoice_on = receipt.invoice_on or day_of(told.get("issued_on"))
    if receipt.invoice_total is None:
        receipt.invoice_total = amount_of(told.get("total"), exponent)
    if receipt.tax_total is None:
        receipt.tax_total = amount_of(told.get("tax"), exponent)


def _charges(
    receipt: GoodsReceipt, lines: Sequence[InvoiceLine], document: DocumentRead, exponent: int
) -> None:
    """Discount and freight of the whole invoice, where nobody wrote some and the sums bear it."""
    if receipt.discount or receipt.freight:
        return
    sums = {
        name: signed_amount_of(document.fields.get(name), exponent)
        for name in ("discount", "freight", "rounding", "tax", "total")
    }
    prices = [
        LinePrice(
            packs=line.packs,
            price=line.price,
            discount_bp=line.discount_bp,
            discount=line.discount,
            tax_bp=line.tax_bp or 0,
        )
        for line in lines
        if line.packs is not None and line.price is not None
    ]
    whole = prices if len(prices) == len(lines) else None
    found = charges_of(whole, PrintedSums(**sums), 10**exponent)
    receipt.discount, receipt.freight = found.discount, found.freight


def _lines(receipt: GoodsReceipt, document: DocumentRead, exponent: int) -> list[InvoiceLine]:
    currency = text_of(document.fields.get("currency"), 3).upper()
    is_foreign = bool(currency) and currency != pharmacy_currency()
    unkept = {one.line for one in document.faults if one.line > 0}
    rows: list[InvoiceLine] = []
    packs: list[PrintedPack] = []
    for row in sorted(document.lines.keys() | unkept)[:MOST_LINES]:
        told = document.lines.get(row)
        made = delivered_of(told, exponent) if told else PrintedValues(faults=["contract"])
        if is_foreign:
            made.faults.append("currency")
        packs.append(PrintedPack(**{name: made.values.get(name, "") for name in PRINTED}))
        rows.append(_row(receipt, row, told, made))
    for line, found in zip(rows, matches_of(packs, receipt.supplier_id), strict=True):
        write_invoice_match(line, found)
    return rows


def _row(
    receipt: GoodsReceipt, row: int, told: LineTold | None, made: PrintedValues
) -> InvoiceLine:
    values = {name: value for name, value in made.values.items() if name not in PRINTED}
    return InvoiceLine(
        id=new_id(),
        receipt=receipt,
        row=row,
        name=made.values.get("text", ""),
        code=made.values.get("code", ""),
        is_checked=False,
        confidence=thousandths(told.confidence) if told else 0,
        marks=marks_of(told) if told else {},
        faults=made.faults,
        **values,
    )


def _goods(receipt: GoodsReceipt, lines: Sequence[InvoiceLine]) -> list[GoodsReceiptLine]:
    """The draft's lines of those that say all that goods need; each knows its own."""
    whole = [(line, facts) for line in lines if (facts := goods_of(line)) is not None]
    rows = built_lines(receipt, [facts for _line, facts in whole], start=1)
    for (line, _facts), row in zip(whole, rows, strict=True):
        line.receipt_line_id = row.id
    return rows
