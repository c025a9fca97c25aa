"""Credit accounts as they are listed and found, with what is open of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.rules import (
    Ageing,
    Charge,
    Settled,
    ageing_of,
    plain_number,
    settle,
)
from theriac.domains.patients.queries.groups import ids_of

Kind = CreditEntry.Kind
MOST_OFFLINE = 2_000
"""Accounts that a device may charge without network."""
AT_ONCE = 500
"""Ids of one read."""
CHARGING = (Kind.OPENING, Kind.CHARGE)
CREDIT_ACCOUNTS: Listing[CreditAccount] = Listing(
    name="credit.accounts",
    sorts={
        "opened_at": SortFields(("opened_at",)),
        "owed": SortFields(("owed",)),
    },
    default_sort="-owed",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "number": lambda rows, value: rows.filter(number=plain_number(value)),
        "patient_id": lambda rows, value: rows.filter(patient_id__in=ids_of(value)),
    },
)


@dataclass(frozen=True, slots=True)
class CreditStanding:
    """What may be charged at a till: nothing by which anybody is named."""

    id: UUID
    number: str
    state: str
    owed: int
    credit_limit: int

    @property
    def free(self) -> int:
        """What may still be charged within the limit."""
        return max(0, self.credit_limit - self.owed) if self.state == "active" else 0


@query(permission=VIEW_CREDIT)
def list_credit_accounts(*, actor: Actor, branch_id: UUID) -> QuerySet[CreditAccount]:
    """Every account of the pharmacy, in no order."""
    rows: QuerySet[CreditAccount] = CreditAccount.objects.order_by()
    return rows


@query(permission=VIEW_CREDIT)
def find_credit_account(*, actor: Actor, branch_id: UUID, account_id: UUID) -> CreditAccount | None:
    """One account."""
    found: CreditAccount | None = CreditAccount.objects.filter(id=account_id).first()
    return found


@query(permission=VIEW_CREDIT)
def credit_standing(
    *, actor: Actor, branch_id: UUID, number: str = "", patient_id: UUID | None = None
) -> CreditStanding | None:
    """What may be charged now on the account of a number, or the open one of a patient."""
    if patient_id is not None:
        which = Q(open_key__in=ids_of(patient_id))
    else:
        which = Q(number=plain_number(number) or "-")
    found = CreditAccount.objects.filter(which).values_list(*_STANDING).first()
    return CreditStanding(*found) if found else None


_STANDING = ("id", "number", "state", "owed", "credit_limit")


def _until(account_ids: Collection[UUID], last_on: date | None) -> QuerySet[CreditEntry]:
    rows = CreditEntry.objects.filter(account_id__in=list(account_ids)).order_by()
    return rows if last_on is None else rows.filter(booked_on__lte=last_on)


def charges_by_account(
    account_ids: Collection[UUID], last_on: date | None = None
) -> Mapping[UUID, Sequence[Charge]]:
    """The charges of accounts, the oldest first, each less what came back of it.

    By the documents up to ``last_on``, where it is given.
    """
    found: dict[UUID, list[Charge]] = defaultdict(list)
    rows = _until(account_ids, last_on).order_by("booked_on", "recorded_at", "id")
    returned = {
        key: int(amount)
        for key, amount in rows.exclude(charge=None)
        .order_by()
        .values_list("charge_id")
        .annotate(sum=Sum("amount"))
    }
    columns = ("account_id", "id", "number", "booked_on", "due_on", "amount")
    for account_id, key, number, day, due, amount in rows.filter(kind__in=CHARGING).values_list(
        *columns
    ):
        charge = Charge(key, number, day, due or day, amount + returned.get(key, 0))
        found[account_id].append(charge)
    return found


def paid_by_account(
    account_ids: Collection[UUID], last_on: date | None = None
) -> Mapping[UUID, int]:
    """What was paid on accounts and not reversed, up to ``last_on``; minor units."""
    rows = _until(account_ids, last_on).filter(charge=None)
    sums = rows.exclude(kind__in=CHARGING).values_list("account_id")
    return {key: -int(amount) for key, amount in sums.annotate(sum=Sum("amount"))}


def settled_by_account(
    account_ids: Collection[UUID], last_on: date | None = None
) -> Mapping[UUID, Sequence[Settled]]:
    """What of each charge is paid, by account, up to ``last_on``; in three statements."""
    charges = charges_by_account(account_ids, last_on)
    paid = paid_by_account(account_ids, last_on)
    return {key: settle(some, paid.get(key, 0)) for key, some in charges.items()}


@query(permission=VIEW_CREDIT)
def ages_of(
    *, actor: Actor, branch_id: UUID, account_ids: Collection[UUID], on: date
) -> Mapping[UUID, Ageing]:
    """How old what these accounts owe is, on a day."""
    settled = settled_by_account(account_ids)
    return {key: ageing_of(settled.get(key, ()), on) for key in account_ids}


@query(permission=VIEW_CREDIT)
def owed_at(*, actor: Actor, branch_id: UUID) -> int:
    """What all customers owe of what was booked at the branch; minor units."""
    return owed_by_branch().get(branch_id, 0)


def free_by_number() -> Mapping[str, int]:
    """What active accounts may be charged within their limits, by number; the freest first.

    For devices: numbers and amounts alone.
    """
    rows = CreditAccount.objects.filter(
        state=CreditAccount.State.ACTIVE, credit_limit__gt=F("owed")
    ).order_by("-credit_limit", "number")
    columns = rows.values_list("number", "credit_limit", "owed")[:MOST_OFFLINE]
    return {number: limit - owed for number, limit, owed in columns}


def owed_by_branch() -> Mapping[UUID, int]:
    """What every account's entries come to, by the branch where they were booked."""
    rows = CreditEntry.objects.order_by().values_list("branch_id")
    return {key: int(amount) for key, amount in rows.annotate(sum=Sum("amount"))}


def who_owes(patient_ids: Sequence[UUID]) -> set[UUID]:
    """Whose account isn't even: something is owed, by one side or the other."""
    rows = CreditAccount.objects.filter(patient_id__in=list(patient_ids)).exclude(owed=0)
    return set(rows.order_by().values_list("patient_id", flat=True))


def accounts_of_patients(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept of these records, for the copy that a patient gets."""
    rows = CreditAccount.objects.filter(patient_id__in=list(patient_ids)).order_by("opened_at")
    return [
        {
            "number": row.number,
            "state": row.state,
            "credit_limit": row.credit_limit,
            "terms_days": row.terms_days,
            "owed": row.owed,
            "opened_at": row.opened_at,
            "entries": list(_entries(row.id)),
        }
        for row in rows
    ]


def _entries(account_id: UUID) -> Iterable[dict[str, Any]]:
    names = ("kind", "number", "booked_on", "due_on", "amount", "method")
    rows = CreditEntry.objects.filter(account_id=account_id).order_by("booked_on", "recorded_at")
    for row in rows.values_list(*names):
        yield dict(zip(names, row, strict=True))


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are accounts, so that nobody takes their keys for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = CreditAccount.objects.filter(id__in=wanted[start : start + AT_ONCE]).order_by()
        found |= set(rows.values_list("id", flat=True))
    return found
