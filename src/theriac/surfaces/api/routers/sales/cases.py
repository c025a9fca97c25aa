"""Discrepancy cases: list, read, settle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.cases import CASES, get_case, list_cases
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.cases import (
    Case,
    CaseFact,
    CasePage,
    CaseSettle,
    CasesWanted,
)

router = Router(tags=["cases"])


@router.get(
    "/cases",
    **operation("listCases", "List discrepancy cases", answers=CasePage, may=[VIEW_SALES]),
)
def cases(request: HttpRequest, wanted: Query[CasesWanted]) -> HttpResponse:
    """A page of a branch's cases, the oldest first."""
    actor = actor_of(request)
    rows = list_cases(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(CASES, rows, wanted)
    return respond(request, CasePage(items=[_answer(row) for row in page.items], **edges(page)))


@router.get(
    "/cases/{case_id}",
    **operation("getCase", "Read a discrepancy case", answers=Case, may=[VIEW_SALES]),
)
def case(request: HttpRequest, case_id: Id) -> HttpResponse:
    return respond(request, _answer(_case(actor_of(request), case_id)))


@router.post(
    "/cases/{case_id}/settle",
    **writing(
        "settleCase",
        "Settle a discrepancy case",
        answers=Case,
        may=[SETTLE_CASE],
        detail=(
            "Missing units: `other_batch`, `found` or `written_off`; whatever else: `accepted`. "
            "Not dispensed on its prescription: `dispensed` too, which records it there now. Paid "
            "by credit of no known account: `charged` too, with `account_number`."
        ),
    ),
)
def settle(request: HttpRequest, case_id: Id, body: CaseSettle) -> HttpResponse:
    actor = actor_of(request)
    branch_id = BranchId(_case(actor, case_id).branch_id)

    return changed(
        request,
        lambda: settle_case(
            actor=actor,
            branch_id=branch_id,
            case_id=case_id,
            settlement=body.settlement,
            note=body.note,
            batch_id=body.batch_id,
            account_number=body.account_number,
        ),
        lambda: _answer(_case(actor, case_id)),
    )


def _case(actor: Actor, case_id: UUID) -> Any:
    found = get_case(actor=actor, case_id=case_id)
    if found is None:
        raise NotFound(_("This discrepancy doesn’t exist."), case_id=case_id)
    return found


def _answer(row: Any) -> Case:
    return told(
        Case,
        row,
        sale_number=row.sale.number,
        product_id=row.line.product_id if row.line else None,
        facts=[CaseFact(name=name, value=str(value)) for name, value in sorted(row.facts.items())],
    )
