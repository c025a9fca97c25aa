"""Pure decisions of credit: what is free, what a payment settles, how old is what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

MOST_MONEY = 10**12
"""Minor units of one amount, as of a sale."""
MOST_DAYS = 365
"""Calendar days of terms."""
DIGITS = 12
"""Of an account's number; the last one checks the others (Luhn, ISO/IEC 7812-1)."""
AGES = (30, 60, 90)
"""The last day of each age but the oldest, counted from the day of the charge."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What is owed of a document, less what was returned of it; ``amount`` may be zero or below."""

    id: UUID
    number: str
    booked_on: date
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Settled:
    """So much of a charge was paid."""

    charge: Charge
    paid: int

    @property
    def open(self) -> int:
        """What is still to be paid; never below zero."""
        return max(0, self.charge.amount) - self.paid


def settle(charges: Sequence[Charge], paid: int) -> tuple[Settled, ...]:
    """What of each charge is paid, when ``paid`` goes to the oldest first.

    ``charges`` are in their order. What was returned beyond a charge pays for others too.
    """
    left = paid + sum(-min(0, one.amount) for one in charges)
    found = []
    for charge in charges:
        part = min(left, max(0, charge.amount))
        left -= part
        found.append(Settled(charge, part))
    return tuple(found)


def parts_of_payments(
    charges: Sequence[Charge], payments: Sequence[tuple[UUID, int]]
) -> dict[UUID, list[Settled]]:
    """Which charges each payment paid: in their order, each of them the oldest that are open."""
    found: dict[UUID, list[Settled]] = {}
    before = {one.charge.id: one.paid for one in settle(charges, 0)}
    total = 0
    for payment_id, amount in payments:
        total += amount
        after = settle(charges, total)
        found[payment_id] = [
            Settled(one.charge, one.paid - before[one.charge.id])
            for one in after
            if one.paid > before[one.charge.id]
        ]
        before = {one.charge.id: one.paid for one in after}
    return found


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open by its age on a day, in minor units, and what of it is past its day to pay.

    ``ages`` are 0 to 30 days, 31 to 60, 61 to 90, and older.
    """

    ages: tuple[int, ...]
    overdue: int


def ageing_of(settled: Iterable[Settled], on: date) -> Ageing:
    """How old what is open is."""
    sums = [0] * (len(AGES) + 1)
    overdue = 0
    for one in settled:
        days = (on - one.charge.booked_on).days
        sums[sum(days > last for last in AGES)] += one.open
        overdue += one.open if one.charge.due_on < on else 0
    return Ageing(tuple(sums), overdue)


def due_on(booked_on: date, terms_days: int) -> date:
    """The last day to pay."""
    return booked_on + timedelta(days=terms_days)


def check_digit(digits: str) -> str:
    """The digit that makes a number of these digits hold (Luhn)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def number_of(drawn: int) -> str:
    """An account's number from what was drawn: its digits, the last one checking the others."""
    digits = f"{drawn % 10 ** (DIGITS - 1):0{DIGITS - 1}d}"
    return digits + check_digit(digits)


def plain_number(text: str) -> str:
    """A number as it is kept, from how it was typed or scanned; "" for what can be none."""
    digits = "".join(sign for sign in text if sign not in " -")
    fits = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return digits if fits and check_digit(digits[:-1]) == digits[-1] else ""
