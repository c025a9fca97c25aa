"""The books are read, and money that is entered by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.books.commands.close import close_books
from theriac.domains.books.commands.vouchers import enter_voucher, reverse_voucher
from theriac.domains.books.permissions import CLOSE_BOOKS, ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.books.queries.accounts import ChartAccount, chart
from theriac.domains.books.queries.journal import JOURNAL, closed_on, list_postings
from theriac.domains.books.queries.opening_balances import opened_at
from theriac.domains.books.queries.statements import account_ledger, trial_balance
from theriac.domains.books.queries.vouchers import VoucherView, read_voucher
from theriac.domains.books.voucher import VoucherNew
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.schemas.books import postings, statements
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Here, Money

router = Router(tags=["books"])
_VOUCHER = "/vouchers/{voucher_id}"


@router.get(
    "/trial-balance",
    **operation(
        "getTrialBalance",
        "Read every account over a period",
        answers=statements.TrialBalance,
        may=[VIEW_BOOKS],
    ),
)
def balances(request: HttpRequest, wanted: Query[statements.PeriodWanted]) -> HttpResponse:
    found = trial_balance(
        actor=actor_of(request),
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        branch_id=wanted.branch_id,
    )
    write = _Writer()
    answer = statements.TrialBalance(
        first_on=found.first_on,
        last_on=found.last_on,
        accounts=[
            statements.BalancedAccount(
                account=_account(one.account),
                before=write.net(one.before),
                debit=write.money(one.debit),
                credit=write.money(one.credit),
                after=write.net(one.after),
            )
            for one in found.accounts
        ],
        debits=write.money(found.debits),
        credits=write.money(found.credits),
        profit=write.net(found.profit),
    )
    return respond(request, answer)


@router.get(
    "/ledger-accounts/{account}/days",
    **operation(
        "getAccountDays",
        "Read an account day by day",
        answers=statements.AccountDays,
        may=[VIEW_BOOKS],
    ),
)
def days(
    request: HttpRequest, account: str, wanted: Query[statements.PeriodWanted]
) -> HttpResponse:
    found = account_ledger(
        actor=actor_of(request),
        account=account,
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        branch_id=wanted.branch_id,
    )
    if found is None:
        raise NotFound(_("This account isn’t in the chart of accounts."))
    write = _Writer()
    answer = statements.AccountDays(
        account=_account(found.account),
        before=write.net(found.before),
        days=[
            statements.LedgerDay(
                day=one.day,
                debit=write.money(one.debit),
                credit=write.money(one.credit),
                after=write.net(one.after),
            )
            for one in found.days
        ],
        after=write.net(found.after),
    )
    return respond(request, answer)


@router.get(
    "/postings",
    **operation(
        "listPostings",
        "List the journal, the latest day first",
        answers=postings.PostingPage,
        may=[VIEW_BOOKS],
    ),
)
def journal(request: HttpRequest, wanted: Query[postings.PostingsWanted]) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(JOURNAL, list_postings(actor=actor, branch_id=wanted.branch_id), wanted)
    write = _Writer()
    items = [write.posting(row) for row in page.items]
    return respond(request, postings.PostingPage(items=items, **edges(page)))


@router.post(
    "/vouchers",
    **writing(
        "enterVoucher",
        "Record money: capital, expenses, transfers, opening balances",
        answers=postings.Voucher,
        may=[ENTER_BOOKS],
        status=201,
        detail="A sale, a delivery or an invoice is entered by itself.",
    ),
)
def enter(request: HttpRequest, here: Query[Here], body: Body[VoucherNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: enter_voucher(actor=actor, branch_id=branch_id, voucher=body),
        lambda voucher_id: _told(actor, voucher_id),
    )


@router.get(
    _VOUCHER,
    **operation(
        "getVoucher",
        "Read money that was entered by hand",
        answers=postings.Voucher,
        may=[VIEW_BOOKS],
    ),
)
def read(request: HttpRequest, voucher_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), voucher_id))


@router.post(
    f"{_VOUCHER}/reversal",
    **writing(
        "reverseVoucher",
        "Answer a voucher by its opposite, today",
        answers=postings.Voucher,
        may=[ENTER_BOOKS],
    ),
)
def reverse(request: HttpRequest, voucher_id: Id, body: postings.VoucherReversed) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: reverse_voucher(
            actor=actor,
            branch_id=BranchId(_view(actor, voucher_id).branch_id),
            voucher_id=voucher_id,
            reason=body.reason,
        ),
        lambda: _told(actor, voucher_id),
    )


@router.get(
    "/book-closing",
    **operation(
        "getBookClosing",
        "Read until when the books are closed",
        answers=postings.BookClosing,
        may=[VIEW_BOOKS],
    ),
)
def closing(request: HttpRequest) -> HttpResponse:
    return respond(request, postings.BookClosing(last_on=closed_on(actor=actor_of(request))))


@router.post(
    "/book-closing",
    **writing(
        "closeBooks",
        "Close the books until a day, a minute from now",
        answers=postings.BookClosing,
        may=[CLOSE_BOOKS],
        detail="An earlier day than before opens the later ones again.",
    ),
)
def close(request: HttpRequest, body: postings.BooksClosed) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: close_books(actor=actor, last_on=body.last_on, reason=body.reason),
        lambda: postings.BookClosing(last_on=body.last_on),
    )


@router.get(
    "/opening-balances",
    **operation(
        "getOpeningBalances",
        "Read what a branch began with",
        answers=statements.OpeningBalances,
        may=[VIEW_BOOKS],
    ),
)
def opening_balances(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    found = opened_at(actor=actor, branch_id=branch_of(actor, here.branch_id))
    accounts, write = chart(), _Writer()
    items = [
        statements.OpenedAccount(account=_account(accounts[key]), amount=write.net(net))
        for key, net in found.items()
    ]
    return respond(request, statements.OpeningBalances(items=items))


class _Writer:
    """Amounts with the pharmacy's currency."""

    def __init__(self) -> None:
        self._currency = currency_here()

    def money(self, amount: int) -> Money:
        return Money(amount=amount, currency=self._currency)

    def net(self, amount: int) -> NetMoney:
        return NetMoney(amount=amount, currency=self._currency)

    def posting(self, row: Any) -> postings.Posting:
        return told(postings.Posting, row, amount=self.money(row.amount))


def _account(account: ChartAccount) -> statements.LedgerAccount:
    return told(statements.LedgerAccount, account, name=str(account.name))


def _view(actor: Actor, voucher_id: UUID) -> VoucherView:
    found = read_voucher(actor=actor, voucher_id=voucher_id)
    if found is None:
        raise NotFound(_("This entry doesn’t exist. Choose one from the journal."))
    return found


def _told(actor: Actor, voucher_id: UUID) -> postings.Voucher:
    found, write = _view(actor, voucher_id), _Writer()
    return postings.Voucher(
        id=voucher_id,
        branch_id=found.branch_id,
        number=found.number,
        is_reversed=found.is_reversed,
        postings=[write.posting(row) for row in found.postings],
    )
