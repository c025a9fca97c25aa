"""Organisations that have an account, found by what somebody types of their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.tables.heads import fold
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.accounts import CreditStanding

MOST_READ = 2_000
"""Accounts of one search: names are encrypted, so each is opened to be compared."""
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account with its organisation's name; a patient's has none here."""

    standing: CreditStanding
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationsFound:
    """Whom the text fits, by name; ``has_more`` where more do than are told."""

    accounts: Sequence[NamedAccount]
    has_more: bool


@query(permission=VIEW_CREDIT)
def find_organisations(*, actor: Actor, branch_id: UUID, text: str) -> OrganisationsFound:
    """Organisations whose account isn't closed and whose name has every word of the text."""
    words = fold(text).split()
    if not words:
        return OrganisationsFound((), has_more=False)
    rows = CreditAccount.objects.filter(patient_id=None).exclude(state=CreditAccount.State.CLOSED)
    found = []
    for row in rows.order_by("-opened_at", "id")[:MOST_READ]:
        name = fold(row.holder.get("name", ""))
        if all(word in name for word in words):
            found.append(named_account(row))
    found.sort(key=lambda one: (fold(one.name), one.standing.number))
    return OrganisationsFound(found[:MOST_FOUND], has_more=len(found) > MOST_FOUND)


def named_account(row: CreditAccount) -> NamedAccount:
    """An account as it stands, with its organisation's name."""
    standing = CreditStanding(row.id, row.number, row.state, row.owed, row.credit_limit)
    return NamedAccount(standing, row.holder.get("name", "") if row.patient_id is None else "")
