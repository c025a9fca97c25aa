"""What a sale is asked to be, before it is one: the items, grounds and tenders of a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.rules.answers import AlertAnswer, AnswerGiven
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.serials.ports import SerialPack


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleItem:
    """A product in base units, or in packs of one level; optionally of one batch.

    ``discount`` in minor units off the line. ``ground`` counts from 0 into the sale's grounds.
    ``promised``: what it was promised to cost, minor units, in place of a discount. Where it costs
    more now, with its promotions, it costs that, and nothing is given on it.
    ``min_days``: for so many days, the day of the sale the first, its batches don't expire.
    """

    product_id: UUID
    pack_id: UUID | None = None
    packs: int | None = None
    quantity: int | None = None
    batch_id: UUID | None = None
    discount: int = 0
    promised: int | None = None
    ground: int | None = None
    serials: Sequence[SerialPack] = ()
    """Single packs that were scanned for it."""
    prescription_line_id: UUID | None = None
    """The line of a ready prescription that it is dispensed on."""
    min_days: int = 0
    dose: DoseSaid | None = None
    """How it is taken, for the check of daily doses; None: its prescription's, or nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundSeen:
    """A prescription that was seen, or the country's named exception."""

    kind: str
    prescriber: str = ""
    number: str = ""
    written_on: date | None = None
    exception: str = ""
    prescriber_id: UUID | None = None
    """Of the register; its name takes the place of ``prescriber``."""
    copies: int = 1
    """Sheets of the prescription that came in."""
    permitted_by: UUID | None = None
    """The pharmacist who approved the prescription; None: whoever sells permits it."""
    licence: str = ""
    """The prescriber's, where registered medicines are handed over; nobody sends it."""
    address: str = ""
    """The prescriber's, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderGiven:
    """What the customer hands over; ``amount`` None means exactly what is left to pay.

    By credit, ``reference`` is the number of the account that is charged; with points it is the
    member's, or "" for the one that the sale names; of a gift card it is the code.
    """

    method: PaymentMethod
    amount: int | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleDraft:
    """Everything that a program says of a sale."""

    items: Sequence[SaleItem]
    tenders: Sequence[TenderGiven] = (TenderGiven(method=PaymentMethod.CASH),)
    grounds: Sequence[GroundSeen] = ()
    place_of_supply: str = ""
    patient_id: UUID | None = None
    occurred_at: datetime | None = None
    approval_id: UUID | None = None
    """Of discounts above the branch's limit."""
    signature_id: UUID | None = None
    """A second person's, for registered medicines that are handed over."""
    credit_approval_id: UUID | None = None
    """Of what is charged above a credit limit."""
    reservation_ids: Sequence[UUID] = ()
    """What was kept for this sale; so much as it sells comes free, for it alone."""
    answers: Sequence[AnswerGiven] = ()
    """To safety alerts."""
    coupon: str = ""
    """A code that asks for a promotion."""
    till_session_id: UUID | None = None
    """Of the terminal's till, open when it is sold."""
    member_number: str = ""
    """Of the loyalty member for whom it earns points."""
    reviewed: Sequence[AlertAnswer] = ()
    """Answers that the reviews of its prescriptions gave; nobody sends them."""
