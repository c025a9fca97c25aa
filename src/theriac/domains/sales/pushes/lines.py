"""A line of a sale as a device pushes it: what was sold, at which price, out of which batches.

Amounts are minor units, quantities base units.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import LARGEST, Amount, Id, Text20, Text160, Whole
from theriac.domains.clinical.directions import DoseSaid

MOST_READ = 1_000
"""Parts of one kind that are read at all: several times what is booked."""
Numeral = Annotated[int, Strict(), Field(ge=1, le=LARGEST)]
NotNegative = Annotated[int, Strict(), Field(ge=0, le=LARGEST)]
Gtin14 = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9]{14}$")]
SerialNumber = Annotated[str, StringConstraints(strict=True, pattern=r"^[!-z]{1,20}$")]
Many = Field(max_length=MOST_READ)


@record
class PushedAllocation:
    """The batch that the device showed and printed."""

    batch_id: Id
    quantity: Numeral


@record
class PushedTax:
    """One tax on a line as the device computed it; `rate_bp` in basis points."""

    code: Text20
    rate_bp: NotNegative
    amount: Whole


@record
class PushedSerial:
    """A single pack that was scanned: the serial number (GS1 AI 21) with its GTIN."""

    gtin: Gtin14
    serial: SerialNumber


@record
class PushedLine:
    """A line as sold on the device."""

    id: Id
    position: Numeral
    product_id: Id
    pack_id: Id
    packs: Numeral
    quantity: Numeral
    price_amount: Amount
    price_units: Numeral
    gross: Whole
    discount: Whole
    taxable: Whole
    tax: Whole
    total: Whole
    taxes: Annotated[tuple[PushedTax, ...], Many] = ()
    promotion_id: Annotated[
        Id | None, Field(description="The promotion that it got, as `listPromotions` names it.")
    ] = None
    promotion_off: Annotated[
        NotNegative,
        Field(
            description=(
                "What of the discount the promotion gave. What the books would have given "
                "otherwise makes a case."
            )
        ),
    ] = 0
    promotion_told: Annotated[
        Text160, Field(description="The promotion, as the customer was told.")
    ] = ""
    is_promised: Annotated[
        bool,
        Strict(),
        Field(
            description=(
                "It costs what the quotation `quotation_id` promised: its discount is the "
                "difference, and no promotion is given on it. Another price makes a case."
            )
        ),
    ] = False
    instead_of: Annotated[
        Id | None,
        Field(description="The product that was asked for, of which this is another brand."),
    ] = None
    instead_saved: Annotated[Whole, Field(description="What the customer saved by that.")] = 0
    ground_id: Id | None = None
    allocations: Annotated[tuple[PushedAllocation, ...], Many] = ()
    batch_reason: Annotated[
        Text20, Field(description="Why a person took another batch than the first to expire.")
    ] = ""
    serials: Annotated[
        tuple[PushedSerial, ...],
        Field(max_length=MOST_READ, description="Single packs that were scanned for the line."),
    ] = ()
    part_of: Annotated[
        Numeral | None,
        Field(description="Of a line split by price: the position of its first part."),
    ] = None
    prescription_line_id: Annotated[
        Id | None,
        Field(
            description=(
                "The line of a ready prescription of the branch that it is dispensed on. What the "
                "prescription doesn't allow makes a case."
            )
        ),
    ] = None
    min_days: Annotated[
        NotNegative,
        Field(description="For so many days its batches shouldn't expire: how long it is taken."),
    ] = 0
    dose: Annotated[
        DoseSaid | None,
        Field(
            description=(
                "How it is taken, for the check of daily doses. A sum over a limit that nobody "
                "answered makes a case."
            )
        ),
    ] = None
