"""Sales as a counter would push them, built from a shop's own prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.sales.commands.book_pushed import RecordedPush
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.pushes.lines import PushedAllocation, PushedLine, PushedTax
from theriac.domains.sales.pushes.sale import PushedGround, PushedPayment, PushedSale


def terminal_actor(shop: Shop) -> Actor:
    """The counter terminal as an actor."""
    return Actor(
        kind=ActorKind.TERMINAL,
        id=shop.terminal_id,
        name="Kasir 1",
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
    )


def point_of(shop: Shop) -> SellingPoint:
    """The counter's selling point as the books have it now."""
    point = get_selling_point(shop.terminal_id)
    assert point is not None
    return point


def series_of(shop: Shop) -> DocumentSeries:
    """The counter's open series."""
    point = point_of(shop)
    profile = profile_for(shop.country)
    series_id = open_series(
        actor=shop.owner,
        terminal_id=shop.terminal_id,
        kind="sale",
        prefix=profile.series_prefix(point.branch_code, point.terminal_code, shop.today),
        period=profile.fiscal_year(shop.today).label,
    )
    return DocumentSeries.objects.get(id=series_id)


def pushed_line(
    shop: Shop,
    medicine: Medicine,
    allocations: Sequence[tuple[UUID, int]],
    *,
    price: int = 700,
    factor: int = 1,
    position: int = 1,
    **changes: Any,
) -> PushedLine:
    """A line of ``medicine`` from these batches at ``price`` a pack of ``factor``."""
    quantity = sum(share for _batch, share in allocations)
    gross = price * quantity // factor
    tax = profile_for(shop.country).line_tax(gross, "standard", TaxContext(on=shop.today))
    particulars: dict[str, Any] = {
        "id": new_id(),
        "position": position,
        "product_id": medicine.id,
        "pack_id": medicine.packs[factor],
        "packs": quantity // factor,
        "quantity": quantity,
        "price_amount": price,
        "price_units": factor,
        "gross": gross,
        "discount": 0,
        "taxable": tax.taxable,
        "tax": tax.tax,
        "total": tax.total,
        "taxes": [PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes],
        "allocations": [
            PushedAllocation(batch_id=batch, quantity=share) for batch, share in allocations
        ],
    }
    return PushedLine(**{**particulars, **changes})


def pushed_sale(
    shop: Shop,
    lines: Sequence[PushedLine],
    sequence: int = 1,
    *,
    grounds: Sequence[PushedGround] = (),
    **changes: Any,
) -> PushedSale:
    """A whole sale that adds up and is paid exactly in cash, unless told otherwise."""
    series = series_of(shop)
    now = clock.now()
    total = sum(line.total for line in lines)
    particulars: dict[str, Any] = {
        "id": new_id(),
        "number": profile_for(shop.country).format_number(series.prefix, sequence),
        "series_id": series.id,
        "sequence": sequence,
        "occurred_at": now,
        "sent_at": now,
        "business_on": shop.today,
        "person_id": shop.owner.id,
        "currency": point_of(shop).currency,
        "gross": sum(line.gross for line in lines),
        "discount": sum(line.discount for line in lines),
        "tax": sum(line.tax for line in lines),
        "rounding": 0,
        "total": total,
        "lines": lines,
        "grounds": grounds,
        "payments": [PushedPayment(id=new_id(), method="cash", tendered=total, change=0)],
        **changes,
    }
    content = {"id": str(particulars["id"]), "total": particulars["total"], "number": sequence}
    return PushedSale(content=content, content_hash=fingerprint(content), **particulars)


def push(shop: Shop, sale: PushedSale) -> RecordedPush:
    """Record a pushed sale as the counter's surface does."""
    return record_sale(actor=terminal_actor(shop), point=point_of(shop), pushed=sale)
