"""What accounts asks of domains above: who customers are, and whose names a law still wants.

A customer's row here names nobody. Which account an address signs in to, and what to call its owner
in a mail, only the domain that holds their keys can say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class Addressee:
    """What a mail to somebody calls them, and where it goes."""

    name: str
    email: str


class CustomerBook(Protocol):
    """What accounts asks of whoever keeps the customers; :func:`know_customers` sets it."""

    def account_of(self, email: str) -> UUID | None:
        """The account that this address signs in to, whatever its letter case."""

    def contact_of(self, user_id: UUID) -> Addressee | None:
        """An account's owner; None for one that is gone."""


class NoCustomers:
    """Nobody is a customer."""

    def account_of(self, email: str) -> UUID | None:
        """None."""
        return None

    def contact_of(self, user_id: UUID) -> Addressee | None:
        """None."""
        return None


_book: list[CustomerBook] = [NoCustomers()]


def know_customers(book: CustomerBook) -> None:
    """Let a domain answer for customers."""
    _book[:] = [book]


def customer_book() -> CustomerBook:
    """Who answers for customers."""
    return _book[0]


@dataclass(frozen=True, slots=True)
class StaffHold:
    """Records that must name somebody of the staff: what they are, until which day, by what law."""

    title: Text
    until: date
    source: Text


_holds: dict[str, Callable[[UUID], list[StaffHold]]] = {}


def register_staff_holds(name: str, holds: Callable[[UUID], list[StaffHold]]) -> None:
    """Let a domain say what still has to name a person, under its name."""
    _holds[name] = holds


def staff_holds(user_id: UUID) -> list[StaffHold]:
    """What still has to name a person, the longest last."""
    found = [hold for name in sorted(_holds) for hold in _holds[name](user_id)]
    return sorted(found, key=lambda hold: hold.until)
