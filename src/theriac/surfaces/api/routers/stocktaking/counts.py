"""Counts of stock: listed, begun, their sheets and differences; the morning's list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.permissions import (
    COUNT_STOCK,
    REVIEW_COUNT,
    VIEW_COUNTS,
    VIEW_VARIANCES,
)
from theriac.domains.stocktaking.queries.counts import COUNTS, find_count, list_counts, progress_of
from theriac.domains.stocktaking.queries.due import due_today
from theriac.domains.stocktaking.queries.sheets import sheet_lines
from theriac.domains.stocktaking.queries.variances import sums_of, variances
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.stocktaking import (
    CountBegun,
    CountDueItem,
    CountPlan,
    CountSheet,
    CountSheetLine,
    CountsWanted,
    CountVariance,
    CountVariances,
    LinesWanted,
    StockCount,
    StockCountPage,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["counts"])


@router.get(
    "/stock-counts",
    **operation("listStockCounts", "List counts", answers=StockCountPage, may=[VIEW_COUNTS]),
)
def counts(request: HttpRequest, wanted: Query[CountsWanted]) -> HttpResponse:
    """A page of a branch's counts, the newest first."""
    actor = actor_of(request)
    rows = list_counts(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(COUNTS, rows, wanted)
    items = _told(actor, list(page.items))
    return respond(request, StockCountPage(items=items, **edges(page)))


@router.post(
    "/stock-counts",
    **writing(
        "beginStockCount",
        "Begin a count",
        answers=StockCount,
        may=[REVIEW_COUNT],
        status=201,
        detail="Of everything, of shelves or ABC classes by name, of products, or of what is due.",
    ),
)
def begin(request: HttpRequest, here: Query[Here], body: CountBegun) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    scope = CountScope(body.scope, body.names, body.product_ids)
    return added(
        request,
        lambda: begin_count(actor=actor, branch_id=branch_id, scope=scope, note=body.note),
        lambda count_id: count_answer(actor, count_id),
    )


@router.get(
    "/stock-counts/{count_id}",
    **operation("getStockCount", "Read a count", answers=StockCount, may=[VIEW_COUNTS]),
)
def count(request: HttpRequest, count_id: Id) -> HttpResponse:
    """One count and how far it is."""
    return respond(request, count_answer(actor_of(request), count_id))


@router.get(
    "/stock-counts/{count_id}/sheet",
    **operation(
        "getCountSheet",
        "Read the lines of a count, blind",
        answers=CountSheet,
        may=[VIEW_COUNTS],
        detail="No line says what is expected. Name a `sheet` for one shelf's lines.",
    ),
)
def sheet(request: HttpRequest, count_id: Id, wanted: Query[LinesWanted]) -> HttpResponse:
    actor = actor_of(request)
    row = count_of(actor, count_id)
    lines = sheet_lines(actor=actor, branch_id=row.branch_id, count=row, sheet=wanted.sheet)
    part = lines[wanted.start : wanted.start + wanted.limit]
    items = [told(CountSheetLine, one) for one in part]
    return respond(request, CountSheet(items=items, start=wanted.start, total=len(lines)))


@router.get(
    "/stock-counts/{count_id}/variances",
    **operation(
        "getCountVariances",
        "Read the differences of a count",
        answers=CountVariances,
        may=[VIEW_VARIANCES],
        detail="A line that somebody is still to count, or to count again, shows no figure.",
    ),
)
def differences(request: HttpRequest, count_id: Id, wanted: Query[LinesWanted]) -> HttpResponse:
    """Lines with figures, the largest value first."""
    actor = actor_of(request)
    row = count_of(actor, count_id)
    lines = variances(actor=actor, branch_id=row.branch_id, count=row)
    if wanted.sheet is not None:
        lines = [one for one in lines if one.sheet == wanted.sheet]
    currency = currency_here()
    sums = sums_of(lines, costs=actor.may(SEE_COSTS, row.branch_id))
    answer = CountVariances(
        items=[
            told(CountVariance, one, people=list(one.people))
            for one in lines[wanted.start : wanted.start + wanted.limit]
        ],
        start=wanted.start,
        total=len(lines),
        units_over=sums.units_over,
        units_short=sums.units_short,
        value_over=money_of(sums.value_over, currency),
        value_short=money_of(sums.value_short, currency),
    )
    return respond(request, answer)


@router.get(
    "/count-plan",
    **operation(
        "getCountPlan",
        "Read what is to be counted today",
        answers=CountPlan,
        may=[COUNT_STOCK],
        detail="Written each morning: controlled products, then by risk, ABC class and age.",
    ),
)
def plan(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """The morning's list of a branch."""
    actor = actor_of(request)
    found = due_today(actor=actor, branch_id=branch_of(actor, here.branch_id))
    items = [told(CountDueItem, one) for one in found]
    return respond(request, CountPlan(items=items, done=sum(one.done for one in found)))


def count_of(actor: Actor, count_id: UUID) -> Any:
    """The count of a branch that the actor may count in. Raises NotFound."""
    found = find_count(actor=actor, count_id=count_id)
    if found is None:
        raise NotFound(_("This stock count doesn’t exist."), count_id=count_id)
    return found


def count_answer(actor: Actor, count_id: UUID) -> StockCount:
    """The count as it is now."""
    return _told(actor, [count_of(actor, count_id)])[0]


def _told(actor: Actor, rows: list[Any]) -> list[StockCount]:
    far = progress_of(actor=actor, counts=rows)
    people = names_of({row.begun_by for row in rows})
    return [
        told(
            StockCount,
            row,
            begun_by=people.get(row.begun_by, ""),
            lines=far[row.id].lines,
            counted=far[row.id].counted,
        )
        for row in rows
    ]
