"""What an order still awaits, and at which prices, for who receives it; nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.rules.prices import LinePrice


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedGoods:
    """A line of an order: what was ordered, and how many packs of it are still to come.

    ``units`` and ``open_units`` are base units, bonus packs among them; ``paid`` without.
    """

    product_id: UUID
    pack_id: UUID
    price: LinePrice
    supplier_code: str
    units: int
    paid: int
    open_units: int
    open_packs: int
    open_bonus: int


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The order itself."""

    id: UUID
    number: str
    supplier_id: UUID
    state: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in {PurchaseOrder.State.ORDERED, PurchaseOrder.State.PARTLY}


def order_head(order_id: UUID, branch_id: UUID) -> OrderHead | None:
    """The order of the branch, None where there is none."""
    rows = PurchaseOrder.objects.filter(id=order_id, branch_id=branch_id)
    found = rows.values_list("id", "number", "supplier_id", "state").first()
    return OrderHead(*found) if found else None


def ordered_goods(order_id: UUID) -> list[OrderedGoods]:
    """The order's lines in their order."""
    rows = PurchaseOrderLine.objects.filter(order_id=order_id).order_by("position")
    return [_goods(row) for row in rows]


def _goods(row: PurchaseOrderLine) -> OrderedGoods:
    """Paid packs are taken to come first, bonus packs last."""
    packs = -(-row.open_units // row.factor)
    whole = row.packs + row.bonus_packs
    paid = max(0, min(packs, row.packs - (whole - packs)))
    price = LinePrice(
        packs=row.packs,
        price=row.price,
        discount_bp=row.discount_bp,
        discount=row.discount,
        tax_bp=row.tax_bp,
    )
    return OrderedGoods(
        product_id=row.product_id,
        pack_id=row.pack_id,
        price=price,
        supplier_code=row.supplier_code,
        units=row.quantity,
        paid=row.packs * row.factor,
        open_units=row.open_units,
        open_packs=paid,
        open_bonus=packs - paid,
    )
