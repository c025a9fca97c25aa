"""What is needed of one supplier, above the list of needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.money import Money
from theriac.domains.forecasting.queries.needs import BranchNeeds, ProductNeed
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.forecasting.need_words import products_words


@dataclass(frozen=True, slots=True)
class SupplierOrder:
    """What is needed of one supplier that isn't on the want list yet.

    ``value`` is None where costs aren't seen; ``minimum_missing`` is what lacks to the least
    that the supplier takes an order for, None where nothing does.
    """

    supplier_id: UUID
    name: str
    products: int
    value: Money | None
    minimum_missing: Money | None

    @property
    def products_words(self) -> str:
        """12 products."""
        return products_words(self.products)


def dearest_first(one: SupplierOrder) -> tuple[int, int, str]:
    """What a list of them is sorted by."""
    return -(one.value.amount if one.value else 0), -one.products, one.name.casefold()


def order_of_supplier(
    supplier_id: UUID, rows: Sequence[ProductNeed], needs: BranchNeeds, *, sees_costs: bool
) -> SupplierOrder:
    """What these products need of the supplier, with what lacks to its minimum."""
    terms = needs.suppliers[supplier_id]
    value = sum(one.value or 0 for one in rows)
    missing = terms.minimum_order - value
    return SupplierOrder(
        supplier_id=supplier_id,
        name=terms.name,
        products=len(rows),
        value=money(value) if sees_costs else None,
        minimum_missing=money(missing) if sees_costs and missing > 0 else None,
    )
