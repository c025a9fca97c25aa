"""A sale as JSON: the same fields whether it was just made or is read again.

Plain dictionaries, written by pydantic's own JSON writer: five lines take 0.028 ms of processor
time, as a validated model 0.049 ms, through ``json`` 0.075 ms (of 3.8 ms for the whole request on
PostgreSQL, 2.4 ms of them the command). Tests hold them against the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from theriac.domains.sales.prescriptions import SeenPrescription
from theriac.domains.sales.queries.quotes import Quote
from theriac.domains.sales.queries.receipts import ReceiptLine, SaleReceipt

_SUMMARY = (
    "id",
    "number",
    "source",
    "branch_id",
    "terminal_id",
    "person_id",
    "occurred_at",
    "recorded_at",
    "business_on",
    "currency",
    "tax",
    "total",
)
_SALE = (
    *_SUMMARY,
    "series_id",
    "sequence",
    "gross",
    "discount",
    "rounding",
    "place_of_supply",
    "till_session_id",
)
_AMOUNTS = ("gross", "discount", "taxable", "tax", "total")
_LINE = (
    "id",
    "position",
    "product_id",
    "pack_id",
    "packs",
    "quantity",
    "price_amount",
    "price_units",
    *_AMOUNTS,
    "taxes",
    "promotion_id",
    "promotion_off",
    "promotion_told",
    "ground_id",
)
_PAYMENT = ("id", "method", "tendered", "change", "reference")
UNSEEN = SeenPrescription()


def sale_summary(sale: Any) -> dict[str, Any]:
    """A sale in a list."""
    return {name: getattr(sale, name) for name in _SUMMARY}


def sale_content(receipt: SaleReceipt) -> dict[str, Any]:
    """The sale whole."""
    sale = receipt.sale
    content = {name: getattr(sale, name) for name in _SALE}
    content["lines"] = [_line(line) for line in receipt.lines]
    content["grounds"] = [
        _ground(ground, receipt.prescriptions.get(ground.id, UNSEEN)) for ground in receipt.grounds
    ]
    content["payments"] = [
        {name: getattr(payment, name) for name in _PAYMENT} for payment in receipt.payments
    ]
    return content


def done_content(receipt: SaleReceipt, left: Mapping[UUID, int]) -> dict[str, Any]:
    """The sale whole with what is left on the shelf."""
    return sale_content(receipt) | {"stock": stock_left(left)}


def stock_left(left: Mapping[UUID, int]) -> list[dict[str, Any]]:
    """What the shelf has of each product."""
    return [{"product_id": key, "quantity": quantity} for key, quantity in left.items()]


def quote_content(quote: Quote) -> dict[str, Any]:
    """A quote whole."""
    priced = quote.priced
    lines = []
    for line, amounts, said in zip(quote.basket, priced.lines, quote.said, strict=True):
        taxes = [
            {"code": tax.code, "rate_bp": tax.rate_bp, "amount": tax.amount}
            for tax in amounts.taxes
        ]
        lines.append(
            {
                "product_id": line.product.id,
                "product": line.product.name,
                "pack_id": line.pack_id,
                "pack": line.product.packs[line.pack_id].name,
                "packs": line.packs,
                "quantity": line.quantity,
                "price_amount": line.price.amount,
                "price_units": line.price.units,
                **{name: getattr(amounts, name) for name in _AMOUNTS},
                "taxes": taxes,
                "promotion_id": said.promotion_id,
                "promotion_off": said.off,
                "promotion_told": said.told,
                "allocations": _allocations(
                    (batch.batch_id, batch.number, batch.expires_on, quantity)
                    for batch, quantity in line.shares
                ),
            }
        )
    return {
        "currency": quote.currency,
        "gross": priced.gross,
        "discount": priced.discount,
        "tax": priced.tax,
        "total": priced.total,
        "cash_total": quote.cash_total,
        "lines": lines,
        "stock": stock_left(quote.left),
        "warnings": list(quote.warnings),
    }


def _line(line: ReceiptLine) -> dict[str, Any]:
    row = line.row
    content = {name: getattr(row, name) for name in _LINE}
    content["product"] = line.product
    content["pack"] = line.pack
    content["allocations"] = _allocations(
        (batch.batch_id, batch.number, batch.expires_on, batch.quantity) for batch in line.batches
    )
    return content


def _allocations(batches: Any) -> list[dict[str, Any]]:
    return [
        {"batch_id": batch_id, "number": number, "expires_on": expires_on, "quantity": quantity}
        for batch_id, number, expires_on, quantity in batches
    ]


def _ground(row: Any, seen: SeenPrescription) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "prescriber": seen.prescriber,
        "number": seen.number,
        "written_on": row.written_on,
        "valid_until": row.valid_until,
        "exception": row.exception,
        "permitted_by": row.permitted_by,
    }
