"""Goods that come back at a counter without their receipt: asked about, approved and taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.core.facts.types import Id
from theriac.domains.customer_returns.commands.return_unreceipted import return_unreceipted
from theriac.domains.customer_returns.drafts import UnreceiptedReturnNew
from theriac.domains.customer_returns.queries.notes import CreditNoteTaken, note_taken
from theriac.domains.customer_returns.queries.unreceipted import (
    BroughtBatch,
    ask_unreceipted,
    brought_batches,
)
from theriac.surfaces.counter.customer_returns.wire import RefundOut, ReturnedPartOut
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class BroughtIn(BaseModel):
    """What was scanned on the pack, or the batch number that was typed."""

    token: str = Field("", max_length=500)
    code: str = Field(min_length=1, max_length=300)


class BroughtBatchOut(BaseModel):
    """A batch that customers have ``left`` base units of; at most so much is refunded for them.

    ``price_amount`` minor units for ``price_units`` base units; None where none was sold lately.
    """

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expiry: date | None
    left: int
    price_amount: int | None
    price_units: int


class BroughtOut(BaseModel):
    """The newest first."""

    batches: list[BroughtBatchOut]


class UnreceiptedAskedIn(BaseModel):
    """What is brought."""

    token: str = Field("", max_length=500)
    goods: UnreceiptedReturnNew


class UnreceiptedAskedOut(BaseModel):
    """What it comes to; ``asks`` is exactly what somebody else approves."""

    lines: list[ReturnedPartOut]
    rounding: int
    total: int
    refunds: list[RefundOut]
    asks: dict[str, Any]


class UnreceiptedIn(UnreceiptedAskedIn):
    """The same once it is approved; ``id`` is the device's, so that it is done once."""

    id: Id
    approval_id: Id
    at_till: bool = False


class UnreceiptedOut(BaseModel):
    """The credit note; ``owed`` of it in cash a till pays out."""

    id: UUID
    number: str
    at: datetime
    reason: str
    total: int
    rounding: int
    owed: int
    refunds: list[RefundOut]


@endpoint("POST")
def brought(request: HttpRequest) -> HttpResponse:
    """The batches of the branch that a pack's code or a batch number names."""
    device = paired_device(request)
    asked = read_body(request, BroughtIn)
    found = brought_batches(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        text=asked.code.strip(),
    )
    return answer_with(BroughtOut(batches=[_batch(one) for one in found]))


@endpoint("POST")
def unreceipted_check(request: HttpRequest) -> HttpResponse:
    """What it comes to now, and what somebody else must approve; nothing is written."""
    device = paired_device(request)
    asked = read_body(request, UnreceiptedAskedIn)
    found = ask_unreceipted(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        draft=asked.goods,
    )
    return answer_with(
        UnreceiptedAskedOut(
            lines=[ReturnedPartOut.of(one) for one in found.parts],
            rounding=found.refund.rounding,
            total=found.refund.total,
            refunds=[
                RefundOut(method=method, amount=amount)
                for method, amount in found.refund.by_method()
            ],
            asks=dict(found.asks),
        )
    )


@endpoint("POST")
def unreceipted(request: HttpRequest) -> HttpResponse:
    """Take it once, however often the device asks."""
    device = paired_device(request)
    asked = read_body(request, UnreceiptedIn)
    person, branch_id = person_of(device, asked.token), device.point.branch_id
    note_id = return_unreceipted(
        actor=person,
        branch_id=branch_id,
        draft=asked.goods,
        approval_id=asked.approval_id,
        note_id=asked.id,
        at_till=asked.at_till,
    )
    return answer_with(_note(note_taken(note_id)))


def _batch(one: BroughtBatch) -> BroughtBatchOut:
    return BroughtBatchOut(
        batch_id=one.batch_id,
        product_id=one.product_id,
        product=one.product,
        number=one.number,
        expiry=one.expires_on,
        left=one.left,
        price_amount=one.lowest.total if one.lowest else None,
        price_units=one.lowest.units if one.lowest else 1,
    )


def _note(taken: CreditNoteTaken) -> UnreceiptedOut:
    return UnreceiptedOut(
        id=taken.id,
        number=taken.number,
        at=taken.recorded_at,
        reason=taken.reason,
        total=taken.total,
        rounding=taken.rounding,
        owed=taken.owed,
        refunds=[RefundOut(method=method, amount=amount) for method, amount in taken.refunds],
    )
