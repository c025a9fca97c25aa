"""A sale as a counter pushes it, and what becomes of it."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, field_validator

from theriac.core.facts.types import is_storable
from theriac.domains.sales.commands.void_number import VoidState
from theriac.domains.stock.commands.reservations.quota import Quota
from theriac.domains.tills.commands.take_document import TillDocumentState
from theriac.domains.unmet_requests.commands.record import RequestState

SALES_A_PUSH = 200


class VoidIn(BaseModel):
    """A number of the device's own that has no sale."""

    series_id: UUID
    sequence: int
    reason: str = ""

    @field_validator("reason", mode="before")
    @classmethod
    def _read(cls, reason: Any) -> Any:
        """The reason where it is a text that can be read; a number isn't lost for its words."""
        return reason if isinstance(reason, str) and is_storable(reason) else ""


class PushIn(BaseModel):
    """A parcel: each sale, void, till document and unmet request is read on its own."""

    sales: list[dict[str, Any]] = Field(max_length=SALES_A_PUSH)
    voids: list[dict[str, Any]] = Field(default_factory=list, max_length=SALES_A_PUSH)
    till: list[dict[str, Any]] = Field(default_factory=list, max_length=SALES_A_PUSH)
    asked: list[dict[str, Any]] = Field(default_factory=list, max_length=SALES_A_PUSH)
    log: dict[str, Any] | None = None
    sent_at: AwareDatetime
    app_version: str = Field("", max_length=40)


class ResultOut(BaseModel):
    """What became of one sale: booked (acknowledged) or held, and the cases that it opened."""

    id: UUID
    state: Literal["acknowledged", "held"]
    cases: int


class BalanceOut(BaseModel):
    """What the shelf has of a batch now."""

    batch_id: UUID
    quantity: int


class VoidResultOut(BaseModel):
    """What became of a void number: declared; left, because it has a sale; or not the device's."""

    series_id: UUID
    sequence: int
    state: VoidState


class TillResultOut(BaseModel):
    """What became of a document of the till: taken, or held until a person decides."""

    id: UUID
    state: TillDocumentState


class AskedResultOut(BaseModel):
    """What became of an unmet request: taken, or refused because nobody could make it right."""

    id: UUID
    state: RequestState


class QuotaOut(BaseModel):
    """What the device may sell of a product without network; ``lower_to``: give the rest back."""

    product_id: UUID
    quantity: int
    version: int
    lower_to: int | None = None
    batches: list[BalanceOut] = Field(default_factory=list)

    @classmethod
    def of(cls, quota: Quota) -> QuotaOut:
        """As stock tells it."""
        held = [BalanceOut(batch_id=key, quantity=units) for key, units in quota.batches]
        return cls(
            product_id=quota.product_id,
            quantity=quota.quantity,
            version=quota.version,
            lower_to=quota.lower_to,
            batches=held,
        )


class PushOut(BaseModel):
    """The answer to a push. A sale or void number without a result is sent again.

    ``log``: the entries of the device's log were taken.
    """

    results: list[ResultOut]
    voids: list[VoidResultOut] = Field(default_factory=list)
    till: list[TillResultOut] = Field(default_factory=list)
    asked: list[AskedResultOut] = Field(default_factory=list)
    balances: list[BalanceOut]
    quotas: list[QuotaOut] = Field(default_factory=list)
    log: bool = False
