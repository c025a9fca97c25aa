"""What is paid on credit accounts, what was owed from before, and statements."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.core.problems import Unprocessable
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.credit.commands.opening_balance import (
    CreditOpening,
    cancel_credit_opening,
    open_credit_balance,
)
from theriac.domains.credit.commands.payments import (
    CreditPaymentNew,
    receive_payment,
    reverse_payment,
)
from theriac.domains.credit.commands.payouts import CreditPayoutNew, pay_out_credit
from theriac.domains.credit.ids import CreditAccountId, CreditEntryId
from theriac.domains.credit.permissions import (
    RECEIVE_CREDIT_PAYMENTS,
    REVERSE_CREDIT_PAYMENTS,
    VIEW_CREDIT,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.routers.credit.answers import entry_told, found_account, statement_told
from theriac.surfaces.api.schemas.sales.credit import (
    CreditEntry,
    CreditPaymentReversed,
    CreditReason,
    CreditStatement,
    StatementWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["credit"])
_ONE = "/credit-accounts/{credit_account_id}"


@router.get(
    f"{_ONE}/statement",
    **operation(
        "readCreditStatement",
        "Read a credit account’s statement",
        answers=CreditStatement,
        may=[VIEW_CREDIT],
    ),
)
def statement(
    request: HttpRequest, credit_account_id: Id, wanted: Query[StatementWanted]
) -> HttpResponse:
    """What stood before, each document of the days, what is open, and how old that is."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    found_account(actor, branch_id, credit_account_id)
    today = branch_date(branch_id)
    last_on = wanted.until or today
    first_on = wanted.since or last_on.replace(day=1)
    if first_on > last_on:
        raise Unprocessable(_("The first day is after the last. Check both."), field="since")
    return respond(
        request, statement_told(actor, branch_id, credit_account_id, (first_on, last_on))
    )


@router.post(
    f"{_ONE}/payments",
    **writing(
        "receiveCreditPayment",
        "Receive a payment on a credit account",
        answers=CreditEntry,
        may=[RECEIVE_CREDIT_PAYMENTS],
        status=201,
        detail=(
            "Under the branch's next receipt; it pays the oldest charges first, in part where it "
            "is less. More than is owed answers `credit.payment_refused` with `owed`. Cash names "
            "the `till_session_id` that it goes into, where a program's till is open at the "
            "branch; a counter's till takes none."
        ),
    ),
)
def pay(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: Body[CreditPaymentNew]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: receive_payment(
            actor=actor,
            branch_id=branch_id,
            credit_account_id=CreditAccountId(credit_account_id),
            payment=body,
        ),
        lambda made: entry_told(actor, branch_id, made),
    )


@router.post(
    f"{_ONE}/payouts",
    **writing(
        "payOutCredit",
        "Pay out what is owed to a credit customer",
        answers=CreditEntry,
        may=[REVERSE_CREDIT_PAYMENTS],
        status=201,
        detail=(
            "Where more came back than was open. More than the pharmacy owes answers "
            "`credit.payment_refused` with `owed` below zero. Cash names the `till_session_id` "
            "that it comes out of, where a program's till is open at the branch."
        ),
    ),
)
def pay_out(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: Body[CreditPayoutNew]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: pay_out_credit(
            actor=actor,
            branch_id=branch_id,
            credit_account_id=CreditAccountId(credit_account_id),
            payout=body,
        ),
        lambda made: entry_told(actor, branch_id, made),
    )


@router.post(
    f"{_ONE}/opening-balances",
    **writing(
        "openCreditBalance",
        "Record what a customer owed from before",
        answers=CreditEntry,
        may=[ENTER_BOOKS],
        status=201,
        detail="Bill by bill, against the opening balances of the books.",
    ),
)
def open_balance(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: Body[CreditOpening]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: open_credit_balance(
            actor=actor,
            branch_id=branch_id,
            credit_account_id=CreditAccountId(credit_account_id),
            opening=body,
        ),
        lambda made: entry_told(actor, branch_id, made),
    )


@router.post(
    "/credit-entries/{credit_entry_id}/reverse",
    **writing(
        "reverseCreditPayment",
        "Reverse a payment on a credit account",
        answers=CreditEntry,
        may=[REVERSE_CREDIT_PAYMENTS],
        status=201,
        detail="By its opposite, today; what it paid is open again.",
    ),
)
def reverse(
    request: HttpRequest, credit_entry_id: Id, here: Query[Here], body: CreditPaymentReversed
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: reverse_payment(
            actor=actor,
            branch_id=branch_id,
            credit_entry_id=CreditEntryId(credit_entry_id),
            reason=body.reason,
            till_session_id=body.till_session_id,
        ),
        lambda made: entry_told(actor, branch_id, made),
    )


@router.post(
    "/credit-entries/{credit_entry_id}/cancel",
    **writing(
        "cancelCreditOpening",
        "Cancel what a customer owed from before",
        answers=CreditEntry,
        may=[ENTER_BOOKS],
        status=201,
    ),
)
def cancel(
    request: HttpRequest, credit_entry_id: Id, here: Query[Here], body: CreditReason
) -> HttpResponse:
    """It was recorded by mistake: nothing is owed of it any more."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: cancel_credit_opening(
            actor=actor,
            branch_id=branch_id,
            credit_entry_id=CreditEntryId(credit_entry_id),
            reason=body.reason,
        ),
        lambda made: entry_told(actor, branch_id, made),
    )
