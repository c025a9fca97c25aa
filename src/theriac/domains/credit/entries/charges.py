"""What sales and returns do to accounts, in their own transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.approval.demand import demand_approval
from theriac.core.command import current_unit
from theriac.domains.credit.approval import OVER_LIMIT, content_of_charge
from theriac.domains.credit.entries.rows import (
    RECORD,
    EntryNew,
    LockedAccount,
    locked_account,
    write_entry,
)
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.problems import (
    CreditAccountDiffers,
    CreditAccountRefused,
    CreditAccountUnknown,
)
from theriac.domains.credit.rules import due_on, plain_number

State, Kind = CreditAccount.State, CreditEntry.Kind
Approved = Callable[[Mapping[str, Any]], UUID | None]
"""The approval of exactly this content, which is used up then; None where there is none."""
OVER = "over_limit"
"""Why an account that may be charged shouldn't be charged so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedSale:
    """A sale as far as it is charged."""

    id: UUID
    branch_id: UUID
    number: str
    business_on: date
    person_id: UUID


@dataclass(frozen=True, slots=True)
class Charging:
    """An account that is locked for a sale that a program asks for: what it is to be charged."""

    account: LockedAccount
    amount: int
    approval_id: UUID | None = None

    def write(self, sale: ChargedSale) -> None:
        """Charge it, with the rows of the sale."""
        _charge(self.account, sale, self.amount, self.approval_id)


