"""Credit accounts in tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.customer_returns import a_return, give_back, returned
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_branch
from theriac.domains.credit.commands.open import CreditAccountNew, CreditHolder, open_account
from theriac.domains.credit.commands.opening_balance import CreditOpening, open_credit_balance
from theriac.domains.credit.commands.payments import CreditPaymentNew, receive_payment
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.customer_returns.credit_note import (
    CreditNote,
    lock_sale,
    write_note,
)
from theriac.domains.customer_returns.drafts import GoodsReturned
from theriac.domains.customer_returns.goods import parts_of
from theriac.domains.customer_returns.queries.returnable import (
    answered_sale,
    rules_here,
)
from theriac.domains.customer_returns.refunds import Refund, RefundPart
from theriac.domains.organisation.ids import BranchId
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine
from theriac.domains.sales.pushes.sale import PushedPayment


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


def overpaid(shop: Shop) -> CreditAccount:
    """An organisation that paid 2,100, of which one of three came back: 700 are its own."""
    medicine = add_medicine(shop, "Returned 5 mg")
    stock_up(shop, medicine, 5)
    account = organisation(shop, "Klinik Lebih")
    sale = sold_for(shop, medicine.id, 3, [on_credit(account)])
    paid(shop, account, 2_100)
    give_back(shop, a_return(sale, returned(sale.lines[0].id, 1)))
    return account


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


def unidentified_sale(shop: Shop, medicine: Medicine, batch_id: UUID, units: int) -> Sale:
    """A device's sale by credit of a number that nobody has: a case."""
    told = pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, units)])])
    payment = PushedPayment(
        id=new_id(), method="credit", tendered=told.total, change=0, reference="000000000000"
    )
    push(shop, replace(told, payments=(payment,)))
    found: Sale = Sale.objects.get(id=told.id)
    return found


def settle_credit_case(shop: Shop, account: CreditAccount, settlement: str = "charged") -> None:
    """Settle the one case of a sale by credit."""
    settle_case(
        actor=shop.owner,
        branch_id=shop.branch_id,
        case_id=DiscrepancyCase.objects.get(kind="credit").id,
        settlement=settlement,
        note="asked the clinic",
        account_number=account.number,
    )


def refund_unheard(shop: Shop, sale: Sale, units: int) -> None:
    """A note refunds by credit what no account may bear yet, as a decided one may."""
    line = given(
        GoodsReturned, sale_line_id=SaleLine.objects.get(sale_id=sale.id).id, quantity=units
    )
    _refund_unheard(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.id, line=line)


@command(name="test_credit.refund_unheard", done="Sample")
def _refund_unheard(*, actor: Actor, branch_id: BranchId, sale_id: UUID, line: Any) -> None:
    lock_sale(sale_id)
    answered = answered_sale(actor, sale_id)
    parts = parts_of(answered.sale, [line], answered.before, rules_here(branch_id))
    amount = sum(one.share.amount for one in parts)
    note = CreditNote(
        id=new_id(),
        branch_id=branch_id,
        reason="unwanted",
        note="",
        parts=parts,
        refund=Refund(amount, 0, [RefundPart("credit", amount)]),
        approval_id=None,
        sale_id=sale_id,
    )
    write_note(actor, note)
