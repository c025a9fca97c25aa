"""A sale as a counter pushes it: already done, with its own number, prices and batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedAllocation:
    """The batch that the device showed and printed, and how much of it."""

    batch_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedTax:
    """One tax on a line as the device computed it."""

    code: str
    rate_bp: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedSerial:
    """The serial number of a single pack that was scanned, with the GTIN that it belongs to."""

    gtin: str
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedLine:
    """A line as sold on the device; amounts in minor units, quantities in base units."""

    id: UUID
    position: int
    product_id: UUID
    pack_id: UUID
    packs: int
    quantity: int
    price_amount: int
    price_units: int
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: Sequence[PushedTax]
    allocations: Sequence[PushedAllocation]
    ground_id: UUID | None = None
    batch_reason: str = ""
    """Why a person took another batch than the first to expire; a code of the counter's."""
    serials: Sequence[PushedSerial] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedGround:
    """Why prescription-only lines were sold."""

    id: UUID
    kind: str
    permitted_by: UUID
    prescriber: str = ""
    number: str = ""
    written_on: date | None = None
    exception: str = ""
    sealed: str = ""
    """Prescriber and number sealed to the branch, "" where they came readable or were opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedPayment:
    """A payment as taken on the device."""

    id: UUID
    method: str
    tendered: int
    change: int
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedFound:
    """Units of a batch that somebody had in the hand although the device knew of none."""

    batch_id: UUID
    product_id: UUID
    quantity: int
    number: str
    expires_on: date | None
    permitted_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedApproval:
    """A second person's yes to the discounts above the limit, by the device's clock.

    Given online, the server has it under ``id``; given without it, ``sealed`` holds the PIN and
    what was approved.
    """

    id: UUID
    approved_by: UUID
    approved_at: datetime
    reason: str
    sealed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedBeyond:
    """Base units of a product that were sold without network beyond the counter's quota."""

    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedSale:
    """The whole sale. ``content`` is what came over the wire, kept when it must be held."""

    id: UUID
    number: str
    series_id: UUID
    sequence: int
    occurred_at: datetime
    sent_at: datetime
    business_on: date
    person_id: UUID
    currency: str
    gross: int
    discount: int
    tax: int
    rounding: int
    total: int
    lines: Sequence[PushedLine]
    payments: Sequence[PushedPayment]
    grounds: Sequence[PushedGround] = ()
    found: Sequence[PushedFound] = ()
    approval: PushedApproval | None = None
    approval_id: UUID | None = None
    """A program names one that the server keeps already, and nothing else of it."""
    beyond: Sequence[PushedBeyond] = ()
    beyond_approval: PushedApproval | None = None
    patient: str = ""
    """The patient's id sealed to the branch, "" where nobody was named or it was opened."""
    patient_id: UUID | None = None
    content: Mapping[str, Any]
    content_hash: str


def content_of(wire: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a pushed sale that is the sale itself.

    What says when it was sent is left out, so that sending it again is the same content.
    """
    return {key: value for key, value in wire.items() if key not in {"sent_at", "stock_as_of"}}


def person_ids(pushed: PushedSale) -> set[UUID]:
    """Everybody whom the sale names as having done something."""
    return {
        pushed.person_id,
        *(ground.permitted_by for ground in pushed.grounds),
        *(found.permitted_by for found in pushed.found),
        *((pushed.approval.approved_by,) if pushed.approval else ()),
        *((pushed.beyond_approval.approved_by,) if pushed.beyond_approval else ()),
    }


def batch_ids(pushed: PushedSale) -> set[UUID]:
    """The batches that were printed."""
    return {share.batch_id for line in pushed.lines for share in line.allocations}
