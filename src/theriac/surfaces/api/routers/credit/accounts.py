"""Credit accounts: opened, changed, limited, blocked, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.core.permissions import Permission
from theriac.domains.credit.commands.change import (
    block_account,
    change_account,
    close_account,
    replace_number,
    set_credit_limit,
    unblock_account,
)
from theriac.domains.credit.commands.open import CreditAccountNew, open_account
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.permissions import MANAGE_CREDIT, SET_CREDIT_LIMIT, VIEW_CREDIT
from theriac.domains.credit.queries.accounts import CREDIT_ACCOUNTS, list_credit_accounts
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.routers.credit.answers import account_told, accounts_told
from theriac.surfaces.api.schemas.sales.credit import (
    CreditAccount,
    CreditAccountChanged,
    CreditAccountPage,
    CreditAccountsWanted,
    CreditLimitSet,
    CreditReason,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["credit"])
_ONE = "/credit-accounts/{credit_account_id}"


def _edits(name: str, summary: str, may: Permission = MANAGE_CREDIT) -> dict[str, Any]:
    return writing(name, summary, answers=CreditAccount, may=[may], edits=True)


@router.get(
    "/credit-accounts",
    **operation(
        "listCreditAccounts",
        "List credit accounts",
        answers=CreditAccountPage,
        may=[VIEW_CREDIT],
    ),
)
def accounts(request: HttpRequest, wanted: Query[CreditAccountsWanted]) -> HttpResponse:
    """A page of the pharmacy's accounts, those that owe most first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    page = page_of(CREDIT_ACCOUNTS, list_credit_accounts(actor=actor, branch_id=branch_id), wanted)
    items = accounts_told(actor, branch_id, page.items)
    return respond(request, CreditAccountPage(items=items, **edges(page)))


@router.post(
    "/credit-accounts",
    **writing(
        "openCreditAccount",
        "Open a credit account",
        answers=CreditAccount,
        may=[MANAGE_CREDIT],
        status=201,
        detail=(
            "For a patient, or for an organisation by its `holder`. A limit above zero asks for "
            "`credit.limit`. A patient has one open account (`credit.exists`)."
        ),
    ),
)
def open_new(request: HttpRequest, here: Query[Here], body: Body[CreditAccountNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: open_account(actor=actor, branch_id=branch_id, account=body),
        lambda made: account_told(actor, branch_id, made),
    )


@router.get(
    _ONE,
    **operation(
        "readCreditAccount", "Read a credit account", answers=CreditAccount, may=[VIEW_CREDIT]
    ),
)
def read(request: HttpRequest, credit_account_id: Id, here: Query[Here]) -> HttpResponse:
    """One account; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(
        request, account_told(actor, branch_of(actor, here.branch_id), credit_account_id)
    )


@router.post(
    f"{_ONE}/particulars", **_edits("changeCreditAccount", "Change a credit account’s particulars")
)
def change(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditAccountChanged
) -> HttpResponse:
    """What was charged before stays due when it was."""
    told = {"holder": body.holder, "terms_days": body.terms_days}
    return _edit(request, credit_account_id, here, change_account, **told)


@router.post(f"{_ONE}/limit", **_edits("setCreditLimit", "Set a credit limit", SET_CREDIT_LIMIT))
def limit(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditLimitSet
) -> HttpResponse:
    """What is owed above it stays owed."""
    told = {"credit_limit": body.credit_limit, "reason": body.reason}
    return _edit(request, credit_account_id, here, set_credit_limit, **told)


@router.post(f"{_ONE}/block", **_edits("blockCreditAccount", "Block a credit account"))
def block(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditReason
) -> HttpResponse:
    """Nothing more is charged; payments are received."""
    return _edit(request, credit_account_id, here, block_account, reason=body.reason)


@router.post(f"{_ONE}/unblock", **_edits("unblockCreditAccount", "Unblock a credit account"))
def unblock(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditReason
) -> HttpResponse:
    """It may be charged again."""
    return _edit(request, credit_account_id, here, unblock_account, reason=body.reason)


@router.post(f"{_ONE}/close", **_edits("closeCreditAccount", "Close a credit account"))
def close(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditReason
) -> HttpResponse:
    """For good, once nothing is owed on either side."""
    return _edit(request, credit_account_id, here, close_account, reason=body.reason)


@router.post(f"{_ONE}/number", **_edits("replaceCreditNumber", "Replace a credit account’s number"))
def number(
    request: HttpRequest, credit_account_id: Id, here: Query[Here], body: CreditReason
) -> HttpResponse:
    """Since its card was lost: the old number pays nothing from now on."""
    return _edit(request, credit_account_id, here, replace_number, reason=body.reason)


def _edit(
    request: HttpRequest, credit_account_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: account_told(actor, branch_id, credit_account_id),
        credit_account_id=CreditAccountId(credit_account_id),
        **more,
    )
