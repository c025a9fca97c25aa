"""Gift cards: issued, paid with, blocked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id, Reason, Text24, Text40
from theriac.domains.gift_cards.rules import MOST_MONEY
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

GiftCardState = Literal["active", "blocked", "cancelled"]


class GiftCardsWanted(WantedHere):
    """Which cards."""

    state: GiftCardState | None = None
    number: Text40 | None = None


class GiftCardReason(Body):
    """Why it is done."""

    reason: Reason


class GiftCardCode(Body):
    """The code of a card that somebody has in the hand."""

    code: Text24


class GiftCardRedeemed(Body):
    """What a card is to pay of a sale that is about to be made, in minor units."""

    code: Text24
    amount: Annotated[int, Field(strict=True, ge=1, le=MOST_MONEY)]
    sale_id: Id
    payment_id: Id


class GiftCard(Answer):
    """A card; amounts are minor units of the pharmacy's currency.

    `code` is told once, in the answer to its issue; elsewhere it is null, since it isn't kept.
    """

    id: UUID
    number: str
    last_four: str
    balance: int
    expires_on: date | None
    state: GiftCardState
    state_reason: str
    issued_at: datetime
    version: int
    code: str | None = None


class GiftCardPage(Page[GiftCard]):
    """A page of cards, those issued last first."""


class GiftEntry(Answer):
    """What came onto a card, or went off it (below zero).

    `waits`: it paid a sale that hasn't come; who manages gift cards may give it back.
    """

    id: UUID
    card_id: UUID
    kind: Literal["issued", "topped_up", "paid", "released", "refunded", "expired", "cancelled"]
    amount: int
    after: int
    number: str
    document_id: UUID
    sale_id: UUID | None
    method: str
    booked_on: date
    note: str
    waits: bool


class GiftEntries(Answer):
    """The last entries of a card, the newest first."""

    items: list[GiftEntry]


class GiftPayment(Answer):
    """What a card paid of a sale to come, or came onto it; a payment names it as `reference`."""

    entry_id: UUID
    balance: int = Field(description="What the card holds now.")
