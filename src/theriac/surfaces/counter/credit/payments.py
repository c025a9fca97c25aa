"""Payments on credit accounts at a counter: whose account it is, and the money that is taken."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.problems import NotFound
from theriac.domains.credit.commands.payments import CreditPaymentNew, receive_payment
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.problems import unknown_account
from theriac.domains.credit.queries.accounts import (
    CreditStanding,
    credit_standing,
    find_credit_account,
)
from theriac.domains.credit.queries.organisations import (
    NamedAccount,
    find_organisations,
    named_account,
)
from theriac.domains.credit.queries.statement import find_credit_entry
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.counter.customer_money import MoneyTaken
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.once import done_once
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class AccountsAsked(BaseModel):
    """An account by its number, the patient's, or those of organisations by name."""

    token: str = Field(max_length=500)
    number: str = Field(default="", max_length=24)
    patient_id: UUID | None = None
    name: str = Field(default="", max_length=120)


class AccountTold(BaseModel):
    """An account as it stands; ``name`` is an organisation's, "" for a patient's."""

    number: str
    name: str
    state: str
    owed: int
    free: int


class AccountsTold(BaseModel):
    """What was found; ``has_more`` where more was than is told."""

    accounts: list[AccountTold]
    has_more: bool


class AccountPayment(MoneyTaken):
    """A payment on the account of a number."""

    number: str = Field(max_length=24)


class PaidCharge(BaseModel):
    """So much of a document was paid."""

    number: str
    booked_on: date
    amount: int


class PaymentTold(BaseModel):
    """A payment as its receipt tells it; minor units. ``before`` and ``after`` were owed."""

    number: str
    account: str
    name: str
    amount: int
    method: str
    reference: str
    before: int
    after: int
    recorded_at: datetime
    person_id: UUID
    paid: list[PaidCharge]


@endpoint("POST")
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts for who may see them. Raises NotFound for a number or patient without one."""
    device = paired_device(request)
    asked = read_body(request, AccountsAsked)
    actor, branch_id = person_of(device, asked.token), device.point.branch_id
    if not asked.number and asked.patient_id is None:
        found = find_organisations(actor=actor, branch_id=branch_id, text=asked.name)
        told = [_told(one) for one in found.accounts]
        return answer_with(AccountsTold(accounts=told, has_more=found.has_more))
    standing = credit_standing(
        actor=actor, branch_id=branch_id, number=asked.number, patient_id=asked.patient_id
    )
    if standing is None:
        raise NotFound(_no_account(asked))
    told = [_told(_named(actor, branch_id, standing))]
    return answer_with(AccountsTold(accounts=told, has_more=False))


@endpoint("POST")
def pay_account(request: HttpRequest) -> HttpResponse:
    """Receive a payment, once for each id of the device. Raises what the command raises."""
    device = paired_device(request)
    asked = read_body(request, AccountPayment)
    actor, branch_id = person_of(device, asked.token), BranchId(device.point.branch_id)
    account = credit_standing(actor=actor, branch_id=branch_id, number=asked.number)
    if account is None:
        raise unknown_account()
    payment = given(
        CreditPaymentNew, method=asked.method, amount=asked.amount, reference=asked.reference
    )
    entry_id = done_once(
        device,
        "counter.credit_payment",
        asked.id,
        asked,
        lambda: receive_payment(
            actor=actor,
            branch_id=branch_id,
            credit_account_id=CreditAccountId(account.id),
            payment=payment,
            counter=asked.till(device),
        ),
    )
    return answer_with(_receipt(actor, branch_id, account, entry_id))


def _receipt(
    actor: Actor, branch_id: BranchId, account: CreditStanding, entry_id: UUID
) -> PaymentTold:
    line = find_credit_entry(actor=actor, branch_id=branch_id, entry_id=entry_id)
    if line is None:
        raise unknown_account()
    entry = line.entry
    return PaymentTold(
        number=entry.number,
        account=account.number,
        name=_named(actor, branch_id, account).name,
        amount=-entry.amount,
        method=entry.method,
        reference=entry.reference,
        before=line.after - entry.amount,
        after=line.after,
        recorded_at=entry.recorded_at,
        person_id=entry.person_id,
        paid=[
            PaidCharge(number=one.charge.number, booked_on=one.charge.booked_on, amount=one.paid)
            for one in line.paid
        ],
    )


def _named(actor: Actor, branch_id: UUID, standing: CreditStanding) -> NamedAccount:
    row = find_credit_account(actor=actor, branch_id=branch_id, account_id=standing.id)
    return named_account(row) if row else NamedAccount(standing, "")


def _told(one: NamedAccount) -> AccountTold:
    standing = one.standing
    return AccountTold(
        number=standing.number,
        name=one.name,
        state=standing.state,
        owed=standing.owed,
        free=standing.free,
    )


def _no_account(asked: AccountsAsked) -> str:
    if asked.patient_id is not None and not asked.number:
        return _("This patient has no credit account. Open one in the back office.")
    return _("No credit account has this number. Check the card.")
