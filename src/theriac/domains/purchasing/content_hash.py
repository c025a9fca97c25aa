"""The hash of a posted receipt with every line: whoever changes one later is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine

HEAD = (
    "id",
    "branch_id",
    "supplier_id",
    "order_id",
    "number",
    "delivery_note",
    "invoice_number",
    "invoice_on",
    "received_on",
    "freight",
    "discount",
    "tax_total",
    "tax_is_cost",
    "invoice_total",
    "is_consigned",
    "difference_reason",
)
LINE = (
    "id",
    "position",
    "product_id",
    "pack_id",
    "factor",
    "packs",
    "bonus_packs",
    "quantity",
    "batch_number",
    "expires_on",
    "serials",
    "price",
    "discount_bp",
    "discount",
    "tax_bp",
    "mrp",
    "selling_price",
    "cost",
    "tax",
    "batch_id",
    "movement_id",
)


def content_hash(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> str:
    """SHA-256 of head and lines in their order, as sorted JSON."""
    written = {
        "head": {name: _plain(getattr(receipt, name)) for name in HEAD},
        "lines": [{name: _plain(getattr(line, name)) for name in LINE} for line in lines],
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
