"""What credit asks of who knows the tills, which lie above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CashOnAccount:
    """Cash of a payment, or of its reversal (``is_out``), that goes through a till session.

    ``id`` is that of the move, ``note`` the receipt's number.
    """

    id: UUID
    branch_id: UUID
    session_id: UUID
    amount: int
    at: datetime
    person_id: UUID
    note: str
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class OpenTill:
    """A session that is open at a branch, by its terminal's name."""

    session_id: UUID
    terminal: str


class KnowsTills(Protocol):
    """Open sessions of tills, and cash that goes through one."""

    def open_tills(self, branch_id: UUID) -> Sequence[OpenTill]:
        """The branch's open sessions."""

    def take(self, cash: CashOnAccount) -> None:
        """Move it, in the running command. Raises a refusal unless the session is open."""


_known: list[KnowsTills] = []


def register_tills(tills: KnowsTills) -> None:
    """Let cash of payments go through tills. Raises ValueError for a second one."""
    if _known:
        raise ValueError("two know the tills")
    _known.append(tills)


def open_tills(branch_id: UUID) -> list[OpenTill]:
    """The sessions that are open at a branch."""
    return [one for tills in _known for one in tills.open_tills(branch_id)]


def move_cash(cash: CashOnAccount) -> None:
    """Let cash go through a till session. Raises what the tills raise."""
    for tills in _known:
        tills.take(cash)
