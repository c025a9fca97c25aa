"""The one place that writes entries: a card's row is locked, changed, and the books follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import fresh_row, insert_rows
from theriac.core.ids import new_id
from theriac.core.secrets import keyed_hash
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.problems import unknown_card
from theriac.domains.gift_cards.rules import plain_code

RECORD = "gift_cards.card"
DOCUMENT = "gift_card"
"""The kind of document in postings."""
Kind = GiftEntry.Kind


@dataclass(slots=True)
class LockedCard:
    """A card as it is while the command holds its lock."""

    id: UUID
    number: str
    balance: int
    state: str
    expires_on: date | None


def hash_of(code: str) -> str:
    """What is kept of a code."""
    return keyed_hash(f"gift card {plain_code(code)}")


def locked_card(*, card_id: UUID | None = None, code: str = "") -> LockedCard | None:
    """The card by its id or code, locked until the command is over; None for none."""
    if card_id is None and not plain_code(code):
        return None
    which = Q(id=card_id) if card_id is not None else Q(code_hash=hash_of(code))
    rows = GiftCard.objects.select_for_update().filter(which)
    found = rows.values_list("id", "number", "balance", "state", "expires_on").first()
    return LockedCard(*found) if found else None


def known_card(card_id: UUID) -> LockedCard:
    """The same. Raises GiftCardUnknown."""
    found = locked_card(card_id=card_id)
    if found is None:
        raise unknown_card()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftEntryNew:
    """What an entry says besides its card; ``document_id`` None for the entry's own."""

    branch_id: UUID
    kind: str
    amount: int
    booked_on: date
    person_id: UUID
    number: str = ""
    document_id: UUID | None = None
    id: UUID | None = None
    more: Mapping[str, Any] | None = None


def write_entry(
    card: LockedCard, new: GiftEntryNew, against: Account, *, at_end: bool = False
) -> GiftEntry:
    """Append it, change what the card holds, and enter it in the books against an account.

    Who calls holds the lock. ``at_end``: the row is written with the others of a command that is
    written at once.
    """
    entry_id = new.id or new_id()
    entry = fresh_row(
        GiftEntry,
        id=entry_id,
        card_id=card.id,
        branch_id=new.branch_id,
        kind=new.kind,
        amount=new.amount,
        number=new.number or card.number,
        document_id=new.document_id or entry_id,
        booked_on=new.booked_on,
        person_id=new.person_id,
        recorded_at=clock.now(),
        **(new.more or {}),
    )
    if at_end:
        current_unit().writes.add([(GiftEntry, [entry])])
    else:
        insert_rows(GiftEntry, [entry])
    card.balance += new.amount
    GiftCard.objects.filter(id=card.id).update(balance=card.balance)
    document = EnteredDocument(
        kind=DOCUMENT,
        id=entry_id,
        branch_id=new.branch_id,
        number=new.number or card.number,
        booked_on=new.booked_on,
        person_id=new.person_id,
    )
    enter(document, {against: new.amount, Account.GIFT_CARDS: -new.amount})
    facts = {"kind": new.kind, "number": card.number, "amount": new.amount}
    current_unit().record(RECORD, card.id, facts=facts, branch_id=new.branch_id)
    return entry
