"""Controlled medicines are counted without their balance; differences are explained by two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.commands.settle import settle_count
from theriac.domains.controlled.ids import CountCaseId
from theriac.domains.controlled.permissions import COUNT_CONTROLLED, SETTLE_COUNT, VIEW_REGISTERS
from theriac.domains.controlled.queries.counts import CASES, find_case, find_count, list_cases
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.stock.controlled_counts import (
    BlindCountDone,
    BlindCountNew,
    CaseExplained,
    CountCase,
    CountCasePage,
    CountCasesWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.post(
    "/controlled-counts",
    **writing(
        "countControlled",
        "Count a controlled medicine",
        answers=BlindCountDone,
        may=[COUNT_CONTROLLED],
        status=201,
        detail="Tells whether it agrees with the register, and opens a difference where not.",
    ),
)
def count(request: HttpRequest, here: Query[Here], body: BlindCountNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: count_controlled(
            actor=actor, branch_id=branch_id, product_id=body.product_id, counted=body.counted
        ),
        lambda count_id: _counted(actor, branch_id, count_id),
    )


def _counted(actor: Actor, branch_id: UUID, count_id: UUID) -> BlindCountDone:
    found = find_count(actor=actor, branch_id=branch_id, count_id=count_id)
    return BlindCountDone(
        id=count_id,
        agrees=found is not None and found.counted == found.expected,
        case_id=found.case_id if found else None,
    )


@router.get(
    "/controlled-cases",
    **operation(
        "listCountCases",
        "List differences of controlled medicines",
        answers=CountCasePage,
        may=[VIEW_REGISTERS],
    ),
)
def cases(request: HttpRequest, wanted: Query[CountCasesWanted]) -> HttpResponse:
    """A page of the branch's differences, the one due first on top."""
    actor = actor_of(request)
    rows = list_cases(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(CASES, rows, wanted)
    return respond(request, CountCasePage(items=_answers(page.items), **edges(page)))


@router.get(
    "/controlled-cases/{count_case_id}",
    **operation(
        "getCountCase",
        "Read a difference of a controlled medicine",
        answers=CountCase,
        may=[VIEW_REGISTERS],
    ),
)
def read(request: HttpRequest, count_case_id: Id, here: Query[Here]) -> HttpResponse:
    """One difference; its ETag is the version that settling names."""
    actor = actor_of(request)
    return respond(request, _answer(actor, branch_of(actor, here.branch_id), count_case_id))


@router.post(
    "/controlled-cases/{count_case_id}/settle",
    **writing(
        "settleCountCase",
        "Settle a difference of a controlled medicine",
        answers=CountCase,
        may=[SETTLE_COUNT],
        edits=True,
        detail="`approval.needed` of `controlled.settle` names what a second person signs.",
    ),
)
def settle(
    request: HttpRequest, count_case_id: Id, here: Query[Here], body: CaseExplained
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: settle_count(
            actor=actor,
            branch_id=branch_id,
            count_case_id=CountCaseId(count_case_id),
            version=version,
            explanation=body.explanation,
            approval_id=body.approval_id,
        ),
        lambda: _answer(actor, branch_id, count_case_id),
    )


def _answer(actor: Actor, branch_id: UUID, count_case_id: UUID) -> CountCase:
    found = find_case(actor=actor, branch_id=branch_id, count_case_id=count_case_id)
    if found is None:
        raise NotFound(_("This difference doesn’t exist at this branch."))
    return _answers([found])[0]


def _answers(rows: Sequence[Any]) -> list[CountCase]:
    products = product_names({row.product_id for row in rows})
    return [told(CountCase, row, product=products.get(row.product_id, "")) for row in rows]
