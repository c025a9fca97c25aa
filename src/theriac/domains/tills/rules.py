"""Pure decisions of tills: what is expected line by line, where moves go in the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.books.accounts import Account
from theriac.domains.books.till_cash import CashReason

MOST_MONEY = 10**12
"""Minor units of one amount, as of a sale."""
MOST_PIECES = 1_000_000
MOST_NOTES = 20
BEHIND, AHEAD = timedelta(days=186), timedelta(days=31)
"""How far a till document's instant may be from the server's clock, as a pushed sale's."""
LARGE: Mapping[str, int] = {
    "CHF": 1_000,
    "EUR": 1_000,
    "IDR": 50_000,
    "INR": 50_000,
    "JPY": 1_500,
    "KWD": 3_000,
    "USD": 1_000,
}
"""From which variance on, in minor units, somebody else settles a session; ours, not a law's."""


class MoveKind(StrEnum):
    """Cash that came into the till, or left it, without a sale."""

    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    SAFE_DROP = "safe_drop"


@dataclass(frozen=True, slots=True)
class MoveReason:
    """Why cash moved, and the account on the other side."""

    title: Text
    account: Account


REFUND = "refund"
MOVE_REASONS: Mapping[MoveKind, Mapping[str, MoveReason]] = {
    MoveKind.CASH_IN: {
        "change": MoveReason(_("Change from the safe"), Account.SAFE),
        "bank": MoveReason(_("Change from the bank"), Account.BANK),
        "owner": MoveReason(_("Paid in by the owner"), Account.CAPITAL),
        "income": MoveReason(_("Other income"), Account.OTHER_INCOME),
    },
    MoveKind.CASH_OUT: {
        REFUND: MoveReason(_("Refund to a customer"), Account.CUSTOMER_CREDIT),
        "expense": MoveReason(_("Small expense"), Account.OTHER_EXPENSES),
        "utilities": MoveReason(_("Electricity, water, internet"), Account.UTILITIES),
        "salary": MoveReason(_("Salary"), Account.SALARIES),
        "owner": MoveReason(_("Withdrawn by the owner"), Account.DRAWINGS),
    },
    MoveKind.SAFE_DROP: {
        "safe": MoveReason(_("To the safe"), Account.SAFE),
        "bank": MoveReason(_("To the bank"), Account.BANK),
    },
}
OTHERS_REASONS: Mapping[str, MoveReason] = {
    CashReason.ACCOUNT: MoveReason(_("Payment on a credit account"), Account.CUSTOMER_CREDIT),
    CashReason.GIFT_CARD: MoveReason(_("Gift card sold"), Account.CUSTOMER_CREDIT),
    CashReason.TOP_UP: MoveReason(_("Gift card topped up"), Account.CUSTOMER_CREDIT),
}
"""Of cash that other documents bring in; nobody chooses them, and none goes out by them."""
WHY_VARIANCE: Mapping[str, Text] = {
    "change": _("Wrong change given"),
    "unrecorded": _("Cash in or out not recorded"),
    "method": _("Payment recorded with another method"),
    "counting": _("Counted wrong before"),
    "unknown": _("Cause not found"),
}


@dataclass(frozen=True, slots=True)
class CashMoved:
    """A move as far as sums ask."""

    kind: str
    reason: str
    amount: int


def is_unlikely(amount: int, held: int, largest_note: int) -> bool:
    """Whether hardly any till has this sum: a code scanned into the field, or a slip.

    It goes by the digits of what is ``held`` alone (minor units), and twenty of the largest notes,
    so that who may not see what a till should hold can't find it by trying sums.
    """
    about = 10 ** len(str(held)) if held > 0 else 0
    return amount > about + MOST_NOTES * largest_note


@dataclass(frozen=True, slots=True)
class ExpectedCash:
    """What a till should hold, line by line, in minor units; each line is above or at zero."""

    opening: int
    received: int
    change: int
    refunds: int
    put_in: int
    taken_out: int
    dropped: int

    @property
    def total(self) -> int:
        """Float, and cash received, less change and refunds, with the moves."""
        held = self.opening + self.received - self.change - self.refunds
        return held + self.put_in - self.taken_out - self.dropped


def expected_cash(
    opening: int, received: int, change: int, moves: Iterable[CashMoved]
) -> ExpectedCash:
    """The lines. A refund is a cash-out with that reason, and a line of its own."""
    told = list(moves)

    def of(kind: MoveKind, *, refund: bool = False) -> int:
        return sum(
            one.amount for one in told if one.kind == kind and (one.reason == REFUND) is refund
        )

    return ExpectedCash(
        opening=opening,
        received=received,
        change=change,
        refunds=of(MoveKind.CASH_OUT, refund=True),
        put_in=of(MoveKind.CASH_IN),
        taken_out=of(MoveKind.CASH_OUT),
        dropped=of(MoveKind.SAFE_DROP),
    )


def reason_of_move(kind: str, reason: str) -> MoveReason:
    """Why cash moved. Raises KeyError for a reason that isn't of this kind of move."""
    if kind == MoveKind.CASH_IN and reason in OTHERS_REASONS:
        return OTHERS_REASONS[reason]
    return MOVE_REASONS[MoveKind(kind)][reason]


def entered_by_move(move: CashMoved) -> dict[str, int]:
    """What a move enters in the books: debits above zero, credits below."""
    kind = MoveKind(move.kind)
    other = reason_of_move(move.kind, move.reason).account
    if kind is MoveKind.CASH_IN:
        return {Account.CASH: move.amount, other: -move.amount}
    return {other: move.amount, Account.CASH: -move.amount}


def entered_by_opening(opening: int, left: int) -> dict[str, int]:
    """What a float enters that isn't what the session before left.

    More came from the safe; less is missing.
    """
    more = opening - left
    other = Account.SAFE if more > 0 else Account.TILL_DIFFERENCES
    return {Account.CASH: more, other: -more} if more else {}


def entered_by_variance(variance: int) -> dict[str, int]:
    """What a variance enters: more than was expected is a gain, less a loss."""
    return {Account.CASH: variance, Account.TILL_DIFFERENCES: -variance} if variance else {}


def needs_another(variance: int, why: str, currency: str) -> bool:
    """Whether a session waits for whoever settles: without a reason, or above the limit."""
    return variance != 0 and (not why or abs(variance) > LARGE[currency])
