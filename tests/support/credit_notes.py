"""Credit notes as the shop's counter writes and tells them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.pushing import point_of, push, pushed_line, pushed_sale, series_of
from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.countries.documents import credit_note_prefix
from theriac.countries.registry import profile_for
from theriac.domains.sales.pushes.sale import PushedSale

PRICE = 700


def counter_sale(
    shop: Shop, medicine: Medicine, batch: UUID, units: int = 10, sequence: int = 1, **more: Any
) -> PushedSale:
    """A sale of tablets at 700 each that the counter made, and didn't send yet."""
    return pushed_sale(shop, [pushed_line(shop, medicine, [(batch, units)])], sequence, **more)


def booked_sale(
    shop: Shop, medicine: Medicine, batch: UUID, units: int = 10, sequence: int = 1, **more: Any
) -> PushedSale:
    """The same, sent and booked."""
    sale = counter_sale(shop, medicine, batch, units, sequence, **more)
    assert push(shop, sale).state.value == "booked"
    return sale


def credit_note(
    shop: Shop, sale: PushedSale, units: int = 2, sequence: int = 1, **changes: Any
) -> dict[str, Any]:
    """Units of the sale's first line came back sealed and were refunded in cash."""
    line, series = sale.lines[0], series_of(shop)
    prefix = credit_note_prefix(series.prefix)
    goods = {
        "sale_line_id": str(line.id),
        "batch_id": str(line.allocations[0].batch_id),
        "quantity": units,
        "condition": "sealed",
        "goes": "shelf",
    }
    return {
        "kind": "return",
        "id": str(new_id()),
        "session_id": None,
        "at": clock.now().isoformat(),
        "person_id": str(shop.owner.id),
        "series_id": str(series.id),
        "sequence": sequence,
        "number": profile_for(point_of(shop).country).format_number(prefix, sequence),
        "sale_id": str(sale.id),
        "reason": "unwanted",
        "note": "",
        "lines": [goods],
        "total": units * PRICE,
        "refunds": [{"method": "cash", "amount": units * PRICE}],
        **changes,
    }
