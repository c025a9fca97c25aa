"""Credit accounts: what customers may owe and owe, their payments, and statements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Amount, Day, Id, Reason, Text24
from theriac.domains.credit.commands.open import CreditHolder, Days, Limit
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

CreditState = Literal["active", "blocked", "closed"]
CreditEntryKind = Literal["opening", "charge", "payment", "return", "reversal", "payout"]


class CreditAccountsWanted(WantedHere):
    """Which accounts."""

    state: CreditState | None = None
    number: Text24 | None = None
    patient_id: Id | None = None


class StatementWanted(WantedHere):
    """From which day to which, both included; without them this month so far."""

    since: Day | None = None
    until: Day | None = None


class CreditAccountChanged(Body):
    """An organisation's particulars and the days to pay; a patient's has the days alone."""

    holder: CreditHolder = CreditHolder()
    terms_days: Days


class CreditLimitSet(Body):
    """So much the customer may owe from now on, and why."""

    credit_limit: Limit
    reason: Reason


class CreditReason(Body):
    """Why it is done."""

    reason: Reason


class CreditPaymentReversed(Body):
    """Why, and the till session whose cash goes out, where a till had it."""

    reason: Reason
    till_session_id: Id | None = None


class OverLimitApproved(Body):
    """So much more on an account, in minor units, although its limit is this."""

    account_id: Id
    amount: Amount
    limit: Amount


class CreditAccount(Answer):
    """An account; amounts are minor units of the pharmacy's currency.

    `holder` is empty for a patient's. `owed` below zero is owed to the customer; `free` is what may
    still be charged.
    """

    id: UUID
    number: str = Field(description="What a sale names as the `reference` of a credit payment.")
    patient_id: UUID | None
    holder: CreditHolder
    credit_limit: int
    terms_days: int
    owed: int
    free: int
    overdue: int
    state: CreditState
    state_reason: str
    opened_at: datetime
    version: int


class CreditAccountPage(Page[CreditAccount]):
    """A page of accounts, those that owe most first."""


class SettledPart(Answer):
    """So much of a charge was paid; `open` is what is left of it."""

    entry_id: UUID
    number: str
    booked_on: date
    due_on: date
    amount: int
    paid: int
    open: int


class CreditEntry(Answer):
    """What a document added to what is owed, or took from it (below zero).

    `document_id` is a charge's sale, a return's credit note. Of a payment, `settles` says which
    charges it paid, the oldest first.
    """

    id: UUID
    account_id: UUID
    branch_id: UUID
    kind: CreditEntryKind
    amount: int
    after: int = Field(description="What was owed after it.")
    number: str
    document_id: UUID
    booked_on: date
    due_on: date | None
    method: str
    reference: str
    note: str
    is_reversed: bool
    settles: list[SettledPart]


class CreditStatement(Answer):
    """An account over a period; `open` charges and `ages` are as of the last day.

    `ages` are 0 to 30 days, 31 to 60, 61 to 90, and older, in minor units. `is_cut`: it has more
    entries than are told; ask for shorter periods. The sums are of all of them.
    """

    account_id: UUID
    first_on: date
    last_on: date
    opening: int
    charged: int
    paid: int
    closing: int
    entries: list[CreditEntry]
    open: list[SettledPart]
    ages: Annotated[list[int], Field(min_length=4, max_length=4)]
    overdue: int
    is_cut: bool
