"""The rows of a delivery's lines, from what was written of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact
from theriac.domains.organisation.queries.input_tax import usual_tax
from theriac.domains.purchasing.delivery import known_products
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.checks import MOST_LINES
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, line_faults
from theriac.domains.suppliers.queries import supplier_cards

KEPT = (
    "product_id",
    "pack_id",
    "packs",
    "bonus_packs",
    "batch_number",
    "expires_on",
    "is_short_accepted",
    "price",
    "discount_bp",
    "discount",
    "mrp",
    "selling_price",
    "shelf",
    "temperature",
    "supplier_code",
)
"""The facts of a line that are kept as they are given."""


def built_lines(
    receipt: GoodsReceipt, lines: Sequence[GoodsLineWritten], *, start: int
) -> list[GoodsReceiptLine]:
    """The rows of these lines, not kept yet. Raises NotFound, ReceiptRefused."""
    if start + len(lines) - 1 > MOST_LINES:
        raise ReceiptRefused(
            _("A goods receipt has at most %(most)s lines. Start another one.")
            % {"most": MOST_LINES},
            field="lines",
        )
    products = known_products([line.product_id for line in lines])
    charged = _charged(receipt)

    @cache
    def rate(tax_class: str) -> int:
        return usual_tax(receipt.branch_id, tax_class, receipt.received_on) if charged else 0

    faults: dict[str, Text] = {}
    rows: list[GoodsReceiptLine] = []
    for index, line in enumerate(lines):
        product = products[line.product_id]
        pack = _pack(product, line, index)
        for name, words in line_faults(line, pack.factor).items():
            faults[f"lines.{index}.{name}"] = words
        tax = line.tax_bp if line.tax_bp is not None else rate(product.tax_class)
        rows.append(_row(receipt, trimmed(line), pack.factor, start + index, tax))
    if faults:
        raise ReceiptRefused(errors=faults)
    return rows


def _charged(receipt: GoodsReceipt) -> bool:
    if receipt.supplier_id is None:
        return True
    card = supplier_cards([receipt.supplier_id]).get(receipt.supplier_id)
    return card is None or card.tax_registered


def _pack(product: ProductFact, line: GoodsLineWritten, index: int) -> PackFact:
    pack = product.packs.get(line.pack_id)
    if pack is None:
        raise NotFound(
            _("%(product)s doesn’t have this pack.") % {"product": product.name},
            field=f"lines.{index}.pack_id",
        )
    return pack


def trimmed(line: GoodsLineWritten) -> GoodsLineWritten:
    """The line without white space round what was typed."""
    return replace(
        line,
        batch_number=line.batch_number.strip(),
        shelf=line.shelf.strip(),
        supplier_code=line.supplier_code.strip(),
        serials=tuple(one.strip() for one in line.serials if one.strip()),
    )


def _row(
    receipt: GoodsReceipt, line: GoodsLineWritten, factor: int, position: int, tax_bp: int
) -> GoodsReceiptLine:
    kept: dict[str, Any] = {name: getattr(line, name) for name in KEPT}
    return GoodsReceiptLine(
        id=new_id(),
        receipt=receipt,
        position=position,
        factor=factor,
        quantity=(line.packs + line.bonus_packs) * factor,
        serials=list(line.serials),
        tax_bp=tax_bp,
        **kept,
    )
