"""Budgets are listed, read with what counted, set, changed and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.budgets.commands.budget import change_budget, end_budget, set_budget
from theriac.domains.budgets.permissions import SET_BUDGETS, VIEW_BUDGETS
from theriac.domains.budgets.queries.budgets import (
    BudgetView,
    counted_documents,
    list_budgets,
    past_periods,
    read_budget,
)
from theriac.domains.budgets.rules.facts import BudgetNew
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.books import budgets as schemas
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["budgets"])
_AT = "/budgets/{budget_id}"


@router.get(
    "/budgets",
    **operation(
        "listBudgets",
        "List budgets with what each has used",
        answers=schemas.Budgets,
        may=[VIEW_BUDGETS],
    ),
)
def budgets(request: HttpRequest, wanted: Query[schemas.BudgetsWanted]) -> HttpResponse:
    found = list_budgets(actor=actor_of(request), ended=wanted.ended)
    items = [schemas.Budget(**_facts(one)) for one in found]
    return respond(request, schemas.Budgets(budgets=items))


@router.post(
    "/budgets",
    **writing(
        "setBudget",
        "Set a budget",
        answers=schemas.BudgetWithDocuments,
        may=[SET_BUDGETS],
        status=201,
        detail="Purchase orders that exceed it wait for approval from now on.",
    ),
)
def add(request: HttpRequest, body: Body[BudgetNew]) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: set_budget(actor=actor, budget=body),
        lambda key: _told(actor, key),
    )


@router.get(
    _AT,
    **operation(
        "getBudget",
        "Read a budget with what counted",
        answers=schemas.BudgetWithDocuments,
        may=[VIEW_BUDGETS],
        detail="The newest 500 documents of the period, and the periods of the last twelve months.",
    ),
)
def budget(request: HttpRequest, budget_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), budget_id))


@router.patch(
    _AT,
    **writing(
        "changeBudget",
        "Give a budget another amount or name",
        answers=schemas.BudgetWithDocuments,
        may=[SET_BUDGETS],
        edits=True,
    ),
)
def change(request: HttpRequest, budget_id: Id, body: schemas.BudgetChanged) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: change_budget(
            actor=actor,
            budget_id=budget_id,
            version=version,
            amount=body.amount,
            name=body.name,
            reason=body.reason,
        ),
        lambda: _told(actor, budget_id),
    )


@router.post(
    f"{_AT}/end",
    **writing(
        "endBudget",
        "End a budget",
        answers=schemas.BudgetWithDocuments,
        may=[SET_BUDGETS],
        edits=True,
        detail="Purchase orders are no longer compared with it.",
    ),
)
def end(request: HttpRequest, budget_id: Id, body: schemas.BudgetEnding) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: end_budget(actor=actor, budget_id=budget_id, version=version, reason=body.reason),
        lambda: _told(actor, budget_id),
    )


def _told(actor: Actor, budget_id: UUID) -> schemas.BudgetWithDocuments:
    view = read_budget(actor=actor, budget_id=budget_id)
    if view is None:
        raise NotFound(_("This budget doesn’t exist. Choose one from the list."))
    currency = currency_here()
    return schemas.BudgetWithDocuments(
        **_facts(view),
        documents=[
            told(
                schemas.BudgetDocument,
                one,
                amount=NetMoney(amount=one.amount, currency=currency),
            )
            for one in counted_documents(actor=actor, budget_id=budget_id)
        ],
        past=[
            schemas.BudgetPast(
                first_on=one.period.first_on,
                last_on=one.period.last_on,
                amount=Money(amount=one.amount, currency=currency),
                actual=NetMoney(amount=one.actual, currency=currency),
            )
            for one in past_periods(actor=actor, budget_id=budget_id)
        ],
    )


def _facts(view: BudgetView) -> dict[str, Any]:
    standing, row, currency = view.standing, view.standing.row, currency_here()
    sums = {
        "received": standing.use.received,
        "on_order": standing.use.on_order,
        "left": standing.left,
    }
    return {
        "id": row.id,
        "name": row.name,
        "period": row.period,
        "first_on": standing.period.first_on,
        "last_on": standing.period.last_on,
        "branch_id": row.branch_id,
        "supplier_id": row.supplier_id,
        "category_id": row.category_id,
        "amount": Money(amount=row.amount, currency=currency),
        **{name: NetMoney(amount=amount, currency=currency) for name, amount in sums.items()},
        "is_ended": row.ended_at is not None,
        "version": row.version,
    }
