"""What is approved of purchase orders, and of deliveries that are over theirs."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field

from theriac.core.facts.types import Amount, Count, Id, Text20, Text60, Text80
from theriac.domains.budgets.rules.facts import MOST_BUDGETS
from theriac.domains.purchase_orders.rules.facts import MOST_ORDER_LINES
from theriac.surfaces.api.schemas.types import Body


class OrderLineApproved(NamedTuple):
    """A line of an order: product, pack, paid and free packs, price, discounts and tax."""

    product_id: Id
    pack_id: Id
    packs: Count
    bonus_packs: Count
    price: Amount
    discount_bp: Count
    discount: Amount
    tax_bp: Count | None


class OrderApproved(Body):
    """A purchase order above the limit of whoever places it; amounts in minor units."""

    supplier_id: Id
    total: Amount
    freight: Amount
    lines: list[OrderLineApproved] = Field(min_length=1, max_length=MOST_ORDER_LINES)


class BudgetOver(NamedTuple):
    """A budget, its name, and by how many minor units the order takes it over."""

    budget_id: Id
    name: Text80
    over: Amount


class OverBudgetApproved(OrderApproved):
    """A purchase order over budgets, with each of them."""

    budgets: list[BudgetOver] = Field(min_length=1, max_length=MOST_BUDGETS)


class OverOrder(Body):
    """What of a delivery or invoice is over its order: exact quantities or prices of base units."""

    kind: Text20
    by: Literal["delivery", "invoice"]
    product_id: Id
    ordered: Text60
    asked: Text60


class OverOrderApproved(Body):
    """All that is over the purchase order in a goods receipt that is to be posted."""

    receipt_id: Id
    differences: list[OverOrder] = Field(min_length=1, max_length=2 * MOST_ORDER_LINES)
