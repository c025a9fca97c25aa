"""Cash of a customer's document that goes through a till session; the tills lie above.

A payment on a credit account, its reversal or payout, and a gift card that is sold or topped up
ask here. A till is named where one is open; for cash it must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Problem
from theriac.domains.books.accounts import Account

CASH = "cash"
INTO = {
    CASH: Account.CASH,
    "card": Account.CARD,
    "transfer": Account.BANK,
    "qr": Account.QR,
}
"""Where money lies that no till session took, by how it was paid."""


class CashReason(StrEnum):
    """Which document the cash is of."""

    ACCOUNT = "account"
    GIFT_CARD = "gift_card"
    TOP_UP = "top_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterTill:
    """The till of the counter that takes a customer's money, as its device knows it.

    ``session_id`` is the session that is open there, None where the counter runs none. Cash is a
    move of it under the device's own ``move_id`` and instant: the device keeps the same document.
    """

    terminal_id: UUID
    session_id: UUID | None
    move_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CashOfDocument:
    """Minor units of a document that come into a till session, or leave it (``is_out``).

    ``id`` is that of the move, ``note`` the document's number, ``counter_id`` the counter that
    takes it into its own till. The amount is above zero, and cash for a gift card only comes in:
    what a card holds is spent on goods. Raises ValueError otherwise.
    """

    id: UUID
    reason: CashReason
    branch_id: UUID
    session_id: UUID
    amount: int
    at: datetime
    person_id: UUID
    note: str
    is_out: bool = False
    counter_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("cash moves by an amount above zero")
        if self.is_out and self.reason is not CashReason.ACCOUNT:
            raise ValueError("cash for a gift card only comes in")


@dataclass(frozen=True, slots=True)
class OpenTill:
    """A session that is open at a branch, by its terminal's name."""

    session_id: UUID
    terminal: str


class KnowsTills(Protocol):
    """Open sessions of tills, and cash that goes through one."""

    def open_tills(self, branch_id: UUID) -> Sequence[OpenTill]:
        """The branch's open sessions."""

    def open_at(self, terminal_id: UUID) -> UUID | None:
        """The session that is open at this terminal, a counter's too."""

    def take(self, cash: CashOfDocument) -> None:
        """Move it, in the running command. Raises a refusal unless the session is open."""


_known: list[KnowsTills] = []


def register_tills(tills: KnowsTills) -> None:
    """Let cash of documents go through tills. Raises ValueError for a second one."""
    if _known:
        raise ValueError("two know the tills")
    _known.append(tills)


def open_tills(branch_id: UUID) -> list[OpenTill]:
    """The sessions that are open at a branch."""
    return [one for tills in _known for one in tills.open_tills(branch_id)]


def session_at(terminal_id: UUID) -> UUID | None:
    """The session that is open at a terminal."""
    found = (tills.open_at(terminal_id) for tills in _known)
    return next((one for one in found if one is not None), None)


def move_cash_of(cash: CashOfDocument) -> None:
    """Let cash go through a till session. Raises what the tills raise."""
    for tills in _known:
        tills.take(cash)


def till_of(
    branch_id: UUID, method: str, till_session_id: UUID | None, refusal: type[Problem]
) -> UUID | None:
    """The session whose cash it is, of a program or the back office.

    Raises ``refusal`` where a session must be named, or may not be.
    """
    if method != CASH:
        if till_session_id is not None:
            raise refusal(_("A till takes only cash. Leave the till out."), field="till_session_id")
        return None
    if till_session_id is None and open_tills(branch_id):
        raise refusal(_("A till is open. Choose the till for this cash."), field="till_session_id")
    return till_session_id


def till_taking(
    branch_id: UUID,
    method: str,
    till_session_id: UUID | None,
    refusal: type[Problem],
    counter: CounterTill | None = None,
) -> UUID | None:
    """The session that takes a customer's money, and reports it: a counter's own for a counter's.

    A counter's word that it runs none is believed only where no session of it is open: else the
    cash would lie outside the till that counts it. What isn't cash is reported by the session that
    a counter names, as its sales are, and by an open one of a program's. Raises ``refusal`` for
    another, and as ``till_of`` does.
    """
    if counter is not None:
        if method == CASH:
            _refuse_past_the_till(counter, refusal)
        return counter.session_id
    if method == CASH or till_session_id is None:
        return till_of(branch_id, method, till_session_id, refusal)
    if till_session_id not in {one.session_id for one in open_tills(branch_id)}:
        raise refusal(
            _("This till isn’t open at this branch. Choose an open till, or leave it out."),
            field="till_session_id",
        )
    return till_session_id


def _refuse_past_the_till(counter: CounterTill, refusal: type[Problem]) -> None:
    if counter.session_id is None and session_at(counter.terminal_id) is not None:
        raise refusal(
            _(
                "The server knows an open till at this counter. Wait until what this counter did "
                "is sent, then try again."
            ),
            field="till_session_id",
        )


def lies_on(method: str, at_till: UUID | None) -> Account:
    """The account of the books that the money goes to, or comes from.

    Cash of a till stands on customer credit until its session has it.
    """
    return Account.CUSTOMER_CREDIT if method == CASH and at_till else INTO[method]
