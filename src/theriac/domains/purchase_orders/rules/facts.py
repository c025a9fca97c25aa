"""What people and programs order, as the commands take it."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import MOST_UNITS, Amount, Day, Id, Text60, Text120
from theriac.core.problems import Text
from theriac.domains.purchase_orders.rules.prices import LinePrice

MOST_PACKS = 1_000_000
MOST_MONEY = 10**15
MOST_ORDER_LINES = 500
OrderPacks = Annotated[
    int, Strict(), Field(ge=0, le=MOST_PACKS, description="Packs of the pack named.")
]
OrderBasisPoints = Annotated[
    int, Strict(), Field(ge=0, le=10_000, description="Hundredths of a percent.")
]


@record
class OrderLineWritten:
    """One product in one pack; `price` is that of a paid pack without tax, bonus packs are free."""

    product_id: Id
    pack_id: Id
    packs: OrderPacks = 1
    bonus_packs: OrderPacks = 0
    price: Amount
    discount_bp: OrderBasisPoints = 0
    discount: Amount = 0
    tax_bp: Annotated[
        OrderBasisPoints | None, Field(description="Without it, the country's rate.")
    ] = None
    supplier_code: Text60 = ""


@record
class PurchaseOrderNew:
    """An order of one supplier; amounts are minor units of the pharmacy's currency."""

    supplier_id: Id
    lines: Annotated[tuple[OrderLineWritten, ...], Field(min_length=1, max_length=MOST_ORDER_LINES)]
    freight: Amount = 0
    expected_on: Day | None = None
    note: Text120 = ""


def price_of(line: OrderLineWritten, tax_bp: int) -> LinePrice:
    """What decides what the line asks."""
    return LinePrice(
        packs=line.packs,
        price=line.price,
        discount_bp=line.discount_bp,
        discount=line.discount,
        tax_bp=tax_bp,
    )


def order_line_faults(line: OrderLineWritten, factor: int) -> dict[str, Text]:
    """What can't be ordered of a line, by field."""
    count = line.packs + line.bonus_packs
    if line.packs < 1:
        return {"packs": _("Enter a quantity of 1 or more packs.")}
    if count > MOST_PACKS or count * factor > MOST_UNITS:
        return {"packs": _("This quantity is too large. Check it.")}
    if line.price > MOST_MONEY or line.packs * line.price > MOST_MONEY:
        return {"price": _("This amount isn’t possible. Check the price.")}
    if price_of(line, 0).net < 0:
        return {"discount": _("The discount is more than the line’s price. Check it.")}
    return {}
