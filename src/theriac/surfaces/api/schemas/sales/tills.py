"""Till sessions: opened, moved and closed by a program's own terminal; reports and what is held."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from theriac.core.facts.types import Id, Reason, Text12, Whole
from theriac.domains.tills.commands.run_till import CashMoveNew, TillCount
from theriac.domains.tills.documents import Cash
from theriac.surfaces.api.schemas.types import Answer, Body, Confirmed, Page, WantedHere

AsSent = Annotated[
    str,
    BeforeValidator(lambda content: json.dumps(content, ensure_ascii=False)),
    Field(description="The document as its device sent it, in JSON."),
]
TillState = Literal["open", "interrupted", "closed", "settled"]


class TillSessionsWanted(WantedHere):
    """Which sessions."""

    state: TillState | None = None
    terminal_id: Id | None = None


class HeldTillsWanted(WantedHere):
    """Which held documents."""

    reason: Text12 | None = None


class TillOpened(Body):
    """The float of a session, in minor units."""

    cash: Cash
    confirmed: Confirmed = []


class CashMoved(Body):
    """What came into the till or left it."""

    move: CashMoveNew
    confirmed: Confirmed = []


class TillClosed(Body):
    """What was counted, without knowing what is expected."""

    count: TillCount
    confirmed: Confirmed = []


class TillSettled(Body):
    """Why the session's count differs, and what was found out."""

    why: Literal["", "change", "unrecorded", "method", "counting", "unknown"] = ""
    note: Reason
    counted: Cash | None = Field(
        default=None, description="Of an interrupted session alone: the cash that was in its till."
    )
    confirmed: Confirmed = []


class TillDecided(Body):
    """Why a document on hold is taken or left out."""

    note: Reason


class TillSession(Answer):
    """A session of a terminal's till without what is expected of it; amounts are minor units.

    `variance` is what was posted when it settled: counted less expected.
    """

    id: UUID
    branch_id: UUID
    terminal_id: UUID
    state: TillState
    currency: str
    opened_at: datetime
    opened_by: UUID
    opening_cash: int
    closed_at: datetime | None
    closed_by: UUID | None
    counted: int | None
    to_safe: int
    why: str
    z_number: str
    settled_at: datetime | None
    variance: int | None
    version: int


class TillSessionPage(Page[TillSession]):
    """A page of sessions, the newest first."""


class CashMovement(Answer):
    """Cash in, cash out or a safe drop; `amount` in minor units."""

    id: UUID
    session_id: UUID
    kind: Literal["cash_in", "cash_out", "safe_drop"]
    reason: str
    amount: int
    note: str
    moved_at: datetime
    person_id: UUID
    return_id: UUID | None


class ExpectedCashLines(Answer):
    """What the till should hold, line by line, in minor units.

    `total` = `opening` + `received` - `change` - `refunds` + `put_in` - `taken_out` - `dropped`.
    """

    opening: int
    received: int
    change: int
    refunds: int
    put_in: int
    taken_out: int
    dropped: int
    total: Whole


class PaidByMeans(Answer):
    """Payments by one means."""

    method: str
    count: int
    amount: int


class TaxInTill(Answer):
    """A tax by code and rate in basis points."""

    code: str
    rate_bp: int
    amount: int


class NumbersInTill(Answer):
    """The first and last number of a series, and how many sales have one of it."""

    first: str
    last: str
    count: int


class SoldInTill(Answer):
    """What a session sold, in minor units."""

    count: int
    gross: int
    discount: int
    tax: int
    rounding: int
    total: int
    payments: list[PaidByMeans]
    taxes: list[TaxInTill]
    numbers: list[NumbersInTill]


class CountedPieces(Answer):
    """Notes or coins of a value."""

    value: int
    pieces: int


class LateSaleInTill(Answer):
    """A sale that arrived after its session was settled."""

    id: UUID
    number: str
    occurred_at: datetime
    recorded_at: datetime
    total: int


class MoneyInTill(Answer):
    """What was paid for accounts (`account`) or gift cards by one means that isn't cash.

    `undone` payments of `undone_amount` were reversed or cancelled since; `amount` has them still.
    """

    reason: Literal["account", "gift_card", "top_up"]
    method: str
    count: int
    amount: int
    undone: int
    undone_amount: int


class TillReport(Answer):
    """A session as its X report while it is open, as its Z report once it is closed.

    `variance` is counted less expected as it is now; `lacking` counts numbers that the closing
    names and that haven't arrived; `corrected` is what was posted after it had settled.
    `other_money` doesn't change the expected cash: cash for accounts and gift cards is among the
    `moves`.
    """

    session: TillSession
    sales: SoldInTill
    other_money: list[MoneyInTill]
    expected: ExpectedCashLines
    moves: list[CashMovement]
    cash: list[CountedPieces]
    variance: Annotated[int | None, Field(description="Null until it is counted.")]
    lacking: int
    late: list[LateSaleInTill]
    corrected: int
    version: int


class HeldTillDocument(Answer):
    """A document of a till as its device sent it, and why it waits."""

    id: UUID
    document_id: UUID
    session_id: UUID | None
    kind: str
    terminal_id: UUID
    branch_id: UUID
    reason: str
    content: AsSent
    received_at: datetime
    decision: str


class HeldTillDocumentPage(Page[HeldTillDocument]):
    """A page of documents that wait, the newest first."""
