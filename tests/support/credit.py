"""Credit accounts in tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.credit.commands.open import CreditAccountNew, CreditHolder, open_account
from theriac.domains.credit.commands.opening_balance import CreditOpening, open_credit_balance
from theriac.domains.credit.commands.payments import CreditPaymentNew, receive_payment
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale


def organisation(shop: Shop, name: str = "Klinik Sehat", limit: int = 50_000) -> CreditAccount:
    """An open account of an organisation."""
    key = open_account(
        actor=shop.owner,
        branch_id=shop.branch_id,
        account=given(
            CreditAccountNew,
            holder=given(CreditHolder, name=name, contact="Bu Ani", phone="081234567890"),
            credit_limit=limit,
            terms_days=30,
        ),
    )
    found: CreditAccount = CreditAccount.objects.get(id=key)
    return found


def of_patient(shop: Shop, patient_id: UUID, limit: int = 50_000) -> CreditAccount:
    """An open account of a patient."""
    new = given(CreditAccountNew, patient_id=patient_id, credit_limit=limit)
    key = open_account(actor=shop.owner, branch_id=shop.branch_id, account=new)
    found: CreditAccount = CreditAccount.objects.get(id=key)
    return found


def on_credit(
    account: CreditAccount, amount: int | None = None, reference: str | None = None
) -> TenderGiven:
    """What an account is to pay; of nothing named the rest."""
    number = account.number if reference is None else reference
    return TenderGiven(method=PaymentMethod.CREDIT, amount=amount, reference=number)


def sold_for(
    shop: Shop,
    product_id: UUID,
    units: int,
    tenders: Sequence[TenderGiven],
    *,
    actor: Actor | None = None,
    **more: Any,
) -> CompletedSale:
    """A sale that a program makes of so many base units, paid as told."""
    return complete_sale(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=product_id, quantity=units)], tenders=tenders, **more
        ),
    )


def paid(
    shop: Shop, account: CreditAccount, amount: int, method: str = "transfer", **more: Any
) -> CreditEntry:
    """A payment on an account."""
    key = receive_payment(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(account.id),
        payment=given(CreditPaymentNew, method=method, amount=amount, **more),
    )
    return CreditEntry.objects.get(id=key)


def from_before(shop: Shop, account: CreditAccount, amount: int = 9_000) -> CreditEntry:
    """A bill from forty days before the shop's today."""
    key = open_credit_balance(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(account.id),
        opening=given(
            CreditOpening,
            number="LAMA-1",
            billed_on=shop.today - timedelta(days=40),
            amount=amount,
        ),
    )
    return CreditEntry.objects.get(id=key)


def a_credit_payment(shop: Shop) -> CreditEntry:
    """A payment on an account that owed something from before; more is left."""
    account = organisation(shop)
    from_before(shop, account)
    return paid(shop, account, 2_000)


def owed(account: CreditAccount) -> int:
    """What it owes now."""
    return int(CreditAccount.objects.values_list("owed", flat=True).get(id=account.id))


def standing(account: Account) -> int:
    """What an account of the books stands at over all branches: debits less credits."""
    return sum(sums_by_branch(account).values())
