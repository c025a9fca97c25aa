"""What accounts asks of the domain above that knows who customers are.

A customer's row here names nobody. Which account an address signs in to, and what to call its owner
in a mail, only the domain that holds their keys can say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Contact:
    """What a mail to somebody calls them, and where it goes."""

    name: str
    email: str


class CustomerBook(Protocol):
    """Who customers are."""

    def account_of(self, email: str) -> UUID | None:
        """The account that this address signs in to, whatever its letter case."""

    def contact_of(self, user_id: UUID) -> Contact | None:
        """An account's owner; None for one that is gone."""


class NoCustomers:
    """Nobody is a customer."""

    def account_of(self, email: str) -> UUID | None:
        """None."""
        return None

    def contact_of(self, user_id: UUID) -> Contact | None:
        """None."""
        return None


_book: list[CustomerBook] = [NoCustomers()]


def know_customers(book: CustomerBook) -> None:
    """Let a domain answer for customers."""
    _book[:] = [book]


def customer_book() -> CustomerBook:
    """Who answers for customers."""
    return _book[0]
