"""Lines of an invoice that was read: which ask for a look, what they become and teach."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.facts.records import given
from theriac.domains.offers.aliases import CODE, NAME, Taught
from theriac.domains.offers.rules.certainty import ALIKE, BY_NAME, SURE
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, InvoiceLine
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, line_faults

ASKING = Q(is_checked=False) & (
    Q(confidence__lt=SURE)
    | Q(product__isnull=True)
    | Q(receipt_line__isnull=True)
    | Q(matched_by=BY_NAME, similarity__lt=ALIKE)
    | ~Q(faults=[])
)
"""The lines that a person must look at before the delivery is checked."""


def asking_lines(receipt: GoodsReceipt) -> QuerySet[InvoiceLine]:
    """Those of the receipt, in the order of the paper."""
    return InvoiceLine.objects.filter(ASKING, receipt=receipt).order_by("row")


def goods_of(line: InvoiceLine) -> GoodsLineWritten | None:
    """What the line says as goods that came; None where it lacks something that goods need."""
    if line.product_id is None or line.pack_id is None or line.packs is None:
        return None
    if line.price is None:
        return None
    facts = given(
        GoodsLineWritten,
        product_id=line.product_id,
        pack_id=line.pack_id,
        packs=line.packs,
        bonus_packs=line.bonus_packs,
        batch_number=line.batch_number,
        expires_on=line.expires_on,
        price=line.price,
        discount_bp=line.discount_bp,
        discount=line.discount,
        tax_bp=line.tax_bp,
        mrp=line.mrp,
        supplier_code=line.code,
    )
    return None if line_faults(facts, line.factor or 1) else facts


def taught_of(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> list[Taught]:
    """What the supplier calls these packs: codes of the lines, and names on an invoice read."""
    posted: dict[UUID, GoodsReceiptLine] = {line.id: line for line in lines}
    taught = [
        Taught(CODE, line.supplier_code, line.product_id, line.pack_id)
        for line in lines
        if line.supplier_code
    ]
    if receipt.file_key is None:
        return taught
    rows = InvoiceLine.objects.filter(receipt=receipt, receipt_line__isnull=False).exclude(name="")
    for name, line_id in rows.values_list("name", "receipt_line_id"):
        if line := posted.get(line_id):
            taught.append(Taught(NAME, name, line.product_id, line.pack_id))
    return taught
