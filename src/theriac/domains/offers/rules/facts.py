"""What people and programs say of an offer and its lines, as the commands take it."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Day, Flag, Id, Text40, Text60, Text120, Text200
from theriac.core.problems import Text

MOST_LINES = 5_000
MOST_PACKS = 1_000_000
MOST_MONEY = 10**12
"""No pack and no order costs more minor units; sums stay far below 2^63."""
WHOLE_PPM = 1_000_000
Packs = Annotated[int, Strict(), Field(ge=0, le=MOST_PACKS, description="Packs of the pack named.")]
Millionths = Annotated[
    int, Strict(), Field(ge=0, le=WHOLE_PPM, description="Millionths: 125000 are 12.5 %.")
]
BasisPoints = Annotated[
    int, Strict(), Field(ge=0, le=10_000, description="Hundredths of a percent.")
]


@record
class OfferHead:
    """What concerns a whole offer; amounts are minor units of the pharmacy's currency."""

    supplier_id: Id | None = None
    number: Text40 = ""
    issued_on: Day | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    freight: Annotated[Amount, Field(description="Asked for an order.")] = 0
    freight_free_from: Annotated[
        Amount | None, Field(description="An order from this on has no freight.")
    ] = None
    minimum_order: Annotated[Amount, Field(description="The least that an order comes to.")] = 0
    note: Text120 = ""


@record
class OfferLineWritten:
    """One pack of one product as it is offered; `price` is that of a pack before discount.

    `text` is what the supplier calls it, `code` the supplier's own code.
    """

    product_id: Id | None = None
    pack_id: Id | None = None
    text: Text200 = ""
    code: Text60 = ""
    price: Amount | None = None
    discount_ppm: Millionths = 0
    discount_amount: Annotated[Amount, Field(description="Off a pack, minor units.")] = 0
    tax_bp: Annotated[BasisPoints | None, Field(description="Without it, the country's rate.")] = (
        None
    )
    tax_included: Annotated[Flag, Field(description="Whether the price has the tax in it.")] = False
    bonus_for: Annotated[Packs, Field(description="So many packs bought bring the bonus.")] = 0
    bonus_packs: Packs = 0
    minimum_packs: Packs = 0
    available_packs: Packs | None = None
    batch_number: Text60 = ""
    expires_on: Day | None = None
    valid_until: Day | None = None


@record
class OfferNew(OfferHead):
    """An offer to be kept with its lines."""

    lines: Annotated[tuple[OfferLineWritten, ...], Field(max_length=MOST_LINES)] = ()


def head_faults(facts: OfferHead) -> dict[str, Text]:
    """What can't be kept of the head, by field."""
    found: dict[str, Text] = {}
    if facts.valid_from and facts.valid_until and facts.valid_until < facts.valid_from:
        found["valid_until"] = _("This is before the first day. Enter a later date.")
    for name in ("freight", "freight_free_from", "minimum_order"):
        amount = getattr(facts, name)
        if amount is not None and amount > MOST_MONEY:
            found[name] = _("This amount isn’t possible. Check the offer.")
    return found


def line_faults(facts: OfferLineWritten) -> dict[str, Text]:
    """What can't be kept of a line, even as a draft, by field."""
    found: dict[str, Text] = {}
    if facts.price is not None and facts.price > MOST_MONEY:
        found["price"] = _("This amount isn’t possible. Check the offer.")
    if taken_off(facts) > WHOLE_PPM * (facts.price or 0):
        found["discount"] = _("The discount is higher than the price. Check the offer.")
    if bool(facts.bonus_for) != bool(facts.bonus_packs):
        found["bonus"] = _("Enter how many packs are bought and how many are free, such as 10+1.")
    if (facts.product_id is None) != (facts.pack_id is None):
        found["product_id"] = _("Choose the product with its pack.")
    return found


def taken_off(facts: OfferLineWritten) -> int:
    """All that is taken off a pack, in millionths of a minor unit."""
    return facts.discount_ppm * (facts.price or 0) + facts.discount_amount * WHOLE_PPM
