"""What is asked of a quotation, and the limits of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Id, Text40, Text120, Text250

RECORD = "quotations.quotation"
USUAL_DAYS, MOST_DAYS = 14, 90
MOST_LINES = 200
MOST_PACKS = 1_000_000

Packs = Annotated[int, Field(strict=True, ge=1, le=MOST_PACKS)]
ValidDays = Annotated[
    int,
    Field(strict=True, ge=0, le=MOST_DAYS, description="Days after today; 0: until tonight."),
]
StateCode = Annotated[str, Field(strict=True, pattern=r"^(\d\d)?$")]


@record
class QuotationItem:
    """So many packs of a product; `discount` in minor units off the line."""

    product_id: Id
    pack_id: Id
    packs: Packs
    discount: Amount = 0


@record
class QuotationBuyer:
    """Who asks for it; "" where nobody said. `state` is India's code, of a business."""

    name: Text120 = ""
    address: Text250 = ""
    state: StateCode = ""
    tax_number: Text40 = ""


@record
class QuotationNew:
    """What is quoted, to whom, and for how long its prices hold.

    `patient_id` is whom it is for, `credit_number` the number of the account that will pay.
    """

    items: Annotated[tuple[QuotationItem, ...], Field(min_length=1, max_length=MOST_LINES)]
    valid_days: ValidDays = USUAL_DAYS
    buyer: QuotationBuyer = QuotationBuyer()
    patient_id: Id | None = None
    credit_number: Text40 = ""
