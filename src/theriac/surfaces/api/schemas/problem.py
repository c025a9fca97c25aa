"""A refusal as the API writes it: RFC 9457 with a stable code and the trace id."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from theriac.surfaces.api.schemas.approvals.approvals import Approvable
from theriac.surfaces.api.schemas.catalog.price_changes import PriceMoved
from theriac.surfaces.api.schemas.catalog.products import Product
from theriac.surfaces.api.schemas.clinical.answers import AlertToAnswer
from theriac.surfaces.api.schemas.replenishment.minimums import Minimum
from theriac.surfaces.api.schemas.stock.batches import Batch
from theriac.surfaces.api.schemas.types import Answer, AskedFirst, Money

Fact = str | int | bool | Money | list[str] | None
"""What a further member of a refusal may be."""


class FieldError(Answer):
    """One thing to correct: where, and a sentence that says what."""

    field: str = Field(description="Dotted path, as `lines.0.quantity`.")
    pointer: str = Field(description="JSON pointer into the body, as `#/lines/0/quantity`.")
    detail: str


class Problem(BaseModel):
    """Why a request was refused. Further members are the facts of this kind of refusal."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Fact]

    type: str = Field(description="URI of the kind of refusal: `urn:theriac:problem:` and code.")
    code: str = Field(description="The kind of refusal, stable: `stock.insufficient`.")
    title: str = Field(description="What happened, in the reader's language.")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What happened and what to do, in the reader's language.")
    trace_id: str = Field(description="Finds this request in the server's log.")
    field: str | None = Field(default=None, description="The field that it concerns.")
    errors: list[FieldError] | None = Field(default=None, description="All that needs correcting.")
    content: Approvable | None = Field(
        default=None, description="What somebody else must approve; it is sent back as it is."
    )
    questions: list[AskedFirst] | None = Field(
        default=None, description="What a person looks at first; a yes is sent as `confirmed`."
    )
    moved: list[PriceMoved] | None = Field(
        default=None, description="The prices that aren't what they were in the preview."
    )
    alerts: list[AlertToAnswer] | None = Field(
        default=None, description="Safety alerts that stop until each has an answer."
    )
    current: Product | Batch | Minimum | int | None = Field(
        default=None, description="The value as it is now, of a stale edit."
    )
