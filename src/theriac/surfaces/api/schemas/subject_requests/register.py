"""The register of data subjects' requests: facts, and apart from them what people wrote."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id
from theriac.domains.subject_requests.rules import (
    ClosedWhy,
    LetterText,
    RequestChannel,
    RequestKind,
    RequestOutcome,
    SubjectKind,
)
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, Wanted

RequestState = Literal["open", "answered", "closed"]


class SubjectRequestDeed(Answer):
    """An act on the person's record that answers.

    `record_id` is the audit record that it left, null for who sees no trail of its branch.
    """

    record_id: UUID | None
    command: str
    done_at: datetime


class SubjectRequestListed(Answer):
    """A request's facts; `due_at` is the deadline as it stands, `law` what a refusal rests on."""

    id: UUID
    kind: RequestKind
    channel: RequestChannel
    state: RequestState
    is_overdue: bool
    subject_kind: SubjectKind
    subject_id: UUID | None
    arrived_at: datetime
    due_at: datetime
    notice_on: date | None
    identified_on: date | None
    handler_id: UUID
    outcome: RequestOutcome | None
    answered_on: date | None
    law: str
    closed_at: datetime | None
    closed_why: ClosedWhy | None
    version: int


class SubjectRequest(SubjectRequestListed):
    """With the acts that answer it."""

    deeds: list[SubjectRequestDeed]


class SubjectRequestPage(Page[SubjectRequestListed]):
    """A page of the register, the open ones first, by deadline."""


class SubjectRequestsWanted(Wanted):
    """Filters of the register."""

    state: RequestState | None = None
    kind: RequestKind | None = None
    subject_kind: SubjectKind | None = None
    outcome: RequestOutcome | None = None
    overdue: FlagInAddress | None = None
    sort: Literal["due_at", "-due_at", "arrived_at", "-arrived_at"] = "due_at"


class SubjectRequestTexts(Answer):
    """What was written by and to the person; empty once it is gone (`is_gone`)."""

    is_gone: bool
    name: str = ""
    contact: str = ""
    words: str = ""
    identified_how: str = ""
    prolonged_why: str = ""
    answer: str = ""


class SubjectRequestProlonged(Body):
    """The day of the notice to the person, within the first period, and why."""

    notice_on: Day
    why: LetterText


class SubjectRequestAct(Body):
    """The audit record of what was done with the person's record."""

    audit_record_id: Annotated[Id, Field(description="Of an act since the request arrived.")]


class SubjectRequestClosed(Body):
    """Why nothing is left to do."""

    why: ClosedWhy = "answered"
