"""What is available, committed and spent: sums of the books and of what is open, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theriac.domains.books.accounts import Account

MONEY = frozenset({Account.CASH, Account.SAFE, Account.BANK})
"""The accounts that money is taken from."""
OWED = frozenset({Account.SUPPLIERS, Account.NOT_INVOICED, Account.CONSIGNORS})
"""The accounts of what is owed for goods that came."""

PairSums = Mapping[tuple[str, str], int]
"""What went from one account to another, minor units, by (debit, credit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalPosition:
    """The whole pharmacy's capital in minor units of its currency.

    ``money`` is what cash and bank hold, ``owed`` what came and isn't paid, ``on_order`` what open
    orders will cost, ``spent`` what was ever paid of what was owed.
    """

    money: int
    owed: int
    on_order: int
    spent: int
    floor: int

    @property
    def committed(self) -> int:
        """What is spoken for: on order, or owed."""
        return self.on_order + self.owed

    @property
    def available(self) -> int:
        """What isn't spoken for; below zero where more is owed than there is."""
        return self.money - self.committed

    @property
    def free(self) -> int:
        """What a commitment may take: available less the floor, never below zero."""
        return max(0, self.available - self.floor)


def position_of(pairs: PairSums, *, on_order: int, floor: int) -> CapitalPosition:
    """The position by what the books say and by what is on order."""
    return CapitalPosition(
        money=change_of(pairs, MONEY),
        owed=-change_of(pairs, OWED),
        on_order=on_order,
        spent=paid_of(pairs),
        floor=floor,
    )


def change_of(pairs: PairSums, accounts: frozenset[Account]) -> int:
    """Debits less credits of these accounts together."""
    return sum(
        amount * ((debit in accounts) - (credit in accounts))
        for (debit, credit), amount in pairs.items()
    )


def paid_of(pairs: PairSums) -> int:
    """What was paid from money to whom something was owed, less what came back."""
    return sum(
        amount * ((debit in OWED and credit in MONEY) - (debit in MONEY and credit in OWED))
        for (debit, credit), amount in pairs.items()
    )
