"""What is entered where: pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from theriac.domains.books.accounts import Account

ONE_DAY = timedelta(days=1)


class OutOfBalance(ValueError):
    """Debits and credits of an entry aren't the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``amount`` minor units, above zero, from one account to another."""

    debit: str
    credit: str
    amount: int


def paired(amounts: Mapping[str, int]) -> list[Pair]:
    """An entry as postings: debits above zero, credits below, paired in the order given.

    Raises OutOfBalance unless they add up to zero.
    """
    if sum(amounts.values()):
        raise OutOfBalance(dict(amounts))
    given = deque((account, -amount) for account, amount in amounts.items() if amount < 0)
    pairs: list[Pair] = []
    for debit, amount in amounts.items():
        wanted = amount
        while wanted > 0:
            credit, left = given.popleft()
            used = min(wanted, left)
            pairs.append(Pair(debit, credit, used))
            wanted -= used
            if left > used:
                given.appendleft((credit, left - used))
    return pairs


@dataclass(frozen=True, slots=True)
class Closing:
    """Until when the books are closed, and from which instant on."""

    last_on: date
    effective_at: datetime


def closed_until(at: datetime, closings: Iterable[Closing]) -> date | None:
    """The last day that is closed at an instant; None where none is."""
    held = [one for one in closings if one.effective_at <= at]
    return max(held, key=lambda one: one.effective_at).last_on if held else None


def open_day(wanted: date, recorded_at: datetime, closings: Iterable[Closing]) -> date:
    """The day on which something is booked: its own, or the first that is open."""
    last = closed_until(recorded_at, closings)
    return wanted if last is None else max(wanted, last + ONE_DAY)


AGAINST: Mapping[str, Account] = {
    "receipt": Account.NOT_INVOICED,
    "opening": Account.OPENING,
    "sale": Account.COST_OF_GOODS,
    "adjustment": Account.STOCK_DIFFERENCES,
    "write_off": Account.WRITE_OFFS,
    "transfer": Account.STOCK_DIFFERENCES,
    "count": Account.STOCK_DIFFERENCES,
    "to_supplier": Account.SUPPLIER_CREDITS,
    "destruction": Account.WRITE_OFFS,
    "merge": Account.STOCK_DIFFERENCES,
    "brought_back": Account.COST_OF_GOODS,
    "compounding": Account.WRITE_OFFS,
}
"""The account against which a kind of movement from or to outside changes the value of stock."""


def added(parts: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The sum of each account, in the order of their first mention; nothing that is nothing."""
    sums: dict[str, int] = defaultdict(int)
    for account, amount in parts:
        sums[account] += amount
    return {account: amount for account, amount in sums.items() if amount}
