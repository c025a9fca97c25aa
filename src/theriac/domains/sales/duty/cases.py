"""The case of a pushed sale that let prescription-only goods go while nobody was on duty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.sales.pushes.books import Disagreement, Kind
from theriac.domains.sales.pushes.sale import PushedSale


def unattended_lines(
    sale: PushedSale, products: Mapping[UUID, ProductFact], unattended: Collection[str]
) -> list[Disagreement]:
    """One case a sale, at its first line of a legal class for which nobody was on duty."""
    lines = (one for one in sale.lines if products[one.product_id].legal_class in unattended)
    return [Disagreement(Kind.DUTY, line) for line in lines][:1]
