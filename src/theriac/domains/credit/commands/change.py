"""An account's particulars, limit, state and card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, in_state, keep
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import require_reason
from theriac.domains.credit.commands.open import CreditHolder, free_number, tidy_holder
from theriac.domains.credit.entries.rows import RECORD
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.permissions import MANAGE_CREDIT, SET_CREDIT_LIMIT
from theriac.domains.credit.problems import (
    CreditAccountDiffers,
    CreditAccountRefused,
    unknown_account,
)
from theriac.domains.credit.rules import MOST_DAYS, MOST_MONEY
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_country, pharmacy_currency

State = CreditAccount.State
LONGEST = 120


@command(
    name="credit.change_account",
    done=gettext_lazy("Edited a credit account"),
    permission=MANAGE_CREDIT,
)
def change_account(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    holder: CreditHolder,
    terms_days: int,
) -> int:
    """Change the organisation's particulars and the days to pay; of a patient's the days alone.

    What was charged before stays due when it was. Raises CreditAccountUnknown, Stale,
    CreditAccountDiffers, CreditAccountRefused.
    """
    if not 0 <= terms_days <= MOST_DAYS:
        words = _("Enter a number of days from 0 to %(most)s.") % {"most": MOST_DAYS}
        raise CreditAccountRefused(words, field="terms_days")
    row = _standing(credit_account_id, version)
    before, after = {"terms_days": row.terms_days}, {"terms_days": terms_days}
    names: list[str] = []
    if row.patient_id is None:
        told = tidy_holder(holder)
        names = [name for name in told if told[name] != row.holder.get(name, "")]
        row.holder = told
    row.terms_days = terms_days
    keep(row, "holder", "terms_days")
    facts: dict[str, Any] = {"before": before, "after": after}
    if names:
        facts["names"] = names
    current_unit().record(RECORD, row.id, facts=facts)
    return int(row.version)


@command(
    name="credit.set_limit",
    done=gettext_lazy("Set a credit limit"),
    permission=SET_CREDIT_LIMIT,
)
def set_credit_limit(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    credit_limit: int,
    reason: str,
) -> int:
    """So much the customer may owe from now on; what is owed above it stays owed.

    Raises CreditAccountUnknown, Stale, CreditAccountDiffers, CreditAccountRefused, Unprocessable.
    """
    why = require_reason(reason)[:LONGEST]
    if not 0 <= credit_limit <= MOST_MONEY:
        raise CreditAccountRefused(_("Enter an amount of zero or more."), field="credit_limit")
    row = _standing(credit_account_id, version)
    before = {"credit_limit": row.credit_limit}
    row.credit_limit = credit_limit
    keep(row, "credit_limit")
    return _noted(row, before, {"credit_limit": credit_limit}, why)


@command(
    name="credit.block_account",
    done=gettext_lazy("Blocked a credit account"),
    permission=MANAGE_CREDIT,
)
def block_account(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    reason: str,
) -> int:
    """Nothing more is charged; payments are received. Raises as ``set_credit_limit``."""
    return _to_state(credit_account_id, version, State.BLOCKED, reason)


@command(
    name="credit.unblock_account",
    done=gettext_lazy("Unblocked a credit account"),
    permission=MANAGE_CREDIT,
)
def unblock_account(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    reason: str,
) -> int:
    """It may be charged again. Raises as ``set_credit_limit``."""
    return _to_state(credit_account_id, version, State.ACTIVE, reason)


@command(
    name="credit.close_account",
    done=gettext_lazy("Closed a credit account"),
    permission=MANAGE_CREDIT,
)
def close_account(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    reason: str,
) -> int:
    """Close it for good, once nothing is owed on either side. Raises as ``set_credit_limit``."""
    return _to_state(credit_account_id, version, State.CLOSED, reason)


@command(
    name="credit.replace_number",
    done=gettext_lazy("Replaced a credit account’s number"),
    permission=MANAGE_CREDIT,
)
def replace_number(
    *,
    actor: Actor,
    branch_id: BranchId,
    credit_account_id: CreditAccountId,
    version: int,
    reason: str,
) -> int:
    """Another number, since the card was lost: the old one pays nothing from now on.

    Raises as ``set_credit_limit``.
    """
    why = require_reason(reason)[:LONGEST]
    row = _standing(credit_account_id, version)
    before = {"number": row.number}
    row.number = free_number()
    keep(row, "number")
    return _noted(row, before, {"number": row.number}, why)


def _still_owed(owed: int) -> str:
    if owed > 0:
        return _("Something is still owed. Record the payment first, then close the account.")
    words = _(
        "The pharmacy owes this customer %(amount)s. Sell on this account or reverse a payment, "
        "then close it."
    )
    return words % {"amount": format_money(Money(-owed, pharmacy_currency()), pharmacy_country())}


def _to_state(account_id: UUID, version: int, state: State, reason: str) -> int:
    why = require_reason(reason)[:LONGEST]
    row = _standing(account_id, version)
    if row.state == state:
        raise CreditAccountDiffers(_("Nothing was changed."), state=row.state)
    if state == State.CLOSED and row.owed:
        raise CreditAccountDiffers(_still_owed(row.owed), state=row.state, owed=row.owed)
    before = {"state": row.state}
    row.state, row.state_reason = state, why
    if state == State.CLOSED:
        row.open_key = None
    keep(row, "state", "state_reason", "open_key")
    return _noted(row, before, {"state": row.state}, why)


def _standing(account_id: UUID, version: int) -> CreditAccount:
    """The account, locked; not one that is closed. ``owed`` is as it is under the lock."""
    row: CreditAccount | None = (
        CreditAccount.objects.select_for_update().filter(id=account_id).first()
    )
    if row is None:
        raise unknown_account()
    at_version(row, version, _("Another user changed this credit account. Reload the page."))
    in_state(
        row,
        State.ACTIVE,
        State.BLOCKED,
        otherwise=lambda state: CreditAccountDiffers(
            _("This credit account is closed. Open a new one."), state=state
        ),
    )
    return row


def _noted(
    row: CreditAccount, before: Mapping[str, Any], after: Mapping[str, Any], why: str
) -> int:
    current_unit().record(RECORD, row.id, reason=why, facts={"before": before, "after": after})
    return int(row.version)
