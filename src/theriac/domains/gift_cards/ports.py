"""What gift cards ask of who knows the sales and the tills, which lie above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

KnowsSale = Callable[[UUID], bool]
_sales: list[KnowsSale] = []


@dataclass(frozen=True, slots=True)
class CashForCard:
    """Cash for a card that goes into a till session; ``note`` is the card's number."""

    id: UUID
    branch_id: UUID
    session_id: UUID
    amount: int
    at: datetime
    person_id: UUID
    note: str
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class CardTill:
    """A session that is open at a branch, by its terminal's name."""

    session_id: UUID
    terminal: str


class TakesCash(Protocol):
    """Open sessions of tills, and cash that goes into one."""

    def tills_open(self, branch_id: UUID) -> Sequence[CardTill]:
        """The branch's open sessions."""

    def take_for_card(self, cash: CashForCard) -> None:
        """Move it, in the running command. Raises a refusal unless the session is open."""


_tills: list[TakesCash] = []


def register_sales(knows: KnowsSale) -> None:
    """Let sales be known. ValueError for another."""
    if _sales:
        raise ValueError("two know the sales")
    _sales.append(knows)


def register_tills(tills: TakesCash) -> None:
    """Let cash for cards go through tills. ValueError for another."""
    if _tills:
        raise ValueError("two know the tills")
    _tills.append(tills)


def is_sale(sale_id: UUID) -> bool:
    """Whether there is such a sale."""
    return any(knows(sale_id) for knows in _sales)


def open_tills(branch_id: UUID) -> list[CardTill]:
    """The sessions that are open at a branch."""
    return [one for tills in _tills for one in tills.tills_open(branch_id)]


def take_cash(cash: CashForCard) -> None:
    """Let cash go into a till session. Raises what the tills raise."""
    for tills in _tills:
        tills.take_for_card(cash)
