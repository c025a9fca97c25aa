"""The one place that writes entries: an account's row is locked, changed, and the books follow."""

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
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.problems import unknown_account

RECORD = "credit.account"


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """An account as it is while the command holds its lock."""

    id: UUID
    number: str
    owed: int
    credit_limit: int
    terms_days: int
    state: str


def locked_account(*, account_id: UUID | None = None, number: str = "") -> LockedAccount | None:
    """The account by its id or number, locked until the command is over; None for none."""
    which = Q(id=account_id) if account_id is not None else Q(number=number)
    rows = CreditAccount.objects.select_for_update().filter(which)
    columns = ("id", "number", "owed", "credit_limit", "terms_days", "state")
    found = rows.values_list(*columns).first() if account_id or number else None
    return LockedAccount(*found) if found else None


def known_account(account_id: UUID) -> LockedAccount:
    """The same. Raises CreditAccountUnknown."""
    found = locked_account(account_id=account_id)
    if found is None:
        raise unknown_account()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNew:
    """What an entry says besides its account; ``id`` None for a new one."""

    branch_id: UUID
    kind: str
    amount: int
    number: str
    booked_on: date
    person_id: UUID
    id: UUID | None = None
    document_id: UUID | None = None
    due_on: date | None = None
    more: Mapping[str, Any] | None = None


def write_entry(account: LockedAccount, new: EntryNew, *, at_end: bool = False) -> CreditEntry:
    """Append it and change what the account owes; who calls holds the lock.

    ``at_end``: the row is written with the others of a command that is written at once.
    """
    entry_id = new.id or new_id()
    entry = fresh_row(
        CreditEntry,
        id=entry_id,
        account_id=account.id,
        branch_id=new.branch_id,
        kind=new.kind,
        amount=new.amount,
        number=new.number,
        document_id=new.document_id or entry_id,
        booked_on=new.booked_on,
        due_on=new.due_on,
        person_id=new.person_id,
        recorded_at=clock.now(),
        **(new.more or {}),
    )
    if at_end:
        current_unit().writes.add([(CreditEntry, [entry])])
    else:
        insert_rows(CreditEntry, [entry])
    CreditAccount.objects.filter(id=account.id).update(owed=account.owed + new.amount)
    return entry
