"""Money that comes onto a card: how it is paid, and its cash through a till."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from theriac.core import clock
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text60
from theriac.core.ids import new_id
from theriac.domains.books.till_cash import (
    CASH,
    CashOfDocument,
    CashReason,
    CounterTill,
    move_cash_of,
    till_taking,
)
from theriac.domains.books.till_money import taken_at
from theriac.domains.gift_cards.models import GiftEntry
from theriac.domains.gift_cards.problems import GiftCardRefused
from theriac.domains.gift_cards.rules import MOST_MONEY


@record
class GiftMoney:
    """How much comes onto a card, and how it is paid.

    Cash goes into a program's till where one is open; of another method an open till may be named:
    its report tells it.
    """

    amount: Annotated[
        int, Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units of the currency.")
    ]
    method: Literal["cash", "card", "transfer", "qr"]
    reference: Text60 = ""
    till_session_id: Id | None = None

    @property
    def plain_reference(self) -> str:
        """Without needless blanks."""
        return " ".join(self.reference.split())


def session_taking(branch_id: UUID, money: GiftMoney, counter: CounterTill | None) -> UUID | None:
    """The till session that takes it. Raises GiftCardRefused."""
    return till_taking(branch_id, money.method, money.till_session_id, GiftCardRefused, counter)


def paid_how(
    money: GiftMoney, session_id: UUID | None, counter: CounterTill | None
) -> dict[str, Any]:
    """What an entry says of it."""
    return {
        "method": money.method,
        "reference": money.plain_reference,
        "is_at_till": session_id is not None and money.method == CASH,
        **taken_at(session_id, counter),
    }


def through_till(entry: GiftEntry, reason: CashReason, counter: CounterTill | None) -> None:
    """Move an entry's cash, if it is that, through its session. Raises what the tills raise."""
    if not entry.is_at_till or entry.till_session_id is None:
        return
    move_cash_of(
        CashOfDocument(
            id=counter.move_id if counter else new_id(),
            reason=reason,
            branch_id=entry.branch_id,
            session_id=entry.till_session_id,
            amount=entry.amount,
            at=counter.at if counter else clock.now(),
            person_id=entry.person_id,
            note=entry.number,
            counter_id=counter.terminal_id if counter else None,
        )
    )
