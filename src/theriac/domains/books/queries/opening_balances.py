"""What a branch began with: its opening balances, and what its accounts stand at now."""

from __future__ import annotations

from django.db.models import Q

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.books.accounts import Account
from theriac.domains.books.models import Posting
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.books.queries.balances import sums_by_account
from theriac.domains.organisation.ids import BranchId


@query(permission=VIEW_BOOKS)
def opened_at(*, actor: Actor, branch_id: BranchId) -> dict[str, int]:
    """What was ever entered against the opening balances, by the account that it opened.

    Debits less credits, minor units; what was reversed or cancelled is taken off.
    """
    against = Q(debit=Account.OPENING) | Q(credit=Account.OPENING)
    sums = sums_by_account(Posting.objects.filter(against, branch_id=branch_id))
    nets = {key: debit - credit for key, (debit, credit) in sums.items()}
    return {key: net for key, net in nets.items() if net and key != Account.OPENING}


@query(permission=VIEW_BOOKS)
def standing_at(*, actor: Actor, branch_id: BranchId) -> dict[str, int]:
    """Every account of the branch as it stands now: debits less credits, minor units."""
    sums = sums_by_account(Posting.objects.filter(branch_id=branch_id))
    return {key: debit - credit for key, (debit, credit) in sums.items()}
