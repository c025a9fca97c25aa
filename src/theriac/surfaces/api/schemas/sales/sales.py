"""Sales: what a program says of one, its receipt, quotes, pushes and cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict, StringConstraints

from theriac.core.facts.types import (
    Amount,
    CurrencyCode,
    Day,
    Id,
    Text20,
    Text24,
    Text40,
    Text60,
    Text120,
    Units,
)
from theriac.domains.sales.safety.sent import MOST_ANSWERS
from theriac.surfaces.api.schemas.clinical.answers import AlertAnswerNew, DoseNew
from theriac.surfaces.api.schemas.types import (
    Answer,
    ApprovalId,
    Body,
    Page,
    SerialPackBody,
    WantedHere,
)

Method = Literal["cash", "card", "transfer", "qr", "credit", "points", "gift_card"]
State = Annotated[str, StringConstraints(pattern=r"^(\d\d)?$")]


class SaleLineNew(Body):
    """A product in base units (`quantity`), or in packs of one level (`pack_id`, `packs`)."""

    product_id: Id
    quantity: Units | None = None
    pack_id: Id | None = None
    packs: int | None = Field(default=None, ge=1, le=1_000_000)
    batch_id: Id | None = Field(default=None, description="Without it the rule chooses (FEFO).")
    discount: Amount = 0
    ground: int | None = Field(default=None, ge=0, le=99, description="Index into `grounds`.")
    serials: list[SerialPackBody] = Field(
        default=[], max_length=100, description="Single packs that were scanned for the line."
    )
    prescription_line_id: Id | None = Field(
        default=None,
        description=(
            "The line of a ready prescription that it is dispensed on: patient, prescriber and "
            "number come from there, and the dispense is recorded with the sale or not at all."
        ),
    )
    dose: DoseNew | None = Field(
        default=None,
        description=(
            "How it is taken, for the check of daily doses. Without it that of its prescription "
            "line counts, if there is one."
        ),
    )


class GroundNew(Body):
    """A prescription that was seen, or the country's named exception."""

    kind: Literal["prescription", "exception"]
    prescriber: Text120 = ""
    number: Text60 = ""
    written_on: Day | None = None
    exception: Text40 = ""
    prescriber_id: Id | None = Field(
        default=None, description="Of the register; its name takes the place of `prescriber`."
    )
    copies: Annotated[int, Strict(), Field(ge=1, le=9)] = Field(
        default=1, description="Sheets of the prescription that came in."
    )


class PaymentNew(Body):
    """What the customer hands over; without `amount`, exactly what is left to pay.

    By `credit`, `reference` is the credit account's number; with `points` the loyalty member's, or
    empty for the one that `member_number` names; of a `gift_card` its code, which isn't kept.
    """

    method: Method
    amount: Amount | None = None
    reference: Text60 = ""


class SaleTerms(Body):
    """What a program says of a sale besides its lines."""

    payments: list[PaymentNew] = Field(
        default=[PaymentNew(method="cash")], min_length=1, max_length=10
    )
    grounds: list[GroundNew] = Field(default=[], max_length=20)
    approval_id: ApprovalId = None
    signature_id: ApprovalId = Field(
        default=None, description="A second person's signature for controlled medicines."
    )
    credit_approval_id: ApprovalId = None
    till_session_id: Id | None = Field(
        default=None, description="Of the key's own terminal, open now; see `/till-sessions`."
    )
    patient_id: Id | None = Field(
        default=None, description="Whom it is for; asked where the law wants the patient recorded."
    )
    coupon: Text20 = Field(default="", description="A code that asks for a promotion.")
    reservation_ids: list[Id] = Field(
        default_factory=list,
        max_length=50,
        description="What was reserved for this sale; what it doesn't sell of it stays reserved.",
    )
    member_number: Text24 = Field(default="", description="Loyalty member who earns points.")
    alert_answers: list[AlertAnswerNew] = Field(
        default=[], max_length=MOST_ANSWERS, description="To safety alerts; tier 1 asks for one."
    )


class SaleGoods(Body):
    """What is sold; its faults are told before those of the terms."""

    lines: list[SaleLineNew] = Field(min_length=1, max_length=200)


class SaleNew(SaleTerms, SaleGoods):
    """A sale to make. Amounts are minor units of the pharmacy's currency."""

    place_of_supply: State = Field(default="", description="India's code of the buyer's State.")
    currency: CurrencyCode | None = Field(default=None, description="Checked where it is given.")


class TaxOnLine(Answer):
    """One tax; `rate_bp` in basis points, 1100 is 11 %."""

    code: str
    rate_bp: int
    amount: int


class Allocation(Answer):
    """So many base units of a batch."""

    batch_id: UUID
    number: str
    expires_on: date | None
    quantity: int


class SaleLine(Answer):
    """One product in one pack at one price: `price_amount` for `price_units` base units."""

    id: UUID
    position: int
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    packs: int
    quantity: int
    price_amount: int
    price_units: int
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: list[TaxOnLine]
    promotion_id: UUID | None
    promotion_off: int = Field(description="What of the discount a promotion gave.")
    promotion_told: str = Field(description="The promotion, as the customer was told.")
    ground_id: UUID | None
    allocations: list[Allocation]


class Ground(Answer):
    """Why prescription-only lines were sold."""

    id: UUID
    kind: str
    prescriber: str
    number: str
    written_on: date | None
    valid_until: date | None
    exception: str
    permitted_by: UUID


class Payment(Answer):
    """How a part was paid; `tendered` less `change` counts towards the total."""

    id: UUID
    method: str
    tendered: int
    change: int
    reference: str


class SaleSummary(Answer):
    """A sale in a list."""

    id: UUID
    number: str
    source: str
    branch_id: UUID
    terminal_id: UUID
    person_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    business_on: date
    currency: str
    tax: int
    total: int


class SalePage(Page[SaleSummary]):
    """A page of sales, the newest day first."""


class Sale(SaleSummary):
    """A sale as its receipt tells it; every amount in minor units of `currency`."""

    series_id: UUID
    sequence: int
    gross: int
    discount: int
    rounding: int
    place_of_supply: str
    till_session_id: UUID | None
    lines: list[SaleLine]
    grounds: list[Ground]
    payments: list[Payment]


class StockLeft(Answer):
    """What the shelf has of a product now, in base units."""

    product_id: UUID
    quantity: int


class SaleDone(Sale):
    """The receipt of a sale just made, and what is left."""

    stock: list[StockLeft]


class SalesWanted(WantedHere):
    """Filters of the list of sales."""

    business_on: Day | None = None
    since: Day | None = Field(default=None, description="From this business day on.")
    until: Day | None = Field(default=None, description="Up to this business day.")
    number: Text40 | None = None
    terminal_id: Id | None = None
    product_id: Id | None = None
    sort: Literal["business_on", "-business_on", "number", "-number"] = "-business_on"
