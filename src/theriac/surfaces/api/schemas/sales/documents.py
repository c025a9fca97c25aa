"""Documents of sales: issuing, buyers, sending."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.types import Answer, Body, Here

PaperName = Literal["58", "80", "a5", "a4"]


class DocumentWanted(BaseModel):
    """Which paper, and as what it was issued."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: PaperName = Field(default="a4", description="Rolls of 58 and 80 mm, sheets of A5, A4.")
    issue_id: Id | None = Field(
        default=None, description="What was issued; without it, it is marked for viewing only."
    )


class CreditDocumentWanted(BaseModel):
    """Which paper."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: PaperName = Field(default="a4", description="Rolls of 58 and 80 mm, sheets of A5, A4.")


class GstReturnWanted(Here):
    """Of which month; of the key's own branch unless told otherwise."""

    month: Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Issue(Answer):
    """A document that is handed out; `copy_number` is 0 for the original."""

    id: UUID
    copy_number: int
    issued_at: datetime
    issued_by: UUID


class BuyerNew(Body):
    """Whom a sale's document is made out to; India wants `state` of a buyer without GSTIN."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    address: Annotated[str, Field(max_length=250)] = ""
    state: Annotated[str, Field(max_length=2, description="India's code of the State.")] = ""
    tax_number: Annotated[str, Field(max_length=40)] = ""


class DocumentBuyer(Answer):
    """The buyer as kept."""

    name: str
    address: str
    state: str
    tax_number: str


class SendingNew(Body):
    """By which channel the document is to go, and where to."""

    channel: Literal["email", "message"]
    to: Annotated[str, Field(min_length=1, max_length=120)]


class DocumentRequest(Answer):
    """A wish to send; `to` is empty once the month's key was destroyed."""

    id: UUID
    channel: str
    to: str
    asked_at: datetime
    asked_by: UUID


class DocumentRequests(Answer):
    """The wishes to send one sale's document, the newest first; at most ten."""

    items: list[DocumentRequest]
