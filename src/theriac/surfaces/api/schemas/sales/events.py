"""What the events of sales say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Whole
from theriac.surfaces.api.schemas.types import Answer


class SoldLine(Answer):
    """A line of a sale: base units, and minor units of the sale's currency."""

    product_id: UUID
    quantity: Annotated[int, Field(ge=1)]
    total: Whole


class TakenGoods(Answer):
    """What a sale took of a batch, in base units."""

    product_id: UUID
    batch_id: UUID
    quantity: Annotated[int, Field(ge=1)]


class SaleCompletedData(Answer):
    """A booked sale; amounts in minor units, no person's data."""

    sale_id: UUID
    number: str
    business_on: date
    currency: str
    total: Whole
    tax: Whole
    lines: list[SoldLine]
    taken: list[TakenGoods]
    till_session_id: UUID | None = None


class DiscrepancyOpenedData(Answer):
    """A booked sale disagrees with the books."""

    case_id: UUID
    sale_id: UUID
    kind: str


class DocumentRequestedData(Answer):
    """Which wish, of which document, by which channel; `GET /document-requests` has where to."""

    request_id: UUID
    kind: Literal["sale", "credit_note", "quotation"]
    document_id: UUID
    channel: Literal["email", "whatsapp", "message"]