def demand_credit(
    actor: Actor,
    branch_id: UUID,
    tenders: Sequence[tuple[str, int]],
    approval_id: UUID | None,
) -> Charging | None:
    """Lock the account that is to pay, and judge it; None where nothing is paid by credit.

    ``tenders`` are numbers of accounts and amounts, of one account all. Raises
    CreditAccountUnknown, CreditAccountRefused for two accounts, CreditAccountDiffers unless it is
    active; above the limit ApprovalNeeded, ApprovalUnfit.
    """
    if not tenders:
        return None
    numbers = {plain_number(number) for number, _amount in tenders}
    if len(numbers) > 1:
        raise CreditAccountRefused(_("Charge one credit account for each sale."), field="payments")
    account = locked_account(number=numbers.pop())
    if account is None:
        raise CreditAccountUnknown(
            _("No credit account has this number. Check the card, or choose the customer."),
            field="payments",
        )
    refuse_inactive(account)
    amount = sum(part for _number, part in tenders)
    if account.owed + amount <= account.credit_limit:
        return Charging(account, amount)
    approval = demand_approval(
        OVER_LIMIT,
        branch_id=branch_id,
        content=content_of_charge(account.id, amount, account.credit_limit),
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return Charging(account, amount, UUID(str(approval.id)))


def refuse_inactive(account: LockedAccount) -> None:
    """Raise CreditAccountDiffers for an account that is blocked or closed."""
    if account.state == State.BLOCKED:
        words = _("This credit account is blocked. Choose another payment, or ask a manager.")
        raise CreditAccountDiffers(words, state=account.state, field="payments")
    if account.state == State.CLOSED:
        words = _("This credit account is closed. Choose another payment.")
        raise CreditAccountDiffers(words, state=account.state, field="payments")


def charge_pushed(
    sale: ChargedSale, paid: Sequence[tuple[str, int]], approved: Approved
) -> tuple[int, list[Mapping[str, Any]]]:
    """Charge what a counter took by credit, whatever speaks against it: the goods left the shop.

    What was charged, and for each account that shouldn't have been (or that there isn't) why:
    ``unknown``, ``blocked``, ``closed``, or ``over_limit`` where nobody ``approved`` it. Accounts
    are locked in the order of their numbers.
    """
    amounts: dict[str, int] = {}
    for number, amount in paid:
        if amount > 0:
            key = plain_number(number)
            amounts[key] = amounts.get(key, 0) + amount
    charged, found = 0, list[Mapping[str, Any]]()
    for number, amount in sorted(amounts.items()):
        account = locked_account(number=number)
        if account is None:
            found.append({"why": "unknown", "amount": amount})
            continue
        charged += amount
        why = _why_not(account, amount)
        content = content_of_charge(account.id, amount, account.credit_limit)
        approval_id = approved(content) if why == OVER else None
        if why and approval_id is None:
            facts = {"why": why, "amount": amount, "account_id": account.id}
            found.append({**facts, "over": max(0, account.owed + amount - account.credit_limit)})
        _charge(account, sale, amount, approval_id)
    return charged, found


def _why_not(account: LockedAccount, amount: int) -> str:
    if account.state != State.ACTIVE:
        return account.state
    return OVER if account.owed + amount > account.credit_limit else ""


def _charge(
    account: LockedAccount, sale: ChargedSale, amount: int, approval_id: UUID | None = None
) -> None:
    new = EntryNew(
        branch_id=sale.branch_id,
        kind=Kind.CHARGE,
        amount=amount,
        number=sale.number,
        document_id=sale.id,
        booked_on=sale.business_on,
        due_on=due_on(sale.business_on, account.terms_days),
        person_id=sale.person_id,
        more={"approval_id": approval_id},
    )
    write_entry(account, new, at_end=True)
    facts = {"number": sale.number, "sale_id": sale.id, "amount": amount}
    if approval_id is not None:
        facts["approval_id"] = approval_id
    current_unit().record(RECORD, account.id, facts=facts, branch_id=sale.branch_id)


def charge_identified(sale: ChargedSale, number: str, amount: int) -> None:
    """Charge what a sale took by credit of an account that nobody knew, now that it is known.

    It is owed from the day of the sale, above the limit too. Raises CreditAccountUnknown,
    CreditAccountDiffers for an account that is closed, or charged by this sale already.
    """
    account = locked_account(number=plain_number(number))
    if account is None:
        raise CreditAccountUnknown(
            _("No credit account has this number. Check it, or open the account first."),
            field="account_number",
        )
    known = CreditEntry.objects.filter(account_id=account.id, kind=Kind.CHARGE, document_id=sale.id)
    if account.state == State.CLOSED or known.exists():
        raise CreditAccountDiffers(
            _("This account can’t be charged with the sale. Choose another account."),
            state=account.state,
            field="account_number",
        )
    _charge(account, sale, amount)


def standing_of_sale(sale_id: UUID) -> int:
    """What accounts were charged by a sale, less what came back of it; minor units."""
    rows = CreditEntry.objects.filter(
        Q(kind=Kind.CHARGE, document_id=sale_id)
        | Q(charge__kind=Kind.CHARGE, charge__document_id=sale_id)
    )
    return int(rows.order_by().aggregate(sum=Sum("amount"))["sum"] or 0)


def return_to_accounts(note: ChargedSale, sale_id: UUID, amount: int) -> int:
    """Take what is refunded by credit from the accounts that the sale charged; how much that was.

    No more than was charged and isn't returned; what is above that was never on an account. Who
    calls holds the sale.
    """
    charges = CreditEntry.objects.filter(document_id=sale_id, kind=Kind.CHARGE)
    left = amount
    for charge in charges.order_by("account_id"):
        returned = sum(
            CreditEntry.objects.filter(charge_id=charge.id)
            .order_by()
            .values_list("amount", flat=True)
        )
        part = min(left, charge.amount + returned)
        account = locked_account(account_id=charge.account_id)
        if part <= 0 or account is None:
            continue
        left -= part
        new = EntryNew(
            branch_id=note.branch_id,
            kind=Kind.RETURN,
            amount=-part,
            number=note.number,
            document_id=note.id,
            booked_on=note.business_on,
            person_id=note.person_id,
            more={"charge_id": charge.id},
        )
        write_entry(account, new)
        facts = {"number": note.number, "return_id": note.id, "amount": -part}
        current_unit().record(RECORD, account.id, facts=facts, branch_id=note.branch_id)
    return amount - left
