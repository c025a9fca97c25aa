"""How a receipt differs from its supplier's invoice: its lines and what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from theriac.domains.purchasing.delivery import costs_of
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.rules.invoice_match import (
    Came,
    InvoiceDifference,
    PrintedRow,
    compare,
)


def differences_of(
    receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]
) -> tuple[InvoiceDifference, ...]:
    """Every difference between the invoice and what came; none while there is no invoice."""
    rows: list[InvoiceLine] = list(InvoiceLine.objects.filter(receipt=receipt).order_by("row"))
    printed = [
        PrintedRow(
            row=row.row,
            product_id=row.product_id,
            name=row.name or row.code,
            quantity=None if row.packs is None else row.packs * (row.factor or 1),
            bonus=row.bonus_packs * (row.factor or 1),
            price=row.price,
            factor=row.factor or 1,
            batch_number=row.batch_number,
            expires_on=row.expires_on,
            fault=row.fault,
        )
        for row in rows
    ]
    came = [
        Came(
            line_id=line.id,
            product_id=line.product_id,
            quantity=line.packs * line.factor,
            bonus=line.bonus_packs * line.factor,
            price=line.price,
            factor=line.factor,
            batch_number=line.batch_number,
            expires_on=line.expires_on,
        )
        for line in lines
    ]
    found = compare(printed, came) if printed else ()
    costs = costs_of(receipt, lines)
    asked = receipt.invoice_total
    if asked is not None and costs is not None and costs.total != asked:
        found = (
            *found,
            InvoiceDifference("total", None, None, None, "", str(asked), str(costs.total)),
        )
    return found
