"""What the audit record of a pushed sale tells besides: a clock that is off, batches by choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.sales.pushes.books import KnownBooks
from theriac.domains.sales.pushes.disagreements import reading_of
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.rules import WARNING_SKEW, clock_skew

SKEW, REASONS = "skew_seconds", "batch_reasons"


def told_facts(sale: PushedSale, books: KnownBooks) -> dict[str, Any]:
    """Nothing for an ordinary sale; seconds of skew beyond the warning, reasons by position."""
    facts: dict[str, Any] = {}
    skew = clock_skew(reading_of(sale, books))
    if abs(skew) > WARNING_SKEW:
        facts[SKEW] = round(skew.total_seconds())
    reasons = {str(line.position): line.batch_reason for line in sale.lines if line.batch_reason}
    if reasons:
        facts[REASONS] = reasons
    return facts


def is_readable(pushed: PushedSale, products: Mapping[UUID, ProductFact]) -> bool:
    """Whether every product and pack that the sale names is in the catalogue."""
    return all(
        line.product_id in products and line.pack_id in products[line.product_id].packs
        for line in pushed.lines
    )
