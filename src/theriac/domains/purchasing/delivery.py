"""What the commands on a delivery share: it is loaded and locked, priced, hashed, on the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, ReceivingTerms
from theriac.domains.purchasing.problems import ReceiptFixed, SupplierBlocked
from theriac.domains.purchasing.rules.checks import LineSeen
from theriac.domains.purchasing.rules.costs import DocumentPrice, LinePrice, ReceiptCost, cost_of
from theriac.domains.suppliers.queries import SupplierCard, supplier_cards

RECORD = "purchasing.receipt"
SHORT_DAYS = 180
"""Where the pharmacy settled nothing else."""
_HEAD = (
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
_LINE = (
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


def locked_receipt(receipt_id: UUID, branch_id: UUID, version: int | None = None) -> GoodsReceipt:
    """The receipt of this branch, locked. Raises NotFound, and Stale for another version."""
    rows: QuerySet[GoodsReceipt] = GoodsReceipt.objects.filter(id=receipt_id, branch_id=branch_id)
    receipt = locked(rows, missing=_("This goods receipt doesn’t exist. Choose one from the list."))
    at_version(receipt, version, _("Another user changed this goods receipt. Reload the page."))
    return receipt


def require_state(receipt: GoodsReceipt, *states: str) -> None:
    """Raise ReceiptFixed, with the way on, unless the receipt is in one of these states."""
    words = {
        GoodsReceipt.State.DRAFT: _("This goods receipt is not checked yet. Check it first."),
        GoodsReceipt.State.CHECKED: _(
            "This goods receipt is already checked. Return it to draft first, then edit it."
        ),
        GoodsReceipt.State.POSTED: _("This goods receipt is posted. Reverse it if it is wrong."),
        GoodsReceipt.State.REVERSED: _("This goods receipt is reversed. Create a new one."),
    }
    in_state(
        receipt,
        *states,
        otherwise=lambda state: ReceiptFixed(words[GoodsReceipt.State(state)], state=state),
    )


def save_receipt(receipt: GoodsReceipt, reason: str, facts: Mapping[str, Any] | None = None) -> int:
    """Keep it with the next version, and say so on the trail; the version."""
    keep(receipt)
    current_unit().record(
        RECORD, receipt.id, reason=reason, facts=facts, branch_id=receipt.branch_id
    )
    return receipt.version


def lines_of(receipt: GoodsReceipt) -> list[GoodsReceiptLine]:
    """Its lines in their order."""
    rows: QuerySet[GoodsReceiptLine] = GoodsReceiptLine.objects.filter(receipt=receipt)
    return list(rows.order_by("position", "id"))


def price_of(line: GoodsReceiptLine) -> LinePrice:
    """What decides a line's cost."""
    return LinePrice(
        packs=line.packs,
        price=line.price,
        discount_bp=line.discount_bp,
        discount=line.discount,
        tax_bp=line.tax_bp,
    )


def document_price(receipt: GoodsReceipt) -> DocumentPrice:
    """What of the head decides the costs."""
    return DocumentPrice(
        discount=receipt.discount,
        freight=receipt.freight,
        tax_total=receipt.tax_total,
        tax_is_cost=receipt.tax_is_cost,
    )


def costs_of(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> ReceiptCost | None:
    """The costs; None while a discount is more than what it is taken from."""
    prices = [price_of(line) for line in lines]
    if any(one.net < 0 for one in prices) or receipt.discount > sum(one.net for one in prices):
        return None
    return cost_of(prices, document_price(receipt))


def seen(line: GoodsReceiptLine, product: str) -> LineSeen:
    """A line as the check sees it."""
    return LineSeen(
        product_id=line.product_id,
        product=product,
        batch_number=line.batch_number,
        expires_on=line.expires_on,
        is_short_accepted=line.is_short_accepted,
        quantity=line.quantity,
        price=price_of(line),
        serials=line.serials,
    )


def short_days() -> int:
    """How many days make goods short-dated here."""
    days = ReceivingTerms.objects.order_by("id").values_list("short_days", flat=True).first()
    return SHORT_DAYS if days is None else days


def taken_supplier(supplier_id: UUID | None) -> SupplierCard | None:
    """The supplier, from whom goods may be taken. Raises NotFound, SupplierBlocked."""
    if supplier_id is None:
        return None
    card = supplier_cards([supplier_id]).get(supplier_id)
    if card is None:
        raise NotFound(
            _("This supplier doesn’t exist. Choose one from the list."), field="supplier_id"
        )
    if card.blocked_reason is not None:
        raise SupplierBlocked(
            _(
                "You can’t receive goods from %(name)s: %(reason)s. Return the goods, or "
                "unblock the supplier."
            )
            % {"name": card.name, "reason": card.blocked_reason or _("supplier is blocked")},
            field="supplier_id",
            reason=card.blocked_reason,
        )
    return card


def known_products(ids: Sequence[UUID]) -> dict[UUID, ProductFact]:
    """Products with their packs by id. Raises NotFound for one that isn't in the catalogue."""
    found = sale_facts(dict.fromkeys(ids))
    for index, key in enumerate(ids):
        if key not in found:
            raise NotFound(
                _("This product isn't in the catalogue."),
                field=f"lines.{index}.product_id",
                product_id=key,
            )
    return found


def content_hash(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> str:
    """SHA-256 of head and lines in their order, as sorted JSON."""
    written = {
        "head": {name: _plain(getattr(receipt, name)) for name in _HEAD},
        "lines": [{name: _plain(getattr(line, name)) for name in _LINE} for line in lines],
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
