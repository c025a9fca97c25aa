"""A sale as a device pushes it: already done, with its own number, prices and batches.

One schema for every way by which it comes: a counter's push, a program's through the API, the file
that a counter saved, the content that was kept while it was held. What isn't of this form is no
sale; what is, and is beyond ``bounds``, is held. Amounts are minor units, quantities base units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SkipValidation,
    StringConstraints,
)

from theriac.core.facts.records import record
from theriac.core.facts.types import (
    CurrencyCode,
    Day,
    Id,
    Instant,
    Text20,
    Text24,
    Text40,
    Text60,
    Text80,
    Text120,
    Text250,
    Whole,
    storable,
)
from theriac.core.idempotency.context import fingerprint
from theriac.domains.sales.pushes.lines import MOST_READ, Many, NotNegative, Numeral, PushedLine
from theriac.domains.sales.safety.sent import AnswersSent

Sealed = Annotated[str, StringConstraints(strict=True, max_length=20_000), AfterValidator(storable)]
SealedContent = Annotated[
    str, StringConstraints(strict=True, max_length=60_000), AfterValidator(storable)
]
_WHO = "Who sold: a person who may sell here, or the key itself (`id` of `/me`)."


def _emptied(value: Any) -> Any:
    return "" if value is None else value


@record
class GroundSent:
    """Why prescription-only lines were sold."""

    id: Id
    kind: Literal["prescription", "exception"]
    prescriber: Text120 = ""
    number: Text60 = ""
    written_on: Day | None = None
    exception: Text40 | None = None
    permitted_by: Id


@record
class PushedGround(GroundSent):
    """A counter's: ``sealed`` holds prescriber and number, which are null then."""

    prescriber: Annotated[Text120, BeforeValidator(_emptied)] = ""
    number: Annotated[Text60, BeforeValidator(_emptied)] = ""
    sealed: Sealed = ""


@record
class PushedPayment:
    """A payment as taken on the device."""

    id: Id
    method: Annotated[
        str,
        StringConstraints(strict=True, min_length=1, max_length=10),
        AfterValidator(storable),
        Field(description="cash, card, transfer, qr, credit, points; another makes a case."),
    ]
    tendered: NotNegative
    change: NotNegative
    reference: Text60 = ""


@record
class PushedFound:
    """Units of a batch that somebody had in the hand although the device knew of none."""

    batch_id: Id
    product_id: Id
    quantity: Numeral
    number: Text60 = ""
    expires_on: Day | None = None
    permitted_by: Id


@record
class PushedApproval:
    """A second person's yes to the discounts above the limit, by the device's clock.

    Given online, the server has it under ``id``; given without it, ``sealed`` holds the PIN and
    what was approved.
    """

    id: Id
    approved_by: Id
    approved_at: Instant
    reason: Text250
    sealed: SealedContent = ""


@record
class PushedBeyond:
    """Base units of a product that were sold without network beyond the counter's quota."""

    product_id: Id
    quantity: Numeral


@record
class PushedReserved:
    """Base units of a reservation that the sale has."""

    reservation_id: Id
    quantity: Numeral


@record
class SaleSent:
    """A sale as its device made it; booked whatever disagrees with the books."""

    id: Id
    number: Annotated[
        str,
        StringConstraints(strict=True, min_length=1, max_length=40),
        AfterValidator(storable),
    ]
    series_id: Id
    sequence: Numeral
    occurred_at: Instant
    sent_at: Annotated[Instant | None, Field(description="By the device's clock.")] = None
    business_on: Day
    person_id: Annotated[Id, Field(description=_WHO)]
    currency: CurrencyCode
    lines: Annotated[tuple[PushedLine, ...], Field(min_length=1, max_length=MOST_READ)]
    grounds: Annotated[tuple[GroundSent, ...], Many] = ()
    payments: Annotated[tuple[PushedPayment, ...], Many] = ()
    gross: Whole
    discount: Whole
    tax: Whole
    rounding: Whole
    total: Whole
    stock_as_of: Instant | None = None
    app_version: Text40 = ""
    reserved: Annotated[
        tuple[PushedReserved, ...],
        Field(
            max_length=MOST_READ,
            description="What was reserved for it. The rest stays; what gives less makes a case.",
        ),
    ] = ()
    patient_id: Annotated[Id | None, Field(description="Whom it was for, if known.")] = None
    till_session_id: Annotated[
        Id | None, Field(description="Of the terminal's till, open when it was sold.")
    ] = None
    coupon: Annotated[
        Text20, Field(description="A code that asks for a promotion; beyond its uses makes a case.")
    ] = ""
    quotation_id: Annotated[
        Id | None,
        Field(
            description=(
                "The quotation that promised the prices of lines with `is_promised`. What it "
                "didn't promise to this sale makes a case."
            )
        ),
    ] = None
    answers: AnswersSent = ()
    member_number: Annotated[
        Text24,
        Field(description="Of the loyalty member for whom it earns points, or who pays with some."),
    ] = ""
    approval_id: Annotated[
        Id | None,
        Field(
            description=(
                "Of the discounts above the branch's limit, as `POST /approvals` gave it: for "
                "`requested_by` the sale's `person_id`, and as `content` the sale's `sale_id` "
                "with the lines above the limit in their order. One that doesn't hold makes a "
                "case."
            ),
        ),
    ] = None


@record
class CounterSale(SaleSent):
    """A counter's sale, with what only a counter can say; see docs/counter-protocol.md.

    ``patient`` is the patient's id sealed to the branch, "" where nobody was named.
    """

    grounds: Annotated[tuple[PushedGround, ...], Many] = ()
    found: Annotated[tuple[PushedFound, ...], Many] = ()
    approval: PushedApproval | None = None
    beyond: Annotated[tuple[PushedBeyond, ...], Many] = ()
    beyond_approval: PushedApproval | None = None
    hand_over: PushedApproval | None = None
    """A second person's signature for registered medicines; never sealed."""
    credit_approval: PushedApproval | None = None
    """A second person's yes to a charge above an account's limit; never sealed."""
    patient: Sealed = ""


@record
class PushedSale(CounterSale):
    """The whole sale as the books take it; ``content`` is what came over the wire.

    ``patient`` is empty and ``patient_id`` set once it was opened.
    """

    sent_at: Instant
    content: Annotated[Mapping[str, Any], SkipValidation]
    content_hash: Text80


def pushed_sale(
    sent: SaleSent, wire: Mapping[str, Any], *, sent_at: datetime, content_hash: str = ""
) -> PushedSale:
    """The sale that came as ``wire``. Raises UnicodeEncodeError where that can't be written."""
    content = content_of(wire)
    told: dict[str, Any] = {one.name: getattr(sent, one.name) for one in fields(sent)}
    told["grounds"] = tuple(map(_counters, sent.grounds))
    told["sent_at"] = sent_at
    return PushedSale(**told, content=content, content_hash=content_hash or fingerprint(content))


def _counters(ground: GroundSent) -> PushedGround:
    if isinstance(ground, PushedGround):
        return ground
    return PushedGround(**{one.name: getattr(ground, one.name) for one in fields(ground)})


def content_of(wire: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a pushed sale that is the sale itself.

    What says when it was sent is left out, so that sending it again is the same content.
    """
    return {key: value for key, value in wire.items() if key not in {"sent_at", "stock_as_of"}}
