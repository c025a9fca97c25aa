"""Documents: issuing, buyers, sending."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, WantedHere

PaperName = Literal["58", "80", "a5", "a4"]


class DocumentWanted(BaseModel):
    """Which paper, and as what it was issued."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paper: PaperName = Field(default="a4", description="Rolls of 58 and 80 mm, sheets of A5, A4.")
    issue_id: Id | None = Field(
        default=None, description="What was issued; without it, it is marked for viewing only."
    )


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
    delivery: Annotated[
        str, Field(max_length=250, description="Where the goods go, if to another address.")
    ] = ""


class DocumentBuyer(Answer):
    """The buyer as kept."""

    name: str
    address: str
    state: str
    tax_number: str
    delivery: str


DocumentKindName = Literal["sale", "credit_note", "quotation"]
SendingChannel = Literal["email", "whatsapp", "message"]
SendingState = Literal["waiting", "sent", "cancelled"]


class DocumentRequestNew(Body):
    """Which document is to go, by which channel, and where to."""

    kind: DocumentKindName
    document_id: Id
    channel: SendingChannel
    to: Annotated[str, Field(min_length=1, max_length=120)]


class DocumentRequestsWanted(WantedHere):
    """Wishes to send documents of one branch."""

    state: SendingState | None = None
    document_id: Id | None = None


class DocumentRequest(Answer):
    """A wish to send; `to` is empty once the month's key was destroyed."""

    id: UUID
    kind: DocumentKindName
    document_id: UUID
    number: str
    channel: SendingChannel
    to: str
    asked_at: datetime
    asked_by: UUID
    state: SendingState
    ended_at: datetime | None
    ended_by: UUID | None


class DocumentRequestPage(Page[DocumentRequest]):
    """A page of wishes to send."""
