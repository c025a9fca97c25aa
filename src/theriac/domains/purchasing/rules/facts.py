"""What people and programs say of a delivery and its lines, as the commands take it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import (
    MOST_UNITS,
    Amount,
    Day,
    Flag,
    Id,
    Text20,
    Text40,
    Text60,
    Text120,
)
from theriac.core.problems import Text

MOST_PACKS = 1_000_000
MOST_MONEY = 10**15
Packs = Annotated[int, Strict(), Field(ge=0, le=MOST_PACKS, description="Packs of the pack named.")]
BasisPoints = Annotated[
    int, Strict(), Field(ge=0, le=10_000, description="Hundredths of a percent.")
]
Degrees = Annotated[
    int, Strict(), Field(ge=-1000, le=1000, description="Tenths of a degree Celsius.")
]


@record
class GoodsReceiptHead:
    """What concerns a whole delivery; amounts are minor units of the pharmacy's currency."""

    supplier_id: Id | None = None
    received_on: Day | None = None
    delivery_note: Text40 = ""
    invoice_number: Text40 = ""
    invoice_on: Day | None = None
    freight: Amount = 0
    discount: Amount = 0
    tax_total: Annotated[Amount | None, Field(description="As printed; else computed.")] = None
    tax_is_cost: Annotated[
        Flag | None,
        Field(description="Without it: true where the branch charges no tax itself."),
    ] = None
    invoice_total: Amount | None = None
    is_consigned: Flag = False
    note: Text120 = ""
    difference_reason: Text120 = ""


@record
class GoodsLineWritten:
    """One batch of one product in one pack; `price` is that of a paid pack, bonus packs are free.

    A month as the expiry is its last day: send that day.
    """

    product_id: Id
    pack_id: Id
    packs: Packs = 1
    bonus_packs: Packs = 0
    batch_number: Text60 = ""
    expires_on: Day | None = None
    is_short_accepted: Flag = False
    serials: Annotated[tuple[Text60, ...], Field(max_length=500)] = ()
    price: Amount = 0
    is_last_price: Annotated[
        Flag,
        Field(
            description="The price is the last delivery's, as a scan gave it: it makes no line of "
            "its own where the goods stand already at another one."
        ),
    ] = False
    discount_bp: BasisPoints = 0
    discount: Amount = 0
    tax_bp: Annotated[BasisPoints | None, Field(description="Without it, the country's rate.")] = (
        None
    )
    mrp: Amount | None = None
    selling_price: Amount | None = None
    shelf: Text20 = ""
    temperature: Degrees | None = None
    supplier_code: Text60 = ""


@record
class GoodsReceiptNew(GoodsReceiptHead):
    """A delivery to be written down."""

    lines: Annotated[tuple[GoodsLineWritten, ...], Field(max_length=1000)] = ()


def head_faults(facts: GoodsReceiptHead, today: date) -> dict[str, Text]:
    """What can't be kept of the head, by field."""
    found: dict[str, Text] = {}
    if facts.received_on is not None and facts.received_on > today:
        found["received_on"] = _("This date is in the future. Enter the date of receipt.")
    for name in ("freight", "discount", "tax_total", "invoice_total"):
        amount = getattr(facts, name)
        if amount is not None and amount > MOST_MONEY:
            found[name] = _("This amount isn’t possible. Check the invoice.")
    return found


def line_faults(facts: GoodsLineWritten, factor: int) -> dict[str, Text]:
    """What can't be kept of a line, even as a draft, by field."""
    return _count_faults(facts, factor) | _amount_faults(facts)


def _count_faults(facts: GoodsLineWritten, factor: int) -> dict[str, Text]:
    count = facts.packs + facts.bonus_packs
    if count < 1:
        return {"packs": _("Enter a quantity of 1 or more packs.")}
    if count > MOST_PACKS or count * factor > MOST_UNITS:
        return {"packs": _("This quantity is too large. Check it.")}
    return {}


def _amount_faults(facts: GoodsLineWritten) -> dict[str, Text]:
    words = _("This amount isn’t possible. Check the invoice.")
    amounts = {
        "price": facts.price,
        "discount": facts.discount,
        "mrp": facts.mrp,
    }
    found: dict[str, Text] = {
        name: words
        for name, amount in amounts.items()
        if amount is not None and amount > MOST_MONEY
    }
    if facts.packs * facts.price > MOST_MONEY:
        found["price"] = words
    unfit = selling_price_fault(facts.selling_price, facts.mrp)
    return found | ({"selling_price": unfit} if unfit else {})


def selling_price_fault(amount: int | None, mrp: int | None) -> Text | None:
    """Why a pack can't be sold for ``amount`` minor units where ``mrp`` is printed on it."""
    if amount is None:
        return None
    if not 0 < amount <= MOST_MONEY:
        return _("Enter a price above 0.")
    if mrp is not None and amount > mrp:
        return _("This is above the price printed on the pack.")
    return None
